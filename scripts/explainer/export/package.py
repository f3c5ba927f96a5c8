"""What the tables are, in the two standards that tools for data read.

`datapackage.json` (Data Package, https://datapackage.org) is in English, because a descriptor has
one language; `csv-metadata.json` (CSVW, https://www.w3.org/TR/tabular-metadata/) has all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from explainer.export.columns import LIST_MARK, Column
from explainer.export.context import Context
from explainer.export.tables import Table

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_FRICTIONLESS: dict[str, dict[str, Any]] = {
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean", "trueValues": ["true"], "falseValues": ["false"]},
    "day": {"type": "date"},
    "address": {"type": "string", "format": "uri"},
}
_CSVW = {
    "integer": "integer",
    "number": "decimal",
    "boolean": "boolean",
    "day": "date",
    "address": "anyURI",
}


def datapackage(context: Context, found: Sequence[Table]) -> dict[str, Any]:
    """Return the descriptor of all tables."""
    about = context.catalog.about
    key = context.key_locale
    return {
        "$schema": PROFILE,
        "name": about.id,
        "title": about.title[key],
        "description": about.describes[key],
        "homepage": context.site,
        "version": context.catalog.version,
        "licenses": [
            {
                "name": about.licence.id,
                "path": about.licence.url,
                "title": about.licence.name[key],
            }
        ],
        "resources": [_resource(table, found, context.words[key]) for table in found],
    }


def _resource(table: Table, found: Sequence[Table], words: Callable[[str], str]) -> dict[str, Any]:
    names = {other.name for other in found}
    foreign = [
        {
            "fields": [column.name],
            "reference": {"resource": column.refers, "fields": ["id"]},
        }
        for column in _references(table, names)
    ]
    schema: dict[str, Any] = {"fields": [_field(column, words) for column in table.columns]}
    if table.key:
        schema["primaryKey"] = [table.key]
    if foreign:
        schema["foreignKeys"] = foreign
    return {
        "name": table.name,
        "type": "table",
        "path": f"{table.name}.csv",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "description": words(table.about),
        "schema": schema,
    }


def _references(table: Table, names: set[str]) -> list[Column]:
    """Return the columns that hold one id of another table; a list of them is no such column."""
    return [c for c in table.columns if c.refers in names and c.kind != "list"]


def _field(column: Column, words: Callable[[str], str]) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.choices:
        constraints["enum"] = list(column.choices)
    found: dict[str, Any] = {
        "name": column.name,
        **_FRICTIONLESS.get(column.kind, {"type": "string"}),
        "title": ": ".join(words(part) for part in column.titles),
        "description": words(column.about),
    }
    return {**found, "constraints": constraints} if constraints else found


def csvw(context: Context, found: Sequence[Table]) -> dict[str, Any]:
    """Return the metadata of all tables, with titles and definitions in every language."""
    about = context.catalog.about
    names = {table.name for table in found}
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": context.key_locale}],
        "dc:title": _in_languages(about.title),
        "dc:description": _in_languages(about.describes),
        "dc:license": {"@id": about.licence.url},
        "schema:version": context.catalog.version,
        "dialect": {"encoding": "utf-8", "header": True, "lineTerminators": ["\r\n", "\n"]},
        "tables": [
            {
                "url": f"{table.name}.csv",
                "dc:description": _translated(context, table.about),
                "tableSchema": _schema(context, table, names),
            }
            for table in found
        ],
    }


def _schema(context: Context, table: Table, names: set[str]) -> dict[str, Any]:
    schema: dict[str, Any] = {"columns": [_described(context, c) for c in table.columns]}
    if table.key:
        schema["primaryKey"] = table.key
    foreign = [
        {
            "columnReference": column.name,
            "reference": {"resource": f"{column.refers}.csv", "columnReference": "id"},
        }
        for column in _references(table, names)
    ]
    return {**schema, "foreignKeys": foreign} if foreign else schema


def _described(context: Context, column: Column) -> dict[str, Any]:
    datatype: Any = _CSVW.get(column.kind, "string")
    # The name stands in the file itself: a title in no language in particular.
    titles = {"und": column.name, **context.titles(column)}
    if column.choices:
        datatype = {"base": "string", "format": "|".join(column.choices)}
    found: dict[str, Any] = {
        "name": column.name,
        "titles": titles,
        "dc:description": _translated(context, column.about),
        "datatype": datatype,
    }
    if column.locale:
        found["lang"] = column.locale
    if column.kind == "list":
        found["separator"] = LIST_MARK
    if column.required:
        found["required"] = True
    return found


def _translated(context: Context, text: str) -> list[dict[str, str]]:
    return _in_languages({locale: words(text) for locale, words in context.words.items()})


def _in_languages(texts: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"@value": text, "@language": locale} for locale, text in texts.items()]
