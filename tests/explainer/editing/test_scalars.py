from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from explainer.editing.scalars import refused, scalar
from explainer.yaml_reader import read_text

# Without halves of characters; whatever else a field may not hold, `refused` has to find.
TEXTS = st.text(min_size=1).map(str.strip).filter(bool)
PUNCTUATION = st.text(
    st.sampled_from("""-?:,[]{}#&*!|>'"%@`~=<\\ .ab01نع،«»\u200d\u00a0"""), min_size=1, max_size=12
)


def read_back(text: str, *, unquoted: bool = False) -> tuple[str, str]:
    typed = scalar(text, unquoted=unquoted)
    data, problems = read_text(f"key: {typed}\nlist:\n  - {typed}\n", "")
    assert not problems
    return data["key"], data["list"][0]


@given(TEXTS)
@example("- a dash")
@example("a: b")
@example("a #b")
@example("""both ' and " and \\ """.strip())
@example("«نعم»: قال # لا")
@example("*alias")
@example("&anchor")
@example("!tag x")
@example("{a: b}")
@example("[a, b]")
@example("%directive")
@example("? key")
@example("| block")
@example("...")
@example("---")
@example("key:")
def test_whatever_is_not_refused_comes_back(text: str) -> None:
    if not refused(text):
        assert read_back(text) == (text, text)
        assert read_back(text, unquoted=True) == (text, text)
        assert "\n" not in scalar(text)


@given(PUNCTUATION.map(str.strip).filter(bool))
def test_signs_that_mean_something_in_yaml_come_back(text: str) -> None:
    assert not refused(text)
    assert read_back(text) == (text, text)


@pytest.mark.parametrize(
    "text",
    [
        "شارك 103 أشخاص، كما ورد في الصفحة",
        "The Centre’s release on editions 13 and 14 (12%), “as printed”",
        "https://aljamaaouia.ma/322-%D9%86#a",
        "le360-259",
        "none",
        "it's",
    ],
)
def test_text_stands_without_quotes(text: str) -> None:
    assert scalar(text) == text


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("no", '"no"'),
        ("2024", '"2024"'),
        ("2024-02-19", '"2024-02-19"'),
        ("null", '"null"'),
        ("~", '"~"'),
        ("1.5", '"1.5"'),
        ("title: more", '"title: more"'),
        ("a # b", '"a # b"'),
        ('"quoted"', """'"quoted"'"""),
        ("""it's "so" """.strip(), """it's "so\""""),
        ("""- it's "so\"""", """'- it''s "so"'"""),
        ("- \\d", "'- \\d'"),
    ],
)
def test_quotes_where_yaml_reads_otherwise(text: str, typed: str) -> None:
    assert scalar(text) == typed


@pytest.mark.parametrize("text", ["300", "66.79", "2024-02-19", "2024-02~", "../2021-10", "true"])
def test_numbers_and_dates_stand_plain(text: str) -> None:
    assert scalar(text, unquoted=True) == text


def test_what_is_no_number_cannot_leave_its_line() -> None:
    assert scalar("3 # x", unquoted=True) == '"3 # x"'
    assert scalar("3: x", unquoted=True) == '"3: x"'


@pytest.mark.parametrize(
    ("text", "character"),
    [
        ("a\nb", "U+000A"),
        ("a\rb", "U+000D"),
        ("a\tb", "U+0009"),
        ("a\x00b", "U+0000"),
        ("a\x85b", "U+0085"),
        ("a\u2028b", "U+2028"),
        ("a\u2029b", "U+2029"),
        ("a\u202eb", "U+202E"),
        ("a\u202ab", "U+202A"),
        ("a\u2066b", "U+2066"),
        ("a\u2069b", "U+2069"),
        ("a\u200eb", "U+200E"),
        ("a\u200fb", "U+200F"),
        ("a\u061cb", "U+061C"),
        ("a\ufeffb", "U+FEFF"),
        ("a\ue000b", "U+E000"),
        ("a\ufffeb", "U+FFFE"),
        ("a\udc80b", "U+DC80"),
    ],
)
def test_characters_that_no_field_may_hold(text: str, character: str) -> None:
    assert refused(text) == character


@pytest.mark.parametrize("text", ["می‌خواهم", "12 %", "«نعم»", "🙂", "\u0640"])
def test_characters_that_texts_need(text: str) -> None:
    assert not refused(text)
