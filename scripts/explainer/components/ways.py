"""The ways from a page to the entries of the record, put into HTML that is otherwise shared."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from explainer.components.rendering import HOME
from explainer.pages import Page
from explainer.problems import Problem
from explainer.urls import address, relative
from explainer.word_forms import Lexicon


@dataclass(frozen=True)
class Surroundings:
    """What the text of a page needs to know of the page."""

    direction: str
    terms: Lexicon
    entry: Callable[[str], str]
    """The way from the page to a term's entry, as authors write links; empty for none."""


class Ways:
    """Where the entries of each kind of record stand, as seen from the pages of a language."""

    def __init__(self, homes: dict[str, str], root: str, bases: Mapping[str, str]) -> None:
        """Take the page path of each kind of record, and the folder of the language in the site.

        `bases` has the absolute address of the home of each language.
        """
        self._homes = homes
        self._root = root
        self._absolute = {
            f"{locale}/{kind}": f"{base}{way}"
            for locale, base in bases.items()
            for kind, way in [("root", ""), *((k, address(h, "")) for k, h in homes.items())]
        }
        self._ways: dict[str, dict[str, str]] = {}
        self._localised: dict[tuple[str, ...], str] = {}
        self.problems: list[Problem] = []

    def from_page(self, page: Page) -> dict[str, str]:
        """Return the way from a page to the entries of each kind of record."""
        if page.path not in self._ways:
            here = address(page.path, self._root)
            ways = {
                kind: relative(address(home, self._root), here)
                for kind, home in self._homes.items()
            }
            root = relative(self._root, here)
            site = relative("", here)
            self._ways[page.path] = {"root": root, "site": site, **ways, **self._absolute}
        return self._ways[page.path]

    def home(self, kind: str) -> str:
        """Return the address in the site of the page with the entries of a kind; empty for none."""
        return address(self._homes[kind], self._root) if kind in self._homes else ""

    def homes(self) -> dict[str, str]:
        """Return the address in the site of the page with the entries of each kind."""
        return {kind: self.home(kind) for kind in self._homes}

    def to_entry(self, kind: str, name: str, page: Page) -> str:
        """Return a link to one entry as an author would write it, by the path of its page.

        Empty on the page that has the entries, and if no page has.
        """
        home = self._homes.get(kind)
        if home is None or home == page.path:
            return ""
        return f"{posixpath.relpath(home, posixpath.dirname(page.path))}#{kind}-{name}"

    def absolute(self, text: str) -> str:
        """Return a text that stands on no page with its marks for absolute addresses replaced."""
        return HOME.sub(lambda mark: self._absolute.get(mark[1], mark[0]), text)

    def localise(self, html: str, page: Page) -> str:
        """Return HTML with the marks for record entries replaced by the way from this page."""
        ways = self.from_page(page)
        key = (html, *ways.values())
        if key not in self._localised:
            self._localised[key] = self._with_ways(html, ways, page)
        return self._localised[key]

    def _with_ways(self, html: str, ways: dict[str, str], page: Page) -> str:
        html = HOME.sub(lambda mark: ways.get(mark[1], mark[0]), html)
        if (missing := HOME.search(html)) is not None:
            kind = missing[1].rpartition("/")[2]
            message = f"no page shows every {kind}, expected one that lists them"
            self.problems.append(Problem(page.shown, 1, message))
        return html
