"""The editions as a calendar file (RFC 5545): the days on which they opened and closed."""

from __future__ import annotations

import datetime as dt
import uuid

from icalendar import Calendar, Event

from explainer.export.context import Context

_DAY = dt.timedelta(days=1)


def calendar(context: Context, locale: str) -> str:
    """Return the calendar in a language. A date that is not known to the day is not in it."""
    catalog, words = context.catalog, context.words[locale]
    found = Calendar()
    title = catalog.about.title[locale]
    found.add("prodid", f"-//{catalog.about.id}//{locale}")
    found.add("version", "2.0")
    found.add("x-wr-calname", title)
    # A stamp is required and no clock is read: the day up to which events were checked.
    stamp = dt.datetime.combine(catalog.about.checked_until.events.earliest, dt.time(), dt.UTC)
    names = {"opened": words("edition {n} opened"), "closed": words("edition {n} closed")}
    for number, edition in catalog.editions.items():
        for key, name in names.items():
            date = getattr(edition, key)
            if date is None or date.precision != "day" or not date.machine:
                continue
            event = Event()
            identifier = f"{catalog.about.id}/edition/{number}/{key}"
            event.add("uid", str(uuid.uuid5(uuid.NAMESPACE_URL, identifier)))
            event.add("dtstamp", stamp)
            event.add("dtstart", date.earliest)
            event.add("dtend", date.earliest + _DAY)
            event.add("summary", f"{title}{words(': ')}{name.format(n=number)}")
            if getattr(edition, f"{key}_basis") == "inferred":
                event.add("description", words("date worked out"))
            event.add("url", context.pages("edition", number).get(locale, context.site))
            event.add("transp", "TRANSPARENT")
            found.add_component(event)
    text: str = found.to_ical().decode("utf-8")
    return text
