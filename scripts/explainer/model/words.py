"""Languages, counted nouns, glossary terms, tables, and how far the record goes."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from explainer.model.base import EdtfDate, Id, Record, Str, Text, Url, Words


class SearchWords(Record):
    """How the readers of a language type what they look for; see `explainer.search.words`."""

    letters: tuple[Str, ...] = ()
    """Groups of letters that readers write for one another, such as «هة»: each is as its first."""
    attached: tuple[Str, ...] = ()
    """What is written as one word with the next, such as «بال»: a search does without it too."""
    idle: tuple[Str, ...] = ()
    """Words of most questions, such as "how": they count for little beside others."""
    apart: tuple[Str, ...] = ()
    """Words of which the index takes only a stem that means something else."""
    alike: tuple[tuple[Str, ...], ...] = ()
    """Groups of words or names that readers use for one another."""


class Locale(Record):
    """A language of the site."""

    id: Id
    name: Str
    """Its name in the language itself."""
    formats: Str
    """The CLDR locale of its numbers, dates and plurals, such as ar-MA."""
    direction: Literal["ltr", "rtl"]
    number_words: tuple[Str, ...] = ()
    """Numbers in words, which pages may not put next to a counted noun."""
    comparisons: tuple[Str, ...] = ()
    """Words of comparison, which stand beside a figure only where the data bear them out."""
    search: SearchWords = SearchWords()


class CheckedUntil(Record):
    """How far sources were searched; later ones may exist."""

    figures: EdtfDate
    events: EdtfDate


class Licence(Record):
    """What others may do with the record."""

    id: Str
    """Its SPDX identifier."""
    name: Text
    url: Url


class About(Record):
    """Facts about the record itself."""

    id: Id
    """Its name in files and in the ids of feeds; it never changes."""
    title: Text
    describes: Text
    """What it holds, for catalogues of data."""
    area: Text
    """The part of the world that it is about."""
    licence: Licence
    checked_until: CheckedUntil


class Noun(Record):
    """A counted noun with its CLDR plural forms; `{n}` stands for the number."""

    id: Id
    forms: dict[str, dict[str, Str]]
    """Per language, one form for each plural category that CLDR gives it."""


class Term(Record):
    """A glossary entry: the word that this site uses for a thing, and those that it does not."""

    references: ClassVar[dict[str, str]] = {"sources": "sources"}

    id: Id
    """The id by which other records name it."""
    name: Text
    """The word that the site uses."""
    french: Str
    """The word in French, in which many sources are written."""
    definition: Text
    """What it means."""
    why: Text
    """Why this word and not another."""
    forms: Words = Field(default_factory=dict)
    """The forms by which pages mention it: the first one on a page links to the entry."""
    avoid: Words = Field(default_factory=dict)
    """Words that the site does not use in its own voice: an error on a page or in a text here."""
    needs: Words = Field(default_factory=dict)
    """A paragraph that holds one of the forms must hold one of these words too."""
    sources: tuple[Id, ...] = ()
    """The pages and documents that it rests on."""


class Table(Record):
    """A table that pages may call by its id; what it shows follows from the data.

    `series`: one row per date and basis, a column for each measure.
    `editions`: one row per edition and cohort, with the measures that are known per edition.
    `identities`: what must add up, each with its arithmetic.
    `set-aside`: values that are unreconciled or not adopted, with the disagreement that says why.
    """

    references: ClassVar[dict[str, str]] = {"measures": "measures", "total": "measures"}

    id: Id
    caption: Text
    kind: Literal["series", "editions", "identities", "set-aside"]
    measures: tuple[Id, ...] = Field(default=())
    total: Id | None = None
    """For `editions`: the cumulative measure to show beside each edition."""
