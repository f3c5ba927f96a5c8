"""A walk through the site by keyboard, as readers take it who have no mouse.

After every key the focused element is in the window, below nothing else (WCAG 2.4.11), and marked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from browser import DESKTOP, PHONE
from queries import ROOTS

OpenSite = Callable[..., Page]
languages = pytest.mark.parametrize("language", ["ar", "en"])
devices = pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])

# Whether the focus is where a selector says, and what is wrong with it. A choice whose own box is
# hidden is seen as its label.
STOP = """wanted => {
  const here = document.activeElement;
  if (here === document.body) return [false, ["nothing is focused"]];
  const seen = here.matches("input.visually-hidden") ? here.labels[0] : here;
  const { bottom } = document.querySelector(".md-header").getBoundingClientRect();
  const top = here.closest(".md-skip, .menu-panel, dialog, .md-header") ? 0 : bottom;
  const boxes = [...seen.getClientRects()].filter(box => box.width > 1 && box.height > 1);
  const style = getComputedStyle(seen);
  const below = ({ bottom }) => bottom > innerHeight + 1 && seen.offsetHeight < innerHeight;
  const outside = box => box.left < -1 || box.right > innerWidth + 1 || below(box);
  const covered = ({ x, y, width, height }) =>
    !seen.contains(document.elementFromPoint(x + width / 2, y + Math.min(9, height / 2)));
  const faults = {
    "is below the bar": boxes.some(box => box.top < top - 1),
    "is outside the window": !boxes.length || boxes.some(outside),
    "is covered, or takes no press": boxes.every(covered),
    "is not marked": style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2,
  };
  const name = `${here.localName}.${here.className} “${here.textContent.trim().slice(0, 40)}”`;
  const found = Object.keys(faults).filter(fault => faults[fault]);
  return [here.matches(wanted), found.map(fault => `${name} ${fault}`)];
}"""
# Waits until an element stands below the bar, in the upper half of the window, or the page is
# scrolled as far as a number says. A Tab goes on from there when that has been painted.
ARRIVED = """async place => {
  const arrived = () => {
    if (typeof place === "number") return Math.abs(scrollY - place) < 2;
    const [bar, box] = [".md-header", place].map(name => document.querySelector(name));
    const top = box?.getBoundingClientRect().top;
    return top > bar.getBoundingClientRect().bottom - 1 && top < innerHeight / 2;
  };
  const frame = () => new Promise(requestAnimationFrame);
  for (let count = 0; count < 500 && !arrived(); count += 1) await frame();
  await frame().then(frame);
  return arrived();
}"""


class Reader:
    """Presses keys on a page and notes what is wrong with the focus after each."""

    def __init__(self, page: Page, faults: list[str]) -> None:
        self.page = page
        self._faults = faults

    def _press(self, key: str, at: str) -> bool:
        self.page.keyboard.press(key)
        found, faults = self.page.evaluate(STOP, at)
        self._faults += [f"{key}: {fault}" for fault in faults]
        return bool(found)

    def press(self, *keys: str, at: str = "*") -> None:
        """Press keys; the focus ends where `at` says."""
        assert [self._press(key, at) for key in keys][-1], at

    def go(self, selector: str, key: str = "Tab", most: int = 40) -> int:
        """Press a key until the focus is where a selector says; return how often."""
        times = next((count for count in range(1, most + 1) if self._press(key, selector)), 0)
        assert times, f"{most} times {key} did not lead to {selector}"
        return times

    def enter(self, address: str) -> None:
        """Press Enter on a link that leads to an address."""
        self.page.keyboard.press("Enter")
        self.arrive(address)

    def arrive(self, address: str, place: float | None = None) -> None:
        """Wait until an address is open where it leads to, or scrolled as far as `place` says."""
        expect(self.page).to_have_url(re.compile(f"/{address}$"))
        there = f"#{address.partition('#')[2]}" if place is None else place
        assert self.page.evaluate(ARRIVED, there), f"{address} is not opened at {there}"


@pytest.fixture
def read(open_site: OpenSite) -> Iterator[Callable[..., Reader]]:
    """Return a function that opens an address for a reader with a keyboard."""
    faults: list[str] = []

    def visit(address: str, language: str, **more: object) -> Reader:
        reader = Reader(open_site(ROOTS[language] + address, language=language, **more), faults)
        if "#" in address:
            reader.arrive(address)
        return reader

    yield visit
    if faults:
        pytest.fail("\n".join(faults), pytrace=False)


@devices
@languages
def test_the_bar_and_the_menu(
    language: str, viewport: tuple[int, int], read: Callable[..., Reader]
) -> None:
    reader = read("women/", language, viewport=viewport)
    page = reader.page
    reader.press("Tab", at=".md-skip")
    stops = [".site-name", ".languages a", ".search-link", ".scheme", ".menu-button"]
    for stop in stops:
        reader.press("Tab", at=stop)
    places = [box["x"] for s in stops if (box := page.locator(s).bounding_box()) is not None]
    assert places == sorted(places, reverse=language == "ar")
    menu = page.locator("#menu")
    for key in ("Enter", "Space"):
        reader.press(key, at=".menu-button")
        expect(menu).to_be_visible()
        reader.press("Tab", at=".menu-panel li:first-child a")
        reader.press("Escape", at=".menu-button")
        expect(menu).to_be_hidden()
    reader.press("Enter", "Tab")
    reader.go(":not(.menu-panel *)")  # past the last page, and not below the menu
    reader.go(".md-skip", "Shift+Tab")
    reader.enter("women/#women")
    reader.press("Tab", at="article *")


@languages
def test_a_search_leads_to_a_section(language: str, read: Callable[..., Reader]) -> None:
    reader = read("women/", language)
    page = reader.page
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    words = {"ar": "ثورة الملك والشعب", "en": "revolution king people"}
    page.keyboard.insert_text(words[language])  # at once: results that still change lose the focus
    expect(page.locator(".search-results ol a").first).to_be_visible()
    reader.press("ArrowDown", at=".search-page")
    reader.go(".search-results ol a[href*='#pardon-']", "ArrowDown")
    reader.press("Tab", "Shift+Tab", at=".search-results ol a[href*='#pardon-']")
    section = str(page.evaluate("document.activeElement.hash"))
    reader.enter(f"pardons/{section}")
    reader.press("Tab", at=f"{section} *")


@devices
@languages
def test_a_paragraph_to_its_source_and_back(
    language: str, viewport: tuple[int, int], read: Callable[..., Reader]
) -> None:
    reader = read("women/#womens-edition", language, viewport=viewport)
    page = reader.page
    reader.go(".source-mark")
    sources = page.locator(".source-list").first
    reader.press("Enter", at=".source-mark")
    expect(sources).to_be_visible()
    reader.press("Tab", at=".source-list a")
    reader.press("Escape", at=".source-mark")
    expect(sources).to_be_hidden()
    reader.press("Space", "Tab", at=".source-list a")
    assert reader.go(":not(.source-list a)") == sources.locator("a").count()
    reader.go(".source-mark", "Shift+Tab")
    expect(sources).to_be_hidden()
    reader.press("Enter", "Tab", at=".source-list a")
    place = page.evaluate("scrollY")
    entry = str(page.evaluate("document.activeElement.hash"))
    reader.enter(f"sources/{entry}")
    reader.press("Tab", at=f"{entry} *")
    page.go_back()
    reader.arrive("women/#womens-edition", place)


@languages
def test_a_chart_as_a_table_and_a_figure_to_cite(
    language: str, read: Callable[..., Reader]
) -> None:
    reader = read("figures/#chart-over-time", language)
    page = reader.page
    reader.go("#chart-over-time .chart-table summary")
    table = page.locator("#chart-over-time table")
    reader.press("Enter", at=".chart-table summary")
    expect(table).to_be_visible()
    reader.press("Tab", at="#chart-over-time .table-scroll")
    reader.press("Shift+Tab", "Space", at=".chart-table summary")
    expect(table).to_be_hidden()
    reader.go("#chart-over-time .chart-files a[href$='.csv']")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "over-time.csv"
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("location.hash = 'measure-released'")
    reader.arrive("figures/#measure-released")
    reader.go("#measure-released .take summary")
    reader.press("Enter", at=".take summary")
    button = page.locator("#measure-released button.copy").first
    button.wait_for()
    label = button.inner_text()
    reader.press("Tab", "Enter", at="button.copy")
    expect(button).not_to_have_text(label)
    assert "288" in str(page.evaluate("navigator.clipboard.readText()"))


@languages
def test_the_timeline_shows_one_category_and_says_how_many(
    language: str, read: Callable[..., Reader]
) -> None:
    """By its style sheet alone: no script takes part."""
    reader = read("timeline/", language, javascript=False)
    page = reader.page
    status = page.locator(".timeline-frame").get_by_role("status")
    shown, said = page.locator(".event:visible"), re.compile(r"\d+")

    def told() -> tuple[int, list[str]]:
        return shown.count(), said.findall(status.inner_text())

    reader.go("#show-all")
    most = shown.count()
    assert told() == (most, [str(most)])
    counts = []
    for category in ("edition", "pardon", "institution", "law"):
        reader.press("ArrowDown", at=f"#show-{category}:checked")
        assert page.locator(f".event.{category}:visible").count() == shown.count() < most
        counts.append(told())
    assert [words for _, words in counts] == [[str(number)] for number, _ in counts]
    reader.press(*["ArrowUp"] * len(counts), at="#show-all:checked")
    assert told() == (most, [str(most)])


@languages
def test_the_other_language_keeps_the_section(language: str, read: Callable[..., Reader]) -> None:
    other = "en" if language == "ar" else "ar"
    reader = read("women/#declaration", language)
    reader.go(".languages a", "Shift+Tab", 60)
    reader.enter(f"{ROOTS[other]}women/#declaration")
    expect(reader.page.locator("html")).to_have_attribute("lang", other)
    reader.press("Tab", at="#declaration *")
