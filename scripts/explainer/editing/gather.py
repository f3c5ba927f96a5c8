"""What somebody gave, name by name → one entry for the data file, or everything wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from explainer.editing.kinds import BY_HAND, KINDS, Field, Kind
from explainer.editing.scalars import refused
from explainer.problems import Problem, UserError, nearest, one_of

Entry = dict[str, str | list[str] | dict[str, str]]
"""A new record, as it will be typed: its fields in the order of the model."""

_SEPARATORS = re.compile(r"[\s,،]+")
# What gives the kind away when nobody says it.
_TELLING = {"measure": "observation", "opened": "edition", "closed": "edition"}


class FieldError(UserError):
    """Mistakes in what was given: each tells the name, what was found and what was expected."""

    def __init__(self, mistakes: Iterable[tuple[str, str]]) -> None:
        """Take names with what is wrong, in the order in which they are told."""
        self.mistakes = tuple(mistakes)
        super().__init__(Problem(name, 0, message) for name, message in self.mistakes)

    def __str__(self) -> str:
        """Return a line for each; there is no file whose line could be named."""
        shown = (
            (name if name.isprintable() else ascii(name), rest) for name, rest in self.mistakes
        )
        return "\n".join(f"{name}: {rest}" for name, rest in shown)


@dataclass(frozen=True)
class Question:
    """A value that is still to be given."""

    name: str
    field: Field
    locale: str = ""

    def __str__(self) -> str:
        """Return what it asks for, with the values that it may have."""
        parts = [self.field.description]
        if self.field.choices:
            parts.append(f"Expected: {one_of(self.field.choices)}.")
        if self.field.section:
            several = self.field.form == "list"
            between = ", with spaces or commas between them" if several else ""
            ids = "ids" if several else "an id"
            parts.append(f"Expected: {ids} of `{self.field.section}:`{between}.")
        return " ".join(part for part in parts if part)


def kind_of(given: Mapping[str, str]) -> Kind | None:
    """Return what is to be added, or None when nothing given tells. Names are in lower case.

    Raises FieldError for a kind that cannot be added.
    """
    wanted = given.get("kind", "").strip()
    if not wanted:
        told = (kind for name, kind in _TELLING.items() if given.get(name, "").strip())
        wanted = next(told, "")
        return KINDS[wanted] if wanted else None
    if wanted in KINDS:
        return KINDS[wanted]
    if wanted in BY_HAND:
        message = f"found {wanted!r}, which is only typed into the data file by hand, expected"
    else:
        message = f"found {wanted!r}, expected"
    raise FieldError([("kind", f"{message} {nearest(wanted, sorted(KINDS))}")])


def missing(
    kind: Kind, given: Mapping[str, str], locales: Sequence[str], *, optional: bool = False
) -> list[Question]:
    """Return what has to be given still, in the order of the model.

    A text that was given in one language is needed in all of them. With `optional`, return what
    may be given besides instead.
    """
    names = kind.names(locales)
    has = {names[name] for name, value in given.items() if name in names and value.strip()}
    begun = {place.field.name for place in has}
    return [
        Question(name, *place)
        for name, place in kind.places(locales).items()
        if place not in has and (place.field.required or place.field.name in begun) is not optional
    ]


def gather(kind: Kind, given: Mapping[str, str], locales: Sequence[str]) -> Entry:
    """Return the entry that was given; names are in lower case, values are trimmed.

    Raises FieldError with every name that is unknown, stands twice or is missing, and every
    value that holds a line break or a hidden character.
    """
    values, mistakes = assign(kind, given, locales)
    for question in missing(kind, given, locales):
        mistakes.append((question.name, f"missing: {question}"))
    if mistakes:
        raise FieldError(mistakes)
    return dict(_entry(kind, values, locales))


def assign(
    kind: Kind, given: Mapping[str, str], locales: Sequence[str]
) -> tuple[dict[tuple[str, str], str], list[tuple[str, str]]]:
    """Return what was given by field and language, and names with what is wrong with them."""
    names = kind.names(locales)
    mistakes: list[tuple[str, str]] = []
    values: dict[tuple[str, str], str] = {}
    for name, value in given.items():
        text = value.strip()
        if name not in names:
            if name != "kind":
                mistakes.append((name, _unknown(name, kind, locales)))
        elif character := refused(text):
            message = f"found the character {character}, expected text on one line without it"
            mistakes.append((name, message))
        elif text:
            field, locale = names[name]
            if (field.name, locale) in values:
                mistakes.append((name, f"gives {field.name} a second time, expected it once"))
            values[field.name, locale] = text
    return values, mistakes


def _entry(
    kind: Kind, values: Mapping[tuple[str, str], str], locales: Sequence[str]
) -> Iterator[tuple[str, str | list[str] | dict[str, str]]]:
    given = {name for name, _ in values}
    for field in kind.fields:
        if field.name not in given:
            continue
        if field.form == "texts":
            yield field.name, {locale: values[field.name, locale] for locale in locales}
        elif field.form == "list":
            yield field.name, split(values[field.name, ""])
        else:
            yield field.name, values[field.name, ""]


def split(text: str) -> list[str]:
    """Return the items of a list that was given as one text, each once."""
    return list(dict.fromkeys(part for part in _SEPARATORS.split(text) if part))


def _unknown(name: str, kind: Kind, locales: Sequence[str]) -> str:
    """Return what is wrong with a name that no field has, and the nearest one that a field has."""
    if name in kind.others:
        return "holds more than one text can, expected it typed into the data file by hand"
    languages = [f"{name}_{locale}" for locale in locales]
    known = kind.places(locales)
    if known.keys() & set(languages):
        return f"is a text in every language, expected {' and '.join(languages)}"
    return f"{kind.name} has no such field, expected {nearest(name, sorted(known))}"
