"""The models, as kinds of record whose fields can be given one text each."""

from __future__ import annotations

import types
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from explainer.dates import Date
from explainer.model import SECTIONS, Record

Form = Literal["one", "texts", "list"]
_UNQUOTED = (int, Decimal, bool, Date)


@dataclass(frozen=True)
class Field:
    """A field of a record, as the model describes it."""

    name: str
    form: Form
    """One value, a text per language, or a list of values."""
    unquoted: bool
    """Whether its values are numbers, dates or true and false, which never stand in quotes."""
    required: bool
    description: str
    choices: tuple[str, ...] = ()
    """The only values that it may have; empty for any."""
    section: str = ""
    """The section whose ids it holds; empty for none."""


class Place(NamedTuple):
    """What a given name stands for: a field, and the language of a text."""

    field: Field
    locale: str = ""


@dataclass(frozen=True)
class Kind:
    """A kind of record that can be added."""

    name: str
    section: str
    model: type[Record]
    fields: tuple[Field, ...]
    """In the order of the model."""
    others: tuple[str, ...] = ()
    """Fields that hold records or lists of words: these are typed into the data file."""

    @property
    def description(self) -> str:
        """Return what it is, in a sentence."""
        return (self.model.__doc__ or "").split("\n", maxsplit=1)[0]

    def places(self, locales: Sequence[str]) -> dict[str, Place]:
        """Return what can be given: one name for each value, in the order of the model.

        `kind` says what is added; a field of that name is given as `organisation_kind`.
        """
        found: dict[str, Place] = {}
        for field in self.fields:
            if field.form == "texts":
                found |= {f"{field.name}_{locale}": Place(field, locale) for locale in locales}
            else:
                name = f"{self.name}_kind" if field.name == "kind" else field.name
                found[name] = Place(field)
        return found

    def names(self, locales: Sequence[str]) -> dict[str, Place]:
        """Return the same with other names that mean the same.

        They are `source` for `sources`, and `edition` for the `id` of an edition.
        """
        found = self.places(locales)
        for name, place in list(found.items()):
            if place.field.form == "list":
                found.setdefault(name.removesuffix("s"), place)
            if name == "id":
                found.setdefault(self.name, place)
        return found


def _kind(section: str, model: type[Record]) -> Kind:
    fields, others = [], []
    for name, info in model.model_fields.items():
        found = _form(info.annotation)
        if found is None:
            others.append(name)
            continue
        form, unquoted, choices = found
        section_of = model.references.get(name, "")
        field = Field(
            name,
            form,
            unquoted,
            info.is_required(),
            info.description or "",
            choices,
            section_of,
        )
        fields.append(field)
    return Kind(model.__name__.lower(), section, model, tuple(fields), tuple(others))


def _form(annotation: Any) -> tuple[Form, bool, tuple[str, ...]] | None:
    """Return how values of a type are given, or None where one text cannot hold them."""
    bare = _bare(annotation)
    inner = get_args(bare)
    match get_origin(bare):
        case origin if origin is Literal:
            return "one", False, inner
        case origin if origin is dict:
            return ("texts", False, ()) if _bare(inner[1]) is str else None
        case origin if origin is tuple:
            item = _form(inner[0])
            return ("list", item[1], item[2]) if item is not None and item[0] == "one" else None
    if bare in _UNQUOTED:
        return "one", True, ("true", "false") if bare is bool else ()
    return ("one", False, ()) if bare is str else None


def _bare(annotation: Any) -> Any:
    """Return a type without what checks it, and without `None`."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        rest = [part for part in get_args(annotation) if part is not type(None)]
        return _bare(rest[0]) if len(rest) == 1 else annotation
    return annotation


def _can_be_given(kind: Kind) -> bool:
    """Whether all that it needs can be given, and whoever is asked for it is told what it is."""
    required = [name for name, info in kind.model.model_fields.items() if info.is_required()]
    described = {field.name for field in kind.fields if field.description}
    return set(required) <= described


_ALL = [_kind(section, model) for section, model in SECTIONS.items()]
KINDS = {kind.name: kind for kind in _ALL if _can_be_given(kind)}
"""The kinds that can be added, by name."""
BY_HAND = tuple(kind.name for kind in _ALL if kind.name not in KINDS)
"""The kinds that can only be typed into the data file."""
