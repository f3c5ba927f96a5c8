"""The pages open from a folder on disk, without a server and without a network."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from offline import write_offline
from support import PREFIX


@pytest.mark.parametrize("language", ["ar", "en"])
def test_read_from_disk(language: str, site: Path, browser: Browser, tmp_path: Path) -> None:
    write_offline(site, PREFIX, tmp_path / "offline.zip")
    with zipfile.ZipFile(tmp_path / "offline.zip") as archive:
        archive.extractall(tmp_path)
    start = tmp_path / "offline" / ("en" if language == "en" else "") / "index.html"
    page = browser.new_page()
    page.goto(start.as_uri())
    assert page.evaluate("getComputedStyle(document.body).fontFamily") != "Times"
    assert page.evaluate("document.querySelector('.md-header').offsetHeight") < 200
    page.locator(".menu-button").first.evaluate("button => button.click()")
    page.locator("#menu a[href$='women/index.html']").click()
    other = "ar" if language == "en" else "en"
    page.locator(f".languages a[hreflang={other}]").click()
    expect(page.locator("html")).to_have_attribute("lang", other)
    assert "women/index.html" in page.url
    page.locator(".search-link").click()  # has no server to ask, and leads to the list
    expect(page.locator(".site-index")).to_be_visible()
    page.close()
