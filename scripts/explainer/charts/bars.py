"""A measure per edition as bars that grow from the side where the language starts."""

from __future__ import annotations

from dataclasses import dataclass

from explainer.catalog import Catalog, Value
from explainer.model import Chart, Cohort

ROW = 22
_BAR = 14
_EDGE = 8
"""Room above the first row and below the last, for the letters of their labels."""
_LABELS = 62
_NUMBERS = 34
_BRACKET = 12


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


@dataclass(frozen=True, slots=True)
class Bracket:
    """Editions whose number is only known together."""

    cohort: Cohort
    y: float
    height: float
    x: float
    width: float
    value: Value
    number_x: float
    computed: bool


@dataclass(frozen=True, slots=True)
class Bars:
    """Everything that a drawing of bars needs."""

    width: int
    height: int
    label_x: float
    base: float
    """Where bars start."""
    number_anchor: str
    label_anchor: str
    bars: tuple[Bar, ...]
    brackets: tuple[Bracket, ...]
    bar_height: int = _BAR


def layout(catalog: Catalog, chart: Chart, width: int, direction: str) -> Bars:
    """Return the drawing of a chart of kind `bars`, mirrored where the language runs so."""
    mirrored = direction == "rtl"
    series = catalog.series[chart.measure or ""]
    cohort_of = {number: c for c in catalog.cohorts.values() for number in c.editions}
    numbers = sorted(catalog.editions)
    values = {number: series.of_part(number) for number in numbers}
    highest = max((float(v.amount) for v in values.values() if v is not None), default=1.0)
    unit = (width - _LABELS - _NUMBERS) / highest

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
            bars.append(Bar(number, y, value, side(_LABELS, size), size, end, computed))
        cohort = cohort_of.get(number)
        joint = series.of_part(cohort.id) if cohort is not None else None
        if cohort is not None and joint is not None and number == min(cohort.editions):
            height = len(cohort.editions) * ROW - (ROW - _BAR)
            brackets.append(
                Bracket(
                    cohort,
                    y,
                    height,
                    side(_LABELS, _BRACKET),
                    _BRACKET,
                    joint,
                    side(_LABELS + _BRACKET + 8),
                    joint.derivation is not None,
                )
            )
    return Bars(
        width=width,
        height=len(numbers) * ROW + 2 * _EDGE,
        label_x=side(_LABELS - 8),
        base=side(_LABELS),
        number_anchor="end" if mirrored else "start",
        label_anchor="start" if mirrored else "end",
        bars=tuple(bars),
        brackets=tuple(brackets),
    )
