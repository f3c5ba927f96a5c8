"""An entry → the lines that an editor would type for it, in the style of the data file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from explainer.editing.gather import Entry
from explainer.editing.kinds import Kind
from explainer.editing.scalars import scalar

INDENT = 2


def of_record(kind: Kind, entry: Entry, column: int) -> list[str]:
    """Return the lines of a record whose dash stands in a column (from 0)."""
    inside = column + INDENT
    lines = [line for name, value in entry.items() for line in of_field(kind, name, value, inside)]
    return [f"{' ' * column}- {lines[0][inside:]}", *lines[1:]]


def of_field(kind: Kind, name: str, value: Any, column: int) -> list[str]:
    """Return the lines of a field whose key stands in a column."""
    margin, deeper = " " * column, " " * (column + INDENT)
    if isinstance(value, Mapping):
        return [f"{margin}{name}:", *(f"{deeper}{k}: {scalar(v)}" for k, v in value.items())]
    if isinstance(value, list):
        return [f"{margin}{name}:", *of_items(kind, name, value, f"{deeper}-")]
    return [f"{margin}{name}: {scalar(value, unquoted=_unquoted(kind, name))}"]


def of_items(kind: Kind, name: str, values: list[str], dash: str) -> list[str]:
    """Return the lines of items of a list; `dash` is a dash with its indentation."""
    return [f"{dash} {scalar(value, unquoted=_unquoted(kind, name))}" for value in values]


def _unquoted(kind: Kind, name: str) -> bool:
    return any(field.unquoted for field in kind.fields if field.name == name)
