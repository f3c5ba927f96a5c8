"""Ids that other records name: they must exist, and stand once."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import Any

from explainer.catalog.records import Records
from explainer.model import Record, Source
from explainer.problems import Problem


def check(records: Records, path: str) -> Iterator[Problem]:
    """Yield each id that does not exist and each id that stands twice in its section.

    Ids of sections that are `uncertain` are not missed: that would only repeat another error.
    """
    known = {name: ids for name, ids in records.ids.items() if name not in records.uncertain}
    yield from _same_page(records.sound["sources"], path)
    for section, entries in records.sound.items():
        yield from _twice(section, entries, path)
        for number, record in enumerate(entries, 1):
            place = f"{section} {_name(record, number)}"
            yield from _missing(record, known, place, path)


def _same_page(sources: list[Source], path: str) -> Iterator[Problem]:
    """One page is one source: only a publisher's front page may stand for several."""
    first: dict[str, Source] = {}
    for source in sources:
        if source.url is None or source.address == "publisher":
            continue
        other = first.setdefault(source.url, source)
        if other is not source:
            message = f"url: found the page of source {other.id}, expected each page once"
            yield Problem(path, source.line_of("url"), message)


def _name(record: Any, number: int) -> str:
    return str(getattr(record, "id", f"[{number}]"))


def _twice(section: str, entries: list[Any], path: str) -> Iterator[Problem]:
    first: dict[object, Record] = {}
    for record in entries:
        key = getattr(record, "id", None)
        if key is None:
            continue
        if key in first:
            message = (
                f"id: {section} {key!s} stands twice, "
                f"expected another id (first: line {first[key].line_of('id')})"
            )
            yield Problem(path, record.line_of("id"), message)
        first.setdefault(key, record)


def _missing(
    record: Record, ids: Mapping[str, set[str | int]], place: str, path: str
) -> Iterator[Problem]:
    for name, section in type(record).references.items():
        value = getattr(record, name)
        for wanted in value if isinstance(value, tuple) else (value,):
            if wanted is None or section not in ids or wanted in ids[section]:
                continue
            close = difflib.get_close_matches(str(wanted), map(str, ids[section]), n=1)
            hint = f" such as {close[0]}" if close else ""
            message = (
                f"{name}: found {str(wanted)!r}, expected an id that {section} has{hint} ({place})"
            )
            yield Problem(path, record.line_of(name), message)
    for value in dict(record).values():
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Record):
                yield from _missing(part, ids, place, path)
