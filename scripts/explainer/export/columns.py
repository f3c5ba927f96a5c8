"""The fields of a kind of record → the columns of its table, with titles and definitions.

Nothing is typed twice: names, types and definitions are those of the models. What a table cannot
hold is taken apart: a text has a column per language, a date one as typed (EDTF) and two with the
days that it can mean, a record inside a record the columns of its own fields.
"""

from __future__ import annotations

import inspect
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Literal

from explainer.dates import Date
from explainer.model import Record
from explainer.model.base import is_address

Kind = Literal["text", "integer", "number", "boolean", "edtf", "day", "address", "list"]
LIST_MARK = ";"
"""What stands between the parts of a list; no id holds it."""
EARLIEST = "The first day that the date can mean; empty where it has none."
LATEST = "The last day that the date can mean."


@dataclass(frozen=True)
class Column:
    """A column: its name, what it holds, and where that comes from."""

    name: str
    kind: Kind
    titles: tuple[str, ...]
    """Its title in parts, from the outside in; each is an interface word."""
    about: str
    """Its definition, which is an interface word."""
    value: Callable[[Any], Any]
    """A record → its cell: None, text, a number or a truth value."""
    locale: str = ""
    """For a text: its language."""
    bound: Literal["", "earliest", "latest"] = ""
    """For a day: which end of the date it is."""
    required: bool = False
    choices: tuple[str, ...] = ()
    refers: str = ""
    """The section whose ids it holds."""


@cache  # the kinds of records are a few classes, and are not changed
def columns(kind: type[Record], locales: tuple[str, ...]) -> tuple[Column, ...]:
    """Return the columns of a kind of record, in the order of its fields."""
    return tuple(column for name in kind.model_fields for column in _of_field(kind, name, locales))


def about(kind: type[Record]) -> str:
    """Return what a kind of record is: the first line of its definition."""
    return inspect.cleandoc(kind.__doc__ or "").split("\n")[0]


def title(name: str) -> str:
    """Return the English title of a field: `as_of` gives "As of"."""
    return name.replace("_", " ").capitalize()


@cache
def parts(kind: type[Record]) -> Mapping[str, type[Record]]:
    """Return the fields that hold several records, which need a table of their own."""
    found = {
        name: inner
        for name, field in kind.model_fields.items()
        if typing.get_origin(_core(field.annotation)[0]) is tuple
        and (inner := inside(kind, name)) is not None
    }
    return MappingProxyType(found)


def inside(kind: type[Record], name: str) -> type[Record] | None:
    """Return the kind of record that a field holds, alone or in a list; None for other fields."""
    core, _ = _core(kind.model_fields[name].annotation)
    inner = typing.get_args(core)[0] if typing.get_origin(core) is tuple else core
    return inner if isinstance(inner, type) and issubclass(inner, Record) else None


def _of_field(kind: type[Record], name: str, locales: tuple[str, ...]) -> Iterator[Column]:
    field = kind.model_fields[name]
    core, optional = _core(field.annotation)
    base = Column(
        name,
        "text",
        (field.title or title(name),),
        field.description or "",
        lambda record: getattr(record, name),
        # What has a default is always there, but for a list that may be empty.
        required=not optional and field.get_default(call_default_factory=True) != (),
        refers=kind.references.get(name, ""),
    )
    origin = typing.get_origin(core)
    if name in parts(kind):
        return
    if (inner := inside(kind, name)) is not None:
        yield from (_inside(base, column) for column in columns(inner, locales))
    elif origin is dict:
        if typing.get_origin(typing.get_args(core)[1]) is not tuple:  # else: words for editors
            yield from (_in_language(base, locale) for locale in locales)
    elif origin is tuple:
        yield replace(base, kind="list")
    elif core is Date:
        yield replace(base, kind="edtf", value=lambda record: _str(base.value(record)))
        yield _day(base, "earliest")
        yield _day(base, "latest")
    elif origin is Literal:
        yield replace(base, choices=typing.get_args(core))
    elif core in _KINDS:
        yield replace(base, kind=_KINDS[core])
    else:
        yield replace(base, kind="address" if is_address(field) else "text")


_KINDS: dict[Any, Kind] = {int: "integer", Decimal: "number", bool: "boolean"}


def _core(annotation: Any) -> tuple[Any, bool]:
    """Return an annotation without `None` and what is annotated, and whether it had `None`."""
    optional = False
    while True:
        origin = typing.get_origin(annotation)
        if origin is typing.Annotated:
            annotation = typing.get_args(annotation)[0]
        elif origin in (UnionType, typing.Union):
            inner = [part for part in typing.get_args(annotation) if part is not NoneType]
            annotation, optional = inner[0], True
        else:
            return annotation, optional


def _in_language(column: Column, locale: str) -> Column:
    def value(record: Any) -> Any:
        texts = column.value(record)
        return texts[locale] if texts else None

    return replace(column, name=f"{column.name}_{locale}", locale=locale, value=value)


def _day(column: Column, bound: Literal["earliest", "latest"]) -> Column:
    def value(record: Any) -> Any:
        date = column.value(record)
        if date is None or (bound == "earliest" and date.open_start):
            return None
        return str(getattr(date, bound))

    described = {"earliest": EARLIEST, "latest": LATEST}
    return replace(
        column,
        name=f"{column.name}_{bound}",
        kind="day",
        about=described[bound],
        bound=bound,
        required=False,
        value=value,
    )


def _inside(outer: Column, inner: Column) -> Column:
    def value(record: Any) -> Any:
        part = outer.value(record)
        return None if part is None else inner.value(part)

    return replace(
        inner,
        name=f"{outer.name}_{inner.name}",
        titles=(*outer.titles, *inner.titles),
        value=value,
        required=outer.required and inner.required,
    )


def _str(value: object) -> str | None:
    return None if value is None else str(value)
