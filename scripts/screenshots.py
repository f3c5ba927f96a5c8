"""Pictures of every built page: two devices, light and dark, each as long as the page.

    python scripts/screenshots.py            every page of site/, into screenshots/
    python scripts/screenshots.py figures    the pages that have this word in their name

A picture is named page.language.device.scheme.png. contact.language.number.png shows the first
screens of some pages side by side.
"""

from __future__ import annotations

import argparse
import base64
import multiprocessing
import os
import re
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent))

from browser import DESKTOP, PHONE, BrowserError, Scheme, find_browser, launch, open_page, serve
from console import use_utf8

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "site"
TARGET = ROOT / "screenshots"
DEVICES = {"phone": PHONE, "desktop": DESKTOP}
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
ON_A_SHEET = 10
LONGEST = 120_000
"""Milliseconds for a picture: the longest page is 67,000 pixels high."""
SHEET = """<!doctype html><style>
body {{ display: grid; grid-template-columns: auto auto; gap: 1rem; margin: 1rem }}
div {{ display: flex; flex-wrap: wrap; gap: .3rem }}
p {{ inline-size: 100%; margin: 0; font: 14px sans-serif }}
img {{ block-size: 300px; outline: 1px solid #888 }}
</style>{rows}"""


class Shot(NamedTuple):
    """The first screen of a page: a small picture for the contact sheet."""

    language: str
    page: str
    picture: bytes


def main() -> int:
    """Run the command line; return its exit code."""
    use_utf8()
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("word", nargs="?", default="", help="only pages with it in their name")
    options = parser.parse_args()
    pages = {path: name for path, name in name_pages(SITE).items() if options.word in name[0]}
    if not pages:
        print(f"found no page named {options.word!r} in site/, expected one", file=sys.stderr)
        return 1
    TARGET.mkdir(exist_ok=True)
    for old in TARGET.glob("*.png"):
        if not options.word or options.word in old.name:
            old.unlink()
    try:
        # The browsers of the two workers need not look for it, or install it, again.
        os.environ["CHROME"] = str(find_browser())
        with (
            serve(SITE, path_of(SITE)) as base,
            ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool,
        ):
            takes = [pool.submit(take, base, pages, device) for device in DEVICES]
            results = [done.result() for done in takes]
        shots = [shot for result, _ in results for shot in result]
        faults = sorted({fault for _, found in results for fault in found})
        make_sheets(shots)
    except BrowserError as error:
        print(error, file=sys.stderr)
        return 1
    for fault in faults:
        print(f"fault: {fault}", file=sys.stderr)
    number = len(pages)
    print(f"screenshots/ has {len(shots)} pictures, of {number} page{'s' if number != 1 else ''}.")
    return 1 if faults else 0


def path_of(site: Path) -> str:
    """Return the path that a site is built for, such as `/moussalaha/`."""
    home = re.search("<loc>([^<]+)", (site / "sitemap.xml").read_text(encoding="utf-8"))
    return urlsplit(home[1]).path if home else "/"


def name_pages(site: Path) -> dict[str, tuple[str, str]]:
    """Return the address of each page of a site, with its name and its language.

    `en/figures/index.html` is `("figures", "en")`; what has a slash left gets a hyphen for it.
    """
    names = {}
    for path in sorted(site.rglob("*.html")):
        address = path.relative_to(site).as_posix().removesuffix("index.html")
        language = re.search('<html lang="([^"]+)', path.read_text(encoding="utf-8"))
        if language:
            name = address.removeprefix(f"{language[1]}/").removesuffix(".html").strip("/")
            names[address] = (name.replace("/", "-") or "home", language[1])
    return names


def take(base: str, pages: dict[str, tuple[str, str]], device: str) -> tuple[list[Shot], list[str]]:
    """Take the pictures of one device; return their first screens and the faults of the pages."""
    shots: list[Shot] = []
    faults: list[str] = []
    with launch() as browser:
        for address, (name, language) in pages.items():
            for scheme in SCHEMES:
                with open_page(
                    browser,
                    base,
                    faults,
                    language=language,
                    viewport=DEVICES[device],
                    scheme=scheme,
                ) as page:
                    page.goto(f"./{address}")
                    shots.append(Shot(language, name, page.screenshot(type="jpeg", quality=60)))
                    path = TARGET / f"{name}.{language}.{device}.{scheme}.png"
                    page.screenshot(path=path, full_page=True, timeout=LONGEST)
    return shots, faults


def make_sheets(shots: list[Shot]) -> None:
    """Put the first screens of each language together, some pages on a picture."""
    with launch() as browser:
        sheet = browser.new_page(viewport={"width": 2400, "height": 900})
        for language in sorted({shot.language for shot in shots}):
            rows: dict[str, str] = {}
            for shot in shots:
                if shot.language == language:
                    picture = base64.b64encode(shot.picture).decode()
                    rows.setdefault(shot.page, f"<p>{shot.page}</p>")
                    rows[shot.page] += f'<img src="data:image/jpeg;base64,{picture}">'
            pages = list(rows.values())
            for number, start in enumerate(range(0, len(pages), ON_A_SHEET), 1):
                some = (f"<div>{row}</div>" for row in pages[start : start + ON_A_SHEET])
                sheet.set_content(SHEET.format(rows="".join(some)))
                path = TARGET / f"contact.{language}.{number}.png"
                sheet.screenshot(path=path, full_page=True, timeout=LONGEST)


if __name__ == "__main__":
    sys.exit(main())
