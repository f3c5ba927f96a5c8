"""Editions on strips of months, one strip for each year, with the gaps between them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from explainer.catalog import Catalog
from explainer.charts.scale import in_years
from explainer.dates import Date
from explainer.model import Edition

ROW = 34
_BAR = 18
_LABELS = 46
_TOP = 30
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Span:
    """An edition within one year, from its opening to its closing."""

    edition: Edition
    x: float
    width: float
    middle: float
    vague_start: bool
    """The opening is only known roughly."""
    vague_end: bool
    named: bool
    """Whether the number is written here: once, where the edition takes most of its time."""


@dataclass(frozen=True, slots=True)
class Point:
    """An edition of which only one end is known."""

    edition: Edition
    x: float
    label_x: float


@dataclass(frozen=True, slots=True)
class Year:
    """A strip: its year, the editions on it, and the ends of those without a beginning."""

    year: int
    y: float
    spans: tuple[Span, ...]
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Everything that a drawing of the editions over the years needs."""

    width: int
    height: int
    label_x: float
    label_anchor: str
    strip_x: float
    strip_width: float
    months: tuple[tuple[int, float], ...]
    """The months that start a quarter, with their places."""
    years: tuple[Year, ...]
    undated: tuple[Edition, ...]
    """Editions of which no more than the year, or nothing, is known."""
    bar_height: int = _BAR


def layout(catalog: Catalog, width: int, direction: str) -> Calendar:
    """Return the drawing of a chart of kind `calendar`, mirrored where the language runs so."""
    mirrored = direction == "rtl"
    strip = width - _LABELS

    def place(part: float, size: float = 0.0) -> float:
        """Return where a part of the year (0 to 1) stands; `size` is the width drawn there."""
        x = _LABELS + part * strip
        return round(width - x - size if mirrored else x, 1)

    dated = [e for e in catalog.editions.values() if _near(e.opened) and _near(e.closed)]
    ended = [e for e in catalog.editions.values() if e not in dated and _near(e.closed)]
    undated = [e for e in catalog.editions.values() if e not in dated and e not in ended]
    ends = [in_years(d) for e in dated + ended for d in (e.opened, e.closed) if d and _near(d)]
    years = range(int(min(ends, default=2000)), int(max(ends, default=2000)) + 1)
    strips = []
    for row, year in enumerate(years):
        spans = [s for e in dated for s in _within(e, year, strip, place)]
        points = [
            Point(e, place(at - year), place(at - year + 0.02))
            for e in ended
            if e.closed is not None and int(at := in_years(e.closed)) == year
        ]
        strips.append(Year(year, _TOP + row * ROW, tuple(spans), tuple(points)))
    return Calendar(
        width=width,
        height=_TOP + len(years) * ROW,
        label_x=float(width if mirrored else 0),
        label_anchor="end" if mirrored else "start",
        strip_x=place(0, strip),
        strip_width=float(strip),
        months=tuple((month, place((month - 1) / _MONTHS)) for month in (1, 4, 7, 10)),
        years=tuple(strips),
        undated=tuple(undated),
    )


def _near(date: Date | None) -> bool:
    """Return whether a date is known to a season or better."""
    return date is not None and date.precision != "year"


def _within(edition: Edition, year: int, strip: float, place: Callable[..., float]) -> list[Span]:
    opened, closed = edition.opened, edition.closed
    if opened is None or closed is None:
        return []
    start, end = in_years(opened), in_years(closed)
    left, right = max(start, year), min(end, year + 1)
    if right <= left:
        return []
    size = round((right - left) * strip, 1)
    longest = max(range(int(start), int(end) + 1), key=lambda y: min(end, y + 1) - max(start, y))
    return [
        Span(
            edition,
            place(left - year, size),
            size,
            place((left + right) / 2 - year),
            vague_start=left == start and _vague(opened),
            vague_end=right == end and _vague(closed),
            named=year == longest,
        )
    ]


def _vague(date: Date) -> bool:
    return date.precision != "day" or date.approximate or date.open_start
