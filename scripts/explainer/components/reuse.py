"""What readers take away: charts for other sites, feeds, citations, and what the open data hold."""

from __future__ import annotations

import uuid
from itertools import groupby
from typing import Any, NamedTuple

from markupsafe import Markup

from explainer import charts
from explainer.catalog import Catalog
from explainer.components.fragments import Fragments
from explainer.components.rendering import Block, Inline
from explainer.components.selection import known
from explainer.export import Column, Table, file_names, tables
from explainer.formatting import isolate
from explainer.model import Chart
from explainer.news import news

FRAME = 330
"""Points that the words around a drawing take, above and below it, in a frame on another site."""
TOOLS = ("python", "r", "sheet")


class Field(NamedTuple):
    """A field of a kind of record, as the page about the data shows it."""

    names: list[str]
    """The names of its columns: a text has one per language, a date one more for each end."""
    titles: tuple[str, ...]
    first: Column


class Reuse:
    """The components that give figures away, in one language."""

    catalog: Catalog
    fragments: Fragments
    languages: dict[str, Fragments]

    def data_tables(self) -> Block:
        """Return the tables of the open data with their fields; the entries `table-…`."""
        found = [(table, fields(table)) for table in tables(self.catalog)]
        return self.block("data_tables", tables=found)

    def file(self, name: str) -> Inline:
        """Return a link to a file of the open data, by its name."""
        found = file_names(self.catalog)
        known("file", name, found)
        html = self.fragments.render("file", file=name, folder=found[name])
        return Inline(html, isolate(name))

    def example(self, tool: str, measure: str) -> Block:
        """Return how a tool reads the newest value of a measure from the open data."""
        known("tool", tool, TOOLS)
        known("measure", measure, self.catalog.measures)
        columns = next(iter(tables(self.catalog))).columns
        place = {column.name: number for number, column in enumerate(columns, 1)}
        return self.block("example", tool=tool, measure=measure, place=place)

    def embed(self, name: str, to_site: str) -> str:
        """Return a chart as a page of its own; `to_site` is the way from there to the home page."""
        found = self.catalog.charts[name]
        sources = [self.catalog.sources[name] for name in charts.sources(self.catalog, found)]
        publishers = dict.fromkeys(source.publisher for source in sources)
        return self.fragments.render(
            "reuse/embed",
            chart=found,
            drawings=self.drawings(found),
            publishers=[self.catalog.organisations[name].name for name in publishers],
            to_site=to_site,
        )

    def drawings(self, chart: Chart) -> dict[str, charts.Drawing]:
        """Return the drawings of a chart by the name of their width."""
        direction = self.catalog.locales[self.fragments.locale].direction
        return {
            width: charts.draw(self.catalog, chart, width, direction) for width in charts.WIDTHS
        }

    def feed(self) -> str:
        """Return what is new in the record as a feed (Atom, RFC 4287)."""
        found = news(self.catalog)
        name = f"{self.catalog.about.id}/feed/{self.fragments.locale}"
        return self.fragments.render(
            "reuse/feed",
            news=found,
            id=uuid.uuid5(uuid.NAMESPACE_URL, name).urn,
            updated=found[0].day if found else self.catalog.about.checked_until.events.earliest,
        )

    def in_languages(self, template: str, **values: Any) -> list[Markup]:
        """Return what a template gives in each language, that of the page first."""
        own = self.fragments
        ordered = (own, *(other for other in self.languages.values() if other is not own))
        return [Markup(one.render(template, **values)) for one in ordered]  # noqa: S704 (made by a template)

    def block(self, name: str, **values: Any) -> Block:
        """Return what the template of a block component gives."""
        return Block(self.fragments.render(name, **values), name)


def fields(table: Table) -> list[Field]:
    """Return the fields of a table, each with all its columns."""
    found = []
    for titles, group in groupby(table.columns, key=lambda column: column.titles):
        columns = list(group)
        found.append(Field([column.name for column in columns], titles, columns[0]))
    return found
