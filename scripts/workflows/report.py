"""What the weekly look found → the text of its issue, in both languages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence, Sized
from dataclasses import dataclass

from explainer.catalog import Catalog
from workflows.ends import Dependency, Watched, months, near
from workflows.links import Look
from workflows.stale import stale
from workflows.writing import LONGEST, write

MARK = "<!-- moussalaha-watch -->"
"""The first line of the issue, by which the next look finds it again."""


@dataclass(frozen=True)
class Report:
    """The text, and how much there is for somebody to do."""

    text: str
    findings: int


@dataclass(frozen=True)
class Found:
    """What hosts have said: of each address, of its copies, of the dependencies."""

    looks: Mapping[str, Look]
    copies: Mapping[str, bool | None]
    dependencies: Sequence[Dependency]


def report(catalog: Catalog, seen: Watched, found: Found, today: dt.date) -> Report:
    """Return the report of a day."""
    sources = [one for one in catalog.sources.values() if one.url in found.looks]
    looked = [(one, found.looks[one.url or ""]) for one in sources]
    links = {
        state: [(one, look) for one, look in looked if look.state == state]
        for state in ("gone", "moved", "fails", "refused")
    }
    unseen = sum(look.state == "unseen" for look in found.looks.values())
    uncopied = [one for one in sources if found.copies.get(one.url or "") is False]
    unsaid = sum(answer is None for answer in found.copies.values())
    old = stale(catalog, today, seen.stale_months)
    ends = near(seen.ends, today, seen.ahead_months)
    checked = {
        name: months(date.latest, today)
        for name, date in catalog.about.checked_until
        if months(date.latest, today) >= seen.stale_months
    }
    parts: tuple[Sized, ...] = (uncopied, old, ends, found.dependencies, checked)
    for most in (150, 60, 20):
        text = write(
            "watch.md",
            mark=MARK,
            today=today.isoformat(),
            past=today,
            looked=len(found.looks) - unseen,
            unseen=unseen,
            links=links,
            uncopied=uncopied,
            unsaid=unsaid,
            stale=old,
            checked=checked,
            months=seen.stale_months,
            ends=ends,
            dependencies=found.dependencies,
            most=most,
        )
        if len(text) <= LONGEST:
            break
    return Report(text[:LONGEST], sum(map(len, (*links.values(), *parts))))
