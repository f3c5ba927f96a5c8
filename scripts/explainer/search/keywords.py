"""Catalog → the other names by which readers may look for a part of a page, kept out of sight."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from explainer.catalog import Catalog
from explainer.model import Organisation, Term
from explainer.search.sections import Section
from explainer.word_forms import Lexicon


class Keywords:
    """The hidden keywords of one language. All of them are typed in the data file."""

    def __init__(self, catalog: Catalog, locale: str, terms: Lexicon) -> None:
        """Take the glossary's terms by the forms that the language gives them."""
        self._catalog = catalog
        self._locale = locale
        self._terms = terms

    def of(self, section: Section) -> str:
        """Return the other names of what a part of a page is about, in one line.

        A term has its names in the other languages and in French, and the words that the site
        does not use for it; a source those of its publisher, a statement or an event those of who
        speaks in it. Any other part has the other names of the terms in its title.
        """
        kind, _, name = section.id.partition("-")
        names: Iterable[str]
        if kind == "term" and name in self._catalog.terms:
            term = self._catalog.terms[name]
            names = [*self._names(term), *self._mentions(term)]
        elif kind == "source" and name in self._catalog.sources:
            publisher = self._catalog.sources[name].publisher
            names = self._publisher(self._catalog.organisations[publisher])
        elif (speaker := self._speaker(kind, name)) is not None:
            names = self._publisher(self._catalog.organisations[speaker])
        else:
            owners = dict.fromkeys(found.owner for found in self._terms.find(section.title))
            names = [name for owner in owners for name in self._names(self._catalog.terms[owner])]
        return " ".join(dict.fromkeys(names))

    def _speaker(self, kind: str, name: str) -> str | None:
        """Return who speaks in an entry of the record, if somebody does."""
        if kind == "statement" and name in self._catalog.statements:
            return self._catalog.statements[name].who
        if kind == "event" and name in self._catalog.events:
            return self._catalog.events[name].stated_by
        return None

    def _names(self, term: Term) -> Iterator[str]:
        """Yield the names of a term in other languages than that of the page."""
        yield from (text for code, text in term.name.items() if code != self._locale)
        for code, forms in term.forms.items():
            yield from forms if code != self._locale else ()
        yield term.french

    def _mentions(self, term: Term) -> Iterator[str]:
        yield from term.forms.get(self._locale, ())
        yield from term.avoid.get(self._locale, ())

    def _publisher(self, publisher: Organisation) -> Iterator[str]:
        for names in (publisher.name, publisher.short or {}):
            yield from (text for code, text in names.items() if code != self._locale)
