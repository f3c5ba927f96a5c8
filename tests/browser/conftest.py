"""The real site, built once and served as its host serves it, and a browser to read it with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from browser import BrowserError, launch, open_page, serve
from support import PREFIX

HERE = Path(__file__).parent
LAID_OUT = """() => !document.querySelector(".slices .md-typeset :is(.records > :is(li, div), "
  + ".timeline .event):not(.laid)")"""
"""Whether every slice of a long page has had its turn (site.js)."""
SLOW = {"offline": False, "latency": 20, "downloadThroughput": 60_000, "uploadThroughput": 60_000}
"""Bytes a second: the first picture is painted before the last file is there."""


@pytest.fixture(scope="session")
def base(site: Path) -> Iterator[str]:
    """Return the address of the served site, with a slash at its end."""
    with serve(site, PREFIX) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with ExitStack() as stack:
        try:
            browser = stack.enter_context(launch())
        except BrowserError as error:
            pytest.fail(str(error), pytrace=False)
        yield browser


@pytest.fixture
def faults() -> list[str]:
    """Return what has gone wrong on the pages of this test so far; a test may expect some of it."""
    return []


@pytest.fixture
def open_site(browser: Browser, base: str, faults: list[str]) -> Iterator[Callable[..., Page]]:
    """Return a function that opens an address of the site in a fresh browser profile.

    `status` is what the host is expected to answer, `slow` asks for a slow line, `at` for another
    site; the other options are those of `browser.open_page`. The test fails when something went
    wrong on one of the pages: an error on the console, a failed request, one to another host.
    """
    with ExitStack() as stack:

        def visit(
            address: str = "", *, status: int = 200, slow: bool = False, at: str = base, **more: Any
        ) -> Page:
            page = stack.enter_context(open_page(browser, at, faults, **more))
            page.add_init_script(path=HERE / "shifts.js")
            if slow:
                line = page.context.new_cdp_session(page)
                line.send("Network.emulateNetworkConditions", SLOW)
            response = page.goto(f"./{address}")
            assert response is not None
            assert response.status == status
            page.wait_for_function(LAID_OUT)
            if status != 200:
                faults.remove(f"{status} {response.url}")
            return page

        yield visit
    if faults:
        pytest.fail("\n".join(faults), pytrace=False)


@pytest.fixture
def sideways() -> Callable[[Page, int], list[str]]:
    """Return a function that gives what is wider than the screen on a page, at a width."""
    script = (HERE / "sideways.js").read_text(encoding="utf-8")

    def measure(page: Page, width: int) -> list[str]:
        page.set_viewport_size({"width": width, "height": 900})
        return list(page.evaluate(script))

    return measure


@pytest.fixture
def shifts() -> Callable[[Page], dict[str, float]]:
    """Return a function that gives the boxes that moved while a page was loading, and how much.

    It gives nothing when all of it rounds to 0.00, as the measure is told.
    """

    def measure(page: Page) -> dict[str, float]:
        found: dict[str, float] = dict(page.evaluate("layoutShifts()"))
        return found if round(sum(found.values()), 2) else {}

    return measure
