"""What axe finds on the built pages: nothing (WCAG 2.0 to 2.2, levels A and AA, best practice).

Rules of structure run on every page, on the first entries of each list, which are of the same few
kinds. Those of colour and size take ten times as long: they run on the pages that have every
component, in Arabic by day on the phone and in English by night on the desktop, and so do all
rules on what opens. `make access` runs every rule on all of every page in every mode, which takes
some minutes.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Page

from browser import DESKTOP, PHONE, Scheme
from support import ROOT

Open = Callable[..., Page]
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
SCRIPT = (Path(__file__).parent / "axe.js").read_text(encoding="utf-8")
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
SEEN = ["color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable"]
ROOTS = {"ar": "", "en": "en/"}
DEVICES = {"phone": PHONE, "desktop": DESKTOP}
EVERYTHING = ("", "figures/", "timeline/", "pardons/", "sources/", "data/")
"""Pages that between them have every component."""
WHOLE = os.environ.get("AXE") == "whole"
languages = pytest.mark.parametrize("language", ["ar", "en"])
devices = pytest.mark.parametrize("device", DEVICES)


def pages(language: str) -> Iterator[str]:
    """Yield the addresses of the pages of a language, and of its charts for other sites."""
    for path in sorted((ROOT / "docs" / language).glob("*.md")):
        yield ROOTS[language] + ("" if path.stem == "index" else f"{path.stem}/")


def is_looked_at(address: str, scheme: str, device: str) -> bool:
    """Return whether the colours of a page are looked at in a mode when time is short."""
    mode = ("dark", "desktop") if address.startswith("en/") else ("light", "phone")
    return address.removeprefix("en/") in EVERYTHING and (scheme, device) == mode


def modes(language: str) -> list[tuple[str, Scheme]]:
    """Return the devices and schemes in which what opens is looked at."""
    if WHOLE:
        return [(device, scheme) for device in DEVICES for scheme in SCHEMES]
    return [("phone", "light" if language == "ar" else "dark"), ("desktop", "dark")]


def faults(
    page: Page, rules: list[str] | None = None, *, few: bool = not WHOLE, colours: bool = True
) -> list[str]:
    page.evaluate(AXE)
    return list(page.evaluate(SCRIPT, [rules, few, colours]))


def show(page: Page, address: str) -> None:
    response = page.goto(f"./{address}")
    assert response is not None
    assert response.ok or address == "404"


@languages
def test_structure(language: str, open_site: Open, record_property: Any) -> None:
    page = open_site(ROOTS[language], viewport=PHONE)
    found = {}
    for address in pages(language):
        show(page, address)
        if wrong := faults(page, colours=WHOLE):
            found[address] = wrong
    assert found == {}
    record_property(f"axe, structure, {language}", f"0 faults on {len([*pages(language)])} pages")


@devices
@languages
def test_colours_and_sizes(
    language: str, device: str, open_site: Open, record_property: Any
) -> None:
    page = open_site(ROOTS[language], viewport=DEVICES[device])
    found, seen = {}, 0
    for address in pages(language):
        schemes = [s for s in SCHEMES if WHOLE or is_looked_at(address, s, device)]
        if schemes:
            show(page, address)
        for scheme in schemes:
            page.emulate_media(color_scheme=scheme)
            seen += 1
            wrong = faults(page, None if WHOLE else SEEN)
            if wrong:
                found[address, scheme] = wrong
    assert found == {}
    record_property(f"axe, colours, {language}, {device}", f"0 faults on {seen} pages and schemes")


OPENED = {
    "every disclosure": "() => document.querySelectorAll('details').forEach(d => d.open = true)",
    "a list of sources": "() => document.querySelector('.source-list').showPopover()",
    "the menu": "() => document.querySelector('#menu').showPopover()",
    "paper": "() => {}",
}


@languages
@pytest.mark.parametrize("what", OPENED)
def test_what_opens(what: str, language: str, open_site: Open) -> None:
    for device, scheme in modes(language):
        page = open_site(f"{ROOTS[language]}women/", viewport=DEVICES[device])
        if what == "paper":
            page.emulate_media(media="print")
        page.evaluate(OPENED[what])
        page.emulate_media(color_scheme=scheme)
        assert faults(page, few=True) == []


@languages
def test_a_figure_to_take(language: str, open_site: Open) -> None:
    page = open_site(f"{ROOTS[language]}figures/", viewport=PHONE)
    page.locator("#measure-released summary").click()
    page.locator("#measure-released .copy").first.wait_for()
    page.evaluate("document.querySelector('#measure-released').scrollIntoView()")
    assert faults(page, few=False) == []


@languages
def test_the_search_with_its_results(language: str, open_site: Open) -> None:
    for device, scheme in modes(language):
        page = open_site(f"{ROOTS[language]}women/", viewport=DEVICES[device])
        page.emulate_media(color_scheme=scheme)
        page.locator(".search-link").click()
        page.get_by_role("searchbox").fill("مصالحة" if language == "ar" else "Moussalaha")
        page.locator(".search-results > li").first.wait_for()
        assert faults(page, few=True) == []


def test_what_is_missing_and_charts_for_other_sites(site: Path, open_site: Open) -> None:
    page = open_site()
    charts = [path.relative_to(site).as_posix() for path in sorted(site.rglob("charts/*.html"))]
    assert len(charts) > 5
    for number, address in enumerate(("404", *charts)):
        show(page, address)
        for scheme in SCHEMES if WHOLE else (SCHEMES[number % 2],):
            page.emulate_media(color_scheme=scheme)
            assert faults(page, few=True) == [], address


def test_axe_is_at_work(open_site: Open) -> None:
    page = open_site("en/women/")
    page.evaluate(
        """() => {
          const article = document.querySelector("article");
          const faulty = "<img src=''><button></button><p id='pale'>Pale</p>";
          article.insertAdjacentHTML("beforeend", faulty);
          document.querySelector("#pale").style.color = "#ccc";
        }"""
    )
    found = {fault.partition(":")[0] for fault in faults(page, few=True)}
    assert {"image-alt", "button-name", "color-contrast"} <= found
