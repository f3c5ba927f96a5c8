"""What a call on a page means, and what it says when it cannot be answered."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from explainer.catalog import Catalog, load
from explainer.components import (
    Calls,
    ComponentError,
    PageRenderer,
    Tokens,
    find_homes,
    on_no_page,
)
from explainer.components.rendering import as_text
from explainer.pages import Page
from support import BASES, HOMES, SAMPLE, make_calls, qualified


@pytest.fixture
def english(catalog: Catalog) -> Calls:
    return make_calls(catalog, "en")


def page(body: str, offset: int = 0) -> Page:
    return Page("en", "index.md", "docs/en/index.md", body, offset)


def mistakes(calls: Calls, body: str, offset: int = 0) -> list[str]:
    renderer = PageRenderer(calls, Tokens(), HOMES, "", BASES)
    renderer.render(page(body, offset))
    return [str(problem) for problem in renderer.problems]


def rendered(calls: Calls, body: str) -> str:
    """Return a page's text with each token replaced by the text form of its component."""
    tokens = Tokens()
    renderer = PageRenderer(calls, tokens, HOMES, "", BASES)
    text = renderer.render(page(body))
    assert renderer.problems == []
    for number, rendering in enumerate(tokens.renderings):
        shown = getattr(rendering, "text", "[block]").replace("\u2068", "").replace("\u2069", "")
        text = text.replace(f"\ue000{number}\ue001", shown)
    return text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ('{{ figure("left") }}', "20"),
        ('{{ figure("left", as_of="2022-06-01") }}', "11"),
        ('{{ figure("joined") }}', "103"),
        ('{{ figure("size", edition=1) }}', "25"),
        ('{{ count("ended", "participant") }}', "2 participants"),
        ('{{ share("pardoned", "left") }}', "90%"),
        ('{{ share("pardoned", "left", as_of="2022-06-01") }}', "73%"),
        ("{{ date(edition(1).closed) }}", "31 May 2021"),
        ("{{ edition(1).opened }}", "1 March 2021"),
        ("{{ record.checked_until.figures }}", "December 2024"),
        ('{{ date(value("left")) }}', "1 June 2023"),
        ("{{ edition(2) }}", "edition\u00a02"),
        ('{{ organisation("agency") }}', "The Agency"),
        ("{## a note to editors ##}shown {#id}", "shown {#id}"),
        (
            '{% holds value("pardoned") * 2 > value("left") %}most{% else %}some{% endholds %}',
            "most",
        ),
        (
            '{% holds value("pardoned") * 2 < value("left") %}few{% else %}many{% endholds %}',
            "many",
        ),
        ('{% holds value("pardoned") + value("ended") == value("left") %}sum{% endholds %}', "sum"),
        (
            '{% holds value("size", edition=2) > value("size", edition=1) %}more{% endholds %}',
            "more",
        ),
        ('{% holds notices("released", since="2022") == 10 %}ten{% endholds %}', "ten"),
        ('{% holds notices("reduced", since="2023") == 0 %}none{% endholds %}', "none"),
        ("{% holds closed_in(2021) > closed_in(2022) %}fewer{% endholds %}", "fewer"),
        ('{{ spread("size", "participant") }}', "between 25 and 78 participants"),
        ('{{ place("town") }}', "the Town"),
        ('{{ term("law-1") }}', "Law 03-03"),
        ('{{ see("unknown-cost") }}', "What does the programme cost?"),
        ('{{ event("first-opens") }}', "Edition 1 opens"),
        ('{{ date(event("first-opens").date) }}', "1 March 2021"),
        ('{{ setting("publisher") }}', "not yet named"),
    ],
)
def test_meaning(body: str, text: str, english: Calls) -> None:
    assert rendered(english, body) == text


@pytest.mark.parametrize(("measure", "value"), [("pardoned", "18"), ("left", "20")])
@pytest.mark.parametrize(("locale", "words"), [("en", "about {n}"), ("ar", "نحو {n}")])
def test_a_share_of_what_is_about_is_about(
    measure: str, value: str, locale: str, words: str, tmp_path: Path
) -> None:
    calls = make_calls(qualified(tmp_path, measure, value, "about"), locale)
    share = calls.share("pardoned", "left")
    percent = calls.fragments.formats.percent(Decimal(90))
    assert share.text == words.format(n=f"\u2068{percent}\u2069")
    assert as_text(share.html) == share.text


