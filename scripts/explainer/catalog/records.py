"""Typed text to records: every mistake in the shape of the data, with line, key and remedy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from explainer.model import SECTIONS, About, Record
from explainer.model.base import IDENTIFIER
from explainer.problems import Problem, nearest
from explainer.yaml_reader import Mapping, Sequence, line_of


@dataclass
class Records:
    """The sound records of each section, and the ids of all of them, broken ones too."""

    about: About | None = None
    sound: dict[str, list[Any]] = field(default_factory=lambda: {name: [] for name in SECTIONS})
    ids: dict[str, set[str | int]] = field(
        default_factory=lambda: {name: set() for name in SECTIONS}
    )
    broken: list[Mapping] = field(default_factory=list)
    """Entries that are themselves in error: what refers to them is not missed."""
    uncertain: set[str] = field(default_factory=set)
    """Sections whose ids are not all known, because one of them is itself in error."""


def validate(data: Mapping, path: str) -> tuple[Records, list[Problem]]:
    """Check each entry on its own, so that one broken entry hides nothing of the others."""
    records = Records()
    problems = list(_top_level(data, path))
    context = {"locales": tuple(_locale_ids(data))}
    if not context["locales"]:
        problems.append(Problem(path, data.line, "locales: found none, expected at least one"))
        return records, problems
    for section, kind in SECTIONS.items():
        entries = data.get(section)
        if entries is None:
            if any(nearest(key, [*SECTIONS]) == repr(section) for key in data):
                records.uncertain.add(section)
            continue
        if not isinstance(entries, Sequence):
            records.uncertain.add(section)
            message = f"{section}: found {_shown(entries)}, expected a list of entries"
            problems.append(Problem(path, data.key_lines[section], message))
            continue
        for number, entry in enumerate(entries, 1):
            place = f"{section}[{number}]"
            record, found = _one(kind, entry, entries.line, place, path, context)
            problems += found
            own = _own_id(entry, record)
            if "id" in kind.model_fields and (not own or own & records.ids[section]):
                records.uncertain.add(section)
            records.ids[section] |= own
            if record is not None:
                records.sound[section].append(record)
            elif isinstance(entry, Mapping):
                records.broken.append(entry)
    if isinstance(data.get("record"), Mapping):
        records.about, found = _one(About, data["record"], data.line, "record", path, context)
        problems += found
    return records, problems


def _top_level(data: Mapping, path: str) -> Iterator[Problem]:
    known = [*SECTIONS, "record"]
    for key in data:
        if key not in known:
            message = f"{key}: unknown key, expected {nearest(key, known)}"
            yield Problem(path, data.key_lines[key], message)
    if not isinstance(data.get("record"), Mapping):
        yield Problem(path, data.line, "record: found nothing, expected a mapping (checked_until)")


def _locale_ids(data: Mapping) -> Iterator[str]:
    entries = data.get("locales")
    for entry in entries if isinstance(entries, Sequence) else ():
        if isinstance(entry, Mapping) and isinstance(entry.get("id"), str):
            yield str(entry["id"])


def _one(  # noqa: PLR0917 (what an entry is checked as, and where it stands)
    kind: type[Record], entry: Any, line: int, place: str, path: str, context: dict[str, Any]
) -> tuple[Any, list[Problem]]:
    if not isinstance(entry, Mapping):
        found = f"{place}: found {_shown(entry)}, expected keys and values"
        return None, [Problem(path, getattr(entry, "line", line), found)]
    try:
        record = kind.model_validate(entry, context=context)
    except ValidationError as error:
        details = error.errors(include_url=False)
        return None, [
            _problem(kind, entry, place, path, detail)
            for detail in details
            # A list that is too short only because its entries are broken is not reported twice.
            if detail["type"] != "too_short" or len(detail["input"]) < detail["ctx"]["min_length"]
        ]
    _remember(record, entry)
    return record, []


def _remember(record: Record, entry: Mapping) -> None:
    """Tell a record, and the records inside it, where they were typed."""
    record._typed = entry
    for name, value in record:
        typed = entry.get(name)
        if isinstance(value, Record) and isinstance(typed, Mapping):  # else it was left out
            _remember(value, typed)
        elif isinstance(value, tuple) and isinstance(typed, Sequence):
            for part, where in zip(value, typed, strict=True):
                if isinstance(part, Record):
                    _remember(part, where)


def _own_id(entry: Any, record: Record | None) -> set[str | int]:
    """Return the id of an entry even when something else in it is broken."""
    if record is not None:
        return {record.id} if hasattr(record, "id") else set()
    value = entry.get("id") if isinstance(entry, Mapping) else None
    if not isinstance(value, str) or not IDENTIFIER.fullmatch(value):
        return set()
    return {str(value), int(value)} if value.isdecimal() else {str(value)}


def _problem(kind: type[Record], entry: Mapping, place: str, path: str, detail: Any) -> Problem:
    location = tuple(step for step in detail["loc"] if step != "[key]")
    shown = f"{place}{''.join(map(_step, location))}"
    line = line_of(entry, location)
    found = _shown(detail["input"])
    match detail["type"]:
        case "missing":
            message = f"{shown}: missing, expected this key"
        case "extra_forbidden":
            line = line_of(entry, location)
            known = _fields(kind, location[:-1])
            message = f"{shown}: unknown key, expected {nearest(str(location[-1]), known)}"
        case "literal_error":
            message = f"{shown}: found {found}, expected {detail['ctx']['expected']}"
        case "value_error":
            message = f"{shown}: found {found}, expected {detail['ctx']['error']}"
        case "too_short":
            least = detail["ctx"]["min_length"]
            message = f"{shown}: found {found}, expected at least {least}"
        case "tuple_type" | "list_type":
            message = f"{shown}: found {found}, expected a list"
        case _:
            message = f"{shown}: found {found}, expected {_kind_of(detail)}"
    return Problem(path, line, message)


def _kind_of(detail: Any) -> str:
    return "keys and values" if "model" in detail["type"] else str(detail["msg"])


def _step(step: str | int) -> str:
    return f"[{step + 1}]" if isinstance(step, int) else f".{step}"


def _fields(kind: type[Record], location: tuple[str | int, ...]) -> list[str]:
    """Return the keys that the record at a location may have."""
    for step in location:
        if isinstance(step, str):
            inner = _record_in(kind.model_fields[step].annotation)
            kind = inner if inner is not None else kind
    return list(kind.model_fields)


def _record_in(annotation: Any) -> type[Record] | None:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    parts = getattr(annotation, "__args__", ())
    return next((found for part in parts if (found := _record_in(part))), None)


def _shown(value: Any) -> str:
    """Return what was typed, short enough for one line."""
    if isinstance(value, dict):
        return f"a mapping with {', '.join(map(str, value)) or 'no keys'}"
    if isinstance(value, list | tuple):
        return f"a list of {len(value)}" if value else "an empty list"
    if value is None or not str(value):
        return "nothing"
    text = str(value)
    return repr(text if len(text) <= 60 else f"{text[:57]}…")  # noqa: PLR2004 (one line)
