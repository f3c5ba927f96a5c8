"""Who says what, where, and of what: organisations, sources, measures, observations."""

from __future__ import annotations

from typing import ClassVar, Literal, NamedTuple

from pydantic import Field

from explainer.model.base import Bool, Code, EdtfDate, Id, Int, Number, Record, Text, Url

Confidence = Literal["high", "medium", "low"]
Checked = Literal["none", "consistent", "independent"]
Qualifier = Literal["exact", "about", "at-least", "most"]
Standing = Literal["accepted", "unreconciled", "not-adopted"]
Unit = Literal["person", "percent", "hour", "month", "dirham", "case", "project", "convict"]


class Organisation(Record):
    """A body that speaks or publishes."""

    named_by: ClassVar[tuple[str, ...]] = ("name",)

    id: Id
    """The id by which other records name it."""
    name: Text
    """Its name."""
    short: Text | None = None
    """A short name for marks and tables."""
    kind: Literal["official", "agency", "press", "research", "ngo", "legal"]
    """What kind of body it is."""
    family: Id | None = None
    """Bodies that share a family count as one origin."""


class Source(Record):
    """A published page or document that was read."""

    references: ClassVar[dict[str, str]] = {"publisher": "organisations", "relays": "organisations"}
    named_by: ClassVar[tuple[str, ...]] = ("publisher", "published", "url")

    id: Id
    """The id by which other records name it."""
    publisher: Id
    """Who published it."""
    describes: Text
    """What it is, in our own words; never its headline."""
    language: Code
    """The code of the language that it is written in."""
    url: Url | None = None
    """Where it can be read."""
    address: Literal["original", "copy", "publisher", "none"] = "original"
    """Whether `url` is the page itself, a copy elsewhere, only the publisher's site, or absent."""
    published: EdtfDate | None = None
    """When it was published; left out when no date was found."""
    published_basis: Literal["printed", "address", "inferred"] | None = None
    """Whether that date is printed on it, stands in its address, or was worked out."""
    relays: Id | None = None
    """Whose statement it passes on: repetition is not corroboration."""
    read: Literal["full", "excerpt"]
    """Whether it was read in full or as an excerpt."""
    caution: Text | None = None
    """What a reader of it should know."""


class Measure(Record):
    """A thing that is counted, with its definition."""

    references: ClassVar[dict[str, str]] = {"part_of": "measures"}
    named_by: ClassVar[tuple[str, ...]] = ("label",)

    id: Id
    """The id by which other records name it."""
    label: Text
    """What it is called on the pages."""
    short: Text | None = None
    """A short label for column heads, where the caption says the rest."""
    definition: Text
    """What is counted, and what is not."""
    unit: Unit
    """What one of it is: a person, a percent, an hour …"""
    cumulative: Bool
    """Whether its values add up over time: with an unchanged basis it may never fall."""
    part_of: Id | None = None
    """A measure whose people include these: no value may exceed its value at the same date."""


class Basis(NamedTuple):
    """What a value covers: only values of one basis are compared."""

    edition: int | None = None
    cohort: str | None = None
    through_edition: int | None = None
    counts_starting: bool = False

    def __str__(self) -> str:
        """Return the basis as it is typed."""
        named = {name: value for name, value in self._asdict().items() if value}
        return ", ".join(f"{name}: {value}".lower() for name, value in named.items()) or "no basis"


class Observation(Record):
    """One value of a measure at one date, as stated by someone in one or more sources."""

    references: ClassVar[dict[str, str]] = {
        "measure": "measures",
        "edition": "editions",
        "through_edition": "editions",
        "cohort": "cohorts",
        "stated_by": "organisations",
        "sources": "sources",
        "disagreement": "disagreements",
    }

    measure: Id
    """What was counted."""
    value: Number
    """The number that was stated."""
    as_of: EdtfDate
    """The date that it holds for, as far as it is known."""
    as_of_basis: Literal["stated", "inferred"] = "stated"
    """Whether that date was stated or worked out."""
    edition: Int | None = None
    """For a value of one edition: its number."""
    cohort: Id | None = None
    """For a value of editions that are only known together."""
    through_edition: Int | None = None
    """For a cumulative value: the last edition that it covers."""
    counts_starting: Bool = False
    """Whether people who were just starting that edition are in it."""
    qualifier: Qualifier = "exact"
    """Whether it was given as exact, as a round number, as a lower limit, or as "most of" it."""
    repeats: EdtfDate | None = None
    """The date of the older observation that this statement only repeats."""
    stated_by: Id
    """Who stated it."""
    sources: tuple[Id, ...] = Field(min_length=1)
    """The pages and documents that it rests on."""
    said: Confidence
    """How sure it is that it was said."""
    checked: Checked
    """Whether anyone outside the speaker's family confirms it."""
    standing: Standing = "accepted"
    """Whether it is used, published but not explained, or not adopted."""
    disagreement: Id | None = None
    """Required unless accepted: where the values are set side by side."""
    note: Text | None = None
    """What a reader should know about it."""
    added: EdtfDate | None = None
    """The day on which it entered the record after its first edition: the feeds go by it."""

    @property
    def basis(self) -> Basis:
        """Return what the value covers."""
        return Basis(self.edition, self.cohort, self.through_edition, self.counts_starting)
