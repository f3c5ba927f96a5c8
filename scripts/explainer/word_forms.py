"""Words of a list, found in running text in the forms that it gives them, in any script."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
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
        self._known: dict[str, tuple[_Candidate, ...]] = {}
        """What each word that was met may start: most words start nothing."""
        for owner, group in forms.items():
            for form in group:
                words, gaps = _split(form)
                if words:
                    self._by_first[words[0]].append((words, gaps, owner))
        for candidates in self._by_first.values():
            candidates.sort(key=lambda candidate: -len(candidate[0]))

    def find(self, text: str) -> Iterator[Found]:
        """Yield where words of the list stand, the longest at each place, in order."""
        known = self._known
        end = 0
        for match in _WORD.finditer(text):
            word = match[0]
            candidates = known.get(word)
            if candidates is None:
                candidates = known[word] = self._starting(word)
            if candidates and match.start() >= end:
                stop, owner = self._longest(text, match.end(), candidates)
                if stop:
                    end = stop
                    yield Found(owner, match.start(), stop)

    def _starting(self, word: str) -> tuple[_Candidate, ...]:
        """Return the forms that may start with a word as it is typed."""
        return tuple(form for stem in _stems(word) for form in self._by_first.get(stem, ()))

    def _longest(self, text: str, end: int, candidates: tuple[_Candidate, ...]) -> tuple[int, str]:
        """Return the end of the first candidate that goes on as the text does, and its owner."""
        for words, gaps, owner in candidates:
            stop = end
            for word, gap in zip(words[1:], gaps, strict=True):
                following = _WORD.search(text, stop)
                if (
                    following is None
                    or _normal(following[0]) != word
                    or text[stop : following.start()].strip() != gap
                ):
                    break
                stop = following.end()
            else:
                return stop, owner
        return 0, ""


def _split(form: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words of a form, and what stands between them besides spaces."""
    matches = list(_WORD.finditer(form))
    gaps = tuple(form[one.end() : two.start()].strip() for one, two in pairwise(matches))
    return tuple(_normal(match[0]) for match in matches), gaps


def _normal(word: str) -> str:
    return _MARKS.sub("", word).casefold()


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
