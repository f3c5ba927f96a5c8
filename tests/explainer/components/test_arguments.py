"""What a page gives to a call is of the kind that it takes, and whatever a call raises is told."""

from __future__ import annotations

import pytest

from explainer.catalog import Catalog
from explainer.components import PageRenderer, Tokens
from explainer.pages import Page
from explainer.problems import Problem, UserError
from support import BASES, HOMES, make_calls


@pytest.fixture
def renderer(catalog: Catalog) -> PageRenderer:
    return PageRenderer(make_calls(catalog, "en"), Tokens(), HOMES, "", BASES)


def mistakes(renderer: PageRenderer, body: str) -> list[str]:
    renderer.render(Page("en", "index.md", "index.md", body, 0))
    return [str(problem) for problem in renderer.problems]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("see(13)", "see: entry: found 13, expected a text in quotes"),
        ("see(edition(1))", "see: entry: found what another call gives, expected a text in quotes"),
        ("figure(none)", "figure: measure: found none, expected a text in quotes"),
        ('figure("left", edition="1")', "figure: edition: found '1', expected a whole number"),
        ('figure("left", as_of=2022)', "figure: as_of: found 2022, expected a text in quotes"),
        ('figure("left", counts_starting=1)', "figure: counts_starting: found 1, expected true or"),
        ("edition(true)", "edition: number: found true, expected a whole number"),
        ("edition(1.0)", "edition: number: found 1.0, expected a whole number"),
        ('closed_in("2021")', "closed_in: year: found '2021', expected a whole number"),
        ("closed_in(21)", "closed_in: year: found 21, expected a whole number from 1000 to 9999"),
        ('cite("paper-1", 2)', "cite: sources: found 2, expected a text in quotes"),
        ("date(edition(1))", "date: date: found what another call gives, expected a date such as"),
        ('date("2022", weekday="x")', "date: weekday: found 'x', expected true or false"),
        ('place("town", 1)', "place: too many positional arguments, expected place(name)"),
        (
            'share("pardoned", "left", decimals=30)',
            "share: decimals: found 30, expected a whole number from 0 to 6",
        ),
        (
            'share("left")',
            "share: missing a required argument: 'whole', expected share(part, whole, *, as_of=",
        ),
    ],
)
def test_arguments_of_another_kind(call: str, message: str, renderer: PageRenderer) -> None:
    # What was answered before is kept: it must not stand for a call that only looks the same.
    (problem,) = mistakes(renderer, f"{{{{ edition(1) }}}}\n\n{{{{ {call} }}}}")
    assert problem.startswith(f"index.md:3: {message}")


def test_whatever_a_call_raises_is_told_at_its_line(
    renderer: PageRenderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(name: str) -> None:
        raise KeyError(name)

    watched = renderer._watched("place", broken)
    monkeypatch.setitem(renderer._environment.globals, "place", watched)
    assert mistakes(renderer, 'a\n\n{{ place("x") }} {{ figure("y") }}') == [
        "index.md:3: place: KeyError: 'x', expected place(name)",
        "index.md:3: figure: found the measure 'y', expected one of the data file (6 there)",
    ]


def test_what_cannot_be_worked_out_is_told_at_its_line(renderer: PageRenderer) -> None:
    (problem,) = mistakes(renderer, 'a\n\n{% holds 1 / 0 > value("left") %}x{% endholds %}')
    assert problem.startswith("index.md:3: ZeroDivisionError: division by zero, expected ")


def test_a_mistake_of_a_template_keeps_its_own_place(
    renderer: PageRenderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(name: str) -> None:
        raise UserError([Problem("place.html", 7, name)])

    watched = renderer._watched("place", broken)
    monkeypatch.setitem(renderer._environment.globals, "place", watched)
    with pytest.raises(UserError, match=r"^place.html:7: x$"):
        mistakes(renderer, '{{ place("x") }}')
