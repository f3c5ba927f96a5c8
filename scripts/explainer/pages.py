"""The pages as their authors typed them: Markdown bodies with the lines where they start."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from explainer.problems import Problem, UserError

# Longer lines and deeper nesting make Markdown parsers slow or fall over (6,000 "[" take 6 s).
MAX_LINE = 2000
# Private-use characters mark our tokens in the Markdown (see components/rendering.py).
RESERVED = "\ue000\ue001\ue002\ue003"


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


def read_pages(docs: Path, shown: str, locales: Iterable[str]) -> list[Page]:
    """Read every `*.md` below the folder of each language, in order of path.

    Raises UserError for pages that are not UTF-8, that hold our own token marks, or whose lines
    are longer than `MAX_LINE` characters.
    """
    pages, problems = [], []
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
            problems += _unreadable(name, text)
            body, offset = split_front_matter(text.replace("\r\n", "\n").replace("\r", "\n"))
            pages.append(Page(locale, relative, name, body, offset))
    if problems:
        raise UserError(problems)
    return pages


def _unreadable(name: str, text: str) -> Iterable[Problem]:
    for number, line in enumerate(text.splitlines(), 1):
        if len(line) > MAX_LINE:
            message = f"found a line of {len(line)} characters, expected at most {MAX_LINE}"
            yield Problem(name, number, message)
        if any(mark in line for mark in RESERVED):
            yield Problem(name, number, "found a private-use character, expected ordinary text")


def split_front_matter(text: str) -> tuple[str, int]:
    """Return the body of a page, and how many lines of front matter stand before it."""
    lines = text.split("\n")
    if lines[0].rstrip() == "---":
        for number, line in enumerate(lines[1:], 2):
            if line.rstrip() in ("---", "..."):
                return "\n".join(lines[number:]), number
    return text, 0
