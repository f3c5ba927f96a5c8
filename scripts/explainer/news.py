"""What is new in the record, newest first: events, figures and corrections."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from explainer.catalog import Catalog, Value
from explainer.catalog.values import stated
from explainer.model import Correction, Event, Observation

LIMIT = 50


@dataclass(frozen=True)
class News:
    """One piece of news: a record, and what a feed has to know of it."""

    kind: str
    """`event`, `measure` or `correction`: the kind of entry that it leads to."""
    name: str
    """The id of that entry."""
    day: dt.date
    """The day on which it entered the record, or else its own."""
    id: str
    """An id that stays the same whatever changes around it (RFC 4122, version 5)."""
    record: Event | Correction | Value


def news(catalog: Catalog) -> list[News]:
    """Return the newest pieces of news, at most `LIMIT`."""
    found = sorted(_all(catalog), key=lambda one: (one.day, one.id), reverse=True)
    return found[:LIMIT]


def _all(catalog: Catalog) -> Iterator[News]:
    for event in catalog.events.values():
        yield News(
            "event", event.id, _day(event, event.date), _id(catalog, "event", event.id), event
        )
    for one in catalog.observations:
        if one.repeats is None:
            place = [one.measure, one.as_of, one.basis, one.stated_by, one.standing]
            if one.standing != "accepted":  # of these one body may have stated several at one date
                place.append(one.value)
            name = _id(catalog, "observation", *place)
            yield News("measure", one.measure, _day(one, one.as_of), name, stated(one))
    for correction in catalog.corrections.values():
        name = _id(catalog, "correction", correction.id)
        yield News("correction", correction.id, correction.date.earliest, name, correction)


def _day(record: Event | Observation, date: Any) -> dt.date:
    day: dt.date = (record.added or date).earliest
    return day


def _id(catalog: Catalog, *parts: object) -> str:
    name = "/".join(map(str, (catalog.about.id, *parts)))
    return uuid.uuid5(uuid.NAMESPACE_URL, name).urn
