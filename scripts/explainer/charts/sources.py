"""The sources that a chart rests on, in the order in which it shows what they say."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.catalog import Catalog
from explainer.charts.steps import values_of
from explainer.model import Chart


def sources(catalog: Catalog, chart: Chart) -> tuple[str, ...]:
    """Return the ids of the sources of a chart, each once."""
    return tuple(dict.fromkeys(_sources(catalog, chart)))


def _sources(catalog: Catalog, chart: Chart) -> Iterator[str]:
    match chart.kind:
        case "steps":
            for series in reversed(chart.series):
                for value in reversed(values_of(catalog, series)):
                    yield from (name for o in value.observations for name in o.sources)
        case "bars":
            for value in reversed(catalog.series[chart.measure or ""].values):
                yield from (name for o in value.observations for name in o.sources)
        case "effects":
            for pardon in reversed(catalog.pardons.values()):
                yield from pardon.sources
        case "calendar":
            for edition in reversed(catalog.editions.values()):
                yield from edition.sources
