"""Runs against the direction of a page are found whole, and nothing of a text is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.bidi import bare, runs


@pytest.mark.parametrize(
    ("text", "direction", "foreign"),
    [
        ("سنة 2017، ثم", "rtl", ["2017"]),
        ("من 2018 إلى 2020", "rtl", ["2018", "2020"]),
        ("نسبة 66,79% في", "rtl", ["66,79%"]),
        ("المخطط 2022–2026.", "rtl", ["2022–2026"]),
        ("قالت US Africa Command هنا", "rtl", ["US Africa Command"]),
        ("موقع L’Opinione و Le360", "rtl", ["L’Opinione", "Le360"]),
        ("القانون 03-03", "rtl", ["03-03"]),
        ("الدورة 1: 25 يونيو", "rtl", ["1", "25"]),
        ("في 2017. 12 منهم، 3, 4", "rtl", ["2017", "12", "3", "4"]),
        ("الساعة 10:30 أو A&B Press", "rtl", ["10:30", "A&B Press"]),
        ("نص \u20682017\u2069 نص", "rtl", []),
        ("no Arabic, 217 here", "ltr", []),
        ("the word مصالحة here", "ltr", ["مصالحة"]),
        ("two words العفو الملكي here", "ltr", ["العفو الملكي"]),
    ],
)
def test_runs(text: str, direction: str, foreign: list[str]) -> None:
    pieces = list(runs(text, direction))
    assert [piece for piece, against in pieces if against] == foreign
    assert bare(text, direction) == (foreign[0] if foreign else None)


@given(st.text(alphabet="ab1 ,%مصا،\u2068\u2069", max_size=40), st.sampled_from(["rtl", "ltr"]))
def test_the_pieces_are_the_text(text: str, direction: str) -> None:
    assert "".join(piece for piece, _ in runs(text, direction)) == text
