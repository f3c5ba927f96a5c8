"""Events in the order of the timeline, grouped by year; no markup."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from explainer.model import Event


def by_year(events: Iterable[Event]) -> list[tuple[int, list[Event]]]:
    """Return events, oldest first, in groups of the year that they start in."""
    ordered = sorted(events, key=lambda event: (event.date.year, event.date.order))
    return [(year, list(group)) for year, group in groupby(ordered, key=lambda e: e.date.year)]
