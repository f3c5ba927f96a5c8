"""Parsed Markdown → the same with glossary terms linked and foreign words and numbers isolated.

A Python-Markdown extension that works on what authors typed, not on what components insert. The
first use of a term on a page, in running text, links to its glossary entry. A run that goes
against the direction of the page stands in `<bdi>`, or between isolating characters in headings,
which are copied to the contents list and to titles.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from explainer.bidi import runs
from explainer.components.ways import Surroundings
from explainer.formatting import isolate

_LINKED = {"p", "li", "td", "dd"}
_UNTOUCHED = {"code", "pre", "bdi"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_UNLINKED = {*_UNTOUCHED, *_HEADINGS, "a", "th", "caption", "summary"}
# Not text: raw HTML, which Python-Markdown keeps as a number between two signs until the very end,
# and the ids and classes in braces, which it reads after this step.
_NOT_TEXT = re.compile("(\x02[^\x03]*\x03|\\{[#:.][^}\n]*\\})")


class ProseExtension(Extension):
    """Links terms and isolates runs on the page that `surroundings` describes at that moment."""

    def __init__(self, surroundings: Callable[[], Surroundings]) -> None:
        """Take the function that tells where the Markdown being parsed stands."""
        super().__init__()
        self._surroundings = surroundings

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        """Register the step: after the inline step (20), before components are placed (15)."""
        md.treeprocessors.register(_Mark(md, self._surroundings), "explainer-prose", 17)


class _Mark(Treeprocessor):
    def __init__(self, md: Markdown, surroundings: Callable[[], Surroundings]) -> None:
        super().__init__(md)
        self._surroundings = surroundings

    def run(self, root: Element) -> None:
        here = self._surroundings()
        linked: set[str] = set()
        _walk(root, here, linked, running=False)


def _walk(element: Element, here: Surroundings, linked: set[str], *, running: bool) -> None:
    """Mark the text of an element; `running` says whether terms in it are linked."""
    title = "admonition-title" in element.get("class", "")
    if element.tag in _UNTOUCHED:
        return
    running = (running or element.tag in _LINKED) and element.tag not in _UNLINKED and not title
    plain = element.tag in _HEADINGS or title
    children = list(element)
    for child in children:
        element.remove(child)
    texts = [element.text, *(child.tail for child in children)]
    element.text = None
    for number, text in enumerate(texts):
        if number:
            child = children[number - 1]
            child.tail = None
            element.append(child)
            _walk(child, here, linked, running=running)
        for piece in _pieces(text or "", here, linked, running=running, plain=plain):
            _append(element, piece)


def _pieces(
    text: str, here: Surroundings, linked: set[str], *, running: bool, plain: bool
) -> Iterator[str | Element]:
    for number, part in enumerate(_NOT_TEXT.split(text)):
        if number % 2:
            yield part
            continue
        end = 0
        for term, start, bare_end in here.terms.find(part) if running else ():
            way = here.entry(term) if term not in linked else ""
            if not way:
                continue
            stop = bare_end + _closes(part, start, bare_end)
            linked.add(term)
            yield from _isolated(part[end:start], here, plain=plain)
            link = Element("a", {"class": "term", "href": way})
            for piece in _isolated(part[start:stop], here, plain=plain):
                _append(link, piece)
            yield link
            end = stop
        yield from _isolated(part[end:], here, plain=plain)


def _closes(text: str, start: int, end: int) -> int:
    """Return 1 where a quote that opens inside the words of a term closes right after them."""
    words = text[start:end]
    return int(words.count("«") > words.count("»") and text[end : end + 1] == "»")


def _isolated(text: str, here: Surroundings, *, plain: bool) -> Iterator[str | Element]:
    for piece, foreign in runs(text, here.direction):
        if not foreign:
            yield piece
        elif plain:
            yield isolate(piece)
        else:
            element = Element("bdi")
            element.text = piece
            yield element


def _append(element: Element, piece: str | Element) -> None:
    if isinstance(piece, Element):
        element.append(piece)
    elif len(element):
        element[-1].tail = (element[-1].tail or "") + piece
    else:
        element.text = (element.text or "") + piece
