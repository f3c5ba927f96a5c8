"""Tokens in parsed Markdown → the HTML of their components, in the form that fits the place.

A Python-Markdown extension. In prose an inline component becomes its HTML, and its paragraph
cites the sources of all its figures once, at its end. In a heading, an admonition title, a column
head or a picture's alternative text it becomes its plain text, isolated (UAX #9), because those
are copied to the contents list and to titles, or cannot hold markup. A block component replaces
the paragraph that it stands alone in. Anything else is refused with the page and line.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor

from explainer.catalog import Value
from explainer.components.rendering import TOKEN, Block, Inline, Tokens

Cite = Callable[[tuple[Value, ...], tuple[str, ...]], str]

_MARK = "explainer-component"
_MARKS = re.compile("<p>\ue002([0-9]+)\ue003</p>|\ue002([0-9]+)\ue003", re.ASCII)
_OPENINGS = ("<div", "<ul", "<ol", "<dl", "<table", "<section", "<p", "<figure", "<details")
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_PLAIN = {*_HEADINGS, "th", "summary", "title"}
_FLOWING = {"p", "li", "td", "dd", "dt", "div", "figcaption", "caption", "blockquote"}
_BLOCKS = {"p", "ul", "ol", "dl", "div", "table", "blockquote", "pre", "details", "section", "hr"}
# After links, code and raw HTML have been recognised (90), before emphasis runs on its inside (60).
_PRIORITY = 75


class ComponentExtension(Extension):
    """Puts the components of one build into its pages; `cite` renders a paragraph's sources."""

    def __init__(self, tokens: Tokens, cite: Cite) -> None:
        """Take the renderings of the build, and the function that cites values on a page."""
        super().__init__()
        self._tokens = tokens
        self._cite = cite

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        """Register the three steps: recognise, place, and insert or refuse."""
        md.inlinePatterns.register(_Recognise(TOKEN.pattern, md), "explainer", _PRIORITY)
        # After the inline step (20), before the contents list is made (5).
        place = _Place(md, self._tokens, self._cite)
        md.treeprocessors.register(place, "explainer", 15)
        # Last of all, so that no other step has to read through tables and lists of sources.
        md.postprocessors.register(_Insert(md, self._tokens, place), "explainer", 0)


class _Recognise(InlineProcessor):
    """Turn a token into a marked element, so that later steps know its ancestors."""

    # Python-Markdown's name; its base class has no positions to return.
    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: Any, data: str
    ) -> tuple[Element, int, int]:
        element = Element(_MARK)
        element.set("token", m[1])
        return element, m.start(0), m.end(0)


@dataclass
class _Flow:
    """A block of running text: the values it states, and where its note goes."""

    element: Element
    values: list[Value] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)


class _Place(Treeprocessor):
    def __init__(self, md: Markdown, tokens: Tokens, cite: Cite) -> None:
        super().__init__(md)
        self._tokens = tokens
        self._cite = cite
        self._flows: list[_Flow] = []
        self.waiting: list[str] = []
        """The HTML of this page, by the number of its mark."""

    def run(self, root: Element) -> None:
        self._flows = []
        self.waiting = []
        self._walk(root, _Flow(root), plain=False)
        for flow in self._flows:
            if flow.values or flow.sources:
                values = tuple({id(value): value for value in flow.values}.values())
                note = self._cite(values, tuple(dict.fromkeys(flow.sources)))
                # A space that does not break: the mark is never alone on a line.
                _append_inline(flow.element, "\u00a0" + self._stash(note))

    def _walk(self, element: Element, flow: _Flow, *, plain: bool) -> None:
        if element.tag in _FLOWING:
            flow = _Flow(element)
            self._flows.append(flow)
        plain = plain or element.tag in _PLAIN or "admonition-title" in element.get("class", "")
        if element.tag == "img":
            element.set("alt", self._as_text(element.get("alt", "")))
        for child in list(element):
            if child.tag == _MARK:
                _replace(element, child, self._form(element, child, flow, plain=plain))
            else:
                self._walk(child, flow, plain=plain)

    def _form(self, parent: Element, mark: Element, flow: _Flow, *, plain: bool) -> str:
        number = int(mark.get("token", "0"))
        rendering = self._tokens.renderings[number]
        if isinstance(rendering, Inline):
            if plain:
                return _literal(rendering.text)
            flow.values += rendering.values
            flow.sources += rendering.sources
            return self._stash(rendering.html)
        if plain or parent.tag not in ("p", "li", "td", "dd", "div") or not _alone(parent, mark):
            message = f"{rendering.name}: stands inside other text, expected a line of its own"
            self._tokens.refuse(number, message)
            return ""
        return self._stash(rendering.html)

    def _stash(self, html: str) -> str:
        if not html:
            return ""
        self.waiting.append(html)
        return f"\ue002{len(self.waiting) - 1}\ue003"

    def _as_text(self, text: str) -> str:
        def plain(match: Any) -> str:
            rendering = self._tokens.renderings[int(match[1])]
            return _literal(rendering.text) if isinstance(rendering, Inline) else str(match[0])

        return TOKEN.sub(plain, text)


class _Insert(Postprocessor):
    """Put the HTML in its places; a token that is still there stands where nothing can stand."""

    def __init__(self, md: Markdown, tokens: Tokens, place: _Place) -> None:
        super().__init__(md)
        self._tokens = tokens
        self._place = place

    def run(self, text: str) -> str:
        for match in TOKEN.finditer(text):
            rendering = self._tokens.renderings[int(match[1])]
            what = rendering.name if isinstance(rendering, Block) else "a component"
            message = f"{what}: stands in code, in an address or in raw HTML, expected plain text"
            self._tokens.refuse(int(match[1]), message)
        waiting = self._place.waiting

        def html(match: Any) -> str:
            if match[2] is not None:
                return waiting[int(match[2])]
            found = waiting[int(match[1])]
            return found if found.startswith(_OPENINGS) else f"<p>{found}</p>"

        return _MARKS.sub(html, TOKEN.sub("", text))


def _literal(text: str) -> str:
    """Return a text that later steps leave as it is.

    An entity typed in it would be kept as one, quotes would stand bare, braces would be read as a
    list of attributes, and signs at the end of a heading be dropped with it: these two are escaped
    as Python-Markdown escapes `\\{` and `\\#`.
    """
    named = text.replace("&", "&amp;").replace('"', "&quot;")
    return re.sub("[{#]", lambda sign: f"\x02{ord(sign[0])}\x03", named)


def _alone(parent: Element, mark: Element) -> bool:
    texts = [parent.text, *(child.tail for child in parent)]
    inline = [child for child in parent if child is not mark and child.tag not in _BLOCKS]
    return not inline and not any(text and text.strip() for text in texts)


def _replace(parent: Element, child: Element, text: str) -> None:
    """Put text where an element was."""
    text += child.tail or ""
    at = list(parent).index(child)
    if at:
        parent[at - 1].tail = (parent[at - 1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
    parent.remove(child)


def _append_inline(element: Element, text: str) -> None:
    """Put text at the end of the running text of an element, before blocks inside it."""
    before = None
    for child in element:
        if child.tag in _BLOCKS:
            break
        before = child
    if before is None:
        element.text = (element.text or "").rstrip() + text
    else:
        before.tail = (before.tail or "").rstrip() + text
