"""A built page → the parts of it that a search may find, each with an address of its own.

Templates say what is what in the index's own words (Pagefind's attributes): `data-pagefind-body`
marks what is searched, `-ignore` what is not, `-weight` what counts for less, and `-meta` the
name of an entry. A part is the page down to its first heading, a heading with what follows it, or
an entry of the record: an element with an id that holds its own name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import html as lxml_html

_HEADINGS = {"h1", "h2", "h3", "h4"}
_UNREAD = {"button", "nav", "script", "style", "svg", "template"}
# Between two of these a word ends, whether or not the markup has a space there.
_BLOCKS = {"br", "dd", "div", "dt", "figcaption", "li", "p", "summary", "td", "th", "tr"}
_SPACE = re.compile(r"\s+")
_MARKS = re.compile(rb' data-pagefind-[a-z-]+(="[^"]*")?')


@dataclass
class Section:
    """A part of a page."""

    id: str
    """The id of its heading or entry; empty for the page itself."""
    title: str
    pieces: list[tuple[str, float]] = field(default_factory=list)
    """Its text, with what each piece of it weighs: 1, or less."""
    named: str = "title"
    """What its name is for the index: `title`, or another field that counts for less there."""

    @property
    def text(self) -> str:
        """Return its text without its name."""
        return _one_line("".join(text for text, _ in self.pieces))


def sections(page: str) -> list[Section]:
    """Return the parts of a page in their order, the page itself first; none if none is marked."""
    root: Any = lxml_html.document_fromstring(page)
    body = next(iter(root.xpath("//*[@data-pagefind-body]")), None)
    if body is None:
        return []
    reader = _Reader({_owner(name): name for name in body.xpath(".//*[@data-pagefind-meta]")})
    reader.read(body, 1.0)
    return reader.found


def unmarked(page: bytes) -> bytes:
    """Return a page without the marks for the index, which no reader needs."""
    return _MARKS.sub(b"", page)


class _Reader:
    def __init__(self, names: dict[Any, Any]) -> None:
        """Take the element that holds the name of each entry, by the element of the entry."""
        self._names = names
        self._read_apart = set(names.values())
        self.found = [Section("", "")]
        self._here = self.found[0]

    def read(self, element: Any, weight: float) -> None:
        """Add the text of an element to the part it belongs to."""
        if not _is_read(element) or element in self._read_apart:
            return
        weight *= float(element.get("data-pagefind-weight", 1))
        if element.tag in _HEADINGS:
            self._start_at(element)
            return
        above = self._here
        if element in self._names:
            name = self._names[element]
            self._here = Section(
                element.get("id"), _words(name), named=name.get("data-pagefind-meta")
            )
            self.found.append(self._here)
        self._add(element.text, weight)
        for child in element:
            self.read(child, weight)
            self._add(child.tail, weight)
        if element.tag in _BLOCKS:
            self._add(" ", weight)
        if element in self._names:
            self._here = above

    def _start_at(self, heading: Any) -> None:
        if heading.tag == "h1":
            self.found[0].title = _words(heading)
        elif identifier := heading.get("id"):
            self._here = Section(identifier, _words(heading))
            self.found.append(self._here)
        else:
            self._add(f"{_words(heading)} ", 1.0)

    def _add(self, text: str | None, weight: float) -> None:
        """Add text to the part that is being read, to its last piece where that weighs the same."""
        pieces = self._here.pieces
        if text and pieces and pieces[-1][1] == weight:
            pieces[-1] = (pieces[-1][0] + text, weight)
        elif text:
            pieces.append((text, weight))


def _owner(name: Any) -> Any:
    """Return the entry that a name belongs to: the nearest element around it that has an id."""
    return next((above for above in name.iterancestors() if above.get("id")), None)


def _is_read(element: Any) -> bool:
    return (
        isinstance(element.tag, str)
        and element.tag not in _UNREAD
        and element.get("data-pagefind-ignore") is None
    )


def _words(element: Any) -> str:
    """Return the text of a heading or name, without the link of a heading to itself."""
    return _one_line("".join(_texts(element)))


def _texts(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.get("class") != "headerlink":
            yield from _texts(child)
        yield child.tail or ""


def _one_line(text: str) -> str:
    return _SPACE.sub(" ", text).strip()
