"""Where a value or a date stands along an axis."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from decimal import Decimal

from explainer.dates import Date

_STEPS = (1, 2, 5)
_DAYS = 365.2425
_DIGIT, _AROUND = 8, 4
"""The room for a bold digit, and for the ground around a number."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight scale from numbers to places; `start` may be greater than `end`."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, number: float | Decimal) -> float:
        """Return the place of a number, to a tenth of a unit."""
        part = (float(number) - self.low) / (self.high - self.low)
        return round(self.start + part * (self.end - self.start), 1)


def ticks(highest: float, number: int) -> list[int]:
    """Return round numbers from 0 to the first that is not below `highest`, about `number`.

    They are at least two: a scale needs a length, even where every value is 0.
    """
    size = 1
    while True:
        for step in _STEPS:
            if highest <= step * size * number:
                width = step * size
                count = max(1, math.ceil(highest / width))
                return [width * n for n in range(count + 1)]
        size *= 10


def room_of(number: int) -> float:
    """Return the width that a number needs, with the ground around it."""
    return len(str(number)) * _DIGIT + _AROUND


def fits(number: int, width: float) -> bool:
    """Return whether a shape is wide enough to hold a number."""
    return width >= room_of(number)


def in_years(date: Date) -> float:
    """Return a date as a year with a fraction; the middle of a month, a season or a year."""
    first, last = _instant(date.earliest), _instant(date.latest)
    return (first + last) / 2


def start_of(date: Date) -> float:
    """Return the first day that a date can mean, as a year with a fraction."""
    return _instant(date.earliest)


def end_of(date: Date) -> float:
    """Return the last day that a date can mean, as a year with a fraction."""
    return _instant(date.latest)


def _instant(day: dt.date) -> float:
    return day.year + (day.timetuple().tm_yday - 1) / _DAYS
