"""A page holds calls, guards and notes; everything else that Jinja knows is refused at its line."""

from __future__ import annotations

import pytest

from explainer.catalog import Catalog
from explainer.components import Calls, PageRenderer, Tokens
from explainer.pages import Page
from support import BASES, HOMES, make_calls


@pytest.fixture
def english(catalog: Catalog) -> Calls:
    return make_calls(catalog, "en")


def said(calls: Calls, body: str) -> list[str]:
    renderer = PageRenderer(calls, Tokens(), HOMES, "", BASES)
    renderer.render(Page("en", "index.md", "docs/en/index.md", body, 0))
    return [f"{problem.line}: {problem.message}" for problem in renderer.problems]


TAG = "expected {{ a call }}, {% holds … %} or {## a note ##}"
CALL = "expected a call such as figure(…)"
VALUE = "expected value(…) or a whole number"


@pytest.mark.parametrize(
    ("body", "messages"),
    [
        # These two never ended or took all memory.
        (
            "a\n\n{% for one in editions %}{{ one }}{% endfor %}",
            [f"3: found the tag {{% for %}}, {TAG}"],
        ),
        ("{{ range(10 ** 7) | list }}", [f"1: found the filter 'list' in braces, {CALL}"]),
        ("{{ 9 ** 9 ** 9 }}", [f"1: found a calculation with ** in braces, {CALL}"]),
        ("{{ 1 / 0 }}", [f"1: found a calculation with / in braces, {CALL}"]),
        ("{% set a = 1 %}", [f"1: found the tag {{% set %}}, {TAG}"]),
        ("{% if true %}a{% endif %}", [f"1: found the tag {{% if %}}, {TAG}"]),
        ("{% macro a() %}{% endmacro %}", [f"1: found the tag {{% macro %}}, {TAG}"]),
        ('{{ "a" ~ "b" }}', [f"1: found a text put together with ~ in braces, {CALL}"]),
        ("{{ [1, 2][0] }}", [f"1: found square brackets after a name in braces, {CALL}"]),
        (
            '{% holds "a" * 9 > 1 %}x{% endholds %}',
            [f"1: found the text 'a' in a condition, {VALUE}"],
        ),
        (
            '{% holds value("left") in 9 %}x{% endholds %}',
            [f"1: found such a comparison in a condition, {VALUE}"],
        ),
        (
            'a\n{% raw %}{{ figure("left") }}{% endraw %}',
            ["2: found {{ in the tag {% raw %}, expected no such braces"],
        ),
    ],
)
def test_what_a_page_may_not_hold(body: str, messages: list[str], english: Calls) -> None:
    assert said(english, body) == messages


def test_the_rest_of_a_page_is_still_checked(english: Calls) -> None:
    assert said(english, '{% set a = 1 %}\n{{ 1 + 1 }}\n{{ figure("lfet") }}') == [
        f"1: found the tag {{% set %}}, {TAG}",
        f"2: found a calculation with + in braces, {CALL}",
        "3: figure: found the measure 'lfet', expected one such as 'left'",
    ]


@pytest.mark.parametrize(
    "condition",
    [
        'value("left") > 1',
        'value("left") * 2 - 1 >= value("joined") / 2',
        'value("left") > 1 and not value("left") > 1000',
    ],
)
def test_a_guard_may_compare_and_calculate(condition: str, english: Calls) -> None:
    assert said(english, f"{{% holds {condition} %}}a{{% else %}}b{{% endholds %}}") == []
