"""What a page may hold of a template: calls, guards and notes, and nothing that runs on and on."""

from __future__ import annotations

import pytest

from damage import patience
from explainer.catalog import Catalog
from explainer.components import PageRenderer, Tokens, new_environment
from explainer.components.grammar import refused
from explainer.components.rendering import FAILED
from explainer.pages import Page
from support import BASES, HOMES, make_calls


def mistakes(catalog: Catalog, body: str) -> list[str]:
    renderer = PageRenderer(make_calls(catalog, "en"), Tokens(), HOMES, "", BASES)
    with patience():
        renderer.render(Page("en", "index.md", "index.md", body, 0))
    return [str(problem).removeprefix("index.md:") for problem in renderer.problems]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("{% for one in editions %}{{ one }}{% endfor %}", "the tag {% for %}"),
        ("{% for one in [] recursive %}{{ loop(1) }}{% endfor %}", "the tag {% for %}"),
        ("{% if 1 %}a{% endif %}", "the tag {% if %}"),
        ("{% set x = 1 %}", "the tag {% set %}"),
        ("{% set x %}a{% endset %}", "the tag {% set %}"),
        ("{% macro x() %}{{ x() }}{% endmacro %}", "the tag {% macro %}"),
        ("{% filter upper %}a{% endfilter %}", "the tag {% filter %}"),
        ('{% include "a" %}', "the tag {% include %}"),
        ('{% extends "a" %}', "the tag {% extends %}"),
        ("{% block a %}a{% endblock %}", "the tag {% block %}"),
        ("{% raw %}{{ a }}{% endraw %}", "{{ in the tag {% raw %}"),
        ("{{ nobody | list }}", "the filter 'list' in braces"),
        ("{{ range(10**9) | list }}", "the filter 'list' in braces"),
        ("{{ 9**9**9**9 }}", "a calculation with ** in braces"),
        ('{{ "a" * 999999999999 }}', "a calculation with * in braces"),
        ("{{ 1/0 }}", "a calculation with / in braces"),
        ("{{ -1 }}", "a calculation with - in braces"),
        ("{{ nobody[0] }}", "square brackets after a name in braces"),
        ("{{ [1] }}", "a list in square brackets in braces"),
        ("{{ 1 if 2 }}", "the word 'if' in braces"),
        ("{{ 1 is odd }}", "the word 'is' in braces"),
        ("{{ figure(*nobody) }}", "a call with a star in braces"),
        ('{{ figure("left").text.upper() }}', "a call of something else than a name in braces"),
        ('{{ figure("left" ~ "x") }}', "a text put together with ~ in braces"),
        ('{% holds "a" * 999999999999 > 1 %}a{% endholds %}', "the text 'a' in a condition"),
        ("{% holds 9**9**9**9 > 1 %}a{% endholds %}", "a calculation with ** in a condition"),
        ("{% holds 1 in nobody %}a{% endholds %}", "such a comparison in a condition"),
        ("{% holds [1] %}a{% endholds %}", "a list in square brackets in a condition"),
    ],
)
def test_what_is_refused(body: str, found: str, catalog: Catalog) -> None:
    (problem,) = mistakes(catalog, f"one\n{body}\n")
    assert problem.startswith(f"2: found {found}, expected ")


def test_everything_wrong_is_told_with_its_line_and_the_rest_is_checked(catalog: Catalog) -> None:
    body = (
        '{{ 1 + 1 }}\n{% set x = 1 %}\n{% holds value("left")\n > nobody | int %}{{ 2 * 2 }}'
        '{% endholds %}\n{{ date(2 + 2) }} {{ figure("lfet") }}'
    )
    found = mistakes(catalog, body)
    assert [problem.partition(",")[0] for problem in found] == [
        "1: found a calculation with + in braces",
        "2: found the tag {% set %}",
        "4: found a calculation with * in braces",
        "4: found the filter 'int' in a condition",
        "5: found a calculation with + in braces",
        "5: figure: found the measure 'lfet'",
    ]


@pytest.mark.parametrize(
    "body",
    [
        '{{ date(event("x").date) }} {{ figure("a", edition=2, counts_starting=true) }} {#id}',
        '{% holds not (value("a") * 2 - 1 >= value("b") / 3 and f(2) == 1 or g() != 2) %}a'
        "{% else %}b{{ c }}{% endholds %}{## a note ##}",
    ],
)
def test_what_authors_write(body: str) -> None:
    assert refused(new_environment().parse(body)) == ()


def test_what_went_wrong_holds_nothing() -> None:
    assert next(iter(FAILED), None) is None
    assert len(FAILED) == 0
    assert 1 not in FAILED
    assert bool(FAILED)
    assert (FAILED == 1) is FAILED
