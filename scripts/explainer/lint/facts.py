"""Facts typed into prose, and comparisons that no data bear out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from explainer.catalog import Catalog
from explainer.formatting import calendar_names
from explainer.lint.passages import Passage
from explainer.problems import Problem
from explainer.word_forms import Lexicon

_NUMBER = re.compile(r"\d(?:[\d.,٫٬–-]*\d)?[%٪]?")
# Calls that print what the data say; the others are names and ways to other places.
_TELLING = {"figure", "count", "share", "spread", "date"}
_NEAR = 2
"""How many words may stand between a number word and the noun that it counts, and one less."""


class Facts:
    """Finds facts typed into prose, in one language."""

    def __init__(self, catalog: Catalog, locale: str) -> None:
        """Take the number words, comparisons and counted nouns of a language."""
        found = catalog.locales[locale]
        names = calendar_names(found.formats)
        self._calendar = Lexicon({"calendar": names})
        self._capital = any(name[0].isupper() for name in names)  # not so in French, nor in Arabic
        self._numbers = Lexicon({"number": found.number_words})
        self._comparisons = Lexicon({"comparison": found.comparisons})
        self._nouns = Lexicon(
            {noun: _bare(forms.forms[locale]) for noun, forms in catalog.nouns.items()}
        )

    def typed(self, passage: Passage) -> Iterator[Problem]:
        """Yield digits, month and weekday names, and number words next to a counted noun."""
        text = passage.words
        for match in _NUMBER.finditer(text):
            expected = "a component such as figure(…), count(…) or date(…)"
            yield _problem(passage, match.start(), f"found the number {match[0]!r}", expected)
        for found in self._calendar.find(text):
            word = text[found.start : found.end]
            if not (self._capital and word[0].islower()):  # "may" and "march" are verbs
                yield _problem(passage, found.start, f"found the name {word!r}", "date(…)")
        nouns = list(self._nouns.find(text))
        for number in self._numbers.find(text):
            for noun in nouns:
                between = text[number.end : noun.start] if noun.start >= number.end else "."
                if not re.search(r"[^\w\s]", between) and len(between.split()) < _NEAR:
                    words = " ".join(text[number.start : noun.end].split())
                    expected = "count(…), which also picks the form of the noun"
                    yield _problem(passage, number.start, f"found {words!r}", expected)

    def unguarded(self, passage: Passage) -> Iterator[Problem]:
        """Yield words of comparison that stand beside a figure and outside a guard."""
        for sentence in passage.sentences:
            if not _TELLING & set(sentence.calls):
                continue
            for found in self._comparisons.find(sentence.unguarded):
                word = sentence.unguarded[found.start : found.end]
                message = (
                    f"found {word!r} in a sentence with a figure, expected it in "
                    "{% holds … %}, so that the build checks it"
                )
                line = sentence.line + sentence.unguarded.count("\n", 0, found.start)
                yield Problem(passage.path, line, message)


def _bare(forms: Mapping[str, str]) -> list[str]:
    """Return the forms of a noun without the number."""
    return [form.replace("{n}", "").strip() for form in forms.values() if "{n}" in form]


def _problem(passage: Passage, offset: int, found: str, expected: str) -> Problem:
    return Problem(passage.path, passage.line_at(offset), f"{found}, expected {expected}")
