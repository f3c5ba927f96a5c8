"""A chart as files to take away: a drawing that stands by itself, and its numbers as CSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from explainer.catalog import Catalog, Value
from explainer.charts.steps import values_of
from explainer.model import PARTS, Chart

_NAMED = re.compile(r"(--[\w-]+)\s*:\s*(#[0-9a-fA-F]{3,8}|var\(--[\w-]+\))")
_USE = re.compile(r"var\((--[\w-]+)\)")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# Rules for what stands inside a drawing; media queries and the frame around it stay out.
_RULE = re.compile(
    r"(?m)^\.chart (?:\.(?:grid|base|strip|tick|line|dot|k\d|a\d|outline|bracket|ground|hatch"
    r"|vague|p-)|text)[^{]*\{[^}]*\}"
)
_SVG = re.compile(r"<svg\b.*?</svg>", re.DOTALL)


def svg(block: str, style: str, locale: str) -> str:
    """Return the first drawing of a chart's HTML as a file of its own, with its style inside."""
    match = _SVG.search(block)
    drawing = match[0] if match is not None else ""
    opening, _, rest = drawing.partition(">")
    opening = opening.replace("<svg ", f'<svg xmlns="http://www.w3.org/2000/svg" lang="{locale}" ')
    opening = opening.replace('class="drawing"', 'class="drawing chart"')
    start = f"{opening}><style>{style}</style>"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{start}{rest}\n'


def chart_style(sheets: Iterable[str]) -> str:
    """Return what of the site's style sheets a drawing needs: its rules, in the light colours.

    The colours stand in place of their names, which many programs that draw SVG do not know.
    """
    colours: dict[str, str] = {}
    rules: list[str] = []
    for sheet in sheets:
        for name, colour in _NAMED.findall(sheet):
            colours.setdefault(name, colour)  # the light scheme stands first
        rules += _RULE.findall(_COMMENT.sub("", sheet))
    own = "svg.chart{direction:ltr;font:12px sans-serif;background:#fff}"
    style = own + "".join("".join(rule.split("\n")) for rule in rules)
    while (named := _USE.sub(lambda use: colours.get(use[1], "inherit"), style)) != style:
        style = named  # a name may stand for another name
    return style


def numbers(catalog: Catalog, chart: Chart) -> str:
    """Return the numbers of a chart as CSV (RFC 4180), with ids in place of words."""
    out = io.StringIO()
    csv.writer(out).writerows(_rows(catalog, chart))
    return out.getvalue()


def _rows(catalog: Catalog, chart: Chart) -> Iterator[list[object]]:
    match chart.kind:
        case "steps":
            yield ["measure", "date", "value", "qualifier", "covers", "known", "sources"]
            for series in chart.series:
                for value in values_of(catalog, series):
                    yield [value.measure, *_said(value), str(value.basis), *_origin(value)]
        case "bars":
            yield ["covers", "date", "value", "qualifier", "known", "sources"]
            for value in catalog.series[chart.measure or ""].values:
                if not value.repeats:
                    yield [str(value.basis), *_said(value), *_origin(value)]
        case "effects":
            yield ["pardon", "announced", "edition", "total", *PARTS, "sources"]
            for pardon in catalog.pardons.values():
                effects = [getattr(pardon, part) for part in PARTS]
                sources = " ".join(pardon.sources)
                yield [
                    pardon.id, pardon.announced, pardon.edition, pardon.total, *effects, sources
                ]  # fmt: skip
        case "calendar":
            yield ["edition", "opened", "opened_basis", "closed", "closed_basis", "sources"]
            for e in catalog.editions.values():
                basis = (e.opened, e.opened_basis, e.closed, e.closed_basis)
                yield [e.id, *basis, " ".join(e.sources)]


def _said(value: Value) -> tuple[object, ...]:
    """Return the date of a value, its number, and whether that is exact or about, at least …"""
    return value.as_of, value.amount, value.qualifier


def _origin(value: Value) -> tuple[str, str]:
    """Return how a value is known, and the sources it rests on."""
    if value.derivation is not None:
        known = "computed"
    else:
        observation = value.observation
        known = f"date {observation.as_of_basis}" if observation is not None else ""
    names = dict.fromkeys(name for o in value.observations for name in o.sources)
    return known, " ".join(names)
