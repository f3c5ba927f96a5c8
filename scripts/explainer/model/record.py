"""What happened, who said what, and what was corrected: events, pardons, claims, statements."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar, Literal, get_args

from pydantic import AfterValidator, Field

from explainer.model.base import Count, EdtfDate, ExpectedError, Id, Int, Record, Str, Text
from explainer.model.facts import Checked, Confidence

Category = Literal[
    "edition", "pardon", "institution", "law", "figures", "international", "statements"
]
Subject = Literal[
    "relapse",
    "voluntary",
    "pardon",
    "success",
    "conditions",
    "support",
    "victims",
    "agreement-2011",
    "secrecy",
    "origin",
    "other-countries",
]
SUBJECTS: tuple[Subject, ...] = get_args(Subject)
"""The contested subjects, in the order that pages show them."""
Voice = Literal[
    "official",
    "committee",
    "former-prisoners",
    "victims",
    "rights",
    "researchers",
    "press",
    "supporters",
    "foreign",
    "abroad",
]
VOICES: tuple[Voice, ...] = get_args(Voice)
"""Who speaks: Moroccan bodies, critics, supporters, foreign governments, programmes abroad …"""
Topic = Literal["entry", "course", "pardon", "results", "after-release", "oversight"]
TOPICS: tuple[Topic, ...] = get_args(Topic)
"""What the unknowns are about, in the order that pages show them."""
PARTS = ("freed", "freed_and_fine", "reduced", "commuted", "fine_only")
"""The effects that a pardon can have, in the order that tables show them."""


def _paragraph(value: str) -> str:
    if not re.fullmatch(r"T|P[1-9][0-9]?", value):
        raise ExpectedError("T for the title or P1, P2 … for a paragraph")
    return value


class Event(Record):
    """A dated thing on the timeline."""

    references: ClassVar[dict[str, str]] = {
        "edition": "editions",
        "pardon": "pardons",
        "stated_by": "organisations",
        "sources": "sources",
    }

    id: Id
    date: EdtfDate
    date_basis: Literal["stated", "inferred"] = "stated"
    date_note: Text | None = None
    """What an inferred date was worked out from."""
    category: Category
    title: Text
    text: Text | None = None
    edition: Int | None = None
    pardon: Id | None = None
    stated_by: Id | None = None
    """For an event that is itself somebody's claim."""
    sources: tuple[Id, ...] = Field(min_length=1)
    said: Confidence
    checked: Checked


class Pardon(Record):
    """A royal pardon that named people convicted in such cases, with its breakdown."""

    references: ClassVar[dict[str, str]] = {"edition": "editions", "sources": "sources"}

    id: Id
    announced: EdtfDate
    announced_basis: Literal["stated", "inferred"] = "stated"
    occasion: Text
    edition: Int | None = None
    """Only where the notice names one: elsewhere it speaks of convicts, not of participants."""
    total: Count | None = None
    """How many such people the notice names; left out when the number was not found."""
    freed: Count | None = None
    """The rest of the sentence was waived."""
    freed_and_fine: Count | None = None
    """The rest of the sentence and the fine were waived."""
    reduced: Count | None = None
    commuted: Count | None = None
    """A death sentence became life or a term, or a life sentence a term."""
    fine_only: Count | None = None
    note: Text | None = None
    sources: tuple[Id, ...] = Field(min_length=1)
    said: Confidence
    checked: Checked

    @property
    def known(self) -> int:
        """Return how many of the total have a known effect."""
        return sum(getattr(self, part) or 0 for part in PARTS)

    @property
    def released(self) -> int:
        """Return how many left prison by it, as far as that is known."""
        return (self.freed or 0) + (self.freed_and_fine or 0)

    @property
    def unknown(self) -> int | None:
        """Return how many of the total have no known effect; None when the total is not known."""
        return None if self.total is None else self.total - self.known


class Claim(Record):
    """A statement of the source article, with what other sources show."""

    references: ClassVar[dict[str, str]] = {"sources": "sources"}

    id: Int
    paragraph: Annotated[Str, AfterValidator(_paragraph)]
    """`T` for the title, `P1`, `P2` … for the paragraphs under it."""
    says: Text
    asserted_by: Text
    result: Literal[
        "confirmed", "consistent", "unclear", "not-found", "other-sources-differ", "opinion"
    ]
    check: Text
    reply: Text | None = None
    """What the outlet answered, if it did."""
    sources: tuple[Id, ...] = ()


class Reply(Record):
    """What the other side answered, and when."""

    references: ClassVar[dict[str, str]] = {"who": "organisations", "sources": "sources"}

    who: Id
    date: EdtfDate
    date_basis: Literal["stated", "inferred"] = "stated"
    says: Text
    sources: tuple[Id, ...] = Field(min_length=1)


class Statement(Record):
    """What an office or a body said on a contested subject, with the reply or none."""

    references: ClassVar[dict[str, str]] = {"who": "organisations", "sources": "sources"}

    id: Id
    who: Id
    office: Text | None = None
    voice: Voice
    date: EdtfDate
    date_basis: Literal["stated", "inferred"] = "stated"
    subject: Subject
    says: Text
    lacks: Text | None = None
    """What it would need to be checked: a definition, a period, a denominator."""
    reply: Reply | None = None
    """Left out when no reply was found, which the page says."""
    sources: tuple[Id, ...] = Field(min_length=1)
    said: Confidence
    checked: Checked


class Unknown(Record):
    """Something that nothing found tells, with what would tell it."""

    references: ClassVar[dict[str, str]] = {"sources": "sources"}

    id: Id
    topic: Topic
    question: Text
    known: Text | None = None
    """The little that is known around it."""
    settle: Text
    """What would settle it: which document, from whom, with what in it."""
    sources: tuple[Id, ...] = ()
    """What `known` rests on."""


class Correction(Record):
    """Something that the site said and says differently now, or a complaint with its answer."""

    references: ClassVar[dict[str, str]] = {"measure": "measures"}

    id: Id
    date: EdtfDate
    page: Str | None = None
    """The page concerned, which carries a note."""
    measure: Id | None = None
    as_of: EdtfDate | None = None
    """With `measure`: the observation that was changed."""
    complaint: Int | None = None
    """The number of the complaint that led to it, without anything about who complained."""
    before: Text
    now: Text
    why: Text
