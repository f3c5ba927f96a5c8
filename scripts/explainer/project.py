"""A site's folder → everything that its pages need, checked: the door to this package."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path

from explainer import messages
from explainer.catalog import Catalog, Value, load_content
from explainer.components import (
    Calls,
    Fragments,
    PageRenderer,
    Surroundings,
    Tokens,
    find_homes,
    new_environment,
    on_no_page,
)
from explainer.formatting import one_line
from explainer.lint import Findings, check, reviewed, stale_pages, take_apart
from explainer.pages import Page, description, read_pages
from explainer.problems import Problem, UserError
from explainer.settings import Settings, at_root, read_settings
from explainer.site_index import Heading
from explainer.yaml_reader import content_of

DATA = "docs/data/programme.yml"
PAGES = "docs"
TEMPLATES = "overrides/components"
WORDS = "overrides/locales"
SETTINGS = "mkdocs.yml"
# Knows how calls are written, for reading pages without running them.
_READER = new_environment()


@dataclass(frozen=True)
class Project:
    """The data, and each page as Markdown with tokens."""

    catalog: Catalog
    tokens: Tokens
    pages: dict[tuple[str, str], Page] = field(repr=False)
    """Pages by language and path."""
    markdown: dict[tuple[str, str], str] = field(repr=False)
    descriptions: dict[tuple[str, str], str] = field(repr=False)
    tasks: tuple[Problem, ...] = ()
    """Guarded sentences that now show their neutral form."""
    renderers: dict[str, PageRenderer] = field(default_factory=dict, repr=False)
    settings: Settings = field(kw_only=True)

    def root_of(self, locale: str) -> str:
        """Return the folder of a language in the site: the first language is at the root."""
        return root_of(self.catalog, locale)

    def cite(
        self, locale: str, path: str, values: tuple[Value, ...], sources: tuple[str, ...]
    ) -> str:
        """Return the note with the sources of a paragraph of a page."""
        return self.renderers[locale].citation(values, sources, self.pages[locale, path])

    def surroundings(self, locale: str, path: str) -> Surroundings:
        """Return what the text of a page needs to know of it."""
        return self.renderers[locale].surroundings(self.pages[locale, path])

    def corrections_of(self, locale: str, path: str) -> str:
        """Return the notes on a page for the corrections that concern it."""
        renderer, page = self.renderers[locale], self.pages[locale, path]
        return renderer.page_corrections(page)

    def sources_of(self, locale: str, path: str, html: str) -> str:
        """Return the list of the sources that a page names; `html` is its content."""
        return self.renderers[locale].page_sources(html, self.pages[locale, path])

    def index_place(self, locale: str) -> str:
        """Return what stands on a page where that list belongs, until every page is known."""
        return self.renderers[locale].calls.site_index().html

    def site_index(self, locale: str, path: str, headings: Sequence[Heading]) -> str:
        """Return the list of everything on the site, for the page that holds it."""
        return self.renderers[locale].site_index(headings, self.pages[locale, path])

    def search_page(self, locale: str) -> str:
        """Return the address in the site of the page that lists everything; empty for none."""
        return self.renderers[locale].ways.home("page")

    def checked_until(self, locale: str) -> str:
        """Return how far the record was checked, in words of a language."""
        return self.renderers[locale].calls.checked_until()

    @cached_property
    def stale(self) -> frozenset[tuple[str, str]]:
        """Return the language and path of each page whose twin has changed since a reading."""
        return stale_pages(take_apart(page, _READER) for page in self.pages.values())

    @cached_property
    def findings(self) -> Findings:
        """Return what the checks of prose say of all pages and of the texts of the data file."""
        sources = [take_apart(page, _READER) for page in self.pages.values()]
        described = [take_apart(description(page), _READER) for page in self.pages.values()]
        rendered = {key: self.tokens.as_text(text) for key, text in self.markdown.items()}
        return check(sources, self.catalog, DATA, rendered, described)

    def description(self, locale: str, path: str) -> str:
        """Return what a page says of itself to search engines, with its figures."""
        return one_line(self.tokens.as_text(self.descriptions[locale, path]))

    def late_problems(self) -> list[Problem]:
        """Return what was only seen while Markdown became HTML: components in impossible places."""
        return [*self.tokens.problems, *(p for r in self.renderers.values() for p in r.problems)]


def renew(root: Path, page: str) -> list[str]:
    """Note that a page (`ar/women`, or `women` in every language) says the same as its twins.

    Returns the paths of the pages that were written. Raises UserError for a page that is not
    there, and for mistakes of the data file or the pages, which would be noted as right.
    """
    project = open_project(root)
    wanted = page.removesuffix(".md")
    chosen = [
        one
        for one in project.pages.values()
        if wanted in (f"{one.locale}/{one.path}".removesuffix(".md"), one.path.removesuffix(".md"))
    ]
    if not chosen:
        message = f"found no page {page!r}, expected one such as ar/index or index"
        raise UserError([Problem(PAGES, 0, message)])
    for one in chosen:
        twins = {
            locale: take_apart(twin, _READER)
            for (locale, path), twin in project.pages.items()
            if path == one.path and locale != one.locale
        }
        file = root / one.shown
        text = reviewed(file.read_text(encoding="utf-8"), take_apart(one, _READER), twins)
        file.write_text(text, encoding="utf-8")
    return [one.shown for one in chosen]


def root_of(catalog: Catalog, locale: str) -> str:
    """Return the folder of a language in the site: `""` for the first, `en/` for others."""
    return "" if locale == next(iter(catalog.locales)) else f"{locale}/"


def open_project(root: Path, site: str | None = None) -> Project:
    """Return the project of a folder. What has not changed since the last call is not read again.

    `site` is the address that the site is built for, where it is another than that of the
    settings. Raises UserError with the mistakes of the data file, or else of all pages.
    """
    data = content_of(root / DATA, DATA)
    templates = _digest([*(root / TEMPLATES).rglob("*.html"), *(root / WORDS).rglob("*.po")])
    pages = _digest((root / PAGES).rglob("*.md"))
    settings = _digest([root / SETTINGS])
    if site is not None and at_root(site) == _settings(root, data, settings, None).site:
        site = None  # as the settings say: the same project
    return _project(root, data, templates, pages, settings, site)


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


def open_catalog(root: Path) -> Catalog:
    """Return the catalog of a folder. Raises UserError with the mistakes of the data file."""
    return catalog_of(content_of(root / DATA, DATA))


@lru_cache(maxsize=2)  # before and after a change, which are compared
def catalog_of(data: bytes) -> Catalog:
    """Return the catalog of what a data file holds, which is read once. Raises UserError."""
    return load_content(data, DATA)


@lru_cache(maxsize=8)
def _settings(root: Path, data: bytes, _settings_file: str, site: str | None) -> Settings:
    found = read_settings(root / SETTINGS, SETTINGS, catalog_of(data).locales)
    return replace(found, site=at_root(site)) if site is not None else found


@lru_cache(maxsize=8)
def _calls(root: Path, locale: str, data: bytes, _templates: str, settings: str) -> Calls:
    """Return the component functions of a language, with what they have answered so far."""
    catalog = catalog_of(data)
    words = messages.load(root / WORDS, locale, WORDS)
    fragments = Fragments(root / TEMPLATES, TEMPLATES, catalog, locale, words)
    return Calls(catalog, fragments, _settings(root, data, settings, None).texts)


@lru_cache(maxsize=2)
def _project(
    root: Path, data: bytes, templates: str, _pages: str, settings: str, site: str | None
) -> Project:
    catalog = catalog_of(data)
    found = _settings(root, data, settings, site)
    bases = {locale: f"{found.site}{root_of(catalog, locale)}" for locale in catalog.locales}
    everyone = {locale: _calls(root, locale, data, templates, settings) for locale in bases}
    fragments = {locale: calls.fragments for locale, calls in everyone.items()}
    pages = read_pages(root / PAGES, PAGES, catalog.locales)
    tokens = Tokens()
    renderers, markdown, descriptions = {}, {}, {}
    problems: list[Problem] = []
    for locale, calls in everyone.items():
        calls.languages |= fragments
        own = [page for page in pages if page.locale == locale]
        homes = find_homes(own, calls)
        renderer = PageRenderer(calls, tokens, homes, root_of(catalog, locale), bases)
        for page in own:
            markdown[locale, page.path] = renderer.render(page)
            descriptions[locale, page.path] = renderer.render(description(page))
        renderers[locale] = renderer
        problems += [*renderer.problems, *on_no_page(catalog, homes, DATA)]
    project = Project(
        catalog=catalog,
        tokens=tokens,
        pages={(page.locale, page.path): page for page in pages},
        markdown=markdown,
        descriptions=descriptions,
        tasks=tuple(task for renderer in renderers.values() for task in renderer.tasks),
        renderers=renderers,
        settings=found,
    )
    if problems:
        raise UserError([*problems, *project.findings.problems])
    return project


def forget() -> None:
    """Forget everything that was read, so that the next project is read from scratch."""
    for cached in (catalog_of, _settings, _calls, _project):
        cached.cache_clear()
