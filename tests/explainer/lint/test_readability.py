"""The index is Smith and Senter's, and a sentence is as long as its words."""

from __future__ import annotations

import pytest

from explainer.lint.readability import long_sentences, measure, too_hard
from support import take_apart

# 4.71 × 17/5 + 0.5 × 5/2 - 21.43, worked out by hand.
EASY = "It is a short one. Yes indeed."


def test_the_index() -> None:
    measured = measure(take_apart(EASY).passages)
    assert (measured.letters, measured.words, measured.sentences) == (22, 7, 2)
    assert measured.grade == pytest.approx(4.71 * 22 / 7 + 0.5 * 7 / 2 - 21.43)


def test_headings_and_empty_pages_do_not_count() -> None:
    assert (
        measure(take_apart("# Extraordinarily complicated administration {#x}").passages).grade == 0
    )


def test_a_hard_page_is_told() -> None:
    hard = "Extraordinarily complicated administrative considerations notwithstanding "
    passages = take_apart(hard * 5 + ".").passages
    assert [p.message.split(" (")[0] for p in too_hard("en/x.md", passages)] == [
        f"found a text of grade {measure(passages).grade:.1f}"
    ]
    assert list(too_hard("en/x.md", take_apart(EASY).passages)) == []


def test_a_long_sentence_is_told_with_its_line() -> None:
    words = " ".join(["كلمة"] * 31)
    passage = take_apart(f"كلمة قصيرة.\n{words}. كلمة.", "ar").passages[0]
    messages = [f"{p.line}: {p.message}" for p in long_sentences(passage)]
    start = "كلمة كلمة كلمة كلمة كلمة كلمة …"
    assert messages == [f"2: found a sentence of 31 words ({start}), expected 30 at most"]
    short = take_apart(" ".join(["كلمة"] * 30) + ".", "ar").passages[0]
    assert list(long_sentences(short)) == []
