"""What every drawing keeps to: its edges, its mirror image, and the numbers of the data."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest

from explainer.catalog import Catalog, load
from explainer.charts import WIDTHS, draw, sources
from explainer.charts.bars import Bars
from explainer.charts.calendar import Calendar
from explainer.charts.effects import Effects
from explainer.charts.steps import Steps, values_of
from explainer.model import Chart
from support import ROOT, SAMPLE

KINDS = ("steps", "bars", "effects", "calendar")


@pytest.fixture(scope="module", params=["sample", "real"])
def data(request: pytest.FixtureRequest) -> Catalog:
    return load(SAMPLE if request.param == "sample" else ROOT / "docs/data/programme.yml", "data")


def of_kind(data: Catalog, kind: str) -> Chart:
    return next(chart for chart in data.charts.values() if chart.kind == kind)


def spans(drawing: object) -> Iterator[tuple[float, float]]:
    """Yield the left and right edge of everything that is drawn as a bar."""
    if isinstance(drawing, Bars):
        yield from ((bar.x, bar.x + bar.width) for bar in drawing.bars if bar.value)
        yield from ((one.x, one.x + one.width) for one in drawing.brackets)
    elif isinstance(drawing, Effects):
        for part in drawing.parts:
            for row in part.rows:
                for segment in row.segments:
                    yield segment.x, segment.x + segment.width
    elif isinstance(drawing, Calendar):
        for year in drawing.years:
            for span in year.spans:
                yield span.x, span.x + span.width
    elif isinstance(drawing, Steps):
        for area in drawing.areas:
            yield area.x, area.x + area.width


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_nothing_leaves_the_drawing(data: Catalog, kind: str, width: str, direction: str) -> None:
    drawing = draw(data, of_kind(data, kind), width, direction)
    edges = list(spans(drawing))
    assert all(-0.1 <= left < right <= WIDTHS[width] + 0.1 for left, right in edges)


@pytest.mark.parametrize("kind", ["bars", "effects", "calendar"])
def test_bars_and_strips_are_mirrored(data: Catalog, kind: str) -> None:
    chart = of_kind(data, kind)
    left = list(spans(draw(data, chart, "wide", "ltr")))
    right = list(spans(draw(data, chart, "wide", "rtl")))
    width = WIDTHS["wide"]
    assert [(round(width - b, 1), round(width - a, 1)) for a, b in right] == [
        (round(a, 1), round(b, 1)) for a, b in left
    ]


def test_the_time_axis_is_not_mirrored(data: Catalog) -> None:
    chart = of_kind(data, "steps")
    assert draw(data, chart, "wide", "ltr") == draw(data, chart, "wide", "rtl")


def test_steps_hold_every_new_value_and_no_repeat(data: Catalog) -> None:
    chart = of_kind(data, "steps")
    drawing = draw(data, chart, "wide", "ltr")
    assert isinstance(drawing, Steps)
    for line, series in zip(drawing.lines, chart.series, strict=True):
        assert [mark.value for mark in line.marks] == values_of(data, series)
        assert not any(mark.value.repeats for mark in line.marks)
        # One step to each value after the first, and one from the last to the end.
        assert line.path.count("H") == (len(line.marks) if series.form == "steps" else 0)
        if series.counts_starting is not None:
            starting = {bool(mark.value.basis.counts_starting) for mark in line.marks}
            assert starting == {series.counts_starting}
        for mark in line.marks:
            stated = mark.value.observation
            kind = "computed" if stated is None else stated.as_of_basis
            assert mark.kind == kind
    heights = [mark.y for line in drawing.lines for mark in line.marks]
    assert drawing.size.top <= min(heights) <= max(heights) <= drawing.size.height


def test_labels_at_the_ends_keep_apart(data: Catalog) -> None:
    drawing = draw(data, of_kind(data, "steps"), "wide", "ltr")
    assert isinstance(drawing, Steps)
    places = sorted(line.label_y for line in drawing.lines)
    assert all(b - a >= drawing.size.apart - 0.2 for a, b in pairwise(places))


def test_areas_stand_only_where_every_part_is_stated(data: Catalog) -> None:
    chart = of_kind(data, "steps")
    drawing = draw(data, chart, "wide", "ltr")
    assert isinstance(drawing, Steps)
    total = [series for series in chart.series if series.form == "steps"][-1]
    known = [
        value
        for value in values_of(data, total)
        if all(
            (part := data.series[name].by_key.get(value.key)) is not None and part.exact
            for name in chart.stack
        )
    ]
    assert len(drawing.areas) == len(known) * len(chart.stack)


def test_every_edition_has_a_row_and_a_cohort_its_bracket(data: Catalog) -> None:
    drawing = draw(data, of_kind(data, "bars"), "wide", "ltr")
    assert isinstance(drawing, Bars)
    assert [bar.edition for bar in drawing.bars] == sorted(data.editions)
    assert [b.cohort.id for b in drawing.brackets] == list(data.cohorts)
    joint = {n for cohort in data.cohorts.values() for n in cohort.editions}
    assert {bar.edition for bar in drawing.bars if bar.value is None} == joint
    widths = {bar.edition: bar.width for bar in drawing.bars if bar.value}
    amounts = {bar.edition: float(bar.value.amount) for bar in drawing.bars if bar.value}
    units = {round(widths[n] / amounts[n], 1) for n in widths}
    assert len(units) == 1
    # A number that several editions share is a bracket of one width, never a wide bar.
    assert len({bracket.width for bracket in drawing.brackets}) <= 1


def test_every_pardon_is_in_one_panel_and_its_parts_are_its_total(data: Catalog) -> None:
    drawing = draw(data, of_kind(data, "effects"), "wide", "ltr")
    assert isinstance(drawing, Effects)
    shown = [row.pardon.id for part in drawing.parts for row in part.rows]
    assert sorted(shown) == sorted(p.id for p in data.pardons.values() if p.total)
    for part in drawing.parts:
        for row in part.rows:
            segments = [segment for segment in row.segments if segment.part != "unknown"]
            assert sum(segment.number for segment in segments) == row.pardon.known
    undrawn = {pardon.id for pardon in drawing.undrawn}
    assert undrawn == set(data.pardons) - set(shown)


@pytest.mark.parametrize("width", WIDTHS)
def test_segments_keep_apart_and_hold_their_number_where_it_fits(data: Catalog, width: str) -> None:
    drawing = draw(data, of_kind(data, "effects"), width, "ltr")
    assert isinstance(drawing, Effects)
    rows = [row for part in drawing.parts for row in part.rows]
    for row in rows:
        for one, two in pairwise(row.segments):
            assert two.x - (one.x + one.width) == pytest.approx(1, abs=0.11)
        for segment in row.segments:
            assert segment.named == (segment.width >= 8 * len(str(segment.number)) + 4)
            assert segment.middle == pytest.approx(segment.x + segment.width / 2, abs=0.11)
    segments = [segment for row in rows for segment in row.segments]
    assert any(segment.named for segment in segments)
    if width == "wide":
        assert all(segment.named for segment in segments)


def test_every_edition_is_on_the_calendar_or_named_as_undated(data: Catalog) -> None:
    drawing = draw(data, of_kind(data, "calendar"), "wide", "ltr")
    assert isinstance(drawing, Calendar)
    spanned = {span.edition.id for year in drawing.years for span in year.spans}
    named = [span.edition.id for year in drawing.years for span in year.spans if span.named]
    ended = {point.edition.id for year in drawing.years for point in year.points}
    undated = {edition.id for edition in drawing.undated}
    assert spanned | ended | undated == set(data.editions)
    assert len(spanned) + len(ended) + len(undated) == len(data.editions)
    assert set(named) == spanned
    for year in drawing.years:
        for span in year.spans:
            wide_enough = span.width >= 8 * len(str(span.edition.id)) + 4
            assert span.named or not wide_enough
        for one, two in pairwise(sorted(year.spans, key=lambda span: span.x)):
            apart = two.x - (one.x + one.width)
            assert apart >= 2 or apart < -3, "two editions that touch look like one"


@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_names_its_sources_once(data: Catalog, kind: str) -> None:
    found = sources(data, of_kind(data, kind))
    assert found
    assert len(found) == len(set(found))
    assert set(found) <= set(data.sources)
