"""How hard a text is to read: long sentences, long words.

The Automated Readability Index (Smith and Senter 1967) is 4.71 × letters per word + 0.5 × words
per sentence - 21.43, about the school grade that a reader of English needs. It is not made for
other languages; for those the length of a sentence is the measure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from explainer.lint.passages import Passage
from explainer.problems import Problem

MOST_WORDS = 30
"""The longest sentence, in words, for a language written from right to left."""
HIGHEST_GRADE = 10
"""The highest index of a page in English."""
_WORD = re.compile(r"[\w\ufffc][\w\ufffc'’.,%\u064b-\u0652–-]*")
_LETTER = re.compile(r"[^\W_]")


@dataclass(frozen=True)
class Measured:
    """The size of a text."""

    letters: int
    words: int
    sentences: int

    @property
    def grade(self) -> float:
        """Return the Automated Readability Index; 0 for a text without words."""
        if not self.words or not self.sentences:
            return 0.0
        return 4.71 * self.letters / self.words + 0.5 * self.words / self.sentences - 21.43


def measure(passages: Iterable[Passage]) -> Measured:
    """Return the size of running text."""
    letters = words = sentences = 0
    for passage in passages:
        if passage.running:
            for sentence in passage.sentences:
                found = _WORD.findall(sentence.text)
                words += len(found)
                letters += sum(len(_LETTER.findall(word)) for word in found)
                sentences += bool(found)
    return Measured(letters, words, sentences)


def long_sentences(passage: Passage) -> Iterator[Problem]:
    """Yield the sentences of a passage that are too long."""
    for sentence in passage.sentences if passage.running else ():
        number = len(_WORD.findall(sentence.text))
        if number > MOST_WORDS:
            start = " ".join(sentence.text.split()[:6])
            message = f"found a sentence of {number} words ({start} …), expected {MOST_WORDS}"
            yield Problem(passage.path, sentence.line, f"{message} at most")


def too_hard(path: str, passages: Iterable[Passage]) -> Iterator[Problem]:
    """Yield a problem for a page in English whose index is too high."""
    grade = measure(passages).grade
    if grade > HIGHEST_GRADE:
        message = f"found a text of grade {grade:.1f} (Automated Readability Index)"
        yield Problem(path, 1, f"{message}, expected {HIGHEST_GRADE} at most: shorten sentences")
