"""Totals over time as steps: the time axis runs from left to right in every language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from explainer.catalog import Catalog, Value
from explainer.charts.scale import Scale, end_of, in_years, ticks
from explainer.model import Chart, ChartSeries

_WORDED = 104
"""The room for a number at the end of a line that has words with it, such as "at least"."""


@dataclass(frozen=True, slots=True)
class Size:
    """The size of a drawing and what stays free around the plot, in units of the drawing."""

    width: int
    height: int
    left: int
    right: int
    top: int = 16
    bottom: int = 40
    years_per_tick: int = 1
    apart: int = 22
    """The least distance between two labels at the end of lines."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One value: where it stands, and how it is known (stated, inferred date, computed)."""

    x: float
    y: float
    value: Value
    kind: str


@dataclass(frozen=True, slots=True)
class Line:
    """A series: its path (none for points), its values, and its label at the end."""

    series: ChartSeries
    path: str
    marks: tuple[Mark, ...]
    label_y: float


@dataclass(frozen=True, slots=True)
class Area:
    """A part of a total while it holds, as a rectangle. `part` counts from the bottom."""

    part: int
    x: float
    y: float
    width: float
    height: float
    rough: bool
    """Whether its number is not exact, so that its edge is only about there."""


@dataclass(frozen=True, slots=True)
class Steps:
    """Everything that a drawing of totals over time needs."""

    size: Size
    lines: tuple[Line, ...]
    areas: tuple[Area, ...]
    levels: tuple[tuple[int, float], ...]
    """Round numbers of the vertical axis, with their heights."""
    years: tuple[tuple[int, float], ...]
    """Years of the time axis, with their places."""

    @property
    def height(self) -> int:
        """Return its height in points, as other drawings have it."""
        return self.size.height

    @property
    def rough(self) -> bool:
        """Return whether a part in it is not exact, for the key."""
        return any(area.rough for area in self.areas)


def values_of(catalog: Catalog, series: ChartSeries) -> list[Value]:
    """Return the values that a series draws: new ones, on its basis; a repeat is no new value."""
    return [
        value
        for value in catalog.series[series.measure].values
        if value.exact
        and not value.repeats
        and series.counts_starting in (None, bool(value.basis.counts_starting))
    ]


def layout(catalog: Catalog, chart: Chart, size: Size) -> Steps:
    """Return the drawing of a chart of kind `steps`. A chart without values is empty.

    The last value holds until the record was last checked: no newer one was found until then.
    """
    drawn = [values_of(catalog, series) for series in chart.series]
    if any(values and values[-1].qualifier != "exact" for values in drawn):
        size = replace(size, right=max(size.right, _WORDED))
    dates = [in_years(value.as_of) for values in drawn for value in values]
    highest = max((float(v.amount) for values in drawn for v in values), default=1.0)
    levels = ticks(highest, 5)
    end = max([end_of(catalog.about.checked_until.figures), *dates])
    first, last = int(min(dates, default=end)), int(end) + 1
    x = Scale(first, last, size.left, size.width - size.right)
    y = Scale(0, levels[-1], size.height - size.bottom, size.top)
    labels = _spread([y(values[-1].amount) if values else 0.0 for values in drawn], size.apart)
    lines = [
        Line(series, _path(series, marks, x(end)), marks, label_y)
        for series, values, label_y in zip(chart.series, drawn, labels, strict=True)
        for marks in [tuple(_mark(value, x, y) for value in values)]
    ]
    years = range(first, last + 1, size.years_per_tick)
    return Steps(
        size=size,
        lines=tuple(lines),
        areas=tuple(_areas(catalog, chart, x, y, end)),
        levels=tuple((level, y(level)) for level in levels),
        years=tuple((year, x(year)) for year in years),
    )


def _mark(value: Value, x: Scale, y: Scale) -> Mark:
    if value.derivation is not None:
        kind = "computed"
    else:
        inferred = value.observation is not None and value.observation.as_of_basis == "inferred"
        kind = "inferred" if inferred else "stated"
    return Mark(x(in_years(value.as_of)), y(value.amount), value, kind)


def _path(series: ChartSeries, marks: Sequence[Mark], end: float) -> str:
    """Return the steps as an SVG path that ends at `end`, a place on the axis."""
    if series.form == "points" or not marks:
        return ""
    moves = [f"M{marks[0].x:g} {marks[0].y:g}"]
    moves += [f"H{mark.x:g}V{mark.y:g}" for mark in marks[1:]]
    return "".join(moves) + f"H{end:g}"


def _areas(catalog: Catalog, chart: Chart, x: Scale, y: Scale, end: float) -> list[Area]:
    """Return the parts of each value of the total; nothing where a part is not stated."""
    if not chart.stack or not chart.series:
        return []
    total = next(s for s in reversed(chart.series) if s.form == "steps")
    found: list[Area] = []
    values = values_of(catalog, total)
    starts = [in_years(value.as_of) for value in values]
    for value, start, until in zip(values, starts, [*starts[1:], end], strict=False):
        parts = [catalog.series[name].by_key.get(value.key) for name in chart.stack]
        known = [part for part in parts if part is not None and part.exact]
        left, right = x(start), x(until)
        if len(known) < len(parts) or right <= left:
            continue
        below = 0.0
        for number, part in enumerate(known):
            top = y(below + float(part.amount))
            height = round(y(below) - top, 1)
            rough = part.qualifier != "exact"
            found.append(Area(number, left, top, round(right - left, 1), height, rough))
            below += float(part.amount)
    return found


def _spread(places: Sequence[float], apart: float) -> list[float]:
    """Return the heights of labels, moved down where two would touch."""
    order = sorted(range(len(places)), key=lambda n: places[n])
    found = list(places)
    for one, two in pairwise(order):
        found[two] = max(found[two], found[one] + apart)
    return [round(place, 1) for place in found]
