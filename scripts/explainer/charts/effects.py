"""Royal pardons as bars stacked by what they did, in panels, each pardon on a row."""

from __future__ import annotations

from dataclasses import dataclass

from explainer.catalog import Catalog
from explainer.model import PARTS, Chart, Panel, Pardon

ROW = 50
_BAR = 14
_TITLE = 38
_NOTE = 34
_NUMBERS = 34


@dataclass(frozen=True, slots=True)
class Segment:
    """The people of a pardon on whom it had one effect, `unknown` if the notice does not say."""

    part: str
    number: int
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Row:
    """A pardon: its segments, and where its total is written."""

    pardon: Pardon
    y: float
    segments: tuple[Segment, ...]
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
    parts: tuple[Part, ...]
    present: tuple[str, ...]
    """The effects that occur, for the key."""
    bar_height: int = _BAR


def layout(catalog: Catalog, chart: Chart, width: int, direction: str) -> Effects:
    """Return the drawing of a chart of kind `effects`, mirrored where the language runs so."""
    mirrored = direction == "rtl"
    waiting = sorted(
        (p for p in catalog.pardons.values() if p.total), key=lambda p: p.announced.order
    )
    unit = (width - _NUMBERS) / max((p.total or 1 for p in waiting), default=1)
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
            segments = _segments(pardon, unit, width, mirrored=mirrored)
            present |= dict.fromkeys(segment.part for segment in segments)
            end = (pardon.total or 0) * unit + 6
            number_x = round(width - end if mirrored else end, 1)
            rows.append(Row(pardon, y, tuple(segments), number_x))
            y += ROW
        note_y = y + 16 if panel.note else None
        y += _NOTE if panel.note else 8
        parts.append(Part(panel, title_y, tuple(rows), note_y))
    return Effects(
        width=width,
        height=int(y),
        start=float(width if mirrored else 0),
        start_anchor="end" if mirrored else "start",
        parts=tuple(parts),
        present=tuple(part for part in (*PARTS, "unknown") if part in present),
    )


def _segments(pardon: Pardon, unit: float, width: int, *, mirrored: bool) -> list[Segment]:
    found: list[Segment] = []
    x = 0.0
    for part in (*PARTS, "unknown"):
        number = getattr(pardon, part) or 0
        if number:
            size = round(number * unit, 1)
            place = round(width - x - size if mirrored else x, 1)
            found.append(Segment(part, number, place, size))
            x += size
    return found
