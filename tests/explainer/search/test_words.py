"""What readers type, as the build compares it; the browser is held to the same cases."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from explainer.model import SearchWords
from explainer.search import Folding
from support import ROOT, SEARCH

CASES: list[dict[str, Any]] = yaml.safe_load(
    (ROOT / "tests/search/foldings.yml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: repr(case["text"]))
def test_a_text_is_compared_by_its_folded_words(case: dict[str, Any]) -> None:
    folding = Folding(SEARCH[case["language"]])
    assert folding.words(case["text"]) == case["words"]


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    folding = Folding(SEARCH["ar"])
    assert folding.fold(folding.fold(text)) == folding.fold(text)


def test_the_table_is_what_the_data_file_says() -> None:
    table = Folding(SEARCH["ar"]).table()
    assert table["attached"] == ["وال", "ال", "ل", "و"]  # the longest first
    assert table["idle"] == ["في", "كم"]
    assert table["apart"] == ["عفويه"]
    assert ["نونبر", "نوفمبر", "تشرين الثاني"] in table["alike"]


def test_a_language_without_search_words_has_an_empty_table() -> None:
    table = Folding(SearchWords()).table()
    assert table == {"letters": [], "attached": [], "idle": [], "apart": [], "alike": []}
    assert Folding(SearchWords()).words("Éa b") == ["ea", "b"]
