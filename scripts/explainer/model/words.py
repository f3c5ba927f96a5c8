"""Languages, counted nouns, tables, and how far the record goes."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from explainer.model.base import EdtfDate, Id, Record, Str, Text


class Locale(Record):
    """A language of the site."""

    id: Id
    name: Str
    """Its name in the language itself."""
    formats: Str
    """The CLDR locale of its numbers, dates and plurals, such as ar-MA."""
    direction: Literal["ltr", "rtl"]


class CheckedUntil(Record):
    """How far sources were searched; later ones may exist."""

    figures: EdtfDate
    events: EdtfDate


class About(Record):
    """Facts about the record itself."""

    checked_until: CheckedUntil


class Noun(Record):
    """A counted noun with its CLDR plural forms; `{n}` stands for the number."""

    id: Id
    forms: dict[str, dict[str, Str]]
    """Per language, one form for each plural category that CLDR gives it."""


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
