"""The calendar of editions: only days that are known, in words of a language."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import vobject

from explainer.dates import Date
from explainer.export import Context
from explainer.export.ical import calendar


def events_of(text: str) -> list[Any]:
    return list(vobject.readOne(text).contents["vevent"])


def test_known_days_are_in_it(context: Context) -> None:
    text = calendar(context, "en")
    events = vobject.readOne(text).contents["vevent"]
    known = [
        date.earliest
        for edition in context.catalog.editions.values()
        for date in (edition.opened, edition.closed)
        if date is not None and date.precision == "day" and date.machine
    ]
    assert [event.dtstart.value for event in events] == known
    assert len({event.uid.value for event in events}) == len(events)
    assert all(event.dtend.value - event.dtstart.value == dt.timedelta(days=1) for event in events)
    assert [event.summary.value for event in events] == [
        "The sample record: edition 1 opened",
        "The sample record: edition 1 closed",
    ]
    # No clock is read: the stamp is the day up to which events were checked.
    stamps = {event.dtstamp.value.replace(tzinfo=None) for event in events}
    assert stamps == {dt.datetime(2025, 1, 1)}  # noqa: DTZ001 (without its zone, to compare)


def test_it_speaks_the_language_and_does_not_change(context: Context) -> None:
    text = calendar(context, "ar")
    assert text == calendar(context, "ar")
    summaries = [e.summary.value for e in vobject.readOne(text).contents["vevent"]]
    assert all("الدورة" in words for words in summaries)
    ids = [e.uid.value for e in vobject.readOne(text).contents["vevent"]]
    english = vobject.readOne(calendar(context, "en")).contents["vevent"]
    assert ids == [e.uid.value for e in english]
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))  # RFC 5545, 3.1


def test_a_day_that_was_worked_out_says_so_and_keeps_its_id(context: Context) -> None:
    before = events_of(calendar(context, "en"))
    first = context.catalog.editions[1].model_copy(
        update={"opened": Date.parse("2021-03-04"), "opened_basis": "inferred"}
    )
    editions = {**context.catalog.editions, 1: first}
    there = replace(context, catalog=replace(context.catalog, editions=editions))
    opened, closed = events_of(calendar(there, "en"))
    assert opened.dtstart.value == dt.date(2021, 3, 4)
    assert opened.description.value == "date worked out"
    assert "description" not in closed.contents
    assert [event.uid.value for event in before] == [opened.uid.value, closed.uid.value]
