"""Parsed Markdown → Markdown again, now that terms are linked, runs isolated and notes placed.

A serializer of Python-Markdown, in the place of the one that writes HTML. What Markdown can say
stands in its signs; anything else as HTML with Markdown inside (the extension `md_in_html`).
Parsing the result gives what writing HTML at once would have given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from xml.etree.ElementTree import Element

from markdown.serializers import to_html_string

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_BLOCKS = {
    *_HEADINGS, "p", "ul", "ol", "li", "dl", "dt", "dd", "div", "table", "thead", "tbody", "tr",
    "th", "td", "blockquote", "pre", "details", "summary", "section", "hr", "caption",
}  # fmt: skip
_OF_TEXT = {"p", "li", "dt", "dd", "summary", "th", "td", "caption"}
"""Blocks whose inside is running text where it is not blocks."""
_AROUND = {"strong": "**", "em": "*"}
_SPACE = re.compile(r"[ \t\r\n]+")
_ENTITY = re.compile(r"&(?=#?\w+;)")
# Signs that mean something inside a line; an underscore inside a word means nothing.
_SPECIAL = re.compile(r"[\\`*\[\]{}]|(?<!\w)_|_(?!\w)")
# And at its beginning; a number is the beginning of a list.
_OPENING = re.compile(r"^(?=[#>+-]|!!!|\?\?\?|[:=]{1,}(?: |$))|^([0-9]+)(?=\.)")
_INSIDE_HTML = re.compile(r"[\\`*_\[\]{}]")
_TAG = re.compile(r"(<[^>]*>)")
# What waits for a component (markdown_tokens.py) alone in its paragraph: HTML of several lines.
_BLOCK_MARK = re.compile("\ue002[0-9]+\ue003")


def to_markdown(root: Element) -> str:
    """Return the Markdown of what is inside an element."""
    return "\n\n".join(_blocks(root))


def inside_markdown(html: str) -> str:
    """Return HTML that may stand in a line of Markdown: on one line, with no sign of Markdown."""
    line = _SPACE.sub(" ", html.strip())
    return "".join(_INSIDE_HTML.sub(_as_entity, part) for part in _TAG.split(line))


def _as_entity(sign: re.Match[str]) -> str:
    return f"&#{ord(sign[0])};"


def _blocks(parent: Element) -> Iterator[str]:
    """Yield the blocks inside an element; text between them is a paragraph."""
    run = [_text(parent.text)]
    for child in parent:
        if child.tag in _BLOCKS:
            yield from _paragraph("".join(run))
            run = []
            yield _block(child)
        else:
            run.append(_inline(child))
        run.append(_text(child.tail))
    yield from _paragraph("".join(run))


def _paragraph(text: str) -> Iterator[str]:
    if line := text.strip(" \n"):
        yield _OPENING.sub(lambda found: f"{found[1] or ''}\\", line)


def _block(element: Element) -> str:
    if element.tag in _HEADINGS:
        line = re.sub(r"(#+)$", r"\\\1", _line(element))
        return f"{'#' * _HEADINGS[element.tag]} {line}{_attributes(element, ' ')}"
    if element.tag == "p":
        return "".join(_paragraph(_line(element))) + _attributes(element, "\n")
    said = "" if _holds_a_block_component(element) else _in_signs(element)
    return said or _as_html(element)


def _in_signs(element: Element) -> str:
    """Return a block in Markdown's own signs; nothing where there are none for it."""
    written = {*element.keys()}
    match element.tag:
        case "hr" if not written:
            return "---"
        case "ul" | "ol" if written <= {"start"} and not any(item.keys() for item in element):
            return _list(element)
        case "blockquote" if not written:
            return _indented("\n\n".join(_blocks(element)), "> ", first="> ")
        case "div" | "details" if written <= {"class", "open"}:
            return _note(element)
    return ""


def _list(element: Element) -> str:
    """Return a list whose items are all lines, or all paragraphs; nothing for a mixture."""
    loose = all(len(item) and item[0].tag == "p" for item in element)
    if not loose and (element.find(".//p") is not None or element.find(".//pre") is not None):
        return ""
    between = "\n\n" if loose else "\n"
    number = int(element.get("start", "1"))
    items = []
    for at, item in enumerate(element):
        mark = f"{number + at}." if element.tag == "ol" else "-"
        items.append(_indented(between.join(_blocks(item)), "    ", first=f"{mark} "))
    return between.join(items)


