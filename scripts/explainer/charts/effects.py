"""Royal pardons as bars stacked by what they did, in panels, each pardon on a row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from explainer.catalog import Catalog
from explainer.charts.scale import fits
from explainer.model import PARTS, Chart, Panel, Pardon

_LINE = 16
"""The height of a line of words."""
_BAR = 16
_AFTER = 10
_TITLE = 38
_NOTE = 34
_NUMBERS = 34
_WORDS = 70
"""Room for "at least" with a number, where the parts of a pardon stand for its total."""
_GAP = 1
"""Between the segments of a bar: some colours beside each other are of one lightness."""
_LETTER = 7
"""The room for a letter in a line of words; most are narrower."""
_DATE = 20
"""The letters of the longest date, with the comma before it."""


@dataclass(frozen=True, slots=True)
class Segment:
    """The people of a pardon on whom it had one effect, `unknown` if the notice does not say."""

    part: str
    number: int
    x: float
    width: float
    middle: float
    named: bool
    """Whether there is room for its number in it."""


@dataclass(frozen=True, slots=True)
class Row:
    """A pardon: its segments, and where its words and its total are written."""

    pardon: Pardon
    y: float
    lines: tuple[int, ...]
    """Where lines of words stand, below `y`, from the lowest up; longer words are shortened."""
    bar_y: int
    number_y: int
    """Where the bar and the numbers stand, below `y`."""
    segments: tuple[Segment, ...]
    number: int
    bound: bool
    """Whether that is no more than the sum of its parts: the notice's own total was not found."""
    number_x: float


@dataclass(frozen=True, slots=True)
class Part:
    """A panel with the places of its title and note."""

    panel: Panel
    title_y: float
    rows: tuple[Row, ...]
    note_y: float | None = None


@dataclass(frozen=True, slots=True)
class Effects:
    """Everything that a drawing of pardons needs."""

    width: int
    height: int
    start: float
    """The side where the language starts."""
    start_anchor: str
    letters: int
    """The most letters that a line of words has."""
    parts: tuple[Part, ...]
    present: tuple[str, ...]
    """The effects that occur, for the key."""
    undrawn: tuple[Pardon, ...]
    """Pardons whose number was not found: a bar cannot show them."""
    bar_height: int = _BAR


def layout(catalog: Catalog, chart: Chart, width: int, direction: str) -> Effects:
    """Return the drawing of a chart of kind `effects`, mirrored where the language runs so."""
    mirrored = direction == "rtl"
    pardons = sorted(catalog.pardons.values(), key=lambda p: p.announced.order)
    waiting = [p for p in pardons if p.least is not None]
    undrawn = [p for p in pardons if p.least is None]
    unit = min((_room(p, width) / p.least for p in waiting if p.least), default=1.0)
    letters = width // _LETTER

    def side(x: float, size: float = 0.0) -> float:
        """Return a place counted from the side where the language starts."""
        return round(width - x - size if mirrored else x, 1)

    parts: list[Part] = []
    present: dict[str, None] = {}
    y = 0.0
    for panel in chart.panels:
        inside = [
            p for p in waiting if panel.until is None or p.announced.latest <= panel.until.latest
        ]
        waiting = [p for p in waiting if p not in inside]
        title_y, rows = y + 22, []
        y += _TITLE
        for pardon in inside:
            row = _row(pardon, y, unit, letters, side)
            present |= dict.fromkeys(segment.part for segment in row.segments)
            rows.append(row)
            y += row.bar_y + _BAR + _AFTER
        note_y = y + 16 if panel.note else None
        y += _NOTE if panel.note else 8
        parts.append(Part(panel, title_y, tuple(rows), note_y))
    return Effects(
        width=width,
        height=int(y),
        start=side(0),
        start_anchor="end" if mirrored else "start",
        letters=letters,
        parts=tuple(parts),
        present=tuple(part for part in (*PARTS, "unknown") if part in present),
        undrawn=tuple(undrawn),
    )


def _row(pardon: Pardon, y: float, unit: float, letters: int, side: Callable[..., float]) -> Row:
    """Return the row that begins at a height, of one line of words or two.

    Rows are as high in every language, so the longest words decide.
    """
    longest = max(len(words) for words in pardon.occasion.values()) + _DATE
    lines = (_LINE + 12, 12) if longest > letters else (12,)
    bar = lines[0] + 12
    number, segments = pardon.least or 0, tuple(_segments(pardon, unit, side))
    end = side(number * unit + 6)
    return Row(pardon, y, lines, bar, bar + 12, segments, number, pardon.total is None, end)


def _room(pardon: Pardon, width: int) -> int:
    """Return how long the bar of a pardon may be, so that its number stands beside it."""
    return width - _NUMBERS - (_WORDS if pardon.total is None else 0)


def _segments(pardon: Pardon, unit: float, side: Callable[..., float]) -> list[Segment]:
    numbers = {part: n for part in (*PARTS, "unknown") if (n := getattr(pardon, part))}
    last = next(reversed(numbers), None)
    found: list[Segment] = []
    x = 0.0
    for part, number in numbers.items():
        size = round(number * unit, 1)
        # The last one ends where the total does; every other leaves a gap behind it.
        shown = size if part == last else round(size - _GAP, 1)
        middle = side(x + shown / 2)
        found.append(Segment(part, number, side(x, shown), shown, middle, fits(number, shown)))
        x += size
    return found
