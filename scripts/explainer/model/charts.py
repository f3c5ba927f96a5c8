"""Charts: what they show and the words that go with them. Their shapes are in `charts/`."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from explainer.model.base import Bool, EdtfDate, Id, Record, Text

ChartKind = Literal["steps", "bars", "effects", "calendar"]


class ChartSeries(Record):
    """A measure on a chart over time, on one basis."""

    references: ClassVar[dict[str, str]] = {"measure": "measures"}

    measure: Id
    label: Text
    counts_starting: Bool | None = None
    """Only the values that count people who are just starting, or only the others."""
    form: Literal["steps", "points"] = "steps"
    """Steps hold a value until the next one is known; points claim nothing between them."""


class Panel(Record):
    """A part of a chart of pardons: those announced up to a date, and not in an earlier panel."""

    title: Text
    until: EdtfDate | None = None
    """Left out for the last panel."""
    note: Text | None = None
    """What the panel does not hold, drawn at its end."""


class Chart(Record):
    """A chart that pages may call by its id.

    `steps`: totals over time; `stack` splits a total into parts where both are stated.
    `bars`: a measure per edition, cohorts as one bracket.
    `effects`: each royal pardon by what it did, in panels.
    `calendar`: the editions on a strip of months for each year.
    """

    references: ClassVar[dict[str, str]] = {"measure": "measures", "stack": "measures"}

    id: Id
    kind: ChartKind
    title: Text
    reads: Text
    """How to read it: the text that stands for the picture, without its numbers."""
    measure: Id | None = None
    """For `bars`: the measure per edition."""
    series: tuple[ChartSeries, ...] = ()
    stack: tuple[Id, ...] = ()
    """For `steps`: the parts of the last series, from the bottom up."""
    panels: tuple[Panel, ...] = Field(default=())
