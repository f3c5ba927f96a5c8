"""A chart that is taken away stands by itself: well-formed, styled, with its numbers as CSV."""

from __future__ import annotations

import csv
import io

import pytest
from lxml import etree

from explainer.catalog import Catalog
from explainer.charts.files import chart_style, numbers, svg
from explainer.components import Calls

SHEET = """\
/* .chart .k9 { fill: red } */
:root { --chart-1: #0b5a63; --chart-text: #111; }
[data-scheme="dark"] { --chart-1: #7fd; }
.chart { padding: 1rem; }
.chart .k1 { fill: var(--chart-1); }
.chart text { fill: var(--chart-text); }
.chart svg.drawing { inline-size: 100%; }
@media print { .other { color: red; } }
"""


def test_the_style_holds_the_light_colours_and_the_rules_of_the_drawing() -> None:
    style = chart_style([SHEET])
    assert "--chart-1:#0b5a63" in style
    assert "#7fd" not in style
    assert ".chart .k1 { fill: var(--chart-1); }" in style
    assert ".chart text { fill: var(--chart-text); }" in style
    for other in ("padding", "inline-size", "k9", "color: red"):
        assert other not in style


def test_every_chart_is_a_picture_by_itself(calls: Calls) -> None:
    for name in calls.catalog.charts:
        text = svg(calls.chart(name).html, chart_style([SHEET]), calls.fragments.locale)
        root = etree.fromstring(text.encode())
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
        assert root.get("lang") == calls.fragments.locale
        title = root.findtext("{http://www.w3.org/2000/svg}title")
        assert title == calls.fragments.plain(calls.catalog.charts[name].title)
        assert "var(" in (root.findtext("{http://www.w3.org/2000/svg}style") or "")


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("totals", ["joined", "2021-12-31", "25", "through_edition: 1", "date stated", "paper-1"]),
        ("sizes", ["edition: 1", "2021", "25", "date stated", "paper-1"]),
        ("effects", ["feast", "2022-09-01", "1", "12", "9", "1", "1", "", "", "paper-2"]),
        ("months", ["1", "2021-03-01", "stated", "2021-05-31", "stated", "paper-1"]),
    ],
)
def test_numbers(name: str, first: list[str], catalog: Catalog) -> None:
    text = numbers(catalog, catalog.charts[name])
    head, row, *_ = csv.reader(io.StringIO(text))
    assert len(head) == len(row)
    assert row == first
    assert text.endswith("\r\n")
