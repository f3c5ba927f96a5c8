"""Who said what, what nobody tells, and what was corrected: statements, unknowns, corrections."""

from __future__ import annotations

from typing import ClassVar, Literal, get_args

from pydantic import Field

from explainer.model.base import EdtfDate, Id, Int, Record, Str, Text
from explainer.model.facts import Checked, Confidence

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


class Reply(Record):
    """What the other side answered, and when."""

    references: ClassVar[dict[str, str]] = {"who": "organisations", "sources": "sources"}

    who: Id
    """Who answered."""
    date: EdtfDate
    """When the answer was given."""
    date_basis: Literal["stated", "inferred"] = "stated"
    """Whether that date was stated or worked out."""
    says: Text
    """What the answer says, in our words."""
    sources: tuple[Id, ...] = Field(min_length=1)
    """The pages and documents that it rests on."""


class Statement(Record):
    """What an office or a body said on a contested subject, with the reply or none."""

    references: ClassVar[dict[str, str]] = {"who": "organisations", "sources": "sources"}

    id: Id
    """The id by which other records name it."""
    who: Id
    """Who said it, or the outlet that passed it on."""
    office: Text | None = None
    """In what office it was said."""
    voice: Voice
    """The kind of speaker."""
    date: EdtfDate
    """When it was said, as far as it is known."""
    date_basis: Literal["stated", "inferred"] = "stated"
    """Whether that date was stated or worked out."""
    subject: Subject
    """The contested subject."""
    says: Text
    """What was said, in our words."""
    lacks: Text | None = None
    """What it would need to be checked: a definition, a period, a denominator."""
    reply: Reply | None = None
    """Left out when no reply was found, which the page says."""
    sources: tuple[Id, ...] = Field(min_length=1)
    """The pages and documents that it rests on."""
    said: Confidence
    """How sure it is that it was said."""
    checked: Checked
    """Whether anyone outside the speaker's family confirms it."""


class Unknown(Record):
    """Something that nothing found tells, with what would tell it."""

    references: ClassVar[dict[str, str]] = {"sources": "sources"}

    id: Id
    """The id by which other records name it."""
    topic: Topic
    """What it is about."""
    question: Text
    """What is not known, as a question."""
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
    """The id by which other records name it."""
    date: EdtfDate
    """The day of the correction."""
    page: Str | None = None
    """The page concerned, which carries a note."""
    measure: Id | None = None
    """The measure concerned."""
    as_of: EdtfDate | None = None
    """With `measure`: the observation that was changed."""
    complaint: Int | None = None
    """The number of the complaint that led to it, without anything about who complained."""
    before: Text
    """What was said before."""
    now: Text
    """What is said now."""
    why: Text
    """Why it changed."""