@pytest.mark.parametrize(("measure", "value"), [("pardoned", "18"), ("left", "20")])
def test_a_bound_has_no_share(measure: str, value: str, tmp_path: Path) -> None:
    calls = make_calls(qualified(tmp_path, measure, value, "at-least"), "en")
    message = (
        f"{measure} is given as at-least {value} on 2023-06-01, expected an exact number or about"
    )
    with pytest.raises(ComponentError, match=message):
        calls.share("pardoned", "left")


def test_an_organisation_has_a_short_and_a_whole_name(tmp_path: Path) -> None:
    path = tmp_path / "programme.yml"
    text = SAMPLE.read_text(encoding="utf-8")
    short = "      en: The Agency\n    short:\n      ar: الوكالة\n      en: the A.\n"
    path.write_text(text.replace("      en: The Agency\n", short, 1), encoding="utf-8")
    english = make_calls(load(path), "en")
    assert rendered(english, '{{ organisation("agency") }}') == "the A."
    assert rendered(english, '{{ organisation("agency", whole=true) }}') == "The Agency"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (
            '{{ figure("lfet") }}',
            "1: figure: found the measure 'lfet', expected one such as 'left'",
        ),
        (
            'a\n\n{{ figure("left", as_of="2020") }}',
            "3: figure: no value of left for as_of='2020', expected 2022-06-01 or 2023-06-01",
        ),
        (
            '{{ figure("left", as_of="soon") }}',
            "1: figure: as_of: found 'soon', expected a date such as 2024, 2024-02, 2024-02-19, "
            "2024-23 (autumn), 2024-02~ or ../2024-02",
        ),
        (
            '{{ figure("left", asof="2022") }}',
            "1: figure: found the option 'asof', expected one such as 'as_of'",
        ),
        (
            '{{ see("event-frist") }}',
            "1: see: found the event 'frist', expected one such as 'feast'",
        ),
        (
            '{{ see("evnt-first-opens") }}',
            "1: see: found the kind of entry 'evnt', expected one such as 'event'",
        ),
        (
            '{{ spread("size", from_edition=2) }}',
            "1: spread: found no two values of size, expected a wider choice",
        ),
        ('{{ place("twon") }}', "1: place: found the place 'twon', expected one such as 'town'"),
        (
            '{{ setting("editer") }}',
            "1: setting: found the setting 'editer', expected one of the data file (2 there)",
        ),
        (
            '{{ told("relaps") }}',
            "1: told: found the subject 'relaps', expected one such as 'relapse'",
        ),
        (
            '{{ chart("total") }}',
            "1: chart: found the chart 'total', expected one such as 'totals'",
        ),
        (
            '{% holds notices("free", since="2022") > 1 %}x{% endholds %}',
            "1: notices: found the effect 'free', expected one such as 'freed'",
        ),
        ("{{ figur(1) }}", "1: found the unknown name 'figur', expected one such as figure"),
        (
            "{{ edition(7) }}",
            "1: edition: found the edition 7, expected one of the data file (2 there)",
        ),
        ("{{ edition(2).closed }}", "1: edition 2 has no closed: date, expected another edition"),
        ("{{ date(edition(2).closed) }}", "1: date: edition 2 has no closed: date"),
        ("{{ edition(1).clsed }}", "1: found the unknown attribute 'clsed' of EditionView"),
        (
            '{{ count("left", "cat") }}',
            "1: count: found the noun 'cat', expected one of the data file",
        ),
        (
            '{{ share("size", "left") }}',
            "1: share: size (newest: 2022, edition: 2) and left (newest: 2023-06-01, "
            "through_edition: 2) share no date and basis, expected values of one date and basis",
        ),
        (
            '{{ share("pardoned", "joined", as_of="2021-12-31") }}',
            "1: share: pardoned and joined (newest: 2021-12-31, through_edition: 1) share no date",
        ),
        ("{{ 5 }}", "1: found a bare int in braces, expected a component such as figure(…)"),
        ('{{ value("left") }}', "1: found a bare quantity in braces, expected a component"),
        ('{{ date("x") }}', "1: date: date: found 'x', expected a date such as"),
        ('{{ table("none") }}', "1: table: found the table 'none', expected one of the data file"),
        ('{{ cite("paper-9") }}', "1: cite: found the source 'paper-9', expected one such as"),
        ("{{ figure( }}", "1: unexpected '}'"),
        ("{% holds 1 %}a{% endholds %}", "1: holds: found no comparison"),
        (
            '\n{% holds value("ended") > value("left") %}more ended{% endholds %}',
            "2: holds: ended 2 > left 20 is no longer so: more ended, expected a sentence",
        ),
        ('{% holds value("size") > value("left") %}a{% endholds %}', "1: holds: size (newest"),
    ],
)
def test_mistakes(body: str, message: str, english: Calls) -> None:
    found = mistakes(english, body)
    assert len(found) == 1
    assert found[0].startswith(f"docs/en/index.md:{message}")


