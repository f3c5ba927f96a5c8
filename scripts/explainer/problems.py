"""A user's mistake, told as `path:line: what is wrong, what was expected`."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake. `line` counts from 1; 0 means that the whole file is meant."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        """Return the one-line form that terminals and editors turn into a link."""
        return f"{self.path}:{self.line}: {self.message}"


class UserError(Exception):
    """Mistakes in the data, pages, templates or interface words; never a bug of ours."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Take all problems of one run; they are kept in order of path and line."""
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


def one_of(values: Iterable[object]) -> str:
    """Return `a, b or c`, for the "expected" half of a message."""
    *most, last = map(str, values)
    return f"{', '.join(most)} or {last}" if most else last


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name that looks most like a name, in quotes, or else all in their order."""
    names = list(known)
    close = difflib.get_close_matches(name, names, n=1)
    return repr(close[0]) if close else one_of(names)
