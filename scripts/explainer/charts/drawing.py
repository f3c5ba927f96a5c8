"""A chart of the data file → its drawings, one for each width that pages show."""

from __future__ import annotations

from explainer.catalog import Catalog
from explainer.charts import bars, calendar, effects, steps
from explainer.charts.bars import Bars
from explainer.charts.calendar import Calendar
from explainer.charts.effects import Effects
from explainer.charts.steps import Size, Steps
from explainer.model import Chart

Drawing = Steps | Bars | Effects | Calendar

WIDTHS = {"wide": 680, "narrow": 300}
"""The widths of the two drawings of a chart: letters keep their size, so one cannot serve both."""
_SIZES = {
    "wide": Size(width=680, height=394, left=40, right=176, apart=38),
    "narrow": Size(width=300, height=296, left=32, right=34, years_per_tick=3),
}


def draw(catalog: Catalog, chart: Chart, width: str, direction: str) -> Drawing:
    """Return a drawing; `width` is a name in WIDTHS, `direction` that of the language."""
    match chart.kind:
        case "steps":
            return steps.layout(catalog, chart, _SIZES[width])
        case "bars":
            return bars.layout(catalog, chart, WIDTHS[width], direction)
        case "effects":
            return effects.layout(catalog, chart, WIDTHS[width], direction)
        case "calendar":
            return calendar.layout(catalog, WIDTHS[width], direction)
