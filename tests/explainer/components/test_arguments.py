"""What a page gives to a call is of the kind that the call takes, or is told at its line."""

from __future__ import annotations

import pytest

from explainer.catalog import Catalog
from explainer.components import Calls, PageRenderer, Tokens
from explainer.components.arguments import check, shown
from explainer.components.rendering import ComponentError
from explainer.pages import Page
from support import BASES, HOMES, make_calls


@pytest.fixture
def english(catalog: Catalog) -> Calls:
    return make_calls(catalog, "en")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("{{ see(13) }}", "found 13, expected a text in quotes"),
        ("{{ see(edition(1)) }}", "found what another call gives, expected a text in quotes"),
        (
            '{{ share("pardoned", "left", decimals=30) }}',
            "decimals: found 30, expected a whole number from 0 to 6",
        ),
        (
            '{{ share("pardoned", "left", decimals=true) }}',
            "decimals: found true, expected a whole number",
        ),
        ("{{ edition(true) }}", "found true, expected a whole number"),
        (
            '{% holds closed_in("2021") > 1 %}a{% else %}b{% endholds %}',
            "year: found '2021', expected a whole number",
        ),
        ('{{ figure("left", as_of=2022) }}', "as_of: found 2022, expected a text in quotes"),
        ('{{ figure("left", edition="1") }}', "edition: found '1', expected a whole number"),
        ('{{ figure("left", 3) }}', "expected figure(measure, **selection)"),
        ("{{ figure() }}", "expected figure(measure, **selection)"),
    ],
)
def test_arguments_of_another_kind(body: str, message: str, english: Calls) -> None:
    renderer = PageRenderer(english, Tokens(), HOMES, "", BASES)
    renderer.render(Page("en", "index.md", "docs/en/index.md", f"a\n\n{body}", 0))
    (problem,) = renderer.problems
    assert problem.line == 3
    assert problem.message.endswith(message)


def test_a_kind_may_be_left_out() -> None:
    check("as_of", None, str | None)
    check("as_of", "2022", str | None)
    with pytest.raises(ComponentError, match="as_of: found 1, expected a text in quotes"):
        check("as_of", 1, str | None)


def test_how_values_are_named() -> None:
    assert [shown(value) for value in (None, False, "a", 1, object())] == [
        "none", "false", "'a'", "1", "what another call gives",
    ]  # fmt: skip
