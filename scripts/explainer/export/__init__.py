"""The catalog as open data: files in the formats that other people's tools read."""

from __future__ import annotations

from typing import Any

import simplejson

from explainer.catalog import Catalog
from explainer.export.columns import Column, about, title
from explainer.export.context import Context
from explainer.export.document import FORMAT, document, measure, typed
from explainer.export.package import csvw, datapackage
from explainer.export.schema import schema
from explainer.export.tables import TABLES, Table, computed, kinds, tables

FOLLOWED = ("feed.xml", "editions.ics")
"""What readers follow, in each language."""
_DESCRIPTIONS = (
    "programme.yml",
    "programme.json",
    "programme.schema.json",
    "datapackage.json",
    "csv-metadata.json",
)
FOLDERS = ("data/", f"data/v{FORMAT}/")
"""The newest format, and the one that keeps its promise under its number."""


def data_files(context: Context, source: str) -> dict[str, str]:
    """Return the open data by their path in the site; `source` is the data file as it was typed."""
    found = tables(context.catalog)
    files = {
        "programme.yml": source,
        "programme.json": as_json(document(context)),
        "programme.schema.json": as_json(schema(tuple(context.catalog.locales))),
        "datapackage.json": as_json(datapackage(context, found)),
        "csv-metadata.json": as_json(csvw(context, found)),
        **{f"{table.name}.csv": table.as_csv() for table in found},
        **{f"measures/{m}.json": as_json(measure(context, m)) for m in context.catalog.measures},
    }
    return {f"{folder}{name}": text for folder in FOLDERS for name, text in files.items()}


def file_names(catalog: Catalog) -> dict[str, str]:
    """Return the files that pages may link to: by name, the folder in the site.

    `root` stands for the folder of the language, where the feed and the calendar are.
    """
    found = dict.fromkeys(
        (*_DESCRIPTIONS, *(f"{t.name}.csv" for t in tables(catalog))), FOLDERS[-1]
    )
    return {**found, "llms.txt": "", **dict.fromkeys(FOLLOWED, "root")}


def as_json(value: Any) -> str:
    """Return a value as JSON with its decimals as they are, and letters as letters."""
    text: str = simplejson.dumps(value, ensure_ascii=False, indent=1, use_decimal=True)
    return f"{text}\n"


__all__ = [
    "FOLDERS",
    "FORMAT",
    "TABLES",
    "Column",
    "Context",
    "Table",
    "about",
    "as_json",
    "computed",
    "data_files",
    "document",
    "file_names",
    "kinds",
    "schema",
    "tables",
    "title",
    "typed",
]
