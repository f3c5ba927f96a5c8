"""Places along an axis, round numbers, and dates as fractions of a year."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.charts.scale import Scale, end_of, fits, in_years, ticks
from explainer.dates import Date


def test_a_scale_is_straight_and_may_run_backwards() -> None:
    assert [Scale(0, 10, 0, 100)(n) for n in (0, 5, 10)] == [0, 50, 100]
    assert [Scale(0, 10, 100, 0)(n) for n in (0, 5, 10)] == [100, 50, 0]


@pytest.mark.parametrize(
    ("highest", "levels"),
    [
        (412, [0, 100, 200, 300, 400, 500]),
        (500, [0, 100, 200, 300, 400, 500]),
        (26, [0, 10, 20, 30]),
        (5, [0, 1, 2, 3, 4, 5]),
        (1, [0, 1]),
        (20.5, [0, 5, 10, 15, 20, 25]),
        (0.4, [0, 1]),
        (0, [0, 1]),
    ],
)
def test_ticks(highest: float, levels: list[int]) -> None:
    assert ticks(highest, 5) == levels


@given(st.integers(1, 10**7) | st.floats(0.001, 10**7))
def test_ticks_reach_the_highest_and_are_few(highest: float) -> None:
    levels = ticks(highest, 5)
    assert levels[0] == 0
    assert levels[-2] < highest <= levels[-1]
    assert len(levels) <= 6


def test_a_date_is_the_middle_of_what_it_can_mean() -> None:
    assert in_years(Date.parse("2024-01-01")) == 2024.0
    assert in_years(Date.parse("2024")) == pytest.approx(2024.5, abs=0.01)
    assert in_years(Date.parse("2024-07")) == pytest.approx(2024.54, abs=0.01)
    assert in_years(Date.parse("2024-23")) == pytest.approx(2024.79, abs=0.01)


@pytest.mark.parametrize(
    ("text", "year"), [("2024-01-01", 2024.0), ("2024-01", 2024.082), ("../2024", 2024.999)]
)
def test_the_end_of_a_date_is_its_last_day_of_the_same_year(text: str, year: float) -> None:
    assert end_of(Date.parse(text)) == pytest.approx(year, abs=0.001)


def test_a_number_needs_room_for_its_digits() -> None:
    assert fits(7, 12)
    assert not fits(17, 12)
    assert fits(17, 20)
