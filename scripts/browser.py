"""A browser, and the built site as readers get it: for the browser tests and the screenshots.

The build needs none of this. Playwright drives whichever Chromium is found, and no page that is
opened here can reach another host than the server of host.py.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Literal

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    Request,
    Response,
    sync_playwright,
)

from host import serve

__all__ = [
    "DESKTOP",
    "PHONE",
    "BrowserError",
    "Scheme",
    "find_browser",
    "launch",
    "open_page",
    "serve",
]

PHONE = (390, 844)
DESKTOP = (1280, 900)
NARROW = 600
"""Below this width a page is opened as on a phone: touch, no hover, the viewport of the page."""
Scheme = Literal["light", "dark"]
# The first is Chromium without a window at all, which is there sooner and paints the same.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-proxy-server",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # no other host, whoever asks
    "--font-render-hinting=none",  # letters are as wide as the font says, on every machine
)


class BrowserError(Exception):
    """No browser can be started here; the text is one line for the terminal."""


def find_browser() -> Path:
    """Return the program of a Chromium or Chrome that starts; install one where that is possible.

    Raises BrowserError.
    """
    if chosen := os.environ.get("CHROME"):
        if found := _program(chosen):
            return found
        raise BrowserError(f"CHROME={chosen} does not start, expected a Chromium or Chrome")
    for find in (_on_path, _of_playwright, _of_debian):
        if found := find():
            return found
    raise BrowserError("found no browser, expected Chromium or Chrome: install one or set CHROME=")


def _program(name: str) -> Path | None:
    """Return where a program is, if it starts: stubs and missing libraries show only then."""
    path = shutil.which(name)
    return Path(path) if path and _run(path, "--version", limit=30) else None


def _on_path() -> Path | None:
    return next((found for name in NAMES if (found := _program(name))), None)


def _of_playwright() -> Path | None:
    path = _executable()
    if not Path(path).exists():
        _say("found no browser on this machine; trying Playwright's own …")
        _run(sys.executable, "-m", "playwright", "install", "chromium", limit=600)
    return _program(path)


def _executable() -> str:
    """Return where Playwright keeps its own browser, be it there or not."""
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def _of_debian() -> Path | None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    _say("installing Debian's chromium …")
    _run("apt-get", "update", "-qq", limit=300)
    # It brings a font with Arabic letters (DejaVu) along, without which text would be boxes.
    for package in ("chromium", "chromium-headless-shell"):
        _run("apt-get", "install", "-yqq", "--no-install-recommends", package, limit=900)
    return _on_path()


def _run(*command: str, limit: int) -> bool:
    """Run a command in silence; return whether it went well within a number of seconds."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(  # noqa: S603 (our own commands and CHROME, no shell)
            command, capture_output=True, timeout=limit, check=False, env=environment
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


@contextmanager
def launch() -> Iterator[Browser]:
    """Start the browser, without a window; it ends with the block. Raises BrowserError.

    Without Chromium's sandbox: root and many containers cannot have it, and only pages of ours
    are opened.
    """
    program = find_browser()
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        except Error as error:
            reason = str(error).splitlines()[0]
            raise BrowserError(f"{program} cannot be driven: {reason}") from error
        yield browser
        browser.close()


@contextmanager
def open_page(
    browser: Browser,
    base: str,
    faults: list[str],
    *,
    language: str = "ar",
    viewport: tuple[int, int] = DESKTOP,
    scheme: Scheme = "light",
    javascript: bool = True,
) -> Iterator[Page]:
    """Give an empty page of a reader with these habits; addresses on it are relative to `base`.

    What goes wrong until the block ends is added to `faults`: errors on the console and in
    scripts, answers of 400 and more, failed requests, requests to another host.
    """
    context = browser.new_context(
        base_url=base,
        locale=language,
        viewport={"width": viewport[0], "height": viewport[1]},
        color_scheme=scheme,
        java_script_enabled=javascript,
        has_touch=viewport[0] < NARROW,
        is_mobile=viewport[0] < NARROW,
    )
    context.set_default_timeout(10_000)  # milliseconds until what is not there counts as missing
    _watch(context, base, faults.append)
    try:
        yield context.new_page()
    finally:
        context.close()


def _watch(context: BrowserContext, base: str, tell: Callable[[str], None]) -> None:
    def asked(request: Request) -> None:
        if request.url.startswith(("http", "ws")) and not request.url.startswith(base):
            tell(f"asked another site: {request.url}")

    def answered(response: Response) -> None:
        if response.status >= HTTPStatus.BAD_REQUEST:
            tell(f"{response.status} {response.url}")

    def failed(request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the reader went elsewhere, or a download
            tell(f"{request.failure} {request.url}")

    def said(message: ConsoleMessage) -> None:
        # What was asked for in vain is told above, with its status.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            tell(f"console: {message.text}")

    context.on("request", asked)
    context.on("response", answered)
    context.on("requestfailed", failed)
    context.on("console", said)
    context.on("weberror", lambda error: tell(f"script: {error.error}"))
