"""A site's folder → everything that its pages need, checked: the door to this package."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from explainer import messages
from explainer.catalog import Catalog, Value, load
from explainer.components import Calls, Fragments, PageRenderer, Tokens, find_homes
from explainer.pages import Page, read_pages
from explainer.problems import Problem, UserError

DATA = "docs/data/programme.yml"
PAGES = "docs"
TEMPLATES = "overrides/components"
WORDS = "overrides/locales"


@dataclass(frozen=True)
class Project:
    """The data, and each page as Markdown with tokens."""

    catalog: Catalog
    tokens: Tokens
    pages: dict[tuple[str, str], Page] = field(repr=False)
    """Pages by language and path."""
    markdown: dict[tuple[str, str], str] = field(repr=False)
    tasks: tuple[Problem, ...] = ()
    """Guarded sentences that now show their neutral form."""
    renderers: dict[str, PageRenderer] = field(default_factory=dict, repr=False)

    def root_of(self, locale: str) -> str:
        """Return the folder of a language in the site: the first language is at the root."""
        return root_of(self.catalog, locale)

    def cite(
        self, locale: str, path: str, values: tuple[Value, ...], sources: tuple[str, ...]
    ) -> str:
        """Return the note with the sources of a paragraph of a page."""
        return self.renderers[locale].citation(values, sources, self.pages[locale, path])

    def corrections_of(self, locale: str, path: str) -> str:
        """Return the notes on a page for the corrections that concern it."""
        renderer, page = self.renderers[locale], self.pages[locale, path]
        return renderer.page_corrections(page)

    def checked_until(self, locale: str) -> str:
        """Return how far the record was checked, in words of a language."""
        return self.renderers[locale].calls.checked_until()

    def late_problems(self) -> list[Problem]:
        """Return what was only seen while Markdown became HTML: components in impossible places."""
        return [*self.tokens.problems, *(p for r in self.renderers.values() for p in r.problems)]


def root_of(catalog: Catalog, locale: str) -> str:
    """Return the folder of a language in the site: `""` for the first, `en/` for others."""
    return "" if locale == next(iter(catalog.locales)) else f"{locale}/"


def open_project(root: Path) -> Project:
    """Return the project of a folder. What has not changed since the last call is not read again.

    Raises UserError with the mistakes of the data file, or else of all pages.
    """
    data = _digest([root / DATA])
    templates = _digest([*(root / TEMPLATES).rglob("*.html"), *(root / WORDS).rglob("*.po")])
    pages = _digest((root / PAGES).rglob("*.md"))
    return _project(root, data, templates, pages)


def _digest(paths: Iterable[Path]) -> str:
    """Return a digest of the names and the contents of files; one that cannot be read counts."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        try:
            content = path.read_bytes()
        except OSError:
            content = b""
        digest.update(f"{path} {len(content)} ".encode())
        digest.update(content)
    return digest.hexdigest()


@lru_cache(maxsize=1)
def _catalog(root: Path, _data: str) -> Catalog:
    return load(root / DATA, DATA)


@lru_cache(maxsize=8)
def _calls(root: Path, locale: str, data: str, _templates: str) -> Calls:
    """Return the component functions of a language, with what they have answered so far."""
    catalog = _catalog(root, data)
    words = messages.load(root / WORDS, locale, WORDS)
    return Calls(catalog, Fragments(root / TEMPLATES, TEMPLATES, catalog, locale, words))


@lru_cache(maxsize=1)
def _project(root: Path, data: str, templates: str, _pages: str) -> Project:
    catalog = _catalog(root, data)
    pages = read_pages(root / PAGES, PAGES, catalog.locales)
    tokens = Tokens()
    renderers, markdown = {}, {}
    problems: list[Problem] = []
    for locale in catalog.locales:
        calls = _calls(root, locale, data, templates)
        own = [page for page in pages if page.locale == locale]
        homes = find_homes(own, calls)
        renderer = PageRenderer(calls, tokens, homes, root_of(catalog, locale))
        for page in own:
            markdown[locale, page.path] = renderer.render(page)
        renderers[locale] = renderer
        problems += renderer.problems
    if problems:
        raise UserError(problems)
    return Project(
        catalog=catalog,
        tokens=tokens,
        pages={(page.locale, page.path): page for page in pages},
        markdown=markdown,
        tasks=tuple(task for renderer in renderers.values() for task in renderer.tasks),
        renderers=renderers,
    )


def forget() -> None:
    """Forget everything that was read, so that the next project is read from scratch."""
    for cached in (_catalog, _calls, _project):
        cached.cache_clear()
