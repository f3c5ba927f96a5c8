"""The last look at a built site before it is published: what no reader may meet."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import html as lxml_html
from lxml.etree import ParserError

from explainer.bidi import bare
from explainer.problems import Problem

_ADDRESSES = (("a", "href"), ("link", "href"), ("img", "src"), ("script", "src"))
_SCHEMES = {"", "http", "https", "mailto"}
_UNREAD = {"script", "style", "code", "svg", "template", "noscript"}
_LEFT_OVER = ("{{", "{%", "\ue000", "\ue001", "\ue002", "\ue003")


@dataclass
class _Page:
    ids: set[str] = field(default_factory=set)
    links: list[tuple[int, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def verify(folder: Path, locales: Mapping[str, str], site_path: str) -> Iterator[Problem]:
    """Yield what is wrong with the pages below a folder.

    `locales` maps each language to its direction, the language at the root first; `site_path` is
    the path of the site's address (`/moussalaha/`), at which absolute links start. Checked are:
    component calls that were not replaced, figures without a number, `lang` and `dir` on `<html>`,
    that no link runs a script, and that every link inside the site leads somewhere.
    """
    pages = {
        path.relative_to(folder).as_posix(): _read(path, folder, locales)
        for path in sorted(folder.rglob("*.html"))
    }
    if not pages:
        yield Problem(folder.name, 0, "found no page, expected at least one")
    for name, page in pages.items():
        yield from page.problems
        for line, address in page.links:
            message = _broken(address, name, pages, folder, site_path)
            if message:
                yield Problem(f"site/{name}", line, message)


def _read(path: Path, folder: Path, locales: Mapping[str, str]) -> _Page:
    name = path.relative_to(folder).as_posix()
    text = path.read_text(encoding="utf-8")
    page = _Page()

    def say(line: int, message: str) -> None:
        page.problems.append(Problem(f"site/{name}", line, message))

    for mark in _LEFT_OVER:
        if mark in text:
            line = text[: text.index(mark)].count("\n") + 1
            say(line, f"found {mark!r} on the page, expected every call to be replaced")
    try:
        root: Any = lxml_html.document_fromstring(text)
    except ParserError:
        say(1, "found an empty page, expected HTML")
        return page
    language = _language(name, locales)
    if root.get("lang") != language or root.get("dir") != locales[language]:
        found = f"lang={root.get('lang')!r} dir={root.get('dir')!r}"
        say(1, f"found {found} on <html>, expected lang={language!r} dir={locales[language]!r}")
    for line, run in _bare_runs(root, locales[language]):
        say(line, f"found {run!r} not isolated, expected bdi or dir around it")
    for element in root.iter("data"):
        if not (element.get("value") or "").strip() or not "".join(element.itertext()).strip():
            say(element.sourceline or 1, "found a figure without a number, expected one")
    page.ids = {str(found) for found in root.xpath("//@id")}
    page.links = [
        (element.sourceline or 1, value)
        for tag, key in _ADDRESSES
        for element in root.iter(tag)
        if (value := element.get(key)) is not None
    ]
    return page


def _bare_runs(root: Any, direction: str) -> Iterator[tuple[int, str]]:
    """Yield the runs that go against a page and that nothing isolates (UAX #9)."""
    waiting = list(root)
    while waiting:
        element = waiting.pop()
        if element.tail and (run := bare(element.tail, direction)):
            yield element.getparent().sourceline or 1, run
        if not isinstance(element.tag, str) or element.tag in _UNREAD:
            continue
        if element.tag == "bdi" or (element.get("dir") and element.tag != "body"):
            continue
        if element.text and (run := bare(element.text, direction)):
            yield element.sourceline or 1, run
        waiting += element


def _language(name: str, locales: Mapping[str, str]) -> str:
    first, *others = locales
    return next((other for other in others if name.startswith(f"{other}/")), first)


def _broken(
    address: str, page: str, pages: Mapping[str, _Page], folder: Path, site_path: str
) -> str | None:
    """Return what is wrong with an address on a page, or None."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        safe = parts.scheme in _SCHEMES
        return None if safe else f"found the link {address!r}, expected one to a page or an address"
    path = unquote(parts.path)
    if path.startswith("/"):
        if not path.startswith(site_path):
            return f"found the link {address!r}, expected one that starts with {site_path}"
        target = path.removeprefix(site_path)
    else:
        target = posixpath.join(posixpath.dirname(page), path) if path else page
    target = posixpath.normpath(target) + ("/" if target.endswith("/") else "")
    if target in ("./", ".", ""):
        target = "index.html"
    elif target.endswith("/"):
        target += "index.html"
    if target.startswith("../"):
        return f"found the link {address!r}, which leaves the site"
    if target not in pages:
        exists = (folder / target).is_file()
        return (
            None if exists else f"found the link {address!r}, expected a page or file of the site"
        )
    fragment = unquote(parts.fragment)
    if fragment and fragment not in pages[target].ids:
        return f"found the link {address!r}, expected a page that has the id {fragment!r}"
    return None
