"""What the project stands on → what of it ends, stops or was taken back.

The dates of ends stand in pyproject.toml (`tool.watch`), beside the dependencies themselves.
"""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from itertools import chain
from pathlib import Path
from typing import Any

from workflows.links import Answer, Manners, each

_INDEX = "https://pypi.org/pypi/{name}/json"


@dataclass(frozen=True)
class End:
    """The day on which somebody stops looking after something that is in use."""

    name: str
    day: dt.date
    source: str


@dataclass(frozen=True)
class Watched:
    """What is looked at, and when it is worth telling."""

    stale_months: int
    ahead_months: int
    silent_months: int
    ends: tuple[End, ...]
    pins: tuple[tuple[str, str], ...]
    """The names and versions of dependencies."""


@dataclass(frozen=True)
class Dependency:
    """A dependency about which there is something to tell."""

    name: str
    pinned: str
    newest: str
    state: str
    """`yanked`: taken back by its makers; `silent`: no version for long; `behind`: a newer one
    has been out for long; `unknown`: the index did not say."""
    day: dt.date | None = None


def watched(path: Path) -> Watched:
    """Read what pyproject.toml says of all this."""
    whole = tomllib.loads(path.read_text(encoding="utf-8"))
    found = whole["tool"]["watch"]
    groups = whole["dependency-groups"].values()
    pins = [*whole["project"]["dependencies"], *chain.from_iterable(groups)]
    # A group may also hold a table that names another group, whose pins are there already.
    names = [pin.partition("==") for pin in pins if isinstance(pin, str)]
    return Watched(
        found["stale_months"],
        found["ahead_months"],
        found["silent_months"],
        tuple(End(one["name"], one["day"], one["source"]) for one in found["ends"]),
        tuple((name, version) for name, _, version in names),
    )


def months(day: dt.date, today: dt.date) -> int:
    """Return how many whole months lie between two days; less than 0 for days to come."""
    whole = (today.year - day.year) * 12 + today.month - day.month
    return whole - (today.day < day.day)


def near(ends: Iterable[End], today: dt.date, ahead: int) -> list[End]:
    """Return what has ended or ends within some months, the nearest first."""
    found = [end for end in ends if months(today, end.day) < ahead]
    return sorted(found, key=lambda end: end.day)


def dependencies(seen: Watched, manners: Manners, today: dt.date) -> list[Dependency]:
    """Ask the index of packages about each dependency; return those with something to tell."""
    wanted = {_INDEX.format(name=name): (name, version) for name, version in seen.pins}
    answers = each(wanted, manners)
    return [
        one
        for question, (name, version) in wanted.items()
        for one in told(name, version, answers[question], today, seen.silent_months)
    ]


def told(
    name: str, pinned: str, answer: Answer, today: dt.date, silent: int
) -> Iterator[Dependency]:
    """Yield what the index says of a dependency, if it is worth telling."""
    try:
        data: Any = json.loads(answer.content) if answer.status == HTTPStatus.OK else {}
        newest: str = data["info"]["version"]
        used, last = data["releases"][pinned], _day(data["releases"][newest])
    except (ValueError, KeyError, TypeError):
        yield Dependency(name, pinned, "", "unknown")
        return
    if used and all(file.get("yanked") for file in used):
        yield Dependency(name, pinned, newest, "yanked", _day(used))
    if last is not None and months(last, today) >= silent:
        yield Dependency(name, pinned, newest, "silent", last)
    elif newest != pinned and last is not None and months(last, today) >= 1:
        yield Dependency(name, pinned, newest, "behind", last)


def _day(files: Iterable[dict[str, Any]]) -> dt.date | None:
    """Return the day on which the first file of a version was published."""
    days = [dt.date.fromisoformat(file["upload_time"][:10]) for file in files]
    return min(days, default=None)
