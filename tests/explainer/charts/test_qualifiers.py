"""A number that is about, at least or most of something is never drawn or saved as an exact one."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from explainer.catalog import Catalog, load
from explainer.charts import WIDTHS, draw
from explainer.charts.bars import Bars
from explainer.charts.files import numbers
from explainer.charts.steps import Steps
from support import SAMPLE, make_calls, qualified

WORDS = {
    "en": {"about": "about 78", "at-least": "at least 78", "most": "most of 78"},
    "ar": {"about": "نحو 78", "at-least": "78 على الأقل", "most": "أغلب 78"},
}


def drawings(catalog: Catalog, locale: str, chart: str) -> list[str]:
    return re.findall(
        r'<svg class="drawing".*?</svg>', make_calls(catalog, locale).chart(chart).html, re.DOTALL
    )


@pytest.mark.parametrize("locale", WORDS)
@pytest.mark.parametrize("qualifier", ["about", "at-least", "most"])
def test_a_bar_has_its_words_and_the_look_of_a_vague_one(
    locale: str, qualifier: str, tmp_path: Path
) -> None:
    catalog = qualified(tmp_path, "size", "78", qualifier)
    both = drawings(catalog, locale, "sizes")
    assert len(both) == 2
    for drawing in both:
        assert re.findall(r'class="end"[^>]*>([^<]*)<', drawing) == [
            "25",
            WORDS[locale][qualifier],
        ]
        assert re.findall(r'<rect class="(\w+)"', drawing) == ["k1", "vague"]
    key = {"en": "about, at least or most of that number", "ar": "نحو هذا العدد، أو هذا العدد"}
    assert key[locale] in make_calls(catalog, locale).chart("sizes").html


@pytest.mark.parametrize(("locale", "words"), [("en", "about 78 together"), ("ar", "نحو 78 معًا")])
def test_a_bracket_has_its_words_and_the_look_of_a_vague_one(
    locale: str, words: str, tmp_path: Path
) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    note = "    note:\n      ar: معًا\n      en: Both\n"
    cohort = f"  - id: both\n    editions:\n      - 1\n      - 2\n{note}"
    year = "    as_of: 2022\n"
    for old, new in {
        "cohorts: []\n": f"cohorts:\n{cohort}",
        f"{year}    edition: 2\n": f"{year}    cohort: both\n    qualifier: about\n",
    }.items():
        assert text.count(old) == 1
        text = text.replace(old, new)
    path = tmp_path / "programme.yml"
    path.write_text(text, encoding="utf-8")
    for drawing in drawings(load(path, "programme.yml"), locale, "sizes"):
        assert f">{words}<" in drawing
        assert re.findall(r'<path class="(\w+)" d="[^"]*Z"', drawing) == ["vague"]


def test_exact_bars_have_no_key_for_others(catalog: Catalog) -> None:
    html = make_calls(catalog, "en").chart("sizes").html
    assert "at least" not in html
    assert "vague" not in html


@pytest.mark.parametrize("width", WIDTHS)
def test_a_bar_leaves_room_for_the_words(width: str, tmp_path: Path) -> None:
    catalog = qualified(tmp_path, "size", "78", "at-least")
    drawing = draw(catalog, catalog.charts["sizes"], width, "ltr")
    assert isinstance(drawing, Bars)
    assert drawing.bars[1].number_x + 12 * 7 <= drawing.width
    widths = {bar.edition: bar.width for bar in drawing.bars}
    assert widths[2] / widths[1] == pytest.approx(78 / 25, abs=0.02)


def test_bars_of_nothing_have_no_length(tmp_path: Path) -> None:
    path = tmp_path / "programme.yml"
    text = SAMPLE.read_text(encoding="utf-8")
    for value in ("25", "78"):
        start = f"  - measure: size\n    value: {value}\n"
        text = text.replace(start, "  - measure: size\n    value: 0\n")
    text = text.replace("kind: running-sum\n    total: joined", "kind: sum\n    total: joined")
    path.write_text(text, encoding="utf-8")
    catalog = load(path, "programme.yml")
    drawing = draw(catalog, catalog.charts["sizes"], "wide", "ltr")
    assert isinstance(drawing, Bars)
    assert [bar.width for bar in drawing.bars] == [0, 0]


@pytest.mark.parametrize("locale", WORDS)
def test_the_number_at_the_end_of_a_line_has_its_words(
    locale: str, tmp_path: Path, catalog: Catalog
) -> None:
    words = {"en": "at least 20", "ar": "20 على الأقل"}[locale]
    changed = qualified(tmp_path, "left", "20", "at-least")
    for drawing in drawings(changed, locale, "totals"):
        assert re.findall(r'class="end"[^>]*>([^<]*)<', drawing) == ["103", words, words]
    for width in WIDTHS:
        before, after = (draw(c, c.charts["totals"], width, "ltr") for c in (catalog, changed))
        assert isinstance(before, Steps)
        assert isinstance(after, Steps)
        assert before.size.right < 104 or after.size == before.size
        assert after.size.right >= 6 + 12 * 7


def test_a_part_that_is_not_exact_has_a_vague_edge(tmp_path: Path, catalog: Catalog) -> None:
    changed = qualified(tmp_path, "pardoned", "18", "about")
    for locale, key in {
        "en": "a part whose number is not exact",
        "ar": "جزء عدده غير مضبوط",
    }.items():
        for drawing in drawings(changed, locale, "totals"):
            # Of the older total one part is computed, from exact numbers.
            found = re.findall(r'<rect class="(\w+)"', drawing)
            assert found == ["a1", "a2", "vague", "a2"]
        html = make_calls(changed, locale).chart("totals").html
        assert html.count(key) == 1
        assert key not in make_calls(catalog, locale).chart("totals").html


@pytest.mark.parametrize(
    ("chart", "measure", "value"), [("sizes", "size", "78"), ("totals", "left", "20")]
)
def test_the_file_of_a_chart_tells_the_qualifier(
    chart: str, measure: str, value: str, tmp_path: Path
) -> None:
    catalog = qualified(tmp_path, measure, value, "at-least")
    rows = csv.DictReader(io.StringIO(numbers(catalog, catalog.charts[chart])))
    found = {(row["value"], row["qualifier"]) for row in rows}
    assert (value, "at-least") in found
    assert {qualifier for number, qualifier in found if number != value} == {"exact"}