def _note(element: Element) -> str:
    """Return an admonition or a disclosure; nothing where an element is neither."""
    classes = element.get("class", "").split()
    first = element[0] if len(element) else None
    if element.tag == "details":
        mark = "???+" if "open" in element.keys() else "???"  # noqa: SIM118 (no mapping)
        titled = first is not None and first.tag == "summary"
    elif classes[:1] == ["admonition"]:
        mark, classes = "!!!", classes[1:]
        titled = first is not None and first.get("class") == "admonition-title"
    else:
        return ""
    if not classes or (element.tag == "details" and not titled):
        return ""
    title = ""
    if titled and first is not None:
        title = _line(first)
        element = _without_first(element)
    inside = _indented("\n\n".join(_blocks(element)), "    ", first="    ")
    return f'{mark} {" ".join(classes)} "{title}"\n{inside}'


def _without_first(element: Element) -> Element:
    rest = Element(element.tag)
    rest.extend(list(element)[1:])
    return rest


def _as_html(element: Element) -> str:
    """Return an element that Markdown has no signs for, with Markdown inside."""
    tag = element.tag
    if tag == "pre":
        return to_html_string(element)
    if tag in _OF_TEXT and not any(child.tag in _BLOCKS for child in element):
        return f"{_opening(element, 'span')}{_line(element)}</{tag}>"
    inside = "\n\n".join(_blocks(element))
    return f"{_opening(element, 'block')}\n\n{inside}\n\n</{tag}>"


def _inline(element: Element) -> str:
    tag, written = element.tag, {*element.keys()}
    if tag == "code":
        return _code(unescape("".join(element.itertext())))
    if tag == "br":
        return "<br>"
    if tag == "img":
        return _opening(element)
    inside = _text(element.text) + "".join(_inline(child) + _text(child.tail) for child in element)
    if tag in _AROUND and not written and inside.strip() == inside != "":
        return f"{_AROUND[tag]}{inside}{_AROUND[tag]}"
    if tag == "a" and "href" in written and written <= {"href", "class"}:
        return f"[{inside}]({element.get('href')}){_attributes(element, '')}"
    return f"{_opening(element)}{inside}</{tag}>"


def _code(text: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    space = " " if text[:1] == "`" or text[-1:] == "`" else ""
    return f"{fence}{space}{text}{space}{fence}"


def _line(element: Element) -> str:
    inside = _text(element.text) + "".join(_inline(child) + _text(child.tail) for child in element)
    return inside.strip(" ")


def _text(text: str | None) -> str:
    """Return text as Markdown that says it; entities stay, as they do in HTML."""
    line = _SPACE.sub(" ", text or "").replace("<", "&lt;")
    return _SPECIAL.sub(r"\\\g<0>", line)


def _opening(element: Element, inside: str = "") -> str:
    """Return the opening tag of an element, and how Markdown inside it is read."""
    named = [*element.items(), *([("markdown", inside)] if inside else [])]
    written = "".join(f' {name}="{_value(value)}"' for name, value in named)
    return f"<{element.tag}{written}>"


def _attributes(element: Element, before: str) -> str:
    """Return the id, the classes and whatever else an element has, as `attr_list` reads them."""
    parts = [
        f"#{value}" if name == "id" else f'{name}="{_value(value)}"'
        for name, value in sorted(element.items(), key=lambda item: item[0] != "id")
        if name not in ("class", "href")  # the address of a link stands before them
    ]
    parts += [f".{name}" for name in element.get("class", "").split()]
    mark = "{:" if before == "\n" else "{"
    return f"{before}{mark}{' '.join(parts)}}}" if parts else ""


def _value(value: str) -> str:
    return _ENTITY.sub("&", value).replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")


def _indented(text: str, margin: str, *, first: str) -> str:
    lines = text.split("\n")
    rest = (f"{margin}{line}".rstrip() if line or ">" in margin else "" for line in lines[1:])
    return "\n".join([f"{first}{lines[0]}", *rest])


def _holds_a_block_component(element: Element) -> bool:
    """Tell whether a component of several lines stands inside: it would lose its margin there."""
    return any(
        not len(inside) and _BLOCK_MARK.fullmatch((inside.text or "").strip())
        for inside in element.iter("p")
    )
