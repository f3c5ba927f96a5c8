"""The pages as their authors typed them: Markdown bodies with the lines where they start."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

from explainer.hidden import hidden_in
from explainer.problems import Problem, UserError, one_of
from explainer.yaml_reader import Mapping, read_text

# Longer lines and deeper nesting make Markdown parsers slow or fall over (6,000 "[" take 6 s).
MAX_LINE = 2000
_ADDRESS = re.compile(r"https?://[^\s)>\"']+")
# Characters by number or by name.
_CODED = re.compile(r"&#?\w+;")


@dataclass(frozen=True, slots=True)
class Page:
    """One page in one language."""

    locale: str
    path: str
    """Its path below the folder of its language, the same in every language."""
    shown: str
    """The path that messages name."""
    body: str
    offset: int
    """How many lines of front matter stand before the body."""
    meta: Mapping = field(default_factory=lambda: Mapping(1), repr=False, compare=False)
    """What the front matter says."""


def read_pages(docs: Path, shown: str, locales: Iterable[str]) -> list[Page]:
    """Read every `*.md` below the folder of each language, in order of path.

    Raises UserError for pages that are not UTF-8, that hold hidden characters or our own token
    marks (which are such), or whose lines are longer than `MAX_LINE` characters.
    """
    pages, problems = [], []
    locales = tuple(locales)
    for path in sorted(docs.rglob("*.md")):
        if path.relative_to(docs).parts[0] not in locales:
            wanted = one_of(f"{shown}/{locale}/" for locale in locales)
            name = f"{shown}/{path.relative_to(docs).as_posix()}"
            problems.append(
                Problem(name, 0, f"found a page of no language, expected it in {wanted}")
            )
    for locale in locales:
        folder = docs / locale
        for path in sorted(folder.rglob("*.md")):
            relative = path.relative_to(folder).as_posix()
            name = f"{shown}/{locale}/{relative}"
            try:
                text = path.read_bytes().decode("utf-8")
            except UnicodeDecodeError as error:
                line = error.object[: error.start].count(b"\n") + 1
                problems.append(Problem(name, line, "found other bytes, expected UTF-8 text"))
                continue
            text = text.replace("\r\n", "\n").replace("\r", "\n")
            problems += _unreadable(name, text)
            body, offset = split_front_matter(text)
            meta, found = _meta(text, offset, name)
            problems += found
            pages.append(Page(locale, relative, name, body, offset, meta))
    if problems:
        raise UserError(problems)
    return pages


def _unreadable(name: str, text: str) -> Iterable[Problem]:
    for number, line in enumerate(text.split("\n"), 1):
        for address in _ADDRESS.findall(line):
            try:
                urlsplit(address)
            except ValueError as error:
                yield Problem(name, number, f"found {address!r}, expected an address ({error})")
        if len(line) > MAX_LINE:
            message = f"found a line of {len(line)} characters, expected at most {MAX_LINE}"
            yield Problem(name, number, message)
    decoded = _CODED.sub(lambda coded: unescape(coded[0]).replace("\n", " "), text)
    yield from hidden_in(decoded, name)


def _meta(text: str, offset: int, name: str) -> tuple[Mapping, list[Problem]]:
    """Return the keys of the front matter, with the lines of the page, and what is wrong there."""
    lines = text.split("\n")[: max(0, offset - 1)]
    if not any(line.strip() for line in lines[1:]):
        return Mapping(1), []
    try:
        return read_text("\n".join(lines), name)
    except UserError as error:
        return Mapping(1), list(error.problems)


def description(page: Page) -> Page:
    """Return the description in the front matter of a page as a page of one line, empty if none.

    It may hold calls, and is checked as the text of the page is.
    """
    text = page.meta.get("description")
    line = page.meta.key_lines.get("description", 1)
    body = str(text) if isinstance(text, str) else ""
    return replace(page, body=body, offset=line - 1, meta=Mapping(line))


def split_front_matter(text: str) -> tuple[str, int]:
    """Return the body of a page, and how many lines of front matter stand before it."""
    lines = text.split("\n")
    if lines[0].rstrip() == "---":
        for number, line in enumerate(lines[1:], 2):
            if line.rstrip() in ("---", "..."):
                return "\n".join(lines[number:]), number
    return text, 0
