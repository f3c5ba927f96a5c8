"""A built page → the same in plain Markdown, for programs that read text, and the list of them all.

Figures, charts (as their tables) and sources are in it; what only serves a browser is not. The
list is `llms.txt` (https://llmstxt.org). Written here because the packages that do it take 5 s for
these pages at every build, where this takes half a second.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import urljoin

from lxml import html as lxml_html

_UNREAD_TAGS = {"nav", "button", "svg", "script", "style", "form", "input", "label", "img"}
_UNREAD_CLASSES = {"headerlink", "take", "chart-files", "print-foot", "contents-place"}
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_INLINE = {
    "a", "abbr", "b", "bdi", "br", "cite", "code", "data", "em", "i", "small", "span", "strong",
    "sub", "sup", "time",
}  # fmt: skip
_AROUND = {"strong": "**", "b": "**", "em": "*", "i": "*"}
_SPACE = re.compile(r"[ \t\r\n\f]+")
# What would be read as Markdown; an underscore inside a word is none.
_SPECIAL = re.compile(r"[\\`*\[\]]|~(?=~)|(?<!\w)_|_(?!\w)")
# What would be read as HTML. Not every reader of Markdown knows a backslash before it.
_ENTITY = re.compile(r"&(?=#?\w+;)")
# What would make a paragraph a heading, a quotation, code or an item of a list.
_OPENING = re.compile(r"^(?=[#>~]|[-+] )|^([0-9]+)(?=[.)] )")
_MARGIN = re.compile(r"^(\s*)(.*?)(\s*)$", re.DOTALL)


class Listed(NamedTuple):
    """A page in the list: its title, the address of its Markdown, what it says of itself."""

    title: str
    url: str
    description: str


@lru_cache(maxsize=128)
def rendition(page: bytes, url: str) -> str:
    """Return the article of a page, which is at an address, as Markdown; empty without one."""
    root: Any = lxml_html.document_fromstring(page.decode("utf-8"))
    article = next(iter(root.iter("article")), None)
    if article is None:
        return ""
    return "\n\n".join([*_Writer(url).blocks(article), f"<{url}>"]) + "\n"


def title(markdown: str) -> str:
    """Return the first heading of a page as plain text."""
    first = next((line for line in markdown.split("\n") if line.startswith("# ")), "# ")
    return first.removeprefix("# ").strip()


def listing(name: str, describes: Iterable[str], pages: Mapping[str, Iterable[Listed]]) -> str:
    """Return `llms.txt`: what the site is, and its pages under the name of their language."""
    lines = [f"# {_text(name)}", ""]
    lines += [f"> {_text(text)}" for text in describes]
    for language, found in pages.items():
        lines += ["", f"## {_text(language)}", ""]
        lines += [f"- [{page.title}]({page.url}): {_text(page.description)}" for page in found]
    return "\n".join([*lines, ""])


class _Writer:
    """Writes elements of a page as Markdown; links lead where they lead on the page."""

    def __init__(self, url: str) -> None:
        self._url = url

    def blocks(self, element: Any) -> Iterator[str]:
        """Yield the paragraphs, lists and tables inside an element, in order."""
        run = [_text(element.text)]
        for child in element:
            if not _is_read(child):
                run.append(_text(child.tail))
                continue
            if child.tag in _INLINE:
                run.append(self._inline(child))
            else:
                yield from _paragraph(run)
                run = []
                yield from self._block(child)
            run.append(_text(child.tail))
        yield from _paragraph(run)

    def _block(self, element: Any) -> Iterator[str]:
        match element.tag:
            case tag if tag in _HEADINGS:
                yield f"{'#' * _HEADINGS[tag]} {self._line(element)}"
            case "summary" | "dt" | "legend":
                if line := self._line(element):
                    yield line if line.startswith("**") else f"**{line}**"
            case "ul" | "ol":
                if items := list(self._items(element)):
                    yield "\n".join(items)
            case "table":
                yield from self._table(element)
            case "pre":
                yield f"```\n{element.text_content().strip()}\n```"
            case "blockquote":
                yield "\n>\n".join(_indented(block, "> ") for block in self.blocks(element))
            case _:
                yield from self.blocks(element)

    def _items(self, listed: Any) -> Iterator[str]:
        for number, item in enumerate((i for i in listed if i.tag == "li"), 1):
            mark = f"{number}. " if listed.tag == "ol" else "- "
            inside = list(self.blocks(item))
            # A list in an item follows its line; paragraphs of an item keep a line between them.
            text = "".join(
                ("" if not at else "\n" if block.startswith(("- ", "1. ")) else "\n\n") + block
                for at, block in enumerate(inside)
            )
            if text:
                yield mark + _indented(text, " " * len(mark)).lstrip()

    def _table(self, table: Any) -> Iterator[str]:
        for caption in table.iter("caption"):
            yield self._line(caption)
        rows = [list(self._cells(row)) for row in table.iter("tr")]
        width = max((len(row) for row in rows), default=0)
        if not width:
            return
        headed = next(iter(table.iter("thead")), None) is not None
        head = rows.pop(0) if headed else []
        lines = [_row(head, width), _row(["---"] * width, width)]
        yield "\n".join([*lines, *(_row(row, width) for row in rows)])

    def _cells(self, row: Any) -> Iterator[str]:
        for cell in row.iterchildren("td", "th"):
            yield _SPACE.sub(" ", " ".join(self.blocks(cell))).replace("|", r"\|")
            yield from [""] * (int(cell.get("colspan", 1)) - 1)

    def _line(self, element: Any) -> str:
        return _SPACE.sub(" ", " ".join(self.blocks(element)))

    def _inline(self, element: Any) -> str:
        if element.tag == "br":
            return " "
        if element.tag == "code":
            return f"`{element.text_content()}`"
        parts = [_text(element.text)]
        for child in element:
            if _is_read(child):
                parts.append(self._inline(child))
            parts.append(_text(child.tail))
        text = "".join(parts)
        if element.tag == "a" and element.get("href") is not None and text.strip():
            way = urljoin(self._url, element.get("href"))
            return _wrapped(text, "[", f"]({way.replace('(', '%28').replace(')', '%29')})")
        mark = _AROUND.get(element.tag, "")
        return _wrapped(text, mark, mark) if mark and text.strip() else text


def _is_read(element: Any) -> bool:
    if not isinstance(element.tag, str) or element.tag in _UNREAD_TAGS:
        return False
    return not _UNREAD_CLASSES & set((element.get("class") or "").split())


def _text(text: str | None) -> str:
    """Return text with its marks escaped, and one space for any blank."""
    marked = _SPECIAL.sub(r"\\\g<0>", _SPACE.sub(" ", text or ""))
    return _ENTITY.sub("&amp;", marked).replace("<", "&lt;")


def _wrapped(text: str, before: str, after: str) -> str:
    """Return text with marks around it, but for the blanks at its ends."""
    start, inner, end = _MARGIN.match(text).groups()  # type: ignore[union-attr]  # matches anything
    return f"{start}{before}{inner}{after}{end}"


def _paragraph(run: Iterable[str]) -> Iterator[str]:
    if text := _SPACE.sub(" ", "".join(run)).strip():
        yield _OPENING.sub(r"\1\\", text)


def _indented(text: str, by: str) -> str:
    return "\n".join(f"{by}{line}".rstrip() for line in text.split("\n"))


def _row(cells: list[str], width: int) -> str:
    return f"| {' | '.join([*cells, *[''] * (width - len(cells))])} |"
