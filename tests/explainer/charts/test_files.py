"""A chart that is taken away stands by itself: well-formed, styled, with its numbers as CSV."""

from __future__ import annotations

import csv
import io
import re

import pytest
from lxml import etree

from explainer.catalog import Catalog
from explainer.charts.files import chart_style, numbers, svg
from explainer.components import Calls
from support import ROOT

SHEET = """\
/* .chart .k9 { fill: red } */
:root { --ink: #111111; --chart-1: #0b5a63; --chart-text: var(--ink); }
[data-scheme="dark"] { --chart-1: #7fd; }
.chart { padding: 1rem; }
.chart .k1 { fill: var(--chart-1); }
.chart text { fill: var(--chart-text); }
.chart svg.drawing { inline-size: 100%; }
@media print { .other { color: red; } }
"""


def test_the_style_holds_the_light_colours_and_the_rules_of_the_drawing() -> None:
    style = chart_style([SHEET])
    # In place of their names: many programs that draw SVG know no custom properties.
    assert ".chart .k1 { fill: #0b5a63; }" in style
    assert ".chart text { fill: #111111; }" in style
    assert "#7fd" not in style
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
        assert root.findtext("{http://www.w3.org/2000/svg}style")


def test_the_real_style_leaves_no_colour_open_and_covers_every_class(calls: Calls) -> None:
    style = chart_style(path.read_text("utf-8") for path in sorted(ROOT.glob("docs/assets/*.css")))
    assert "var(" not in style
    assert "inherit" not in style
    for name in calls.catalog.charts:
        root = etree.fromstring(svg(calls.chart(name).html, style, "en").encode())
        shapes = root.iterfind(".//{*}rect"), root.iterfind(".//{*}path")
        classes = {
            word for found in shapes for s in found for word in (s.get("class") or "").split()
        }
        assert all(f".{word}" in style for word in classes), name
        assert not root.xpath("//@style")


def test_patterns_are_found_and_their_ids_are_used_once(calls: Calls) -> None:
    """Both drawings of every chart of a page: each has its own patterns."""
    whole = "".join(calls.chart(name).html for name in calls.catalog.charts)
    ids = re.findall(r'<pattern id="([^"]+)"', whole)
    assert ids
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"url\(#([^)]+)\)", whole)) <= set(ids)
    for name in calls.catalog.charts:
        text = svg(calls.chart(name).html, "", "en")
        inside = set(re.findall(r'<pattern id="([^"]+)"', text))
        assert set(re.findall(r"url\(#([^)]+)\)", text)) <= inside


@pytest.mark.parametrize(
    ("name", "first"),
    [
        (
            "totals",
            [
                "joined",
                "2021-12-31",
                "25",
                "exact",
                "through_edition: 1",
                "date stated",
                "paper-1",
            ],
        ),
        ("sizes", ["edition: 1", "2021", "25", "exact", "date stated", "paper-1"]),
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
