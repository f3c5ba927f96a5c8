"""Dates of reduced precision, against the reader of the `edtf` package as an oracle."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from explainer.dates import Date

FORMS = ["2024", "2024-02", "2024-02-19", "2024-23", "2024-24", "2024~", "2024-02?", "2024-02-19~"]


def bound(struct: Any) -> dt.date:
    return dt.date(struct.tm_year, struct.tm_mon, struct.tm_mday)


@pytest.mark.parametrize("text", FORMS)
def test_bounds_agree_with_edtf(text: str) -> None:
    date, oracle = Date.parse(text), parse_edtf(text.rstrip("~?"))
    if date.season == 24:
        # The package ends winter with the year; the season is December to February (see dates.py).
        assert date.earliest == dt.date(2024, 12, 1)
        assert date.latest == dt.date(2025, 2, 28)
        return
    assert date.earliest == bound(oracle.lower_strict())
    assert date.latest == bound(oracle.upper_strict())


@given(st.dates(dt.date(1000, 1, 1), dt.date(2999, 12, 31)))
def test_every_day_is_read(day: dt.date) -> None:
    date = Date.parse(day.isoformat())
    assert date.earliest == date.latest == day
    assert date.precision == "day"
    assert Date.parse(day.isoformat()[:7]).earliest == day.replace(day=1)


@given(st.text(max_size=12))
def test_anything_else_is_refused_or_kept(text: str) -> None:
    try:
        assert str(Date.parse(text)) == text
    except ValueError as error:
        assert str(error)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "a date such as"),
        ("2024-2", "a date such as"),
        ("٢٠٢٤", "a date such as"),
        ("2024-13", "a month from 01 to 12"),
        ("2024-00", "a month from 01 to 12"),
        ("2023-02-29", "a day from 01 to 28"),
        ("2024-23-01", "a season without a day"),
        ("0999", "a year from 1000 to 2999"),
        ("2024-02-19~?", "a date such as"),
        ("2024/2025", "a date such as"),
    ],
)
def test_refusals_say_what_is_expected(text: str, expected: str) -> None:
    with pytest.raises(ValueError, match=expected):
        Date.parse(text)


def test_order_is_by_latest_day_and_vague_dates_come_first() -> None:
    texts = ["2024-02-19", "2024", "2024-12-31", "../2024-02", "2024-02", "2024-12"]
    ordered = sorted(map(Date.parse, texts), key=lambda date: date.order)
    assert [date.text for date in ordered] == [
        "2024-02-19",
        "../2024-02",
        "2024-02",
        "2024",
        "2024-12",
        "2024-12-31",
    ]


@pytest.mark.parametrize(
    ("text", "machine"),
    [("2024-02", "2024-02"), ("2024-23", ""), ("2024~", ""), ("../2024", ""), ("2024-02?", "")],
)
def test_only_dates_that_html_knows_are_given_to_time_elements(text: str, machine: str) -> None:
    assert Date.parse(text).machine == machine
