"""What follows from the observations, what must add up, and where sources differ."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from explainer.model.base import EdtfDate, Id, Int, Record, Text


class Checkpoint(Record):
    """A date at which a running sum is worked out although nobody stated it."""

    references: ClassVar[dict[str, str]] = {"through_edition": "editions"}

    through_edition: Int
    as_of: EdtfDate


class Derivation(Record):
    """A value that the build computes and nobody types.

    `difference`: the first of `of` minus the others, at each date and basis where all are known.
    `running-sum`: the values per edition and cohort, added up to each checkpoint.
    `remainder`: the value of a cohort, as the total through its last edition minus all before it.
    """

    references: ClassVar[dict[str, str]] = {
        "measure": "measures",
        "of": "measures",
        "cohort": "cohorts",
    }

    id: Id
    measure: Id
    kind: Literal["difference", "running-sum", "remainder"]
    of: tuple[Id, ...] = Field(min_length=1)
    cohort: Id | None = None
    checkpoints: tuple[Checkpoint, ...] = ()
    missing: Literal["unknown", "zero"] = "unknown"
    """For a running sum: what an edition without a value means."""
    explanation: Text


class KnownException(Record):
    """A date at which an identity does not hold, with what is known of the reason."""

    as_of: EdtfDate
    edition: Int | None = None
    explanation: Text


class Identity(Record):
    """An arithmetic relation between stated values that must hold wherever all of them are stated.

    `sum`: `total` equals the sum of `parts` at one date and basis.
    `running-sum`: `total` through an edition equals the sum of `parts` over editions and cohorts.
    `rate`: `total`, in percent, equals the sum of `parts` over `base`, to the decimals stated.
    `pardons`: `total` rises from one stated value to the next, from the date `since` on, by the
    people whom the pardons between the two dates released.
    """

    references: ClassVar[dict[str, str]] = {
        "total": "measures",
        "parts": "measures",
        "base": "measures",
    }

    id: Id
    label: Text
    kind: Literal["sum", "running-sum", "rate", "pardons"]
    total: Id
    parts: tuple[Id, ...] = ()
    since: EdtfDate | None = None
    base: Id | None = None
    missing: Literal["unknown", "zero"] = "unknown"
    """For a running sum: what an edition without a value means."""
    exceptions: tuple[KnownException, ...] = ()


class Version(Record):
    """One of the things that sources say, in our words."""

    references: ClassVar[dict[str, str]] = {"sources": "sources"}

    says: Text
    """What they say, in our words."""
    sources: tuple[Id, ...] = Field(min_length=1)
    """The pages and documents that it rests on."""


class Disagreement(Record):
    """Sources that say different things, side by side, with our reading."""

    named_by: ClassVar[tuple[str, ...]] = ("subject",)

    id: Id
    """The id by which other records name it."""
    subject: Text
    """What the sources differ on."""
    status: Literal["open", "settled", "single"]
    """Whether it is open, settled, or a detail of one page alone on which nothing else depends."""
    versions: tuple[Version, ...] = Field(min_length=2)
    """The things that the sources say."""
    reading: Text
    """Which we follow and why, or why it stays open."""
