"""What comes out of a printer: clean pages with their addresses, and fact sheets of two pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from explainer.project import open_project
from factsheet import Sheet, examine, faults_of, print_sheet, sheets
from support import ROOT

HERE = Path(__file__).parent
ADDRESS = "https://site.example/moussalaha/"
# A4 less the margins of print.css, in pixels of a 96th of an inch.
PAPER = (672, 1000)
FOOT = """() => [".checked-until", ".print-foot"].map(
  name => [...document.querySelectorAll(name)].filter(box => box.checkVisibility()).length)"""

CHART_COLOURS = """() => {
  const style = getComputedStyle(document.documentElement);
  return [1, 2, 3, 4, 5, 6].map(number => style.getPropertyValue(`--chart-${number}`));
}"""


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_page_is_black_on_white_and_whole(
    language: str, site: Path, open_site: Callable[..., Page]
) -> None:
    """Printed while the screen is dark: schemes are for screens."""
    script = (HERE / "paper.js").read_text(encoding="utf-8")
    folder = site if language == "ar" else site / "en"
    pages = [path for path in sorted(folder.glob("**/index.html")) if _language(path) == language]
    assert len(pages) > 1
    page = open_site(language=language, viewport=PAPER, scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    faults = {}
    for path in pages:
        address = path.parent.relative_to(site).as_posix()
        page.goto(f"./{address}/" if address != "." else "./")
        found = page.evaluate(script)
        shown = page.evaluate(FOOT)
        expected = [0 if page.locator(".factsheet").count() else 1, 1]
        if shown != expected:
            found.append(f"shows its foot {shown} times, expected {expected}")
        if found:
            faults[address] = found
    assert faults == {}


def test_charts_print_in_the_colours_of_the_light_scheme(open_site: Callable[..., Page]) -> None:
    page = open_site("en/")
    light = page.evaluate(CHART_COLOURS)
    page.evaluate("document.documentElement.dataset.scheme = 'dark'")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(CHART_COLOURS) == light


def test_the_foot_gives_the_full_address(open_site: Callable[..., Page]) -> None:
    page = open_site("en/figures/")
    foot = page.locator(".print-foot")
    assert not foot.is_visible()
    page.emulate_media(media="print")
    assert foot.locator("bdi").inner_text() == f"{ADDRESS}en/figures/"


@pytest.fixture(scope="module")
def printed() -> dict[str, Sheet]:
    """Return the fact sheet of each language."""
    return {sheet.language: sheet for sheet in sheets(open_project(ROOT))}


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_fact_sheet_is_two_tagged_pages(
    language: str, printed: dict[str, Sheet], browser: Browser, site: Path
) -> None:
    sheet = printed[language]
    pdf = print_sheet(browser, site, ADDRESS, sheet)
    assert list(faults_of(sheet, examine(pdf))) == []
    assert ADDRESS.encode() in pdf
    assert b"127.0.0.1" not in pdf


def _language(path: Path) -> str:
    return "en" if "en" in path.parts else "ar"
