"""A pardon is drawn as far as its numbers are known, and says what it does not know."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from explainer.catalog import Catalog, load
from explainer.charts import WIDTHS, draw
from explainer.charts.effects import Effects
from support import SAMPLE, make_calls


@pytest.fixture
def parts_alone(tmp_path: Path) -> Catalog:
    """Return the sample with a pardon of which the parts are known, but not the total."""
    return changed(tmp_path, "    freed: 9\n    reduced: 6\n")


def changed(folder: Path, keys: str) -> Catalog:
    text = SAMPLE.read_text(encoding="utf-8")
    winter = "      ar: الشتاء\n      en: Winter\n"
    assert text.count(winter) == 1
    path = folder / "programme.yml"
    path.write_text(text.replace(winter, winter + keys), encoding="utf-8")
    return load(path, "programme.yml")


@pytest.mark.parametrize("width", WIDTHS)
def test_parts_stand_for_a_total_that_was_not_found(width: str, parts_alone: Catalog) -> None:
    drawing = draw(parts_alone, parts_alone.charts["effects"], width, "ltr")
    assert isinstance(drawing, Effects)
    feast, winter = (row for part in drawing.parts for row in part.rows)
    assert drawing.undrawn == ()
    assert (feast.number, feast.bound) == (12, False)
    assert (winter.number, winter.bound) == (15, True)
    assert [(s.part, s.number) for s in winter.segments] == [("freed", 9), ("reduced", 6)]
    # One scale for both, and room for the words beside the longer one.
    lengths = [row.segments[-1].x + row.segments[-1].width for row in (feast, winter)]
    assert lengths[1] / lengths[0] == pytest.approx(15 / 12, abs=0.02)
    assert winter.number_x + 12 * 7 <= WIDTHS[width]


@pytest.mark.parametrize(("locale", "words"), [("en", "at least 15"), ("ar", "15 على الأقل")])
def test_a_total_of_parts_is_told_as_a_bound(locale: str, words: str, parts_alone: Catalog) -> None:
    html = make_calls(parts_alone, locale).chart("effects").html
    drawings = re.findall(r'<svg class="drawing".*?</svg>', html, re.DOTALL)
    ends = [re.findall(r'class="end"[^>]*>([^<]*)<', drawing) for drawing in drawings]
    assert ends == [["12", words]] * 2
    table = html[html.index("<tbody>") :]
    (row,) = (row for row in table.split("<tr>") if "15" in row)
    cells = re.findall(r'<td class="number">(.*?)</td>', row)
    bound = words.replace("15", "<bdi>15</bdi>")
    assert [cell for cell in cells if cell] == [bound, "<bdi>9</bdi>", "<bdi>6</bdi>"]


def test_a_total_of_nobody_is_a_number_that_was_found(tmp_path: Path) -> None:
    catalog = changed(tmp_path, "    total: 0\n")
    drawing = draw(catalog, catalog.charts["effects"], "wide", "ltr")
    assert isinstance(drawing, Effects)
    assert drawing.undrawn == ()
    assert [row.number for part in drawing.parts for row in part.rows] == [12, 0]
