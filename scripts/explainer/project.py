"""A site's folder → everything that its pages need, checked: the door to this package."""

from __future__ import annotations

import hashlib
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

    def late_problems(self) -> list[Problem]:
        """Return what was only seen while Markdown became HTML: components in impossible places."""
        return [*self.tokens.problems, *(p for r in self.renderers.values() for p in r.problems)]


def root_of(catalog: Catalog, locale: str) -> str:
    """Return the folder of a language in the site: `""` for the first, `en/` for others."""
    return "" if locale == next(iter(catalog.locales)) else f"{locale}/"


def inputs(root: Path) -> list[Path]:
    """Return every file that a project is made from."""
    found = [root / DATA, *(root / PAGES).rglob("*.md")]
    found += [*(root / TEMPLATES).rglob("*.html"), *(root / WORDS).rglob("*.po")]
    return sorted(path for path in found if path.is_file())


def open_project(root: Path) -> Project:
    """Return the project of a folder, read again only when one of its files has changed.

    Raises UserError with the mistakes of the data file, or else of all pages.
    """
    digest = hashlib.sha256()
    for path in inputs(root):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(root)} {len(content)} ".encode())
        digest.update(content)
    return _read(root, digest.hexdigest())


@lru_cache(maxsize=1)
def _read(root: Path, _digest: str) -> Project:
    catalog = load(root / DATA, DATA)
    pages = read_pages(root / PAGES, PAGES, catalog.locales)
    tokens = Tokens()
    renderers, markdown = {}, {}
    problems: list[Problem] = []
    for locale in catalog.locales:
        words = messages.load(root / WORDS, locale, WORDS)
        calls = Calls(catalog, Fragments(root / TEMPLATES, TEMPLATES, catalog, locale, words))
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
