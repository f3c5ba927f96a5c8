"""A field that a record has and what is given for it → where the two differ."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from explainer.yaml_reader import Mapping


class Difference(NamedTuple):
    """A value that is there, and another one that was given."""

    name: str
    line: int
    found: str
    given: str


def differing(
    record: Mapping, name: str, given: str | list[str] | dict[str, str]
) -> Iterator[Difference]:
    """Yield where a field of a record holds something else than what is given.

    A text may differ in one language and be the same in another. Spaces and line ends around a
    value are none of it, as for the model, and neither are quotes.
    """
    found, line = record[name], record.key_lines[name]
    if isinstance(found, Mapping) and isinstance(given, dict):
        for locale, text in given.items():
            there = found.get(locale, "nothing")
            if not _same(there, text):
                where = found.key_lines.get(locale, line)
                yield Difference(f"{name}_{locale}", where, _shown(there), text)
    elif not _same(found, given):
        yield Difference(name, line, _shown(found), _shown(given))


def _same(found: object, given: object) -> bool:
    return isinstance(found, str) and found.strip() == given


def _shown(value: object) -> str:
    """Return a value for a message; what cannot be written on one line is only named."""
    return " ".join(value.split()) if isinstance(value, str) else "several values"
