"""What an export needs to know besides the catalog: words, and where things are on the site."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from explainer.catalog import Catalog
from explainer.export.columns import Column
from explainer.formatting import Formatter

KEY = "en"
"""The language of the interface words in the code: descriptors of one language use it."""


@dataclass(frozen=True)
class Context:
    """The catalog, the address of the site, and what each language calls and puts where."""

    catalog: Catalog
    site: str
    """The absolute address of the site, ending in a slash."""
    words: Mapping[str, Callable[[str], str]]
    """The interface words of each language."""
    formats: Mapping[str, Formatter]
    homes: Mapping[str, Mapping[str, str]]
    """By language: the page of the entries of each kind of record, as its place in the site."""

    @property
    def key_locale(self) -> str:
        """Return the language of descriptors that have one: English, or else the first."""
        return KEY if KEY in self.words else next(iter(self.words))

    def titles(self, column: Column) -> dict[str, str]:
        """Return the title of a column in each language."""
        return {locale: self._title(column, locale) for locale in self.words}

    def _title(self, column: Column, locale: str) -> str:
        words = self.words[locale]
        text = words(": ").join(words(part) for part in column.titles)
        if column.locale:
            language = self.formats[locale].language(column.locale)
            text = words("{field} ({language})").format(field=text, language=language)
        if column.bound == "earliest":
            text = words("{field}, first possible day").format(field=text)
        if column.bound == "latest":
            text = words("{field}, last possible day").format(field=text)
        return text

    def pages(self, kind: str, name: object) -> dict[str, str]:
        """Return the address of an entry of the record in each language that has one."""
        anchor = f"{kind}-{name}"  # a chart or table stands where it is called, by its name
        found = {
            locale: homes.get(kind) or homes.get(anchor) for locale, homes in self.homes.items()
        }
        return {locale: f"{self.site}{home}#{anchor}" for locale, home in found.items() if home}
