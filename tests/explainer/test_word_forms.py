"""Words are found in the forms given, with Arabic particles and vowels, the longest first."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.word_forms import Lexicon

WORDS = Lexicon(
    {
        "pardon": ["العفو الملكي", "عفو ملكي", "royal pardon"],
        "royal": ["royal", "ملكي"],
        "law": ["Law 03-03", "القانون"],
        "for": ["ورقة"],
    }
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("العفو الملكي", ["pardon:العفو الملكي"]),
        ("وبالعفو الملكي", ["pardon:وبالعفو الملكي"]),
        ("فللعفو الملكي أثر", ["pardon:فللعفو الملكي"]),
        ("للعفو  الملكيّ", ["pardon:للعفو  الملكيّ"]),
        ("بعفوٍ ملكيٍّ", ["pardon:بعفوٍ ملكيٍّ"]),
        ("العفو، الملكي", []),
        ("عفو ملكيين", []),
        ("ملكي", ["royal:ملكي"]),
        ("ورقة", ["for:ورقة"]),
        ("لورقة", ["for:لورقة"]),
        ("A Royal Pardon, a royal and royals", ["pardon:Royal Pardon", "royal:royal"]),
        ("law 03-03 and law 03 03", ["law:law 03-03"]),
        ("royal-pardon", ["royal:royal"]),
        ("وللقانون", ["law:وللقانون"]),
        ("", []),
    ],
)
def test_find(text: str, found: list[str]) -> None:
    assert [f"{f.owner}:{text[f.start : f.end]}" for f in WORDS.find(text)] == found


@given(st.text(alphabet="ab وبلعفو ملكي-،.\n", max_size=60))
def test_what_is_found_is_in_order_and_never_twice(text: str) -> None:
    places = [(found.start, found.end) for found in WORDS.find(text)]
    assert all(start < end for start, end in places)
    assert all(one[1] <= two[0] for one, two in pairwise(places))


def test_an_empty_list_finds_nothing() -> None:
    assert list(Lexicon({"a": [], "b": [""]}).find("a b")) == []
