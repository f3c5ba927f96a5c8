"""Charts against what their kinds need: nothing that a chart should show is left out in silence."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from explainer.catalog.records import Records
from explainer.model import Chart
from explainer.problems import Problem

_NEEDS = {"steps": "series", "bars": "measure", "effects": "panels"}
"""The key without which a chart of a kind shows nothing."""
_OWN = {**{key: kind for kind, key in _NEEDS.items()}, "stack": "steps"}
"""Keys that charts of one kind have, and only those: others would not be looked at."""


def check(records: Records, path: str) -> Iterator[Problem]:
    """Yield what keeps a sound chart from being drawn, at its line in the data file."""
    for chart in records.sound["charts"]:
        yield from _keys(chart, path)
        yield from _stack(chart, path)
        yield from _panels(chart, path)


def _keys(chart: Chart, path: str) -> Iterator[Problem]:
    need = _NEEDS.get(chart.kind)
    if need is not None and not getattr(chart, need):
        message = f"kind: found {chart.kind}, expected {need}: beside it (chart {chart.id})"
        yield Problem(path, chart.line_of("kind"), message)
    for key, kind in _OWN.items():
        if getattr(chart, key) and chart.kind != kind:
            message = (
                f"{key}: found in a chart of kind {chart.kind} ({chart.id}), "
                f"expected it with kind: {kind} alone"
            )
            yield Problem(path, chart.line_of(key), message)


def _stack(chart: Chart, path: str) -> Iterator[Problem]:
    """The parts stand below a line, and points have none."""
    lines = [series for series in chart.series if series.form == "steps"]
    if chart.stack and chart.series and not lines:
        message = (
            f"stack: found in a chart whose series are all points ({chart.id}), "
            "expected a series of form: steps that these are the parts of"
        )
        yield Problem(path, chart.line_of("stack"), message)


def _panels(chart: Chart, path: str) -> Iterator[Problem]:
    """Each panel takes up where the one before it ends, and the last has no end."""
    for panel in chart.panels[:-1]:
        if panel.until is None:
            message = (
                f"panels: found one without until: that is not the last ({chart.id}), "
                "expected the last day of its pardons"
            )
            yield Problem(path, panel.line_of(), message)
    for panel in chart.panels[-1:]:
        if panel.until is not None:
            message = (
                f"until: found {panel.until} in the last panel ({chart.id}), expected none: "
                "later pardons would be in no panel"
            )
            yield Problem(path, panel.line_of("until"), message)
    for one, two in pairwise(chart.panels):
        if one.until and two.until and two.until.latest <= one.until.latest:
            message = (
                f"until: found {two.until} ({chart.id}), expected a date after {one.until}, "
                "that of the panel before"
            )
            yield Problem(path, two.line_of("until"), message)
