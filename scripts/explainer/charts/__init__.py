"""Numbers → geometry: where bars, steps and labels stand. No word and no tag is made here."""

from __future__ import annotations

from explainer.charts.drawing import WIDTHS, Drawing, draw
from explainer.charts.sources import sources

__all__ = ["WIDTHS", "Drawing", "draw", "sources"]
