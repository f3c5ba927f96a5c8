"""A measure per edition as bars that grow from the side where the language starts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from explainer.catalog import Catalog, Value
from explainer.model import Chart, Cohort

ROW = 22
_BAR = 14
_EDGE = 8
"""Room above the first row and below the last, for the letters of their labels."""
_LABELS = 62
_NUMBERS = 34
_WORDS = 70
"""Room for the words before or after a number that is not exact, such as "at least"."""
_GAP = 12
"""From the axis to a bracket: far enough that nobody reads it as a small value."""
_ARM = 14
_SPINE = 12
_THICK = 8
"""The measures of a bracket: how far its arms reach, how wide its spine is, and an arm."""


@dataclass(frozen=True, slots=True)
class Bar:
    """The row of an edition: its bar, or none where only a cohort's number is known."""

    edition: int
    y: float
    value: Value | None = None
    x: float = 0.0
    width: float = 0.0
    number_x: float = 0.0
    computed: bool = False
    rough: bool = False
    """Whether the number is not exact: words beside it say how."""


@dataclass(frozen=True, slots=True)
class Bracket:
    """Editions whose number is only known together: arms that point to their rows, on no scale."""

    cohort: Cohort
    path: str
    x: float
    width: float
    top: float
    """Where the first of its rows begins, and where the last ends: the axis is broken there."""
    bottom: float
    value: Value
    number_x: float
    number_y: float
    computed: bool
    rough: bool


@dataclass(frozen=True, slots=True)
class Bars:
    """Everything that a drawing of bars needs."""

    width: int
    height: int
    label_x: float
    base: float
    """Where bars start."""
    axis: str
    """The line where bars start, as an SVG path: only beside rows that are on the scale."""
    number_anchor: str
    label_anchor: str
    bars: tuple[Bar, ...]
    brackets: tuple[Bracket, ...]
    bar_height: int = _BAR

    @property
    def rough(self) -> bool:
        """Return whether a number in it is not exact, for the key."""
        return any(bar.rough for bar in self.bars) or any(b.rough for b in self.brackets)


def layout(catalog: Catalog, chart: Chart, width: int, direction: str) -> Bars:
    """Return the drawing of a chart of kind `bars`, mirrored where the language runs so."""
    mirrored = direction == "rtl"
    series = catalog.series[chart.measure or ""]
    cohort_of = {number: c for c in catalog.cohorts.values() for number in c.editions}
    numbers = sorted(catalog.editions)
    values = {number: series.of_part(number) for number in numbers}
    known = [value for value in values.values() if value is not None and value.amount]
    unit = min((_room(value, width) / float(value.amount) for value in known), default=1.0)

    def side(x: float, size: float = 0.0) -> float:
        """Return a place counted from the side where the language starts."""
        return round(width - x - size if mirrored else x, 1)

    bars, brackets = [], []
    for row, number in enumerate(numbers):
        y = _EDGE + row * ROW + (ROW - _BAR) / 2
        value = values[number]
        if value is None:
            bars.append(Bar(number, y))
        else:
            size = round(float(value.amount) * unit, 1)
            end = side(_LABELS + size + 6)
            computed = value.derivation is not None
            rough = value.qualifier != "exact"
            bars.append(Bar(number, y, value, side(_LABELS, size), size, end, computed, rough))
        cohort = cohort_of.get(number)
        joint = series.of_part(cohort.id) if cohort is not None else None
        if cohort is not None and joint is not None and number == min(cohort.editions):
            brackets.append(_bracket(cohort, joint, row, side))
    height = len(numbers) * ROW + 2 * _EDGE
    return Bars(
        width=width,
        height=height,
        label_x=side(_LABELS - 8),
        base=side(_LABELS),
        axis=_axis(side(_LABELS), height, brackets),
        number_anchor="end" if mirrored else "start",
        label_anchor="start" if mirrored else "end",
        bars=tuple(bars),
        brackets=tuple(brackets),
    )


def _room(value: Value, width: int) -> float:
    """Return how long the bar of a value may be, so that its number stands beside it."""
    words = _WORDS if value.qualifier != "exact" else 0
    return width - _LABELS - _NUMBERS - words


def _bracket(cohort: Cohort, value: Value, row: int, side: Callable[..., float]) -> Bracket:
    """Return the bracket of a cohort whose first edition stands in a row."""
    top = _EDGE + row * ROW
    arms = [top + n * ROW + (ROW - _THICK) / 2 for n in range(len(cohort.editions))]
    tip = _LABELS + _GAP
    size = _ARM + _SPINE
    # Around it: the outer side of the spine, then back up through each arm and what is between.
    moves = [f"M{side(tip):g} {arms[0]:g}H{side(tip + size):g}V{arms[-1] + _THICK:g}"]
    for arm in reversed(arms):
        inner = f"H{side(tip + _ARM):g}V{arm + _THICK:g}" if arm != arms[-1] else ""
        moves.append(f"{inner}H{side(tip):g}V{arm:g}")
    bottom = top + len(arms) * ROW
    return Bracket(
        cohort,
        "".join(moves) + "Z",
        side(tip, size),
        size,
        top,
        bottom,
        value,
        number_x=side(tip + size + 8),
        number_y=(top + bottom) / 2 + 4,
        computed=value.derivation is not None,
        rough=value.qualifier != "exact",
    )


def _axis(x: float, height: int, brackets: Sequence[Bracket]) -> str:
    """Return the axis as an SVG path, broken beside the rows of brackets."""
    starts = [0.0, *(bracket.bottom for bracket in brackets)]
    ends = [*(bracket.top for bracket in brackets), float(height)]
    pieces = zip(starts, ends, strict=True)
    return "".join(f"M{x:g} {start:g}V{end:g}" for start, end in pieces if end > start)
