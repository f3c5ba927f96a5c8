"""What is known of when editions opened and closed: both ends, one of them, or neither."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from explainer.charts.scale import end_of, in_years, start_of
from explainer.dates import Date
from explainer.model import Edition


@dataclass(frozen=True, slots=True)
class Run:
    """An edition of which both ends are known to a season or better.

    It is drawn from the first day on which it may have opened to the last of its closing. The
    middles of two vague dates may stand the other way round, these days cannot: the checks let
    an edition close in the month in which it opened.
    """

    edition: Edition
    opened: Date
    closed: Date

    @property
    def start(self) -> float:
        """Return the first day on which it may have opened."""
        return start_of(self.opened)

    @property
    def end(self) -> float:
        """Return the last day on which it may have closed."""
        return end_of(self.closed)


@dataclass(frozen=True, slots=True)
class End:
    """The only end of an edition that is known to a season or better."""

    edition: Edition
    date: Date
    opening: bool

    @property
    def at(self) -> float:
        """Return the middle of what its date can mean, or the last day of a latest limit."""
        return end_of(self.date) if self.date.open_start else in_years(self.date)


def by_ends(editions: Iterable[Edition]) -> tuple[list[Run], list[End], list[Edition]]:
    """Return editions by what is known of them: both ends, one end, neither. Each is in one."""
    runs: list[Run] = []
    single: list[End] = []
    undated: list[Edition] = []
    for edition in editions:
        opened, closed = _near(edition.opened), _near(edition.closed)
        if opened is not None and closed is not None:
            runs.append(Run(edition, opened, closed))
        elif opened is not None:
            single.append(End(edition, opened, opening=True))
        elif closed is not None:
            single.append(End(edition, closed, opening=False))
        else:
            undated.append(edition)
    return runs, single, undated


def _near(date: Date | None) -> Date | None:
    """Return a date that is known to a season or better."""
    return date if date is not None and date.precision != "year" else None


def is_vague(date: Date) -> bool:
    """Return whether a date is no day that was stated as such."""
    unsure = date.approximate or date.uncertain or date.open_start
    return date.precision != "day" or unsure
