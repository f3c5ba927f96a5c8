"""Who says what, where, and of what: organisations, sources, measures, observations."""

from __future__ import annotations

from typing import ClassVar, Literal, NamedTuple

from pydantic import Field

from explainer.model.base import Bool, EdtfDate, Id, Int, Number, Record, Str, Text, Url

Confidence = Literal["high", "medium", "low"]
Checked = Literal["none", "consistent", "independent"]
Qualifier = Literal["exact", "about", "at-least", "most"]
Standing = Literal["accepted", "unreconciled", "not-adopted"]
Unit = Literal["person", "percent", "hour", "month", "dirham", "case", "project", "convict"]


class Organisation(Record):
    """A body that speaks or publishes."""

    id: Id
    name: Text
    short: Text | None = None
    """A short name for marks and tables."""
    kind: Literal["official", "agency", "press", "research", "ngo", "legal"]
    family: Id | None = None
    """Bodies that share a family count as one origin."""


class Source(Record):
    """A published page or document that was read."""

    references: ClassVar[dict[str, str]] = {"publisher": "organisations", "relays": "organisations"}

    id: Id
    publisher: Id
    describes: Text
    """What it is, in our own words; never its headline."""
    language: Str
    url: Url | None = None
    address: Literal["original", "copy", "publisher", "none"] = "original"
    """Whether `url` is the page itself, a copy elsewhere, only the publisher's site, or absent."""
    published: EdtfDate | None = None
    """Left out when no date was found."""
    published_basis: Literal["printed", "address", "inferred"] | None = None
    relays: Id | None = None
    """Whose statement it passes on: repetition is not corroboration."""
    read: Literal["full", "excerpt"]
    caution: Text | None = None


class Measure(Record):
    """A thing that is counted, with its definition."""

    references: ClassVar[dict[str, str]] = {"part_of": "measures"}

    id: Id
    label: Text
    short: Text | None = None
    """A short label for column heads, where the caption says the rest."""
    definition: Text
    unit: Unit
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
    value: Number
    as_of: EdtfDate
    as_of_basis: Literal["stated", "inferred"] = "stated"
    edition: Int | None = None
    """For a value of one edition: its number."""
    cohort: Id | None = None
    """For a value of editions that are only known together."""
    through_edition: Int | None = None
    """For a cumulative value: the last edition that it covers."""
    counts_starting: Bool = False
    """Whether people who were just starting that edition are in it."""
    qualifier: Qualifier = "exact"
    repeats: EdtfDate | None = None
    """The date of the older observation that this statement only repeats."""
    stated_by: Id
    sources: tuple[Id, ...] = Field(min_length=1)
    said: Confidence
    """How sure it is that it was said."""
    checked: Checked
    """Whether anyone outside the speaker's family confirms it."""
    standing: Standing = "accepted"
    disagreement: Id | None = None
    """Required unless accepted: where the values are set side by side."""
    note: Text | None = None

    @property
    def basis(self) -> Basis:
        """Return what the value covers."""
        return Basis(self.edition, self.cohort, self.through_edition, self.counts_starting)
