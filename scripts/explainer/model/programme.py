"""The runs of the programme and where they took place."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from explainer.model.base import EdtfDate, Id, Int, Record, Text


class Place(Record):
    """A place that editions or events name."""

    named_by: ClassVar[tuple[str, ...]] = ("name",)

    id: Id
    """The id by which other records name it."""
    name: Text
    """Its name."""


class Edition(Record):
    """One run of the programme. What is left out was not found, and is shown as not found."""

    references: ClassVar[dict[str, str]] = {"place": "places", "sources": "sources"}

    id: Int
    """Its number."""
    opened: EdtfDate | None = None
    """When it opened."""
    opened_basis: Literal["stated", "inferred"] = "stated"
    """Whether that date was stated or worked out."""
    closed: EdtfDate | None = None
    """When it closed."""
    closed_basis: Literal["stated", "inferred"] = "stated"
    """Whether that date was stated or worked out."""
    place: Id | None = None
    """Where it took place."""
    note: Text | None = None
    """What a reader should know about it."""
    sources: tuple[Id, ...] = Field(min_length=1)
    """The pages and documents that it rests on."""


class Cohort(Record):
    """Editions whose participants are only known together."""

    references: ClassVar[dict[str, str]] = {"editions": "editions"}
    named_by: ClassVar[tuple[str, ...]] = ("editions",)

    id: Id
    """The id by which other records name it."""
    editions: tuple[Int, ...] = Field(min_length=2)
    """The numbers of these editions."""
    note: Text
    """What a reader should know about it."""
