"""A fact typed into prose is found, and so is a comparison that no guard holds."""

from __future__ import annotations

import pytest

from explainer.catalog import Catalog, load
from explainer.lint.facts import Facts
from other import DATA as OTHER
from support import take_apart


def typed(catalog: Catalog, body: str, locale: str) -> list[str]:
    facts = Facts(catalog, locale)
    passages = take_apart(body, locale).passages
    return [f"{p.line}: {p.message}" for passage in passages for p in facts.typed(passage)]


def unguarded(catalog: Catalog, body: str, locale: str) -> list[str]:
    facts = Facts(catalog, locale)
    passages = take_apart(body, locale).passages
    return [f"{p.line}: {p.message}" for passage in passages for p in facts.unguarded(passage)]


COMPONENT = "expected a component such as figure(…), count(…) or date(…)"
COUNT = "expected count(…), which also picks the form of the noun"


@pytest.mark.parametrize(
    ("body", "locale", "messages"),
    [
        ("in 2017 it began", "en", [f"1: found the number '2017', {COMPONENT}"]),
        ("about 66.79% of", "en", [f"1: found the number '66.79%', {COMPONENT}"]),
        (
            "سنة 2017 و٢١٧",
            "ar",
            [f"1: found the number '{n}', {COMPONENT}" for n in ("2017", "٢١٧")],
        ),
        ("# Edition 13 {#edition-13}", "en", [f"1: found the number '13', {COMPONENT}"]),
        ("a\n\n- one\n- in March it", "en", ["4: found the name 'March', expected date(…)"]),
        ("on Tuesday it", "en", ["1: found the name 'Tuesday', expected date(…)"]),
        ("it may march on", "en", []),
        ("افتتحت في ماي", "ar", ["1: found the name 'ماي', expected date(…)"]),
        ("وفي شتنبر", "ar", ["1: found the name 'شتنبر', expected date(…)"]),
        ("three participants left", "en", [f"1: found 'three participants', {COUNT}"]),
        ("three former participants", "en", [f"1: found 'three former participants', {COUNT}"]),
        ("three reconciliations, and participants", "en", []),
        ("a\nthree\nparticipants", "en", [f"2: found 'three participants', {COUNT}"]),
        ("عشرون مشاركًا", "ar", [f"1: found 'عشرون مشاركًا', {COUNT}"]),
        ("وثلاثة مشاركين", "ar", [f"1: found 'وثلاثة مشاركين', {COUNT}"]),
        ('{{ figure("left") }} and `12` and [x](y12.md#z3)', "en", []),
        ("text[^1]\n\n[^1]: note", "en", []),
        ("1. first\n2. second", "en", []),
    ],
)
def test_typed_facts(body: str, locale: str, messages: list[str], catalog: Catalog) -> None:
    assert typed(catalog, body, locale) == messages


GUARD = "in a sentence with a figure, expected it in {% holds … %}, so that the build checks it"


@pytest.mark.parametrize(
    ("body", "locale", "messages"),
    [
        ('Most of {{ figure("left") }} left.', "en", [f"1: found 'Most' {GUARD}"]),
        ('Most left.\nThere are {{ figure("left") }}.', "en", []),
        ('Some. Of {{ figure("left") }}\nonly a few.', "en", [f"2: found 'only' {GUARD}"]),
        ('{% holds value("left") > 3 %}most{% endholds %} of {{ figure("left") }}', "en", []),
        (
            '{% holds value("left") > 3 %}One. Most{% endholds %} of {{ figure("left") }}',
            "en",
            [],
        ),
        (
            '{% holds value("left") > 3 %}x{% endholds %} most of {{ figure("left") }}',
            "en",
            [f"1: found 'most' {GUARD}"],
        ),
        ('غادر أغلب من عددهم {{ figure("left") }}', "ar", [f"1: found 'أغلب' {GUARD}"]),
        ('only {{ organisation("paper") }} wrote', "en", []),
        ('most since {{ date("2017") }}', "en", [f"1: found 'most' {GUARD}"]),
    ],
)
def test_comparisons(body: str, locale: str, messages: list[str], catalog: Catalog) -> None:
    assert unguarded(catalog, body, locale) == messages


def test_months_are_found_in_languages_that_write_them_small() -> None:
    french = load(OTHER / "programme.yml")
    assert typed(french, "En novembre, un samedi.", "fr") == [
        "1: found the name 'novembre', expected date(…)",
        "1: found the name 'samedi', expected date(…)",
    ]
