"""The shape of the data file as a JSON Schema, by which editors complete and check as they type."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, Literal

from pydantic import TypeAdapter

from explainer.model import SECTIONS, About, Record

DIALECT = "https://json-schema.org/draft/2020-12/schema"


@cache
def schema(locales: tuple[str, ...]) -> dict[str, Any]:
    """Return the schema of a data file whose languages are given, which is not to be changed.

    It knows the keys of every record, their types and their definitions. What only the build can
    tell, such as ids that do not exist and sums that do not hold, is not in it.
    """
    kinds: tuple[type[Record], ...] = (*SECTIONS.values(), About)
    adapters: list[tuple[type[Record], Literal["validation"], TypeAdapter[Any]]] = [
        (kind, "validation", TypeAdapter(kind)) for kind in kinds
    ]
    places, shared = TypeAdapter.json_schemas(adapters)
    sections = {name: places[kind, "validation"] for name, kind in SECTIONS.items()}
    found: dict[str, Any] = _per_language(
        {
            "$schema": DIALECT,
            "type": "object",
            "additionalProperties": False,
            "required": ["locales", "record"],
            "properties": {
                "record": places[About, "validation"],
                **{name: {"type": "array", "items": one} for name, one in sections.items()},
            },
            **shared,
        },
        locales,
    )
    return found


def _per_language(found: Any, locales: Sequence[str]) -> Any:
    """Return a schema in which a text has one key for each language, and no other."""
    if isinstance(found, list):
        return [_per_language(part, locales) for part in found]
    if not isinstance(found, dict):
        return found
    if found.get("type") == "object" and "properties" not in found:
        texts = dict.fromkeys(locales, found["additionalProperties"])
        whole = found["additionalProperties"].get("type") == "string"
        required = {"required": list(locales)} if whole else {}
        kept = {key: value for key, value in found.items() if key != "additionalProperties"}
        return {**kept, "properties": texts, "additionalProperties": False, **required}
    return {key: _per_language(value, locales) for key, value in found.items()}
