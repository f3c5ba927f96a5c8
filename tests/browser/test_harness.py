"""The harness itself: the served site behaves as on its host, and a faulty page is noticed."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

import browser as harness
from browser import BrowserError, find_browser, open_page, serve

GZIP = {"Accept-Encoding": "br, gzip;q=0.8"}


@contextmanager
def asked(
    address: str, path: str, headers: dict[str, str] | None = None, method: str = "GET"
) -> Iterator[tuple[HTTPResponse, bytes]]:
    connection = HTTPConnection(urlsplit(address).netloc, timeout=10)
    try:
        connection.request(method, path, headers=headers or {})
        response = connection.getresponse()
        yield response, response.read()
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("path", "status", "place"),
    [
        ("/moussalaha/", 200, "index.html"),
        ("/moussalaha/en/", 200, "en/index.html"),
        ("/moussalaha/figures/?a=b", 200, "figures/index.html"),
        ("/moussalaha/404", 200, "404.html"),
        ("/moussalaha/en/nothing", 404, "404.html"),
        ("/moussalaha/assets/", 404, "404.html"),
        ("/moussalaha/figures/index.html/", 404, "404.html"),
        ("/moussalaha/%2e%2e/mkdocs.yml", 404, "404.html"),
    ],
)
def test_addresses_lead_to_files(path: str, status: int, place: str, site: Path, base: str) -> None:
    with asked(base, path) as (response, content):
        assert response.status == status
        assert content == (site / place).read_bytes()
        assert response.headers["Content-Type"] == "text/html; charset=utf-8"
        assert response.headers["Cache-Control"] == "max-age=600"


def test_a_folder_without_its_slash_is_redirected(base: str) -> None:
    for path, target in (
        ("/moussalaha", "/moussalaha/"),
        ("/moussalaha/en/figures", "/moussalaha/en/figures/"),
        ("/moussalaha/en?a=b", "/moussalaha/en/?a=b"),
    ):
        with asked(base, path) as (response, _):
            assert response.status == 301
            assert response.headers["Location"] == f"http://{urlsplit(base).netloc}{target}"


def test_outside_the_path_is_another_site(base: str) -> None:
    for path in ("/", "/en/", "/moussalahat/", "/assets/site.css"):
        with asked(base, path) as (response, content):
            assert response.status == 404
            assert content == b"404 Not Found\n"


def test_text_is_sent_with_gzip_where_it_is_accepted(site: Path, base: str) -> None:
    plain = (site / "en/index.html").read_bytes()
    with asked(base, "/moussalaha/en/", GZIP) as (response, content):
        assert response.headers["Content-Encoding"] == "gzip"
        assert response.headers["Vary"] == "Accept-Encoding"
        assert len(content) == int(response.headers["Content-Length"]) < len(plain) / 2
        assert gzip.decompress(content) == plain
    with asked(base, "/moussalaha/en/", {"Accept-Encoding": "br"}) as (response, content):
        assert "Content-Encoding" not in response.headers
        assert content == plain
    with asked(base, "/moussalaha/en/", GZIP, "HEAD") as (response, content):
        assert int(response.headers["Content-Length"]) < len(plain) / 2
        assert content == b""


def test_each_kind_of_file_has_its_type(tmp_path: Path) -> None:
    types = {
        "a.css": "text/css; charset=utf-8",
        "a.js": "application/javascript; charset=utf-8",
        "a.json": "application/json; charset=utf-8",
        "a.csv": "text/csv; charset=utf-8",
        "a.svg": "image/svg+xml",
        "a.xml": "application/xml",
        "a.png": "image/png",
        "a.woff2": "font/woff2",
        "a.pf_index": "application/octet-stream",
    }
    for name in types:
        (tmp_path / name).write_bytes(b"content")
    with serve(tmp_path, "/") as address:
        for name, kind in types.items():
            with asked(address, f"/{name}", GZIP) as (response, _):
                assert response.headers["Content-Type"] == kind
                small = name in ("a.png", "a.woff2", "a.pf_index")
                assert ("Content-Encoding" in response.headers) != small
        with asked(address, "/b") as (response, content):
            assert response.status == 404
            assert content == b"404 Not Found\n"


def test_what_is_known_is_not_sent_again(base: str) -> None:
    with asked(base, "/moussalaha/en/", GZIP) as (response, _):
        tag = response.headers["ETag"]
        assert tag.startswith('W/"')
    with asked(base, "/moussalaha/en/", {**GZIP, "If-None-Match": tag}) as (response, content):
        assert response.status == 304
        assert content == b""
    with asked(base, "/moussalaha/en/", {"If-None-Match": '"else"'}) as (response, content):
        assert response.status == 200
        assert content


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("address", ["nothing", "en/nothing/at/all", "en/figures/nothing/"])
def test_the_page_for_missing_ones_is_in_both_languages(
    address: str, javascript: bool, open_site: Callable[..., Page], base: str
) -> None:
    page = open_site(address, status=404, javascript=javascript)
    assert page.get_by_text("الصفحة غير موجودة").first.is_visible()
    assert page.get_by_text("Page not found").first.is_visible()
    homes = page.locator("main a[href]").evaluate_all("links => links.map(link => link.href)")
    assert {base, f"{base}en/"} <= {home.removesuffix(".") for home in homes}


FAULTS = {
    "<img src='missing.png' alt=''>": "404 {base}missing.png",
    "<img src='http://192.0.2.1/a.png' alt=''>": "asked another site: http://192.0.2.1/a.png",
    "<script src='https://cdn.example/a.js'></script>": "net::ERR_NAME_NOT_RESOLVED https://cdn",
    "<link rel='stylesheet' href='/a.css'>": "asked another site: {root}/a.css",
    "<script>console.error('so')</script>": "console: so",
    "<script>throw new Error('so')</script>": "script: ",
}


HEAD = "<!doctype html><title>a</title><link rel='icon' href='data:,'><style>body{margin:0}</style>"
"""With a page icon that is there: browsers ask for one unbidden."""


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """Return a function that gives the address of a site of one page with these words."""

    def write(markup: str) -> str:
        (tmp_path / "index.html").write_text(f"{HEAD}{markup}", encoding="utf-8")
        return address

    with serve(tmp_path, "/below/") as address:
        yield write


@pytest.mark.parametrize("markup", FAULTS)
def test_a_fault_on_a_page_is_noticed(
    markup: str, small: Callable[[str], str], browser: Browser
) -> None:
    faults: list[str] = []
    base = small("<p>b</p>")
    with open_page(browser, base, faults) as page:
        page.goto("./")
        assert faults == []
        small(markup)
        page.reload()
    wanted = FAULTS[markup].format(base=base, root=base.removesuffix("/below/"))
    assert any(fault.startswith(wanted) for fault in faults), faults


WIDE = "style='inline-size:999px;block-size:9px'"
BOXES = {
    f"<div {WIDE}></div>": "320: the page scrolls",
    f"<article><p {WIDE}></p></article>": "320: sticks out: p",
    f"<div class='f' style='overflow-x:auto'><p {WIDE}></p></div>": "320: scrolls: div.f",
    f"<article style='overflow:hidden'><p {WIDE}></p></article>": "320: is cut off: article",
    "<article><p style='margin-inline-start:-9px'>b</p></article>": "320: sticks out: p",
}


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("markup", BOXES)
def test_what_is_wider_than_the_screen_is_noticed(
    markup: str,
    direction: str,
    small: Callable[[str], str],
    open_site: Callable[..., Page],
    sideways: Callable[[Page, int], list[str]],
) -> None:
    page = open_site(at=small(f"<html dir={direction}>{markup}"))
    assert BOXES[markup] in sideways(page, 320)
    assert BOXES[markup].replace("320", "1280") not in sideways(page, 1280) or "-9px" in markup


def test_a_wide_table_may_scroll_in_its_frame(
    small: Callable[[str], str],
    open_site: Callable[..., Page],
    sideways: Callable[[Page, int], list[str]],
) -> None:
    table = f"<table {WIDE}><tr><td>b</table>"
    frame = f"<div class='table-scroll' style='overflow-x:auto'>{table}</div>"
    page = open_site(at=small(f"<html dir=rtl><article>{frame}</article>"))
    assert sideways(page, 320) == []


def test_what_moves_after_the_first_picture_is_noticed(
    small: Callable[[str], str],
    open_site: Callable[..., Page],
    shifts: Callable[[Page], dict[str, float]],
) -> None:
    late = """<p style="block-size: 400px">b</p><script>
      const next = () => new Promise(requestAnimationFrame);
      addEventListener("load", () => next().then(next).then(() => {
        document.querySelector("p").style.marginBlockStart = "300px";
        document.title = "moved";
      }));</script>"""
    page = open_site(at=small(late))
    page.wait_for_function("document.title === 'moved'")
    assert shifts(page)
    assert shifts(open_site(at=small("<p>b</p>"))) == {}


def test_the_browser_that_is_named_is_the_one_that_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = program(tmp_path / "mine")
    monkeypatch.setenv("CHROME", str(mine))
    assert find_browser() == mine
    monkeypatch.setenv("CHROME", str(tmp_path / "other"))
    with pytest.raises(BrowserError, match=r"^CHROME=.*other does not start, expected a Chrom.*$"):
        find_browser()


def test_a_browser_on_the_path_is_used_if_it_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path / "chromium", code=1)
    chrome = program(tmp_path / "google-chrome")
    monkeypatch.delenv("CHROME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_browser() == chrome


def test_where_nothing_helps_one_line_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Playwright's download and apt-get are tried, in this order, and both fail."""
    tried = []

    def run(*command: str, limit: int) -> bool:
        tried.append(Path(command[0]).name + " " + " ".join(command[1:]))
        return False

    program(tmp_path / "apt-get")
    monkeypatch.delenv("CHROME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(harness, "_run", run)
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr(harness, "_executable", lambda: str(tmp_path / "chrome"))
    with pytest.raises(BrowserError, match=r"^found no browser, expected [^\n]*$"):
        find_browser()
    assert tried == [
        f"{Path(sys.executable).name} -m playwright install chromium",
        "apt-get update -qq",
        "apt-get install -yqq --no-install-recommends chromium",
        "apt-get install -yqq --no-install-recommends chromium-headless-shell",
    ]
    assert capsys.readouterr().err.count("\n") == 2


def program(path: Path, code: int = 0) -> Path:
    path.write_text(f"#!/bin/sh\nexit {code}\n", encoding="utf-8")
    path.chmod(0o755)
    return path
