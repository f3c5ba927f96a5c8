"""What a page asks of others and leaves behind: nothing, but for the reader's choice of colours."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html
from playwright.sync_api import Page, Request

Open = Callable[..., Page]
POLICY = "//meta[@http-equiv='Content-Security-Policy']/@content"
KEPT = "() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_visit_leaves_nothing_but_a_choice_of_colours(language: str, open_site: Open) -> None:
    root = "" if language == "ar" else "en/"
    page = open_site(root)
    hosts = set()

    def note(request: Request) -> None:
        hosts.add(re.sub(r"^(\w+://[^/]+).*", r"\1", request.url))

    page.context.on("request", note)
    for address in ("figures/", "timeline/", "sources/", "data/"):
        page.goto(f"./{root}{address}")
    page.locator(".search-link").click()
    page.get_by_role("searchbox").fill("2024")
    page.locator(".search-results > li").first.wait_for()
    page.keyboard.press("Escape")  # clears the field
    page.keyboard.press("Escape")
    assert len(hosts) == 1
    assert page.context.cookies() == []
    assert page.evaluate(KEPT) == []
    page.locator("button.scheme").click()
    assert page.evaluate(KEPT) == ["explainer-colours"]
    page.locator("button.scheme").click()
    assert page.evaluate(KEPT) == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations()") == []


def test_every_page_has_a_policy_and_nothing_that_it_forbids(site: Path) -> None:
    for path in sorted(site.rglob("*.html")):
        root: Any = lxml_html.document_fromstring(path.read_bytes())
        (policy,) = root.xpath(POLICY)
        rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
        assert rules["default-src"] == "'none'"
        assert "unsafe-inline" not in policy
        assert "unsafe-eval" not in policy.replace("wasm-unsafe-eval", "")
        assert "http" not in policy
        if path.parent.name != "charts":
            assert root.xpath("string(//meta[@name='referrer']/@content)") == "no-referrer"
        # Before everything that it is to hold for.
        assert (
            root.xpath("count(//meta[@http-equiv]/preceding::*[self::link or self::script])") == 0
        )
        attributes = {name for element in root.iter() for name in getattr(element, "attrib", {})}
        assert not {name for name in attributes if name.startswith("on") or name == "style"}
        for link in root.xpath("//a[starts-with(@href, 'http')]"):
            assert "noopener" in link.get("rel", ""), (path.name, link.get("href"))


def test_a_script_in_a_page_would_not_run(open_site: Open, faults: list[str]) -> None:
    page = open_site("en/women/")
    page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.ran = true";
          document.body.append(script);
        }"""
    )
    assert page.evaluate("window.ran") is None
    assert any("Content Security Policy" in fault for fault in faults)
    faults.clear()
