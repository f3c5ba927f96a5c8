"""The catalog as one JSON document in which references are resolved, and the way back.

A reference becomes an object with the id and what tells a reader what it is; `typed` makes of the
document again what was typed, which the loader reads as it reads the data file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from explainer.catalog import Catalog
from explainer.export.columns import inside
from explainer.export.context import Context
from explainer.export.tables import computed
from explainer.model import SECTIONS, Record

FORMAT = 1
"""The version of the addresses and formats: what is published below `data/v1/`."""
_PAGES = "pages"


def document(context: Context) -> dict[str, Any]:
    """Return the whole catalog: what was typed, with references resolved, and what is computed."""
    catalog = context.catalog
    return {
        "about": {
            "format": FORMAT,
            "version": catalog.version,
            "site": context.site,
            "licence": catalog.about.licence.url,
        },
        "record": plain(catalog.about),
        **{name: _section(context, name) for name in SECTIONS},
        "computed": [resolved(value, catalog) for value in computed(catalog)],
    }


def measure(context: Context, name: str) -> dict[str, Any]:
    """Return one measure with its definition and every value, stated and computed."""
    catalog = context.catalog
    return {
        "about": {
            "format": FORMAT,
            "version": catalog.version,
            "site": context.site,
            "licence": catalog.about.licence.url,
            "checked_until": str(catalog.about.checked_until.figures),
        },
        "measure": _with_pages(context, "measure", catalog.measures[name]),
        "observations": [resolved(o, catalog) for o in catalog.observations if o.measure == name],
        "computed": [resolved(v, catalog) for v in computed(catalog) if v.measure == name],
    }


def typed(found: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was typed: the document without addresses, computed values and resolutions."""
    sections = {name: found[name] for name in SECTIONS if name in found}
    return {
        "record": found["record"],
        **{name: [_typed(SECTIONS[name], entry) for entry in e] for name, e in sections.items()},
    }


def plain(record: Record) -> dict[str, Any]:
    """Return a record as it was typed: dates as text, and nothing that is not known."""
    dumped = record.model_dump(exclude_none=True)
    return {key: _as_json(value) for key, value in dumped.items()}


def resolved(record: Record, catalog: Catalog) -> dict[str, Any]:
    """Return a record with its references resolved; those inside its parts as well."""
    found = plain(record)
    for name, value in record:
        if name not in found:
            continue
        if name in type(record).references and value is not None:
            section = getattr(catalog, type(record).references[name])
            many = isinstance(value, tuple)
            found[name] = (
                [_reference(section, one) for one in value] if many else _reference(section, value)
            )
        elif isinstance(value, Record):
            found[name] = resolved(value, catalog)
        elif isinstance(value, tuple) and value and isinstance(value[0], Record):
            found[name] = [resolved(part, catalog) for part in value]
    return found


def _section(context: Context, name: str) -> list[dict[str, Any]]:
    found = getattr(context.catalog, name)
    records: Sequence[Any] = tuple(found.values()) if isinstance(found, dict) else found
    return [_with_pages(context, name.removesuffix("s"), record) for record in records]


def _with_pages(context: Context, kind: str, record: Any) -> dict[str, Any]:
    found = resolved(record, context.catalog)
    pages = context.pages(kind, getattr(record, "id", ""))
    return {**found, _PAGES: pages} if pages else found


def _reference(section: Mapping[Any, Any], name: Any) -> dict[str, Any]:
    record = section[name]
    shown = plain(record)
    return {"id": name, **{key: shown[key] for key in record.named_by if key in shown}}


def _typed(kind: type[Record], entry: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _unresolved(kind, key, value) for key, value in entry.items() if key != _PAGES}


def _unresolved(kind: type[Record], key: str, value: Any) -> Any:
    if key in kind.references:
        return [one["id"] for one in value] if isinstance(value, list) else value["id"]
    inner = inside(kind, key)
    if inner is None:
        return value
    return (
        [_typed(inner, one) for one in value] if isinstance(value, list) else _typed(inner, value)
    )


def _as_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _as_json(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_as_json(inner) for inner in value]
    return value
