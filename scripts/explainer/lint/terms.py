"""The words of the glossary: those that the site avoids, and those that never stand alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from explainer.catalog import Catalog
from explainer.lint.passages import Passage
from explainer.problems import Problem, one_of
from explainer.word_forms import Lexicon

# What is marked as somebody else's words, and what a page marks as not prose.
_QUOTED = re.compile("«[^«»]*»|“[^“”]*”")


# A disagreement is shown as one, and the glossary explains the word itself.
_SELF_EVIDENT = ("disagreements.", "terms.")


class Terms:
    """Finds avoided words in one language."""

    def __init__(self, catalog: Catalog, locale: str) -> None:
        """Take the glossary, and the proper names in which any word may stand."""
        self._names = {term.id: term.name[locale] for term in catalog.terms.values()}
        self._avoided = Lexicon({t.id: t.avoid.get(locale, ()) for t in catalog.terms.values()})
        needing = [term for term in catalog.terms.values() if term.needs.get(locale)]
        self._forms = Lexicon({term.id: term.forms.get(locale, ()) for term in needing})
        self._needed = {term.id: term.needs[locale] for term in needing}
        self._beside = {term.id: Lexicon({term.id: term.needs[locale]}) for term in needing}
        texts = {place.name[locale] for place in catalog.places.values()}
        for organisation in catalog.organisations.values():
            texts |= {name[locale] for name in (organisation.name, organisation.short) if name}
        self._proper = Lexicon({"name": texts})

    def check(self, passage: Passage) -> Iterator[Problem]:
        """Yield the avoided words of a passage, and the words that lack what they need."""
        text = _QUOTED.sub(_blank, passage.words)
        for name in self._proper.find(text):
            text = text[: name.start] + " " * (name.end - name.start) + text[name.end :]
        for found in self._avoided.find(text):
            word = text[found.start : found.end]
            message = f"found {word!r}, expected words such as {self._names[found.owner]!r}"
            yield self._at(passage, found.start, f"{message} (glossary: {found.owner})")
        for found in () if passage.section.startswith(_SELF_EVIDENT) else self._forms.find(text):
            if not any(self._beside[found.owner].find(passage.words)):
                word = text[found.start : found.end]
                needed = one_of(repr(form) for form in self._needed[found.owner])
                yield self._at(
                    passage, found.start, f"found {word!r} alone, expected {needed} beside it"
                )

    def _at(self, passage: Passage, offset: int, message: str) -> Problem:
        return Problem(passage.path, passage.line_at(offset), message)


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])
