"""Dates of reduced precision: an EDTF string to a `Date` that knows its bounds and its order.

The subset of EDTF (ISO 8601-2:2019, https://www.loc.gov/standards/datetime/) in use here:
`2024`, `2024-02`, `2024-02-19`, seasons `2024-21` (spring) to `2024-24` (winter), a last `~`
(approximate) or `?` (uncertain), and `../2021-10` (at that date or at some time before it).
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

Precision = Literal["year", "season", "month", "day"]

EXPECTED = "a date such as 2024, 2024-02, 2024-02-19, 2024-23 (autumn), 2024-02~ or ../2024-02"

_FORM = re.compile(
    r"(?P<open>\.\./)?(?P<year>\d{4})(-(?P<month>\d{2})(-(?P<day>\d{2}))?)?(?P<mark>[~?])?",
    re.ASCII,
)
_SPRING, _WINTER = 21, 24
# Meteorological seasons of the northern hemisphere: the first month of each.
_SEASON_STARTS = {21: 3, 22: 6, 23: 9, 24: 12}
_DECEMBER = 12
_FIRST_YEAR, _LAST_YEAR = 1000, 2999


@dataclass(frozen=True)
class Date:
    """A day, month, season or year, perhaps approximate, uncertain or only a latest limit."""

    text: str
    year: int
    month: int | None = None
    day: int | None = None
    season: int | None = None
    approximate: bool = False
    uncertain: bool = False
    open_start: bool = False

    @classmethod
    def parse(cls, text: str) -> Date:
        """Read an EDTF string. Raises ValueError with the expected forms."""
        match = _FORM.fullmatch(text)
        if match is None:
            raise ValueError(EXPECTED)
        year, second, day = int(match["year"]), match["month"], match["day"]
        month = int(second) if second else None
        season = month if month is not None and _SPRING <= month <= _WINTER else None
        if season is not None:
            month = None
            if day is not None:
                raise ValueError("a season without a day")
        _must_exist(year, month, int(day) if day else None)
        mark = match["mark"]
        return cls(
            text,
            year,
            month,
            int(day) if day else None,
            season,
            approximate=mark == "~",
            uncertain=mark == "?",
            open_start=match["open"] is not None,
        )

    @property
    def precision(self) -> Precision:
        """Return the unit that the date is exact to."""
        if self.day is not None:
            return "day"
        if self.month is not None:
            return "month"
        return "season" if self.season is not None else "year"

    @cached_property
    def earliest(self) -> dt.date:
        """Return the first day that the date can mean; for `../…` that of its latest limit."""
        if self.season is not None:
            return dt.date(self.year, _SEASON_STARTS[self.season], 1)
        return dt.date(self.year, self.month or 1, self.day or 1)

    @cached_property
    def latest(self) -> dt.date:
        """Return the last day that the date can mean."""
        if self.day is not None:
            return self.earliest
        year, month = self.year, self.month or _DECEMBER
        if self.season is not None:
            month = _SEASON_STARTS[self.season] + 2
            if month > _DECEMBER:
                year, month = year + 1, month - _DECEMBER
        return dt.date(year, month, calendar.monthrange(year, month)[1])

    @cached_property
    def order(self) -> tuple[dt.date, dt.date]:
        """Return a key that sorts by the latest possible day, the vaguer date first."""
        return self.latest, self.earliest

    @property
    def machine(self) -> str:
        """Return the form that HTML's `<time datetime>` takes, or nothing where it has none."""
        exact = not (self.approximate or self.uncertain or self.open_start or self.season)
        return self.text if exact else ""

    def __str__(self) -> str:
        """Return the EDTF string that was read."""
        return self.text


def _must_exist(year: int, month: int | None, day: int | None) -> None:
    """Raise ValueError for a month or a day that no calendar has."""
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise ValueError(f"a year from {_FIRST_YEAR} to {_LAST_YEAR}")
    if month is not None and not 1 <= month <= _DECEMBER:
        raise ValueError("a month from 01 to 12, or a season from 21 to 24")
    if month is not None and day is not None:
        last = calendar.monthrange(year, month)[1]
        if not 1 <= day <= last:
            raise ValueError(f"a day from 01 to {last:02}")
