"""The search: what readers type finds what it should, and the dialog works as dialogs do.

The queries of tests/search/queries.yml were written before the search was made. The share that is
found, by kind of variation, is printed with the results of the tests.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Page, Response, expect

from browser import PHONE
from explainer.search import Folding
from queries import ROOTS, is_found, is_refused, load_queries
from support import ROOT, SEARCH, asset

OpenSite = Callable[..., Page]
LEAST = {"ar": 0.95, "en": 0.97}
MOST_BYTES = 120_000
WORDS = """async ([table, text, at]) =>
  (await import(`./${at}`)).folding(table).ASKED(text)"""
HERE = Path(__file__).parent
QUERIES = load_queries()
languages = pytest.mark.parametrize("language", ["ar", "en"])


@pytest.fixture
def ask(open_site: OpenSite, site: Path) -> Callable[[str], Callable[[str], list[list[str]]]]:
    """Return a function that opens a language and gives one that asks its search.

    An answer is a list of pages, best first: each the addresses of what is shown of it.
    """

    def choose(language: str) -> Callable[[str], list[list[str]]]:
        page = open_site(ROOTS[language], language=language)
        page.evaluate(
            (HERE / "search.js").read_text(encoding="utf-8"), asset(site, "search/find.js")
        )
        return lambda query: list(page.evaluate("query => ask(query)", query))

    return choose


@languages
def test_readers_find_what_they_look_for(
    language: str,
    ask: Callable[[str], Callable[[str], list[list[str]]]],
    record_property: Callable[[str, object], None],
) -> None:
    search = ask(language)
    found: dict[str, list[bool]] = defaultdict(list)
    missed = []
    for entry in QUERIES[language]:
        hit = is_found(entry, search(entry["query"]), language)
        found[entry["kind"]].append(hit)
        missed += [] if hit else [f"{entry['query']} ({entry['kind']})"]
    hits = [hit for kind in found.values() for hit in kind]
    for kind, own in [*found.items(), ("all", hits)]:
        record_property(f"search {language} {kind}", f"{sum(own)} of {len(own)}")
    assert len(hits) >= {"ar": 80, "en": 40}[language]
    assert sum(hits) / len(hits) >= LEAST[language], missed


@languages
def test_what_is_not_there_is_not_found(
    language: str, ask: Callable[[str], Callable[[str], list[list[str]]]]
) -> None:
    search = ask(language)
    entries = [entry for entry in QUERIES["nothing"] if entry["language"] == language]
    wrong = {
        entry["query"]: shown
        for entry in entries
        if not is_refused(entry, shown := search(entry["query"]))
    }
    assert wrong == {}
    assert len(QUERIES["nothing"]) >= 15


def test_both_sides_fold_words_alike(open_site: OpenSite, site: Path) -> None:
    cases = yaml.safe_load((ROOT / "tests/search/foldings.yml").read_text(encoding="utf-8"))
    page = open_site()
    for case in cases:
        table = Folding(SEARCH[case["language"]]).table()
        words = page.evaluate(
            WORDS.replace("ASKED", "words"),
            [dict(table), case["text"], asset(site, "search/words.js")],
        )
        assert words == case["words"], case["text"]


@pytest.mark.parametrize(
    ("query", "forms"),
    [
        ("٢١٧", [["217"]]),
        ("تشرين الثاني", [["تشرين الثاني", "نونبر", "نوفمبر"]]),
        ("بتموز ٢٠٢٣", [["بتموز"], ["2023"]]),
        ("عفوية كم", [[]]),
        ("كم", [["كم"]]),
    ],
)
def test_a_word_is_looked_up_in_the_forms_of_its_group(
    query: str, forms: list[list[str]], open_site: OpenSite, site: Path
) -> None:
    table = Folding(SEARCH["ar"]).table()
    found = open_site().evaluate(
        WORDS.replace("ASKED", "terms"),
        [dict(table), query, asset(site, "search/words.js")],
    )
    assert [term["forms"] for term in found] == forms


@pytest.mark.parametrize(
    ("query", "rest"), [("والعفو", ["عفو", "العفو"]), ("مصالحه", ["مصالحة"]), ("علي", ["على"])]
)
def test_a_word_that_is_not_there_is_looked_up_in_other_spellings(
    query: str, rest: list[str], open_site: OpenSite, site: Path
) -> None:
    table = Folding(SEARCH["ar"]).table()
    given = [dict(table), query, asset(site, "search/words.js")]
    found = open_site().evaluate(WORDS.replace("ASKED", "terms"), given)
    assert set(rest) <= set(found[0]["rest"])


@languages
def test_the_dialog_is_opened_read_and_left_by_keyboard(language: str, open_site: OpenSite) -> None:
    page = open_site(f"{ROOTS[language]}women/", language=language)
    for key in ("/", "Control+k", "Meta+k", " "):
        page.locator(".search-link").focus()
        page.keyboard.press(key)
        dialog = page.get_by_role("dialog")
        expect(dialog).to_be_visible()
        expect(dialog.get_by_role("searchbox")).to_be_focused()
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
        expect(page.locator(".search-link")).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("searchbox")).to_be_focused()
    words = {"ar": "العفو الملكي", "en": "royal pardon"}[language]
    page.keyboard.type(words)
    expect(page.locator(".search-results > li").first).to_be_visible()
    assert (
        page.locator("dialog.search").get_attribute("aria-label")
        == {"ar": "البحث", "en": "Search"}[language]
    )
    expect(page.get_by_role("status")).to_contain_text({"ar": "نتيجة", "en": "results"}[language])
    assert page.locator(".search-results mark").count()
    direction = {"ar": "rtl", "en": "ltr"}[language]
    assert dialog.evaluate("box => getComputedStyle(box).direction") == direction
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    first = page.locator(".search-results a").first
    expect(first).to_be_focused()
    there = first.evaluate("link => link.href")
    page.keyboard.press("Enter")
    expect(page).to_have_url(there)


@languages
def test_an_empty_result_says_what_to_try(language: str, open_site: OpenSite) -> None:
    page = open_site(ROOTS[language], language=language)
    page.locator(".search-link").click()
    page.get_by_role("searchbox").fill("qzxwv")
    expect(page.locator(".search-empty")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text({"ar": "لا نتيجة", "en": "0 results"}[language])
    page.locator(".search-empty a").click()
    expect(page.locator("h1")).to_contain_text({"ar": "الألف إلى الياء", "en": "A to Z"}[language])


def test_a_result_leads_to_its_section_even_on_the_same_page(open_site: OpenSite) -> None:
    page = open_site("en/glossary/")
    page.keyboard.press("/")
    page.get_by_role("searchbox").fill("aftercare")
    page.locator(".search-results ol a[href$='#term-aftercare']").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator("#term-aftercare")).to_be_in_viewport()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("pardon")  # takes the place of the words that were asked before
    expect(page.get_by_role("searchbox")).to_have_value("pardon")


def test_more_results_are_shown_when_asked_for(open_site: OpenSite) -> None:
    page = open_site("en/")
    page.keyboard.press("/")
    page.get_by_role("searchbox").fill("prison")
    more = page.locator(".search-more")
    expect(more).to_be_visible()
    before = page.locator(".search-results > li").count()
    more.click()
    expect(page.locator(".search-results > li").nth(before)).to_be_visible()
    expect(page.locator(".search-results > li").nth(before).locator("a").first).to_be_focused()


@pytest.mark.parametrize(
    "query", ["العفو الملكي", "مصالحه", "CNDH", "كم عدد النساء", "royal pardon"]
)
def test_nothing_of_the_search_is_fetched_before_it_is_opened(
    query: str, open_site: OpenSite
) -> None:
    """And a first search fetches less than 120 kB, as the host sends it."""
    language = "en" if query.islower() else "ar"
    page = open_site(ROOTS[language], viewport=PHONE)
    fetched: list[Response] = []

    def note(response: Response) -> None:
        fetched.append(response)

    page.on("response", note)
    page.reload()
    assert [r.url for r in fetched if "search/" in r.url] == []
    fetched.clear()
    page.locator(".search-link").click()
    page.get_by_role("searchbox").fill(query)
    expect(page.locator(".search-results > li").first).to_be_visible()
    sizes = {r.url: int(r.headers.get("content-length", 0)) for r in fetched}
    assert sum(sizes.values()) < MOST_BYTES, sizes


def test_without_a_script_the_button_leads_to_the_list_of_everything(open_site: OpenSite) -> None:
    page = open_site("en/women/", javascript=False)
    page.locator(".search-link").click()
    expect(page.locator("h1")).to_contain_text("A to Z")
    page.locator(".letters a", has_text="R").click()
    page.get_by_role("link", name="royal pardon", exact=True).click()
    expect(page.locator("#term-royal-pardon")).to_be_in_viewport()


def test_a_search_that_cannot_be_loaded_says_so(open_site: OpenSite, faults: list[str]) -> None:
    page = open_site("en/")
    page.route("**/pagefind.js", lambda route: route.abort())
    page.keyboard.press("/")
    page.get_by_role("searchbox").fill("pardon")
    expect(page.locator(".search-failed")).to_be_visible()
    page.unroute("**/pagefind.js")
    page.get_by_role("searchbox").fill("royal pardon")
    expect(page.locator(".search-results > li").first).to_be_visible()
    expect(page.locator(".search-failed")).to_be_hidden()
    faults.clear()
