"""What a component leaves in a page: a token in the Markdown, and the HTML that waits for it.

No text of the data file is ever parsed as Markdown: the page holds `U+E000 number U+E001`, and
`markdown_tokens.py` puts the HTML in its place after parsing, in the form that fits there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape

from explainer.catalog import Value
from explainer.formatting import FSI, PDI, one_line
from explainer.problems import Problem

TOKEN = re.compile("\ue000([0-9]+)\ue001", re.ASCII)
HOME = re.compile("\ue002([a-z0-9/-]+)\ue003")
_TAG = re.compile("<[^>]*>")
_ISOLATE = re.compile("<bdi[^>]*>")


class ComponentError(Exception):
    """A call on a page that cannot be answered; the message says what was expected."""


class _Failed:
    """Stands for a call that went wrong, so that the rest of the page is still checked.

    It holds nothing: without `__iter__` Python would ask it for its elements for ever.
    """

    unsafe_callable = alters_data = False  # asked for by Jinja's sandbox

    def _same(self, *_: object, **__: object) -> _Failed:
        return self

    __getattr__ = __call__ = __getitem__ = _same
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = (
        _same
    )
    __lt__ = __le__ = __gt__ = __ge__ = _same
    __eq__ = __ne__ = _same  # type: ignore[assignment]  # gives itself, no truth: as `<` does
    __hash__ = object.__hash__

    def __bool__(self) -> bool:
        return True

    def __len__(self) -> int:
        return 0

    def __iter__(self) -> Iterator[object]:
        return iter(())

    def __contains__(self, _: object) -> bool:
        return False


FAILED = _Failed()


@dataclass(frozen=True, slots=True)
class Impossible:
    """Stands for a value that does not exist, until a page prints, passes or compares it.

    Attributes and operators give it instead of raising, so that one run tells every mistake.
    """

    message: str


@dataclass(frozen=True, slots=True)
class Inline:
    """A part of a sentence, as HTML and as plain text with isolates."""

    html: str
    text: str
    values: tuple[Value, ...] = ()
    """The figures that its paragraph has to cite."""
    sources: tuple[str, ...] = ()
    """Sources that its paragraph has to name besides."""


def as_text(html: str) -> str:
    """Return the plain text of a fragment; what was isolated by a tag is so by a character."""
    isolated = _ISOLATE.sub(FSI, html).replace("</bdi>", PDI)
    return unescape(_TAG.sub("", isolated))


def without_isolates(html: str) -> str:
    """Return the plain text of a fragment on one line, for files that are not pages.

    Programs read those: every space in them is the one that people type.
    """
    return " ".join(one_line(as_text(html)).split())


@dataclass(frozen=True, slots=True)
class Block:
    """A table, a row of cards or a list, which stands alone on its line."""

    html: str
    name: str


@dataclass(slots=True)
class Tokens:
    """The renderings of all pages of a build, each with the line that asked for it."""

    renderings: list[Inline | Block] = field(default_factory=list)
    places: list[tuple[str, Callable[[], int]]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def add(self, rendering: Inline | Block, path: str, line: Callable[[], int]) -> str:
        """Keep a rendering and return its token; `line` tells where it was asked for."""
        self.renderings.append(rendering)
        self.places.append((path, line))
        return f"\ue000{len(self.renderings) - 1}\ue001"

    def as_text(self, markdown: str) -> str:
        """Return a page's Markdown with the plain text of its components; blocks have none."""

        def text(match: re.Match[str]) -> str:
            rendering = self.renderings[int(match[1])]
            return rendering.text if isinstance(rendering, Inline) else ""

        return TOKEN.sub(text, markdown)

    def refuse(self, number: int, message: str) -> None:
        """Report that a component stands where it cannot."""
        path, line = self.places[number]
        self.problems.append(Problem(path, line(), message))


def to_home(kind: str, locale: str = "") -> str:
    """Return a mark for the way to the page that has the entries of a kind of record.

    The way differs from page to page; the rest of the HTML does not, and is made once. With a
    language it is the absolute address of the page in that language. The kind `root` is the home
    of the site.
    """
    return f"\ue002{locale}/{kind}\ue003" if locale else f"\ue002{kind}\ue003"