def test_all_mistakes_of_a_page_are_told_with_their_lines(english: Calls) -> None:
    body = '{{ figure("a") }}\n{{ figur("b") }}\n\n{{ share(figure("c"), "d") }} {{ edition(9) }}'
    lines = [message.split(":")[1] for message in mistakes(english, body, offset=3)]
    assert lines == ["4", "5", "7", "7"]


def test_a_guarded_sentence_that_gives_way_is_a_task(english: Calls) -> None:
    renderer = PageRenderer(english, Tokens(), HOMES, "", BASES)
    body = '{% holds value("ended") > value("left") %}more{% else %}fewer{% endholds %}'
    assert renderer.render(page(body)) == "fewer"
    assert [str(task) for task in renderer.tasks] == [
        "docs/en/index.md:1: holds: ended 2 > left 20 is no longer so: more"
    ]


def test_a_date_with_two_bases_asks_which(tmp_path: Path) -> None:
    extra = """  - measure: joined
    value: 25
    as_of: 2022-06-01
    through_edition: 1
    stated_by: agency
    sources:
      - paper-1
    said: high
    checked: none
"""
    text = SAMPLE.read_text(encoding="utf-8").replace("\neditions:\n", f"{extra}\neditions:\n", 1)
    path = tmp_path / "programme.yml"
    path.write_text(text, encoding="utf-8")
    calls = make_calls(load(path), "en")
    with pytest.raises(ComponentError, match=r"expected which of them: \(through_edition: 1\) or"):
        calls.figure("joined", as_of="2022-06-01")
    assert calls.figure("joined", as_of="2022-06-01", through_edition=1).values[0].amount == 25


def test_homes_are_found_from_the_calls(english: Calls) -> None:
    pages = [page("{{ sources() }}"), page('{{ table("editions") }} {{ table("totals") }}')]
    assert find_homes(pages, english) == {
        "source": "index.md",
        "table-editions": "index.md",
        "table-totals": "index.md",
        "edition": "index.md",
        "cohort": "index.md",
    }


def test_a_page_that_needs_entries_nobody_lists_is_an_error(english: Calls) -> None:
    renderer = PageRenderer(english, Tokens(), {}, "", BASES)
    renderer.render(page("{{ edition(1) }}"))
    assert [str(problem) for problem in renderer.problems] == [
        "docs/en/index.md:1: no page shows every edition, expected one that lists them"
    ]


def test_a_chart_that_no_page_calls_is_told_at_its_line(english: Calls) -> None:
    homes = find_homes([page('{{ chart("totals") }}')], english)
    problems = list(on_no_page(english.catalog, homes, "programme.yml"))
    names = [name for name in english.catalog.charts if name != "totals"]
    assert [p.message.split()[1] for p in problems] == names
    lines = SAMPLE.read_text(encoding="utf-8").splitlines()
    assert [lines[p.line - 1].strip() for p in problems] == [f"- id: {name}" for name in names]
