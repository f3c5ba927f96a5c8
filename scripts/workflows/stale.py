"""The record → the figures that nobody has told anything new about for long."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from explainer.catalog import Catalog
from explainer.model import Measure, Observation
from workflows.ends import months


class Stale(NamedTuple):
    """A measure, and the newest of its observations."""

    measure: Measure
    newest: Observation
    months: int


def stale(catalog: Catalog, today: dt.date, limit: int) -> list[Stale]:
    """Return the measures without a new observation for some months, the oldest first.

    An observation that only repeats an older one is not new, and one of a whole year is as new as
    the last day of that year.
    """
    newest: dict[str, Observation] = {}
    for one in catalog.observations:
        last = newest.get(one.measure)
        if one.repeats is None and (last is None or one.as_of.order > last.as_of.order):
            newest[one.measure] = one
    found = [
        Stale(catalog.measures[name], one, months(one.as_of.latest, today))
        for name, one in newest.items()
    ]
    old = [one for one in found if one.months >= limit]
    return sorted(old, key=lambda one: one.newest.as_of.order)
