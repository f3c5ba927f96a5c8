"""Editions on strips of months, one strip for each year, with the gaps between them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from explainer.catalog import Catalog
from explainer.charts.scale import end_of, fits, in_years
from explainer.dates import Date
from explainer.model import Edition

ROW = 34
_BAR = 18
_LABELS = 46
_TOP = 30
_MONTHS = 12
_GAP = 3
"""Between two editions of which one begins as the other ends; a dashed edge takes some of it."""


@dataclass(frozen=True, slots=True)
class Span:
    """An edition within one year, from its opening to its closing."""

    edition: Edition
    x: float
    width: float
    middle: float
    vague: bool
    """An end of it that is in this year is only known roughly."""
    named: bool
    """Whether the number is written here: where it fits, and where most of the edition is."""


@dataclass(frozen=True, slots=True)
class Point:
    """An edition of which only the closing is known."""

    edition: Edition
    x: float
    label_x: float
    vague: bool
    """It closed by then or about then; not on that day."""


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


@dataclass(frozen=True, slots=True)
class _Piece:
    """What of an edition is in a year: from `left` to `right`, parts of the year (0 to 1)."""

    edition: Edition
    left: float
    right: float
    vague: bool
    longest: bool
    """Whether no other year has more of the edition."""


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
        pieces = [piece for e in dated if (piece := _piece(e, year)) is not None]
        spans = [_span(piece, strip, place) for piece in _parted(pieces, _GAP / strip)]
        points = [point for e in ended if (point := _point(e, year, place)) is not None]
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


def _vague(date: Date) -> bool:
    return date.precision != "day" or date.approximate or date.open_start


def _piece(edition: Edition, year: int) -> _Piece | None:
    """Return what of an edition is in a year."""
    opened, closed = edition.opened, edition.closed
    if opened is None or closed is None:
        return None
    start, end = in_years(opened), in_years(closed)
    left, right = max(start, year), min(end, year + 1)
    if right <= left:
        return None
    vague = (left == start and _vague(opened)) or (right == end and _vague(closed))
    longest = max(range(int(start), int(end) + 1), key=lambda y: min(end, y + 1) - max(start, y))
    return _Piece(edition, left - year, right - year, vague, year == longest)


def _parted(pieces: Iterable[_Piece], gap: float) -> list[_Piece]:
    """Return pieces in order, with a gap between two that touch; those that overlap stay."""
    found = sorted(pieces, key=lambda piece: piece.left)
    for n, (one, two) in enumerate(pairwise(found)):
        if abs(two.left - one.right) < gap:
            middle = (one.right + two.left) / 2
            # The piece before may have lost its start already: read it again.
            found[n] = replace(found[n], right=middle - gap / 2)
            found[n + 1] = replace(two, left=middle + gap / 2)
    return found


def _span(piece: _Piece, strip: float, place: Callable[..., float]) -> Span:
    size = round((piece.right - piece.left) * strip, 1)
    return Span(
        piece.edition,
        place(piece.left, size),
        size,
        place((piece.left + piece.right) / 2),
        piece.vague,
        named=piece.longest or fits(piece.edition.id, size),
    )


def _point(edition: Edition, year: int, place: Callable[..., float]) -> Point | None:
    """Return the closing of an edition, if it was in a year; a latest limit as the last day."""
    closed = edition.closed
    if closed is None:
        return None
    at = end_of(closed) if closed.open_start else in_years(closed)
    if int(at) != year:
        return None
    return Point(edition, place(at - year), place(at - year + 0.02), _vague(closed))
