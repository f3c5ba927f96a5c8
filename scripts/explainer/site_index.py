"""Everything that has an address on the site, as the index at the end of a book lists it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from explainer.formatting import sort_key

_NUMBER = re.compile("[0-9]+")
_DIGITS = 6


class Heading(NamedTuple):
    """A heading of a page; the first of a page stands for the page."""

    title: str
    page: str
    """The title of its page."""
    address: str


class Place(NamedTuple):
    """Where an entry leads, and in which words when it leads to several places."""

    label: str
    address: str


@dataclass
class Entry:
    """A title, and the places that have it."""

    title: str
    places: list[Place] = field(default_factory=list)


def alphabetical(
    found: Iterable[tuple[str, Place]], fold: Callable[[str], str]
) -> list[tuple[str, list[Entry]]]:
    """Return entries by their first letter, in the order of the alphabet; digits come first.

    `fold` makes letters alike that a dictionary does not tell apart, such as «أ» and «ا».
    """
    entries: dict[str, Entry] = {}
    for title, place in found:
        entries.setdefault(title, Entry(title)).places.append(place)
    keyed = sorted((_key(title, fold), title) for title in entries)
    return [
        (letter, [entries[title] for _, title in group])
        for letter, group in groupby(keyed, key=lambda pair: _letter(pair[0]))
    ]


def _key(title: str, fold: Callable[[str], str]) -> str:
    """Return what a title is sorted by: from its first letter or digit on, without an article."""
    bare = sort_key(title.lstrip("\u2068\u2067\u2066"))
    key = fold(bare.lstrip(" «“\"'([\u2068\u2066\u2067…"))
    return _NUMBER.sub(lambda found: found[0].zfill(_DIGITS), key)  # 2 before 10


def _letter(key: str) -> str:
    first = key[:1].upper()
    return "0–9" if first.isdigit() else first
