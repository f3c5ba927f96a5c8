"""The pages of a project → plain Markdown, with everything that they show written out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown.extensions.toc import TocExtension
from markdown.serializers import to_html_string

from explainer import urls
from explainer.components import Tokens, as_text, without_isolates
from explainer.components.rendering import Inline
from explainer.markdown_tokens import ComponentExtension
from explainer.problems import UserError
from explainer.project import SETTINGS, Project
from explainer.prose import ProseExtension
from explainer.site_index import Heading
from explainer.staging.config import config, extensions, listed, written
from explainer.staging.links import Links
from explainer.staging.writer import inside_markdown, to_markdown
from explainer.yaml_reader import read

# What MkDocs adds to the extensions that the settings name.
_ALWAYS = ("tables", "fenced_code")
_NOTE = re.compile(r'sources-#"')


def staged(project: Project, root: Path) -> dict[str, str]:
    """Return every file to write, by its path: `<language>/….md` and `<language>.yml`.

    Raises UserError for components that stand where they cannot.
    """
    settings, _ = read(root / SETTINGS, SETTINGS)
    tokens = _for_markdown(project.tokens)
    languages = [_Language(project, settings, tokens, name) for name in project.catalog.locales]
    files = {}
    for language in languages:
        files[f"{language.locale}.yml"] = config(project, settings, language.locale)
        files |= {f"{language.locale}/{path}": language.page(path) for path in language.pages}
    problems = [*tokens.problems, *(p for r in project.renderers.values() for p in r.problems)]
    if problems:
        raise UserError(problems)
    return files


def _for_markdown(tokens: Tokens) -> Tokens:
    """Return the renderings of all pages as they may stand in a line of Markdown."""
    renderings = [
        replace(one, html=inside_markdown(one.html)) if isinstance(one, Inline) else one
        for one in tokens.renderings
    ]
    return Tokens(renderings, tokens.places)


@dataclass
class _Parsed:
    """A page as Markdown, and its headings as its list of contents has them."""

    markdown: str
    headings: list[dict[str, Any]]


@dataclass
class _Language:
    """The pages of one language that are in the menu; an engine builds no others."""

    project: Project
    settings: Any
    tokens: Tokens
    locale: str

    @cached_property
    def pages(self) -> dict[str, _Parsed]:
        """Return the pages by their path, in the order of the menu."""
        paths = listed(self.settings["nav"])
        return {
            path: self._parsed(path) for path in paths if (self.locale, path) in self.project.pages
        }

    @cached_property
    def _links(self) -> Links:
        return Links(self.pages, self.project.root_of(self.locale))

    def page(self, path: str) -> str:
        """Return a page as a file: front matter, title, what a reader should know first, text."""
        project, locale, parsed = self.project, self.locale, self.pages[path]
        text = parsed.markdown
        place = project.index_place(locale)
        if place in text:
            text = text.replace(place, project.site_index(locale, path, [*self._headings(path)]))
        title, _, body = text.partition("\n")
        said = {
            "title": without_isolates(parsed.headings[0]["name"]) if parsed.headings else path,
            "description": project.description(locale, path),
        }
        parts = [
            f"---\n{written(said)}---",
            title,
            self._twins(path),
            self._twin_note(path),
            project.corrections_of(locale, path),
            _numbered(body),
            project.sources_of(locale, path, text),
            project.checked_until(locale),
        ]
        whole = "\n\n".join(part.strip("\n") for part in parts if part.strip())
        return self._links.from_files(f"{whole}\n", path)

    def _parsed(self, path: str) -> _Parsed:
        project, locale = self.project, self.locale
        ours = [
            ComponentExtension(
                self.tokens, lambda *cited: inside_markdown(project.cite(locale, path, *cited))
            ),
            ProseExtension(lambda: project.surroundings(locale, path)),
            TocExtension(),
        ]
        md: Any = Markdown(extensions=[*_ALWAYS, *extensions(self.settings), *ours])
        # The list of contents has each heading written too, as HTML.
        md.serializer = lambda top: (
            to_markdown(top) if top.tag == md.doc_tag else to_html_string(top)
        )
        md.stripTopLevelTags = False
        markdown = md.convert(project.markdown[locale, path])
        return _Parsed(markdown, md.toc_tokens)

    def _twins(self, path: str) -> str:
        """Return links to the page in the other languages.

        They are HTML: an engine that builds one language knows no page of another.
        """
        project, here = self.project, urls.address(path, self.project.root_of(self.locale))
        ways = {
            locale: urls.relative(urls.address(path, project.root_of(locale.id)), here)
            for locale in project.catalog.locales.values()
            if locale.id != self.locale and (locale.id, path) in project.pages
        }
        fragments = project.renderers[self.locale].calls.fragments
        return fragments.render("staging/twins", ways=ways.items()) if ways else ""

    def _twin_note(self, path: str) -> str:
        if (self.locale, path) not in self.project.stale:
            return ""
        words = self.project.renderers[self.locale].calls.fragments.words.gettext
        text = words(
            "This page has changed in another language and has not been compared with it again"
            " since: the two may differ."
        )
        return f'!!! warning ""\n    {text}'

    def _headings(self, path: str) -> Iterator[Heading]:
        """Yield the headings of every page, with the ways to them from a page."""
        root = self.project.root_of(self.locale)
        here = urls.address(path, root)
        for other, parsed in self.pages.items():
            way = urls.relative(urls.address(other, root), here) or "./"
            for first in parsed.headings[:1]:
                title = as_text(first["name"])
                yield Heading(title, "", way)
                for child in first["children"]:
                    yield Heading(as_text(child["name"]), title, f"{way}#{child['id']}")


def _numbered(text: str) -> str:
    """Give each note of a page an id of its own: its mark and its list name it, in this order."""
    first, *pieces = _NOTE.split(text)
    return first + "".join(f'sources-{at // 2 + 1}"{piece}' for at, piece in enumerate(pieces))
