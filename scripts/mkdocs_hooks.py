"""MkDocs events, translated into calls on the `explainer` package.

MkDocs builds once per language (mkdocs-static-i18n calls its build again), so every event but
`on_config` runs once per language, and `config.theme["language"]` is the language being built.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from explainer import messages, urls
from explainer.catalog import Value
from explainer.components import Surroundings, as_text, without_isolates
from explainer.linked_data import Crumb, Subject, home, linked_data, url
from explainer.markdown_tokens import ComponentExtension
from explainer.problems import UserError
from explainer.project import WORDS, Project, open_project
from explainer.prose import ProseExtension
from explainer.site_index import Heading

_ID = re.compile(r' id="([^"]+)"')


class _Build:
    """What one build works on: its project, and the page whose Markdown is being parsed."""

    project: Project
    language: str
    page: str


_build = _Build()


def on_config(config: MkDocsConfig) -> None:
    """Open the project and let Markdown know its components."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    root = _root(config)
    with _told():
        _build.project = open_project(root, config.site_url)
    _build.project.tokens.problems.clear()
    ours = [ComponentExtension(_build.project.tokens, _cite), ProseExtension(_surroundings)]
    # MkDocs types these as names; Python-Markdown takes extensions themselves as well.
    config.markdown_extensions = [*config.markdown_extensions, *ours]  # type: ignore[list-item]


def on_pre_build(config: MkDocsConfig) -> None:
    """Note the language, and say "permanent link" in it."""
    _build.language = config.theme["language"]
    config.theme.static_templates.discard("sitemap.xml")  # ours has every language's default
    if _build.project.root_of(_build.language):
        # Hosts serve only the 404 page at the root: the other languages must not write over it.
        config.theme.static_templates.discard("404.html")
    with _told():
        words = messages.load(_root(config) / WORDS, _build.language, WORDS)
    config.mdx_configs.setdefault("toc", {})["permalink_title"] = words.gettext("Permanent link")


def on_files(files: Files, /, *, config: MkDocsConfig) -> Files:
    """Leave out what the theme adds and no page uses: scripts, style sheets, its own icon."""
    unused = ("assets/javascripts/", "assets/stylesheets/", "assets/images/")
    for file in [*files]:
        if file.src_uri.startswith(unused):
            files.remove(file)
    return files


def on_nav(nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> Navigation:
    """Put the words of the menu into the language; a page has the same word as its title."""
    with _told():
        words = messages.load(_root(config) / WORDS, _build.language, WORDS)
    menu = [*nav.items]
    while menu:
        item = menu.pop()
        if isinstance(item, Section | Page) and item.title:
            item.title = words.gettext(item.title)
        menu += item.children or ()
    return nav


def on_page_markdown(markdown: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Give the page's Markdown with a token for each component call."""
    _build.page = page.file.src_uri.removeprefix(f"{_build.language}/")
    page.meta["description"] = _build.project.description(_build.language, _build.page)
    return _build.project.markdown[_build.language, _build.page]


def on_page_content(html: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Tell MkDocs' link check of the ids that components have put on the page."""
    page.present_anchor_ids = {*(page.present_anchor_ids or ()), *_ID.findall(html)}
    return html


def on_env(env: Environment, /, *, config: MkDocsConfig, files: Files) -> None:
    """Stop when a component stands where it cannot; give templates words and languages."""
    problems = _build.project.late_problems()
    if problems:
        raise PluginError(str(UserError(problems)))
    words = messages.load(_root(config) / WORDS, _build.language, WORDS)
    env.undefined = StrictUndefined  # a misspelt name would leave nothing, and nobody would see it
    env.globals |= {
        "words": words.gettext,
        "locales": _build.project.catalog.locales,
        "locale": _build.project.catalog.locales[_build.language],
        "search_home": _build.project.search_page(_build.language),
        "images": {file.src_uri for file in files if file.src_uri.startswith("assets/")},
    }


def on_page_context(
    context: dict[str, Any], /, *, page: Page, config: MkDocsConfig, nav: Any
) -> dict[str, Any]:
    """Tell the templates where the twins of the page are, as ways from the page itself."""
    path = page.file.src_uri.removeprefix(f"{_build.language}/")
    project = _build.project
    here = urls.address(path, project.root_of(_build.language))
    context["twins"] = {
        locale: urls.relative(urls.address(path, project.root_of(locale)), here)
        for locale in project.catalog.locales
        if (locale, path) in project.pages
    }
    context["checked_until"] = project.checked_until(_build.language)
    context["twin_changed"] = (_build.language, path) in project.stale
    context["page_corrections"] = project.corrections_of(_build.language, path)
    place = project.index_place(_build.language)
    if page.content and place in page.content:
        listed = project.site_index(_build.language, path, [*_headings(nav, here)])
        page.content = page.content.replace(place, listed)
    context["page_sources"] = project.sources_of(_build.language, path, page.content or "")
    context["absolute"] = {
        locale: url(project, locale, path)
        for locale in project.catalog.locales
        if (locale, path) in project.pages
    }
    context["linked_data"] = linked_data(project, _subject(page, path, config, nav))
    return context


def _subject(page: Page, path: str, config: MkDocsConfig, nav: Navigation) -> Subject:
    """Return a page as machines are told of it: with the way to it through the menu."""
    project, locale = _build.project, _build.language
    title = _title(page)
    crumbs = [Crumb(config.site_name, home(project, locale))]
    for section in reversed([*page.ancestors]):
        if isinstance(section, Section):
            first = next(child for child in section.children if isinstance(child, Page))
            crumbs.append(Crumb(section.title, f"{project.settings.site}{first.url}"))
    if page != nav.homepage:
        crumbs.append(Crumb(title, url(project, locale, path)))
    return Subject(locale, path, title, config.site_name, crumbs)


def _title(page: Page) -> str:
    """Return the first heading of a page as plain text."""
    first = next(iter(page.toc), None)
    return without_isolates(first.title if first is not None else page.title or "")


def _headings(nav: Navigation, here: str) -> Iterator[Heading]:
    """Yield the headings of every page, with the ways to them from a page at an address."""
    for page in nav.pages:
        way = urls.relative(page.url.removesuffix("./"), here) or "./"
        found = [*page.toc]
        title = as_text(found[0].title) if found else page.title
        yield Heading(title, "", way)
        for heading in found[0].children if found else ():
            yield Heading(as_text(heading.title), title, f"{way}{heading.url}")


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path or "mkdocs.yml").resolve().parent


def _cite(values: tuple[Value, ...], sources: tuple[str, ...]) -> str:
    return _build.project.cite(_build.language, _build.page, values, sources)


def _surroundings() -> Surroundings:
    return _build.project.surroundings(_build.language, _build.page)


@contextmanager
def _told() -> Iterator[None]:
    """Turn a user's mistake into MkDocs' own kind, which it prints without a traceback."""
    try:
        yield
    except UserError as error:
        raise PluginError(str(error)) from error
