"""What single shapes of the real charts say: brackets, ends of lines, gaps and ticks."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from explainer.catalog import Catalog, load
from explainer.charts import WIDTHS, draw
from explainer.charts.bars import Bars
from explainer.charts.calendar import Calendar
from explainer.charts.effects import Effects
from explainer.charts.scale import end_of
from explainer.charts.steps import Steps
from support import ROOT

DIRECTIONS = ("ltr", "rtl")


@pytest.fixture(scope="module")
def data() -> Catalog:
    return load(ROOT / "docs/data/programme.yml", "data")


def corners(path: str) -> list[tuple[float, float]]:
    """Return the corners of a path of straight lines, in order."""
    x, y, found = 0.0, 0.0, []
    for letter, one, other in re.findall(r"([MHV])(-?[\d.]+)(?: (-?[\d.]+))?", path):
        x = float(one) if letter in "MH" else x
        y = float(other) if letter == "M" else float(one) if letter == "V" else y
        found.append((x, y))
    return found


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("direction", DIRECTIONS)
def test_a_bracket_is_off_the_scale_and_points_to_its_rows(
    data: Catalog, width: str, direction: str
) -> None:
    drawing = draw(data, data.charts["edition-sizes"], width, direction)
    assert isinstance(drawing, Bars)
    assert {bracket.computed for bracket in drawing.brackets} == {False, True}
    rows = {bar.edition: bar.y + drawing.bar_height / 2 for bar in drawing.bars}
    axis = corners(drawing.axis)
    pieces = [(top[1], end[1]) for top, end in zip(axis[::2], axis[1::2], strict=True)]
    away = 1 if direction == "ltr" else -1
    for bracket in drawing.brackets:
        outline = corners(bracket.path)
        across, down = zip(*outline, strict=True)
        tip = min(across) if away == 1 else max(across)
        assert (tip - drawing.base) * away >= 10, "no gap: it reads as a small value"
        assert (min(across), max(across)) == (bracket.x, bracket.x + bracket.width)
        # An arm at the row of each of its editions, and nothing beyond them.
        ends = sorted({y for x, y in outline if x == tip})
        arms = [(a + b) / 2 for a, b in zip(ends[::2], ends[1::2], strict=True)]
        assert arms == [rows[number] for number in bracket.cohort.editions]
        assert bracket.top <= min(down) < max(down) <= bracket.bottom
        others = set(rows) - set(bracket.cohort.editions)
        assert not any(bracket.top < rows[number] < bracket.bottom for number in others)
        assert (bracket.number_x - drawing.base) * away > bracket.width
    # The axis stands beside what is on the scale, and beside nothing else.
    beside = {n for n, y in rows.items() if any(top <= y <= end for top, end in pieces)}
    assert beside == {bar.edition for bar in drawing.bars if bar.value}


@pytest.mark.parametrize("width", WIDTHS)
def test_lines_and_areas_run_on_until_the_record_was_checked(data: Catalog, width: str) -> None:
    drawing = draw(data, data.charts["over-time"], width, "ltr")
    assert isinstance(drawing, Steps)
    (first, left), *_, (last, right) = drawing.years
    checked = end_of(data.about.checked_until.figures)
    end = left + (checked - first) / (last - first) * (right - left)
    assert first < checked < last
    ends = [float(line.path.rpartition("H")[2]) for line in drawing.lines if line.path]
    assert ends == pytest.approx([end] * 2, abs=0.1)
    assert [line.path for line in drawing.lines if line.series.form == "points"] == [""]
    # An area ends where a newer number stands, or there.
    dates = {mark.x for line in drawing.lines for mark in line.marks} | {ends[0]}
    assert all(min(abs(area.x + area.width - x) for x in dates) < 0.11 for area in drawing.areas)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_newest_split_is_drawn(data: Catalog, width: str) -> None:
    drawing = draw(data, data.charts["over-time"], width, "ltr")
    assert isinstance(drawing, Steps)
    below, above = drawing.areas[-2:]
    total = drawing.lines[-1].marks[-1]
    assert (below.part, above.part) == (0, 1)
    assert below.x == above.x == total.x
    assert above.y == total.y
    assert below.y == pytest.approx(above.y + above.height, abs=0.11)
    assert below.width == above.width > 5


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("direction", DIRECTIONS)
def test_editions_that_touch_have_a_gap(data: Catalog, width: str, direction: str) -> None:
    drawing = draw(data, data.charts["calendar"], width, direction)
    assert isinstance(drawing, Calendar)
    spans = {(year.year, span.edition.id): span for year in drawing.years for span in year.spans}
    for year, before, after in ((2024, 13, 14), (2025, 15, 16), (2025, 16, 17)):
        left, right = sorted((spans[year, before], spans[year, after]), key=lambda span: span.x)
        assert 2 <= right.x - (left.x + left.width) <= 4
    # Pieces that an edition has in another year too: the number stands where there is room.
    assert spans[2024, 13].named
    assert spans[2025, 15].named == (width == "wide")


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_a_closing_that_is_only_a_limit_is_no_exact_tick(data: Catalog, direction: str) -> None:
    drawing = draw(data, data.charts["calendar"], "wide", direction)
    assert isinstance(drawing, Calendar)
    found = {True: 0, False: 0}
    for year in drawing.years:
        for point in year.points:
            closed = point.edition.closed
            assert closed is not None
            assert point.vague == (not re.fullmatch(r"\d{4}-\d\d-\d\d", closed.text))
            found[point.vague] += 1
            if closed.open_start:  # "by August": the tick stands where August ends
                part = (point.x - drawing.strip_x) / drawing.strip_width
                at = part if direction == "ltr" else 1 - part
                assert year.year + at == pytest.approx(end_of(closed), abs=0.001)
    assert all(found.values())


def test_rows_of_pardons_never_meet(data: Catalog) -> None:
    for width in WIDTHS:
        drawing = draw(data, data.charts["pardons"], width, "ltr")
        assert isinstance(drawing, Effects)
        rows = [row for part in drawing.parts for row in part.rows]
        assert all(b.y >= a.y + a.bar_y + drawing.bar_height for a, b in pairwise(rows))
        assert all(0 < line < row.bar_y for row in rows for line in row.lines)
        # Only the narrow drawing needs a second line, for the longest occasions.
        assert {len(row.lines) for row in rows} == ({1} if width == "wide" else {1, 2})
        assert drawing.undrawn
