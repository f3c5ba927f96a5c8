"""What a page is, for machines: JSON-LD with the words of schema.org.

Every page is a `WebPage`, or an `Article` where it is prose, with its language and its twins, and
has its `BreadcrumbList`. The page with the entries of the glossary is a `DefinedTermSet` as well,
the page about the tables a `Dataset`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from explainer.export import FOLDERS, tables
from explainer.project import Project
from explainer.urls import address

VOCABULARY = "https://schema.org"
_FORMATS = {"yml": "application/yaml", "json": "application/json", "csv": "text/csv"}


class Crumb(NamedTuple):
    """A step on the way from the home page to a page."""

    name: str
    url: str
    """Its absolute address."""


@dataclass(frozen=True)
class Subject:
    """A page, as its templates know it."""

    locale: str
    path: str
    title: str
    site_name: str
    crumbs: Sequence[Crumb]


def linked_data(project: Project, page: Subject) -> str:
    """Return the JSON-LD of a page, safe to stand between `<script>` tags."""
    found = [_page(project, page), _breadcrumbs(page)]
    homes = project.renderers[page.locale].ways.homes()
    here = address(page.path, project.root_of(page.locale))
    if homes.get("term") == here:
        found.append(_terms(project, page))
    if homes.get("data") == here:
        found.append(_dataset(project, page))
    graph = {"@context": VOCABULARY, "@graph": found}
    # A text that closes the element early would be markup: `<` is written by its number.
    return json.dumps(graph, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def home(project: Project, locale: str) -> str:
    """Return the absolute address of the home page of a language."""
    return f"{project.settings.site}{project.root_of(locale)}"


def url(project: Project, locale: str, path: str) -> str:
    """Return the absolute address of a page."""
    return f"{project.settings.site}{address(path, project.root_of(locale))}"


def _page(project: Project, page: Subject) -> dict[str, Any]:
    here = url(project, page.locale, page.path)
    first = next(iter(project.catalog.locales))
    twins = [
        {"@id": url(project, locale, page.path)}
        for locale in project.catalog.locales
        if locale != page.locale and (locale, page.path) in project.pages
    ]
    prose = here not in _homes_of_records(project, page.locale) and len(page.crumbs) > 1
    found: dict[str, Any] = {
        "@type": "Article" if prose else "WebPage",
        "@id": here,
        "url": here,
        "name": page.title,
        "description": project.description(page.locale, page.path),
        "inLanguage": project.catalog.locales[page.locale].formats,
        "license": project.catalog.about.licence.url,
        "isPartOf": {
            "@type": "WebSite",
            "name": page.site_name,
            "url": home(project, page.locale),
        },
    }
    if prose:
        found["headline"] = page.title
        found["author"] = _publisher(project, page)
    if twins:
        found["workTranslation" if page.locale == first else "translationOfWork"] = twins
    return found


def _homes_of_records(project: Project, locale: str) -> set[str]:
    homes = project.renderers[locale].ways.homes()
    kinds = {*project.catalog.entries, "source", "page", "data", "correction"}
    return {f"{project.settings.site}{homes[kind]}" for kind in kinds if kind in homes}


def _publisher(project: Project, page: Subject) -> dict[str, str]:
    """Return who answers for the site; while nobody is named, the site itself."""
    named = project.settings.texts.get("publisher", {}).get(page.locale, "")
    return {
        "@type": "Organization",
        "name": named or page.site_name,
        "url": home(project, page.locale),
    }


def _breadcrumbs(page: Subject) -> dict[str, Any]:
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": crumb.name, "item": crumb.url}
            for number, crumb in enumerate(page.crumbs, 1)
        ],
    }


def _terms(project: Project, page: Subject) -> dict[str, Any]:
    here = url(project, page.locale, page.path)
    return {
        "@type": "DefinedTermSet",
        "@id": f"{here}#terms",
        "name": page.title,
        "inLanguage": project.catalog.locales[page.locale].formats,
        "url": here,
        "hasDefinedTerm": [
            {
                "@type": "DefinedTerm",
                "@id": f"{here}#term-{term.id}",
                "name": term.name[page.locale],
                "alternateName": _others(term.name, page.locale),
                "description": term.definition[page.locale],
            }
            for term in project.catalog.terms.values()
        ],
    }


def _others(names: Mapping[str, str], locale: str) -> list[str]:
    return [name for other, name in names.items() if other != locale]


def _dataset(project: Project, page: Subject) -> dict[str, Any]:
    catalog, here = project.catalog, url(project, page.locale, page.path)
    about, base = catalog.about, f"{project.settings.site}{FOLDERS[-1]}"
    days = [o.as_of.earliest for o in catalog.observations]
    names = ["programme.json", "programme.yml", *(f"{t.name}.csv" for t in tables(catalog))]
    return {
        "@type": "Dataset",
        "@id": f"{here}#dataset",
        "name": about.title[page.locale],
        "alternateName": _others(about.title, page.locale),
        "description": about.describes[page.locale],
        "url": here,
        "inLanguage": [locale.formats for locale in catalog.locales.values()],
        "license": about.licence.url,
        "isAccessibleForFree": True,
        "version": catalog.version,
        "creator": _publisher(project, page),
        "spatialCoverage": {"@type": "Place", "name": about.area[page.locale]},
        "temporalCoverage": f"{min(days)}/{about.checked_until.events.latest}",
        "variableMeasured": [
            {
                "@type": "PropertyValue",
                "name": measure.label[page.locale],
                "description": measure.definition[page.locale],
                "unitText": measure.unit,
            }
            for measure in catalog.measures.values()
        ],
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": _FORMATS[name.rpartition(".")[2]],
                "contentUrl": f"{base}{name}",
            }
            for name in names
        ],
    }
