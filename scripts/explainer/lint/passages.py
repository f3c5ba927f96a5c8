"""Passages of prose with the place where they were typed: of pages and of the data file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from explainer.catalog import Catalog
from explainer.model import SECTIONS, Record
from explainer.yaml_reader import Mapping

# Private-use marks that stand for what is not prose; no page and no text of the data holds them.
CALL, GUARD_START, GUARD_END = "\ue004", "\ue005", "\ue006"
_CALL = re.compile(f"{CALL}([^{CALL}]*){CALL}")
_GUARDED = re.compile(f"{GUARD_START}[^{GUARD_END}]*{GUARD_END}?")
_NOT_LINES = re.compile(r"[^\n]")
# A full stop ends a sentence when a space or the end follows, and not inside a number.
_END = re.compile(r"[.!?؟…][»”)\]*_]*(?=\s|$)\s*")
NEUTRAL = "\ufffc"


@dataclass(frozen=True)
class Sentence:
    """One sentence of a passage."""

    text: str
    """Its words, with neutral signs where calls stand."""
    line: int
    calls: tuple[str, ...] = ()
    """The names of the components that it calls."""
    unguarded: str = ""
    """Its words outside any guard, at the same places."""


@dataclass(frozen=True)
class Passage:
    """A paragraph, a list item, a heading, or a text of the data file in one language."""

    path: str
    line: int
    locale: str
    text: str
    running: bool = True
    """Whether it is made of sentences: headings and titles are not."""
    section: str = ""

    @cached_property
    def words(self) -> str:
        """Return its text with neutral signs for the calls, at the same places."""
        text = _CALL.sub(lambda match: NEUTRAL * len(match[0]), self.text)
        return text.replace(GUARD_START, " ").replace(GUARD_END, " ")

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Return its sentences, each with its line."""
        words = self.words
        guarded = _GUARDED.sub(lambda match: _NOT_LINES.sub(" ", match[0]), self.text)
        unguarded = _CALL.sub(lambda match: NEUTRAL * len(match[0]), guarded)
        found, start = [], 0
        for end in [*(match.end() for match in _END.finditer(words)), len(words)]:
            begin = start + len(words[start:end]) - len(words[start:end].lstrip())
            if words[begin:end].strip():
                calls = tuple(_CALL.findall(self.text[begin:end]))
                line = self.line_at(begin)
                found.append(Sentence(words[begin:end].rstrip(), line, calls, unguarded[begin:end]))
            start = end
        return tuple(found)

    def line_at(self, offset: int) -> int:
        """Return the line of a place in the text."""
        return self.line + self.text.count("\n", 0, offset)


def of_catalog(catalog: Catalog, path: str) -> Iterator[Passage]:
    """Yield every text of the data file that readers see, in each of its languages."""
    locales = tuple(catalog.locales)
    yield from _of_record(catalog.about, path, "record", locales)
    for section in SECTIONS:
        records = getattr(catalog, section, ())
        for record in records.values() if isinstance(records, dict) else records:
            yield from _of_record(record, path, section, locales)


def _of_record(
    record: Record, path: str, section: str, locales: tuple[str, ...]
) -> Iterator[Passage]:
    typed = record._typed if isinstance(record._typed, Mapping) else Mapping(0)
    for name in type(record).model_fields:
        value = getattr(record, name)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Record):
                yield from _of_record(part, path, section, locales)
        where = typed.get(name)
        if isinstance(value, dict) and isinstance(where, Mapping):
            for locale, text in value.items():
                if locale in locales and isinstance(text, str):
                    line = where.key_lines[locale]
                    yield Passage(path, line, locale, text, section=f"{section}.{name}")
