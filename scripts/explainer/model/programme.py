"""The runs of the programme and where they took place."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from explainer.model.base import EdtfDate, Id, Int, Record, Text


class Place(Record):
    """A place that editions or events name."""

    id: Id
    name: Text


class Edition(Record):
    """One run of the programme. What is left out was not found, and is shown as not found."""

    references: ClassVar[dict[str, str]] = {"place": "places", "sources": "sources"}

    id: Int
    """Its number."""
    opened: EdtfDate | None = None
    opened_basis: Literal["stated", "inferred"] = "stated"
    closed: EdtfDate | None = None
    closed_basis: Literal["stated", "inferred"] = "stated"
    place: Id | None = None
    note: Text | None = None
    sources: tuple[Id, ...] = Field(min_length=1)


class Cohort(Record):
    """Editions whose participants are only known together."""

    references: ClassVar[dict[str, str]] = {"editions": "editions"}

    id: Id
    editions: tuple[Int, ...] = Field(min_length=2)
    note: Text
