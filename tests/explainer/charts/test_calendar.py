"""Every edition is on the calendar or named beside it, whatever is known of its dates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.catalog import Catalog, load
from explainer.charts import WIDTHS
from explainer.charts.calendar import Calendar, layout
from explainer.charts.known import is_vague
from explainer.charts.scale import start_of
from explainer.dates import Date
from explainer.model import Edition
from support import SAMPLE, make_calls

Ends = tuple[str | None, str | None]


def calendar(
    catalog: Catalog, editions: Sequence[Ends], width: str = "wide", direction: str = "ltr"
) -> Calendar:
    """Return the calendar of editions of which only the ends are given, numbered from 1."""
    typed = [(number, *ends) for number, ends in enumerate(editions, 1)]
    made = {
        number: Edition(
            id=number,
            opened=Date.parse(opened) if opened else None,
            closed=Date.parse(closed) if closed else None,
            sources=("paper-1",),
        )
        for number, opened, closed in typed
    }
    return layout(replace(catalog, editions=made), WIDTHS[width], direction)


def ways(drawing: Calendar) -> dict[int, str]:
    """Return how each edition is shown; one that is shown in two ways is an error."""
    found = {
        "span": {span.edition.id for year in drawing.years for span in year.spans},
        "closing": {p.edition.id for year in drawing.years for p in year.points if not p.arm},
        "opening": {p.edition.id for year in drawing.years for p in year.points if p.arm},
        "undated": {edition.id for edition in drawing.undated},
    }
    assert len(set().union(*found.values())) == sum(map(len, found.values()))
    return {number: way for way, numbers in found.items() for number in numbers}


def seen_and_inside(drawing: Calendar) -> bool:
    """Return whether every span is wide enough to be seen and ends where its strip does."""
    left = drawing.strip_x - 0.1
    right = left + drawing.strip_width + 0.2
    spans = [span for year in drawing.years for span in year.spans]
    return all(s.width >= 4 and left <= s.x <= s.x + s.width <= right for s in spans)


@pytest.mark.parametrize(
    ("opened", "closed", "way"),
    [
        ("2026-01-15", None, "opening"),
        ("2026-01", None, "opening"),
        ("2026-21", "2026", "opening"),
        ("../2026-01", None, "opening"),
        ("2026", None, "undated"),
        (None, None, "undated"),
        ("2026", "2026", "undated"),
        (None, "2026-01-15", "closing"),
        ("2026~", "../2026-03", "closing"),
        ("2026-01-20", "2026-01", "span"),
        ("2026-01-20", "2026-01-20", "span"),
        ("2026-01", "2026-01", "span"),
        ("2026-01", "2026-01-02", "span"),
        ("2026-21", "2026-04", "span"),
        ("2025-12-31", "2026-01-01", "span"),
        ("2026-01-01", "2026-01-01", "span"),
        ("2024-12-31", "2024-12-31", "span"),
        ("2024-24", "2025-01-02", "span"),
    ],
)
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_how_an_edition_is_shown(
    opened: str | None, closed: str | None, way: str, direction: str, catalog: Catalog
) -> None:
    others: list[Ends] = [("2025-03-01", "2025-06-01"), ("2023-11-01", "2024-02-01")]
    drawing = calendar(catalog, [(opened, closed), *others], "narrow", direction)
    assert ways(drawing) == {1: way, 2: "span", 3: "span"}
    assert seen_and_inside(drawing)


DAYS = st.builds(
    lambda year, month, day: f"{year}-{month:02}-{day:02}",
    st.integers(2019, 2023), st.integers(1, 12), st.integers(1, 28),
)  # fmt: skip
EDTF = st.builds(
    lambda start, day, length, mark: start + day[:length] + mark,
    st.sampled_from(["", "", "../"]), DAYS, st.sampled_from([4, 7, 10]), st.sampled_from("~? "),
).map(str.strip) | st.builds(
    lambda year, season: f"{year}-{season}", st.integers(2019, 2023), st.integers(21, 24)
)  # fmt: skip


def sound(ends: Ends) -> bool:
    """Return whether the checks let an edition open and close then (catalog/consistency.py)."""
    opened, closed = (Date.parse(end) if end else None for end in ends)
    return opened is None or closed is None or closed.latest >= opened.earliest


EDITIONS = st.lists(st.tuples(st.none() | EDTF, st.none() | EDTF).filter(sound), max_size=12)
SMALL = load(SAMPLE, "programme.yml")


@given(EDITIONS, st.sampled_from([*WIDTHS]), st.sampled_from(["ltr", "rtl"]))
def test_no_edition_is_lost(editions: list[Ends], width: str, direction: str) -> None:
    drawing = calendar(SMALL, editions, width, direction)
    assert set(ways(drawing)) == set(range(1, len(editions) + 1))
    named = Counter(s.edition.id for year in drawing.years for s in year.spans if s.named)
    assert {number for number, way in ways(drawing).items() if way == "span"} <= set(named)
    assert seen_and_inside(drawing)


def labels(drawing: Calendar) -> Iterator[tuple[float, float]]:
    """Yield the left and right edge of every number that stands beside its shape."""
    for year in drawing.years:
        found = [(p.label, p.edition) for p in year.points]
        found += [(s.label, s.edition) for s in year.spans if s.named and s.label is not None]
        for label, edition in found:
            size = 8 * len(str(edition.id))
            left = label.x if label.anchor == "start" else label.x - size
            yield left, left + size


@given(EDITIONS, st.sampled_from([*WIDTHS]), st.sampled_from(["ltr", "rtl"]))
def test_no_number_leaves_the_drawing(editions: list[Ends], width: str, direction: str) -> None:
    found = list(labels(calendar(SMALL, editions, width, direction)))
    assert all(left >= 0 and right <= WIDTHS[width] for left, right in found)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_an_opening_alone_is_a_bracket_towards_later(catalog: Catalog, direction: str) -> None:
    drawing = calendar(catalog, [("2026-01-15", None), ("2026-12-30~", None)], "wide", direction)
    (year,) = drawing.years
    exact, vague = year.points
    later = 1 if direction == "ltr" else -1
    assert exact.arm == vague.arm == 5 * later
    assert (exact.vague, vague.vague) == (False, True)
    part = (exact.x - drawing.strip_x) / drawing.strip_width
    at = part if later == 1 else 1 - part
    assert 2026 + at == pytest.approx(start_of(Date.parse("2026-01-15")), abs=0.001)
    # Its number follows it; at the end of the year it stands before it.
    assert (exact.label.x - exact.x) * later > 5
    assert (vague.label.x - vague.x) * later < 0
    assert drawing.openings == (False, True)


def test_a_span_holds_every_day_that_its_dates_can_mean(catalog: Catalog) -> None:
    drawing = calendar(catalog, [("2026-02", "2026-05")])
    ((span,),) = (year.spans for year in drawing.years)
    left = (span.x - drawing.strip_x) / drawing.strip_width
    right = left + span.width / drawing.strip_width
    assert left == pytest.approx(31 / 365.2425, abs=0.001)  # 1 February
    assert right == pytest.approx(150 / 365.2425, abs=0.001)  # 31 May
    assert span.vague


@pytest.mark.parametrize(
    ("text", "vague"),
    [("2026-01-20", False), ("2026-01-20?", True), ("2026-01-20~", True), ("../2026-01-20", True)],
)
def test_a_day_is_vague_if_it_is_marked_so(text: str, vague: bool) -> None:
    assert is_vague(Date.parse(text)) == vague


@pytest.mark.parametrize(
    ("locale", "key", "cell"),
    [
        ("en", "opened; no month of closing was found", "no closing found by"),
        ("ar", "افتُتحت، ولم نجد شهر اختتامها", "لم نجد اختتامها إلى غاية"),
    ],
)
def test_an_edition_that_has_opened_is_told_as_such(
    locale: str, key: str, cell: str, tmp_path: Path
) -> None:
    text = SAMPLE.read_text(encoding="utf-8").replace("opened: 2022-01~", "opened: 2022-01-15")
    path = tmp_path / "programme.yml"
    path.write_text(text, encoding="utf-8")
    html = make_calls(load(path), locale).chart("months").html
    assert html.count(key) == 1
    assert html.count(cell) == 1
    assert "No month is known of" not in html
    assert "لا يُعرف شهر افتتاحها" not in html
    assert html.count('<path class="tick" fill="none"') == 3  # in each drawing, and in the key
