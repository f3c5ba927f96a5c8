"""Editions on strips of months, one strip for each year, with the gaps between them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from explainer.catalog import Catalog
from explainer.charts.known import End, Run, by_ends, is_vague
from explainer.charts.scale import fits, room_of
from explainer.model import Edition

ROW = 34
_BAR = 18
_LABELS = 46
_TOP = 30
_MONTHS = 12
_GAP = 3
"""Between two editions of which one begins as the other ends; a dashed edge takes some of it."""
_LEAST = 4
"""The least width of an edition: one that opened and closed on a day is still seen."""
_ARM = 5
"""How far the arms of a bracket reach, which stands where an edition opened."""
_BESIDE = 0.02
"""From a tick to its number, as a part of the year."""


class Label(NamedTuple):
    """Where the number of an edition is written beside its shape."""

    x: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Span:
    """An edition within one year, from the first day of its opening to the last of its closing."""

    edition: Edition
    x: float
    width: float
    middle: float
    vague: bool
    """An end of it that is in this year is only known roughly."""
    named: bool
    """Whether the number is written here: where it fits, and where most of the edition is."""
    label: Label | None
    """Where it stands if it is written but does not fit inside."""


@dataclass(frozen=True, slots=True)
class Point:
    """An edition of which only the closing is known, or only the opening."""

    edition: Edition
    x: float
    arm: float
    """For an opening: how far the arms of its bracket reach, towards later; 0 for a closing."""
    label: Label
    vague: bool
    """It opened or closed by then or about then; not on that day."""


@dataclass(frozen=True, slots=True)
class Year:
    """A strip: its year, the editions on it, and the single ends of those without the other."""

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
    openings: tuple[bool, ...]
    """For the key: whether the openings that stand alone are vague, each answer once."""
    bar_height: int = _BAR


@dataclass(frozen=True, slots=True)
class _Strip:
    """The room for a year: parts of it (0 to 1) become places in the drawing."""

    width: float
    mirrored: bool

    def place(self, part: float, size: float = 0.0) -> float:
        """Return where a part of the year stands; `size` is the width drawn there."""
        x = _LABELS + part * self.width
        return round(_LABELS + self.width - x - size if self.mirrored else x, 1)

    def label(self, edition: Edition, left: float, right: float) -> Label:
        """Return the place after a shape, or before it where the year ends too soon."""
        before, after = ("start", "end") if self.mirrored else ("end", "start")
        if right + _BESIDE + room_of(edition.id) / self.width > 1:
            return Label(self.place(left - _BESIDE), before)
        return Label(self.place(right + _BESIDE), after)


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
    strip = _Strip(width - _LABELS, direction == "rtl")
    runs, single, undated = by_ends(catalog.editions.values())
    ends = [end for run in runs for end in (run.start, run.end)] + [end.at for end in single]
    years = range(int(min(ends, default=2000)), int(max(ends, default=2000)) + 1)
    strips = []
    for row, year in enumerate(years):
        pieces = [piece for run in runs if (piece := _piece(run, year)) is not None]
        spans = [_span(piece, strip) for piece in _parted(pieces, _GAP / strip.width)]
        points = [_point(end, strip) for end in single if int(end.at) == year]
        strips.append(Year(year, _TOP + row * ROW, tuple(spans), tuple(points)))
    return Calendar(
        width=width,
        height=_TOP + len(years) * ROW,
        label_x=float(width if strip.mirrored else 0),
        label_anchor="end" if strip.mirrored else "start",
        strip_x=strip.place(0, strip.width),
        strip_width=float(strip.width),
        months=tuple((month, strip.place((month - 1) / _MONTHS)) for month in (1, 4, 7, 10)),
        years=tuple(strips),
        undated=tuple(undated),
        openings=tuple(sorted({is_vague(end.date) for end in single if end.opening})),
    )


def _piece(run: Run, year: int) -> _Piece | None:
    """Return what of an edition is in a year, which may be no more than a day."""
    start, end = run.start, run.end
    if not int(start) <= year <= int(end):
        return None
    left, right = max(start, year), min(end, year + 1)
    vague = (left == start and is_vague(run.opened)) or (right == end and is_vague(run.closed))
    longest = max(range(int(start), int(end) + 1), key=lambda y: min(end, y + 1) - max(start, y))
    return _Piece(run.edition, left - year, right - year, vague, year == longest)


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


def _span(piece: _Piece, strip: _Strip) -> Span:
    size = max(round((piece.right - piece.left) * strip.width, 1), _LEAST)
    left = min(piece.left, 1 - size / strip.width)
    right = left + size / strip.width
    inside = fits(piece.edition.id, size)
    return Span(
        piece.edition,
        strip.place(left, size),
        size,
        strip.place((left + right) / 2),
        piece.vague,
        named=piece.longest or inside,
        label=None if inside else strip.label(piece.edition, left, right),
    )


def _point(end: End, strip: _Strip) -> Point:
    """Return a tick; that of an opening has arms towards later, like a bracket that opens."""
    at = end.at - int(end.at)
    arm = _ARM if end.opening else 0
    return Point(
        end.edition,
        strip.place(at),
        -arm if strip.mirrored else arm,
        strip.label(end.edition, at, at + arm / strip.width),
        is_vague(end.date),
    )
