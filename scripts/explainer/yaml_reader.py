"""YAML text to plain Python values that remember their lines; every scalar stays text.

Stricter than YAML, because editors are not programmers: no duplicate keys, anchors, aliases,
merge keys or tags, no keys that nobody types, and no nesting deeper than `MAX_DEPTH`. Nothing is
guessed: `no`, `012` and `2024-13-01` arrive as typed, and the model says what they may be.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from explainer.hidden import hidden_in
from explainer.problems import Problem, UserError

MAX_DEPTH = 20
MAX_KEY = 60
# The C parser is seven times as fast and gives the same events; not every wheel carries it.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Scalar(str):
    """A scalar as typed. `plain` is false for a quoted or block scalar."""

    __slots__ = ("line", "plain")
    line: int
    plain: bool


class Mapping(dict[str, Any]):
    """A mapping that knows its line and that of each key."""

    line: int

    def __init__(self, line: int) -> None:
        """Start empty at a line of the file."""
        super().__init__()
        self.line = line
        self.key_lines: dict[str, int] = {}


class Sequence(list[Any]):
    """A sequence that knows its line."""

    line: int

    def __init__(self, line: int) -> None:
        """Start empty at a line of the file."""
        super().__init__()
        self.line = line


def line_of(value: Any, location: tuple[str | int, ...]) -> int:
    """Return the line of a location below `value`, or of the nearest place above it that exists."""
    line: int = value.line
    for step in location:
        if isinstance(value, Mapping) and step in value:
            line, value = value.key_lines[str(step)], value[str(step)]
        elif isinstance(value, Sequence) and isinstance(step, int) and step < len(value):
            value = value[step]
            line = value.line
        else:
            break
    return line


def content_of(path: Path, shown: str) -> bytes:
    """Return what a file holds; `shown` is the path that messages name.

    Raises UserError for a file that is missing or cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise UserError([Problem(shown, 0, f"cannot be read: {error.strerror}")]) from error


def read(path: Path, shown: str) -> tuple[Mapping, list[Problem]]:
    """Read a file whose top is a mapping; `shown` is the path that messages name.

    Returns what could be read, with the problems that did not stop the reading (duplicate keys,
    aliases, tags). Raises UserError for a file that is missing, empty, not UTF-8 or broken YAML.
    """
    return read_content(content_of(path, shown), shown)


def read_content(content: bytes, shown: str) -> tuple[Mapping, list[Problem]]:
    """Read what a file holds, as `read` reads the file.

    The same content is read once: who changes what is returned changes a copy.
    """
    value, problems = _read(content, shown)
    return value, [*problems]


@lru_cache(maxsize=3)  # a data file before and after a change, and the settings
def _read(content: bytes, shown: str) -> tuple[Mapping, list[Problem]]:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        found = f"found byte 0x{error.object[error.start]:02x}, expected UTF-8 text"
        raise UserError([Problem(shown, line, found)]) from error
    return read_text(text, shown)


def read_text(text: str, shown: str) -> tuple[Mapping, list[Problem]]:
    """Read a text as `read` reads a file."""
    reader = _Reader(shown)
    try:
        value = reader.document(yaml.parse(text, Loader=_LOADER))
    except yaml.YAMLError as error:
        # The parser does not tell on which line a character stands that it cannot read.
        hidden = list(hidden_in(text, shown))
        raise UserError([*reader.problems, *(hidden or [_broken(shown, error)])]) from error
    if not isinstance(value, Mapping):
        found = "nothing" if value is None else "something else"
        message = f"found {found}, expected a mapping with keys such as organisations: and sources:"
        raise UserError([Problem(shown, 1, message)])
    return value, reader.problems


def _broken(shown: str, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    what = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    return Problem(shown, mark.line + 1 if mark else 1, f"broken YAML: {what}")


@dataclass
class _Reader:
    shown: str
    problems: list[Problem] = field(default_factory=list)

    def document(self, events: Iterator[Any]) -> Any:
        """Return the value of the only document, or None when there is none."""
        value, seen = None, 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                seen += 1
                if seen > 1:
                    self._say(event, "a second YAML document starts, expected only one")
            elif isinstance(event, yaml.NodeEvent):
                node = self._node(event, events, 1)
                value = node if seen == 1 else value
        empty = isinstance(value, Scalar) and not value
        return None if empty else value

    def _say(self, event: Any, message: str) -> None:
        self.problems.append(Problem(self.shown, event.start_mark.line + 1, message))

    def _node(self, event: Any, events: Iterator[Any], depth: int) -> Any:
        line = event.start_mark.line + 1
        if depth > MAX_DEPTH:
            # Deeper input is refused at once: following it is what makes parsers fall over.
            message = f"nested deeper than {MAX_DEPTH} levels, expected fewer"
            raise UserError([*self.problems, Problem(self.shown, line, message)])
        if isinstance(event, yaml.AliasEvent):
            self._say(event, f"found the alias *{event.anchor}, expected the value written out")
            return _scalar("", line, plain=True)
        if getattr(event, "anchor", None):
            self._say(event, f"found the anchor &{event.anchor}, expected none (aliases are off)")
        if getattr(event, "tag", None):
            self._say(event, f"found the tag {event.tag}, expected none")
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event.value, line, plain=not event.style)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(line, events, depth)
        return self._mapping(line, events, depth)

    def _sequence(self, line: int, events: Iterator[Any], depth: int) -> Sequence:
        sequence = Sequence(line)
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            sequence.append(self._node(event, events, depth + 1))
        return sequence

    def _mapping(self, line: int, events: Iterator[Any], depth: int) -> Mapping:
        mapping = Mapping(line)
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._node(event, events, depth + 1)
            value = self._node(next(events), events, depth + 1)
            if not isinstance(key, Scalar):
                self._say(event, "found a list or a mapping as a key, expected a word")
            elif not key.isprintable() or len(key) > MAX_KEY:
                self._say(event, f"found {key[:MAX_KEY]!r} as a key, expected a word")
            elif key == "<<" and key.plain:
                self._say(event, "found the merge key <<, expected the keys written out")
            elif key in mapping:
                first = mapping.key_lines[key]
                self._say(event, f"{key}: this key stands twice, expected once (first: {first})")
            else:
                mapping[str(key)] = value
                mapping.key_lines[str(key)] = key.line
        return mapping


def _scalar(text: str, line: int, *, plain: bool) -> Scalar:
    scalar = Scalar(text)
    scalar.line, scalar.plain = line, plain
    return scalar
