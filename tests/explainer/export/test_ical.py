"""The calendar of editions: only days that are known, in words of a language."""

from __future__ import annotations

import vobject

from explainer.export import Context
from explainer.export.ical import calendar


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
    assert all(event.dtend.value > event.dtstart.value for event in events)
    assert events[0].summary.value.startswith("The sample record: edition ")


def test_it_speaks_the_language_and_does_not_change(context: Context) -> None:
    text = calendar(context, "ar")
    assert text == calendar(context, "ar")
    summaries = [e.summary.value for e in vobject.readOne(text).contents["vevent"]]
    assert all("الدورة" in words for words in summaries)
    ids = [e.uid.value for e in vobject.readOne(text).contents["vevent"]]
    english = vobject.readOne(calendar(context, "en")).contents["vevent"]
    assert ids == [e.uid.value for e in english]
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))  # RFC 5545, 3.1
