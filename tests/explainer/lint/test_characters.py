"""Signs of the other script, straight quotes and odd letter forms are found."""

from __future__ import annotations

import pytest

from explainer.lint import characters
from explainer.word_forms import Lexicon
from support import take_apart


def found(body: str, direction: str, names: tuple[str, ...] = ()) -> list[str]:
    locale = "ar" if direction == "rtl" else "en"
    return [
        f"{problem.line}: {problem.message}"
        for passage in take_apart(body, locale).passages
        for problem in characters.check(passage, direction, Lexicon({"name": names}))
    ]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('قال "نعم"', '1: found a straight or Latin quote ("), expected «…»'),
        ("قال “نعم”", "1: found a straight or Latin quote (“), expected «…»"),
        ("نعم, لا", "1: found Latin punctuation (,), expected ، ؛ or ؟"),
        ("أ\n\nهل نعم?", "3: found Latin punctuation (?), expected ، ؛ or ؟"),
        ('عددهم {{ figure("left") }}; ثم', "1: found Latin punctuation (;), expected ، ؛ or ؟"),
        ("ﻻ نعم", "1: found letters in presentation forms (ﻻ), expected letters"),
        ("مصـالحة", "1: found the elongation mark (tatweel) (ـ), expected letters without it"),
        ("عددهم }} ثم", "1: found the end of a call without its start (}}), expected {{ … }}"),
        ("سنة ٢٠١٧", "1: found Eastern digits (٢٠١٧), expected digits such as 217"),
    ],
)
def test_arabic(body: str, message: str) -> None:
    assert message in found(body, "rtl")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("it's here", "1: found a straight quote ('), expected “…” or ’"),
        ('a "quote"', '1: found a straight quote ("), expected “…” or ’'),
        (
            "the word مصالحة here",
            "1: found Arabic letters (مصالحة), expected Latin letters, or a component",
        ),
    ],
)
def test_english(body: str, message: str) -> None:
    assert found(body, "ltr")[0] == message


def test_what_is_right_passes() -> None:
    assert found("«نعم»، قال؛ هل؟ لا. وردت كلمة radicalisation, deradicalisation هنا", "rtl") == []
    assert found("“Yes”, it’s so; the word مصارحة is a name.", "ltr", ("مصارحة",)) == []
    assert found('`"code"` and [x](y "title")\n\n!!! note "A title"\n    Text.', "ltr") == []
