"""What every reader meets: a page as wide as the screen, in its language, that stands still."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from browser import DESKTOP, PHONE

PAGES = ["", "programme/", "figures/", "editions/", "timeline/", "sources/"]
ROOTS = {"ar": "", "en": "en/"}
DIRECTIONS = {"ar": "rtl", "en": "ltr"}
SITE_NAMES = {"ar": "مصالحة", "en": "Moussalaha"}
LETTERS = {"ar": re.compile("[ء-ي]{2}"), "en": re.compile("[a-z]{2}")}
WIDTHS = (320, 390, 768, 1280)
TWIN = "link => [link.href, link.lang, link.checkVisibility()]"

OpenSite = Callable[..., Page]
both_ways = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
languages = pytest.mark.parametrize("language", ["ar", "en"])
devices = pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])


LONG = ("", "figures/", "timeline/", "data/")
VISITS = [
    (address, language, javascript)
    for address in PAGES
    for language in ("ar", "en")
    for javascript in (True, False)
    # The two ways differ in what a script opens: of most pages, one language is read each way.
    if address in LONG or javascript == (language == "ar")
]


@pytest.mark.parametrize(("address", "language", "javascript"), VISITS)
def test_a_page_is_in_its_language_and_as_wide_as_the_screen(
    address: str,
    language: str,
    javascript: bool,
    open_site: OpenSite,
    sideways: Callable[[Page, int], list[str]],
) -> None:
    here = f"{ROOTS[language]}{address}"
    page = open_site(here, language=language, javascript=javascript)
    html = page.locator("html")
    assert html.get_attribute("lang") == language
    assert html.get_attribute("dir") == DIRECTIONS[language]
    assert page.evaluate("getComputedStyle(document.body).direction") == DIRECTIONS[language]
    title = re.sub("[\u2066-\u2069]", "", page.title())
    assert SITE_NAMES[language] in title
    assert title.endswith(f" – {SITE_NAMES[language]}") or not address
    assert LETTERS[language].search(title)
    other = "en" if language == "ar" else "ar"
    twin = page.get_by_role("banner").locator(f"a[hreflang={other}]")
    there = f"{page.url.removesuffix(here)}{ROOTS[other]}{address}"
    assert twin.evaluate(TWIN) == [there, other, True]
    assert [fault for width in WIDTHS for fault in sideways(page, width)] == []


@devices
@both_ways
def test_the_language_link_leads_there_and_back(
    javascript: bool, viewport: tuple[int, int], open_site: OpenSite, base: str
) -> None:
    page = open_site("figures/", viewport=viewport, javascript=javascript)
    page.get_by_role("banner").locator("a[hreflang=en]").click()
    expect(page).to_have_url(f"{base}en/figures/")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("banner").locator("a[hreflang=ar]").click()
    expect(page).to_have_url(f"{base}figures/")


@devices
@languages
def test_nothing_moves_while_the_home_page_loads(
    language: str,
    viewport: tuple[int, int],
    open_site: OpenSite,
    shifts: Callable[[Page], dict[str, float]],
) -> None:
    """On the first visit, and again when style sheets and scripts are at hand."""
    page = open_site(ROOTS[language], viewport=viewport, slow=True)
    assert shifts(page) == {}
    page.goto("./404")
    page.goto(f"./{ROOTS[language]}")
    assert shifts(page) == {}


@languages
def test_what_has_an_address_offers_it(language: str, open_site: OpenSite) -> None:
    """Headings, figures and entries link to themselves, and show it to those who point at them."""
    places = {
        "figures/": "#measure-released",
        "editions/": "#edition-13",
        "pardons/": "#pardon-august-2017",
        "timeline/": "#event-edition-1-opens",
        "article/": "#claim-6",
        "glossary/": "#term-royal-pardon",
        "sources/": "#source-belpresse-31355",
        "": "#chart-over-time",
    }
    page = open_site(ROOTS[language], language=language)
    for address, place in places.items():
        page.goto(f"./{ROOTS[language]}{address}")
        entry = page.locator(place)
        link = entry.locator(f"a[href='{place}']").first
        link.focus()
        shown = "link => getComputedStyle(link, '::after').content"
        assert "¶" in link.evaluate(shown), place
    heading = page.locator("h2").first
    link = heading.locator("a.headerlink")
    assert link.evaluate("link => getComputedStyle(link).opacity") == "0"
    link.focus()
    assert link.evaluate("link => getComputedStyle(link).opacity") == "1"


def test_a_long_page_is_laid_out_where_tasks_have_no_priorities(open_site: OpenSite) -> None:
    page = open_site()
    page.add_init_script("Object.defineProperty(window, 'scheduler', { value: undefined })")
    page.goto("./timeline/")
    page.wait_for_function("() => !document.querySelector('.timeline .event:not(.laid)')")
    assert page.locator(".timeline .event.laid").count() > 50


@languages
def test_every_heading_is_in_the_contents(language: str, open_site: OpenSite) -> None:
    page = open_site(ROOTS[language], language=language)
    for address in ("programme/", "figures/", "does-it-work/"):
        page.goto(f"./{ROOTS[language]}{address}")
        typed = "list => list.map(heading => '#' + heading.id)"
        headings = page.locator("article :is(h2, h3):has(a.headerlink)").evaluate_all(typed)
        listed = "list => list.map(link => link.getAttribute('href'))"
        assert page.locator(".toc a").evaluate_all(listed) == headings
