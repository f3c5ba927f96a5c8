"""The files beside the pages, by their path in the site: charts, open data, feeds, renditions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from explainer.charts.files import chart_style, numbers, svg
from explainer.export import FOLDERS, Context, data_files
from explainer.export.ical import calendar
from explainer.project import DATA, Project
from explainer.renditions import Listed, listing, rendition, title
from explainer.urls import address, relative

STYLES = "docs/assets/*.css"


def outputs(project: Project, root: Path) -> dict[str, str]:
    """Return every file of a project that is not a page, as text; `root` is its folder."""
    style = chart_style(path.read_text("utf-8") for path in sorted(root.glob(STYLES)))
    data = data_files(context(project), (root / DATA).read_text(encoding="utf-8"))
    found = {**data}
    for locale in project.renderers:
        found |= _charts(project, locale, style)
        found |= _following(project, locale)
    found["sitemap.xml"] = _sitemap(project, data)
    found["robots.txt"] = f"User-agent: *\nAllow: /\nSitemap: {project.settings.site}sitemap.xml\n"
    return found


def renditions(project: Project, folder: Path) -> dict[str, str]:
    """Return the built pages below a folder as Markdown, and the list of them for programs."""
    found: dict[str, str] = {}
    pages: dict[str, list[Listed]] = {}
    for locale, path in project.pages:
        at = address(path, project.root_of(locale))
        if not (file := folder / at / "index.html").exists():
            continue  # a page that the navigation leaves out is not built
        here = f"{project.settings.site}{at}"
        text = rendition(file.read_bytes(), here)
        found[f"{at}index.md"] = text
        listed = Listed(title(text), f"{here}index.md", project.description(locale, path))
        pages.setdefault(project.catalog.locales[locale].name, []).append(listed)
    about = project.catalog.about
    name = " / ".join(about.title.values())
    found["llms.txt"] = listing(name, about.describes.values(), pages)
    return found


def context(project: Project) -> Context:
    """Return what the open data need to know of a project."""
    fragments = {name: r.calls.fragments for name, r in project.renderers.items()}
    return Context(
        project.catalog,
        project.settings.site,
        {name: one.words.gettext for name, one in fragments.items()},
        {name: one.formats for name, one in fragments.items()},
        {name: r.ways.homes() for name, r in project.renderers.items()},
    )


def addresses(project: Project) -> Iterator[dict[str, str]]:
    """Yield the absolute address of each page by language, in the order of the pages' paths."""
    for path in dict.fromkeys(path for _, path in project.pages):
        yield {
            locale: f"{project.settings.site}{address(path, project.root_of(locale))}"
            for locale in project.catalog.locales
            if (locale, path) in project.pages
        }


def _charts(project: Project, locale: str, style: str) -> Iterator[tuple[str, str]]:
    renderer, folder = project.renderers[locale], f"{project.root_of(locale)}charts/"
    for name, chart in project.catalog.charts.items():
        page = renderer.calls.embed(name, relative("", folder))
        yield f"{folder}{name}.svg", svg(renderer.calls.chart(name).html, style, locale)
        yield f"{folder}{name}.csv", numbers(project.catalog, chart)
        yield f"{folder}{name}.html", f"{renderer.ways.absolute(page)}\n"


def _following(project: Project, locale: str) -> Iterator[tuple[str, str]]:
    renderer, folder = project.renderers[locale], project.root_of(locale)
    yield f"{folder}feed.xml", f"{renderer.ways.absolute(renderer.calls.feed())}\n"
    yield f"{folder}editions.ics", calendar(context(project), locale)


def _sitemap(project: Project, data: Iterable[str]) -> str:
    kept = [f"{project.settings.site}{name}" for name in data if name.startswith(FOLDERS[-1])]
    fragments = next(iter(project.renderers.values())).calls.fragments
    pages = list(addresses(project))
    return f"{fragments.render('reuse/sitemap', pages=pages, files=kept)}\n"
