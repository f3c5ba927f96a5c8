"""Numbers, dates and plurals against CLDR (ar-MA and English)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from explainer.dates import Date
from explainer.formatting import (
    Formatter,
    is_one_number,
    isolate,
    known_locale,
    one_line,
    plural_categories,
)
from explainer.messages import load
from support import ROOT

WORDS = load(ROOT / "overrides/locales", "ar", "overrides/locales")
AR = Formatter("ar-MA", WORDS.gettext)
EN = Formatter("en-001", str)


@pytest.mark.parametrize(
    ("amount", "ar", "en"),
    [
        ("0", "0", "0"),
        ("217", "217", "217"),
        ("26000", "26.000", "26,000"),
        ("1234567.891", "1.234.567,891", "1,234,567.891"),
        ("66.79", "66,79", "66.79"),
        ("66.80", "66,80", "66.80"),
        ("-3.5", "-3,5", "-3.5"),
    ],
)
def test_numbers(amount: str, ar: str, en: str) -> None:
    assert AR.number(Decimal(amount)) == ar
    assert EN.number(Decimal(amount)) == en


def test_percent_keeps_its_decimals_and_has_no_direction_marks() -> None:
    assert AR.percent(Decimal("66.79")) == "66,79%"
    assert EN.percent(Decimal(69)) == "69%"


def test_the_percent_sign_stands_where_the_language_has_it() -> None:
    assert Formatter("fr", str).percent(Decimal("66.79")) == "66,79\u00a0%"
    assert Formatter("tr", str).percent(Decimal("66.79")) == "%66,79"


def test_months_are_moroccan() -> None:
    months = [
        AR.date(Date.parse(f"2024-{month:02}")).removesuffix(" 2024") for month in range(1, 13)
    ]
    assert months == [
        "يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو",
        "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر",
    ]  # fmt: skip
    assert months == list(Locale.parse("ar_MA").months["stand-alone"]["wide"].values())


@pytest.mark.parametrize(
    ("text", "ar", "en"),
    [
        ("2025-11-04", "4 نونبر 2025", "4 November 2025"),
        ("2025-11", "نونبر 2025", "November 2025"),
        ("2025", "2025", "2025"),
        ("2024-21", "ربيع 2024", "spring 2024"),
        ("2024-23", "خريف 2024", "autumn 2024"),
        ("2024-02~", "حوالي فبراير 2024", "about February 2024"),
        ("2024-02?", "فبراير 2024 (غير مؤكد)", "February 2024 (uncertain)"),
        ("../2021-10", "أكتوبر 2021 على أبعد تقدير", "by October 2021"),
    ],
)
def test_dates(text: str, ar: str, en: str) -> None:
    assert AR.date(Date.parse(text)) == ar
    assert EN.date(Date.parse(text)) == en


def test_weekday() -> None:
    date = Date.parse("2024-02-19")
    assert AR.date(date, weekday=True) == "الاثنين 19 فبراير 2024"
    assert EN.date(date, weekday=True) == "Monday 19 February 2024"
    assert EN.date(Date.parse("2024-02"), weekday=True) == "February 2024"


@pytest.mark.parametrize(
    ("amount", "category"),
    [
        ("0", "zero"), ("1", "one"), ("2", "two"), ("3", "few"), ("10", "few"), ("103", "few"),
        ("11", "many"), ("99", "many"), ("111", "many"), ("217", "many"), ("100", "other"),
        ("101", "other"), ("102", "other"), ("200", "other"), ("1000", "other"), ("1.5", "other"),
    ],
)  # fmt: skip
def test_six_arabic_plural_categories(amount: str, category: str) -> None:
    assert AR.plural_category(Decimal(amount)) == category
    assert EN.plural_category(Decimal(amount)) == ("one" if amount == "1" else "other")


def test_categories_come_from_cldr() -> None:
    assert plural_categories("ar-MA") == ("zero", "one", "two", "few", "many", "other")
    assert plural_categories("en-001") == ("one", "other")
    assert not known_locale("xx-YY")


def test_lists() -> None:
    assert AR.list(["أ", "ب", "ج"]) == "أ وب وج"
    assert EN.list(["a", "b", "c"]) == "a, b and c"


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9
    )
)
def test_numbers_keep_every_digit(amount: Decimal) -> None:
    plain = EN.number(amount).replace(",", "")
    assert Decimal(plain) == amount
    assert Decimal(AR.number(amount).replace(".", "").replace(",", ".")) == amount


def test_dates_are_those_of_the_language() -> None:
    day, month = Date.parse("2025-11-01"), Date.parse("2025-11")
    found = {name: Formatter(name, str) for name in ("de", "es", "pl")}
    assert found["de"].date(day) == "1. November 2025"
    assert found["es"].date(day) == "1 de noviembre de 2025"
    assert found["pl"].date(month) == "listopad 2025"


def test_plural_categories_of_one_number() -> None:
    wanted = [("ar-MA", "zero"), ("ar-MA", "one"), ("ar-MA", "two"), ("en-001", "one")]
    assert all(is_one_number(*one) for one in wanted)
    refused = [("ar-MA", "few"), ("fr", "one"), ("fr", "many"), ("ru", "one"), ("lv", "zero")]
    assert not any(is_one_number(*one) for one in refused)


def test_one_line_keeps_the_spaces_that_no_line_may_break_at() -> None:
    text = " \u2068a\u2069\n\u2028 b\t1\u202f103\u00a0% "
    assert one_line(text) == "a b 1\u202f103\u00a0%"


def test_isolate() -> None:
    assert isolate("217") == "\u2068217\u2069"
