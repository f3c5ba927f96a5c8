"""Words of a list, found in running text in the forms that it gives them, in any script."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

# Short vowels and the elongation mark may stand on any letter and change nothing.
_MARKS = re.compile("[\u0640\u064b-\u0652\u0670]")
_WORD = re.compile("[\\w\u064b-\u0652\u0670]+")
_ARABIC = re.compile("[\u0620-\u064a]")
_AND, _PARTICLES = "وف", "بكل"
"""What Arabic writes as one word with the next: "and" and "so"; "with", "like" and "for"."""


class Found(NamedTuple):
    """A place in a text where a word of the list stands."""

    owner: str
    start: int
    end: int


_Candidate = tuple[tuple[str, ...], tuple[str, ...], str]
"""The words of a form, what stands between them, and whose form it is."""


class Lexicon:
    """Forms and whom they belong to. Case and Arabic short vowels do not matter.

    Arabic particles may be attached to a form: it is found in «وبالعفو» and «للعفو» too.
    """

    def __init__(self, forms: Mapping[str, Iterable[str]]) -> None:
        """Take the forms of each owner."""
        self._by_first: defaultdict[str, list[_Candidate]] = defaultdict(list)
        for owner, group in forms.items():
            for form in group:
                words, gaps = _split(form)
                if words:
                    self._by_first[words[0]].append((words, gaps, owner))
        for candidates in self._by_first.values():
            candidates.sort(key=lambda candidate: -len(candidate[0]))

    def find(self, text: str) -> Iterator[Found]:
        """Yield where words of the list stand, the longest at each place, in order."""
        places = [(match.start(), match.end()) for match in _WORD.finditer(text)]
        at = 0
        while at < len(places):
            found = self._at(text, places, at)
            if found is None:
                at += 1
                continue
            owner, length = found
            yield Found(owner, places[at][0], places[at + length - 1][1])
            at += length

    def _at(self, text: str, places: list[tuple[int, int]], at: int) -> tuple[str, int] | None:
        for first in _stems(text[slice(*places[at])]):
            for words, gaps, owner in self._by_first.get(first, ()):
                if at + len(words) <= len(places) and all(
                    _normal(text[slice(*places[at + n])]) == words[n]
                    and text[places[at + n - 1][1] : places[at + n][0]].strip() == gaps[n - 1]
                    for n in range(1, len(words))
                ):
                    return owner, len(words)
        return None


def _split(form: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words of a form, and what stands between them besides spaces."""
    matches = list(_WORD.finditer(form))
    gaps = tuple(form[one.end() : two.start()].strip() for one, two in pairwise(matches))
    return tuple(_normal(match[0]) for match in matches), gaps


def _normal(word: str) -> str:
    return _MARKS.sub("", word).casefold()


@lru_cache(maxsize=100_000)
def _stems(typed: str) -> tuple[str, ...]:
    """Return a word as forms have it, and what is left of it without Arabic particles."""
    word = _normal(typed)
    if _ARABIC.match(word) is None:
        return (word,)
    bare = [word, word[1:]] if word[0] in _AND else [word]
    found = [*bare]
    for rest in bare:
        if rest.startswith("لل"):
            found.append(f"ال{rest[2:]}")
        if rest[:1] and rest[0] in _PARTICLES:
            found.append(rest[1:])
    return tuple(found)
