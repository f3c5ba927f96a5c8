"""Signs that do not belong into the text of a language: quotes, punctuation, letter forms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from explainer.lint.passages import NEUTRAL, Passage
from explainer.problems import Problem
from explainer.word_forms import Lexicon

_LETTER = "\u0620-\u064a"
_HALF = (re.compile(r"\}\}|%\}"), "the end of a call without its start", "{{ … }}")
_RULES = {
    "rtl": (
        _HALF,
        (re.compile("[\"'“”‘’]"), "a straight or Latin quote", "«…»"),
        (re.compile(f"(?<=[{_LETTER}»)\ufffc])\\s*[,;?]"), "Latin punctuation", "، ؛ or ؟"),
        (re.compile("[,;?]\\s*(?=[" + _LETTER + "«])"), "Latin punctuation", "، ؛ or ؟"),
        (re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+"), "letters in presentation forms", "letters"),
        (re.compile("\u0640+"), "the elongation mark (tatweel)", "letters without it"),
        (re.compile("[\u0660-\u0669\u06f0-\u06f9]+"), "Eastern digits", "digits such as 217"),
    ),
    "ltr": (
        _HALF,
        (re.compile("[\"']"), "a straight quote", "“…” or ’"),
        (re.compile(f"[{_LETTER}]+"), "Arabic letters", "Latin letters, or a component"),
    ),
}


def check(passage: Passage, direction: str, names: Lexicon) -> Iterator[Problem]:
    """Yield each sign that a text of this direction should not hold; `names` may stand in any."""
    text = passage.words
    if not any(pattern.search(text) for pattern, _, _ in _RULES[direction]):
        return
    for name in names.find(text):
        text = text[: name.start] + NEUTRAL * (name.end - name.start) + text[name.end :]
    said: set[tuple[int, str]] = set()
    for pattern, what, expected in _RULES[direction]:
        for match in pattern.finditer(text):
            place = (match.start(), what)
            if place not in said:
                said.add(place)
                found = f"found {what} ({match[0].strip()})"
                line = passage.line_at(match.start())
                yield Problem(passage.path, line, f"{found}, expected {expected}")
