"""What happened, and what the source article says of it: events, pardons, claims."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field

from explainer.model.base import Count, EdtfDate, ExpectedError, Id, Int, Record, Str, Text
from explainer.model.facts import Checked, Confidence

Category = Literal[
    "edition", "pardon", "institution", "law", "figures", "international", "statements"
]
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
    named_by: ClassVar[tuple[str, ...]] = ("title", "date")

    id: Id
    """The id by which other records name it."""
    date: EdtfDate
    """When it happened, as far as it is known."""
    date_basis: Literal["stated", "inferred"] = "stated"
    """Whether that date was stated or worked out."""
    date_note: Text | None = None
    """What an inferred date was worked out from."""
    category: Category
    """What kind of event it is."""
    title: Text
    """What happened, in a few words."""
    text: Text | None = None
    """What happened, in a sentence or two."""
    edition: Int | None = None
    """The number of the edition that it belongs to."""
    pardon: Id | None = None
    """The pardon that it is."""
    stated_by: Id | None = None
    """Who stated it, for an event that is itself somebody's claim."""
    sources: tuple[Id, ...] = Field(min_length=1)
    """The pages and documents that it rests on."""
    said: Confidence
    """How sure it is that it was said."""
    checked: Checked
    """Whether anyone outside the speaker's family confirms it."""
    added: EdtfDate | None = None
    """The day on which it entered the record after its first edition: the feeds go by it."""


class Pardon(Record):
    """A royal pardon that named people convicted in such cases, with its breakdown."""

    references: ClassVar[dict[str, str]] = {"edition": "editions", "sources": "sources"}
    named_by: ClassVar[tuple[str, ...]] = ("occasion", "announced")

    id: Id
    """The id by which other records name it."""
    announced: EdtfDate
    """When it was announced."""
    announced_basis: Literal["stated", "inferred"] = "stated"
    """Whether that date was stated or worked out."""
    occasion: Text
    """The feast or the event that it marked."""
    edition: Int | None = None
    """The edition, only where the notice names one: elsewhere it speaks of convicts."""
    total: Count | None = None
    """How many such people the notice names; left out when the number was not found."""
    freed: Count | None = None
    """The rest of the sentence was waived."""
    freed_and_fine: Count | None = None
    """The rest of the sentence and the fine were waived."""
    reduced: Count | None = None
    """The sentence became shorter."""
    commuted: Count | None = None
    """A death sentence became life or a term, or a life sentence a term."""
    fine_only: Count | None = None
    """The fine alone was waived."""
    note: Text | None = None
    """What a reader should know about it."""
    sources: tuple[Id, ...] = Field(min_length=1)
    """The pages and documents that it rests on."""
    said: Confidence
    """How sure it is that it was said."""
    checked: Checked
    """Whether anyone outside the speaker's family confirms it."""

    @property
    def known(self) -> int:
        """Return how many of the total have a known effect."""
        return sum(getattr(self, part) or 0 for part in PARTS)

    @property
    def least(self) -> int | None:
        """Return how many it names at least: its total, or the sum of its parts without one."""
        return self.total if self.total is not None else self.known or None

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
    """Its number."""
    paragraph: Annotated[Str, AfterValidator(_paragraph)]
    """`T` for the title, `P1`, `P2` … for the paragraphs under it."""
    says: Text
    """What it says, in our words."""
    asserted_by: Text
    """Whom the article names as its origin."""
    result: Literal[
        "confirmed", "consistent", "unclear", "not-found", "other-sources-differ", "opinion"
    ]
    """What a comparison with other sources gave."""
    check: Text = Field(title="Finding")
    """What other sources show."""
    reply: Text | None = None
    """What the outlet answered, if it did."""
    sources: tuple[Id, ...] = ()
    """The pages and documents that it rests on."""
