"""The pages that are made to be printed, as PDF files: two A4 pages each, with tags for readers.

    python scripts/factsheet.py        print them from site/ into factsheet/ (`make factsheet`)

A page is one of them when its front matter says `template: factsheet.html`. The build itself
starts no browser: whoever wants the paper runs this after it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent))

from playwright.sync_api import Browser, Route

from browser import BrowserError, launch, open_page
from console import use_utf8
from explainer.problems import Problem, UserError
from explainer.project import SETTINGS, Project, open_project
from explainer.urls import address
from explainer.yaml_reader import read

ROOT = Path(__file__).resolve().parent.parent
FOLDER = "factsheet"
TEMPLATE = "factsheet.html"
PAGES = 2

# Chromium writes the objects that matter here in plain text, one after the other.
_PAGE = re.compile(rb"/Type\s*/Page\b")
_CATALOG = re.compile(rb"/Type\s*/Catalog\b.*?endobj", re.DOTALL)
_LANGUAGE = re.compile(rb"/Lang\s*\(([^)]*)\)")


@dataclass(frozen=True)
class Sheet:
    """A page that is to be printed."""

    language: str
    shown: str
    """The path that messages name."""
    address: str
    """Where the page is, below the address of the site."""

    @property
    def name(self) -> str:
        """Return the name of its file."""
        return f"{PurePosixPath(self.shown).stem}-{self.language}.pdf"


@dataclass(frozen=True)
class Print:
    """What a PDF file says of itself."""

    pages: int
    tagged: bool
    language: str


def sheets(project: Project) -> list[Sheet]:
    """Return the pages of a project that are made to be printed, in every language."""
    return [
        Sheet(locale, page.shown, address(path, project.root_of(locale)))
        for (locale, path), page in project.pages.items()
        if page.meta.get("template") == TEMPLATE
    ]


def print_sheet(browser: Browser, site: Path, base: str, sheet: Sheet) -> bytes:
    """Return a page of a built site as PDF; `base` is the address that the site will have.

    The page is opened at that address, so that links on the paper lead there, but every file
    comes from the folder. Raises UserError when the page asks for anything else.
    """
    faults: list[str] = []
    start = urlsplit(base).path

    def answer(route: Route) -> None:
        path = unquote(urlsplit(route.request.url).path)
        file = site / path.removeprefix(start)
        file = file / "index.html" if path.endswith("/") else file
        if route.request.url.startswith(base) and file.is_file():
            route.fulfill(path=file)
        else:
            faults.append(f"found no file for {route.request.url}")
            route.abort()

    with open_page(browser, base, faults, language=sheet.language) as page:
        page.route("**/*", answer)
        page.goto(base + sheet.address)
        pdf = page.pdf(tagged=True, outline=True, prefer_css_page_size=True)
    if faults:
        raise UserError([Problem(sheet.shown, 0, fault) for fault in faults])
    return pdf


def examine(pdf: bytes) -> Print:
    """Return what a PDF file of Chromium says of itself."""
    catalog = _CATALOG.search(pdf)
    root = catalog[0] if catalog is not None else b""
    language = _LANGUAGE.search(root)
    return Print(
        pages=len(_PAGE.findall(pdf)),
        tagged=b"/StructTreeRoot" in root and re.search(rb"/Marked\s+true", root) is not None,
        language=language[1].decode("ascii", "replace") if language is not None else "",
    )


def faults_of(sheet: Sheet, found: Print) -> Iterator[Problem]:
    """Yield what is wrong with a printed sheet."""
    if found.pages != PAGES:
        message = f"prints on {found.pages} pages, expected {PAGES}: shorten the text"
        yield Problem(sheet.shown, 0, message)
    if not found.tagged:
        yield Problem(sheet.shown, 0, "found a PDF without tags, expected them for screen readers")
    if found.language != sheet.language:
        message = f"found the language {found.language!r} in the PDF, expected {sheet.language!r}"
        yield Problem(sheet.shown, 0, message)


def main() -> int:
    """Print and examine; write the files only when all are right; return the exit code."""
    use_utf8()
    try:
        settings: Any = read(ROOT / SETTINGS, SETTINGS)[0]
        wanted = sheets(open_project(ROOT))
        with launch() as browser:
            printed = [
                (sheet, print_sheet(browser, ROOT / "site", settings["site_url"], sheet))
                for sheet in wanted
            ]
        problems = [p for sheet, pdf in printed for p in faults_of(sheet, examine(pdf))]
        if problems or not printed:
            raise UserError(problems or [Problem("docs", 0, f"found no page with {TEMPLATE}")])
    except (UserError, BrowserError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    (ROOT / FOLDER).mkdir(exist_ok=True)
    for sheet, pdf in printed:
        (ROOT / FOLDER / sheet.name).write_bytes(pdf)
        sys.stdout.write(f"{len(pdf):>8,} bytes, {PAGES} tagged pages  {FOLDER}/{sheet.name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
