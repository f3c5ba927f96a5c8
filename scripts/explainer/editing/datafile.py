"""The text of the data file and a new entry → the same text with lines added, none changed."""

from __future__ import annotations

import re
from copy import copy
from dataclasses import dataclass, field

from explainer.editing import lines
from explainer.editing.differences import differing
from explainer.editing.gather import Entry
from explainer.editing.kinds import Kind
from explainer.model import SECTIONS
from explainer.problems import Problem, UserError
from explainer.yaml_reader import Mapping, Sequence, read_content

_DASH = re.compile(r"( *)-(?=\s|$)")
_COMMENT = re.compile(r"( *)#")


@dataclass(frozen=True)
class Added:
    """Lines that were added, and where they now stand (from 1)."""

    line: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Edit:
    """The new text, and what is new in it."""

    text: str
    added: tuple[Added, ...]


def ids_of(data: Mapping) -> dict[str, list[str]]:
    """Return the ids of each section, in the order of the file; also of sections without any."""
    found: dict[str, list[str]] = {}
    for section in SECTIONS:
        entries = data.get(section)
        rows = entries if isinstance(entries, Sequence) else ()
        found[section] = [
            str(one["id"]) for one in rows if isinstance(one, Mapping) and "id" in one
        ]
    return found


def edit(text: str, shown: str, kind: Kind, entry: Entry) -> Edit:
    """Return a data file with an entry added; `shown` is the path that messages name.

    The entry goes to the end of its section, an observation behind those of its measure. An
    edition that is there gets the fields and the sources that it lacks. Raises UserError for a
    field that an edition has with another value, and for a file that is not written as the entry
    would be.
    """
    found, problems = read_content(text.encode("utf-8"), shown)
    if problems:
        raise UserError(problems)
    data = copy(found)
    work = _Work(shown, data, text.splitlines(keepends=True), kind)
    entries = data.get(kind.section)
    if isinstance(entries, Sequence):
        entries = data[kind.section] = copy(entries)
    if entries is None:
        work.begin_section(entry)
    elif not isinstance(entries, Sequence) or not work.dash(entries.line):
        message = f"{kind.section}: found no list of entries with a line each, expected one"
        if not entries:
            message += ": delete the line, and the section is written anew at the end"
        raise UserError([Problem(shown, data.key_lines[kind.section], message)])
    elif (number := _there(entries, kind, entry)) is not None:
        work.complete(entries, number, entry)
    else:
        work.append(entries, entry)
    return work.finish()


def _there(entries: Sequence, kind: Kind, entry: Entry) -> int | None:
    """Return the number of the edition that an entry is about, if it is there."""
    if kind.name != "edition":
        return None
    ids = [one.get("id") if isinstance(one, Mapping) else None for one in entries]
    return ids.index(entry["id"]) if entry["id"] in ids else None


@dataclass
class _Work:
    shown: str
    data: Mapping
    lines: list[str]
    kind: Kind
    added: list[tuple[int, list[str]]] = field(default_factory=list)
    """The lines to add, each time behind a line (from 1)."""

    def begin_section(self, entry: Entry) -> None:
        """Add a section that is missing, at the end of the file."""
        gap = [""] if self.lines and self.lines[-1].strip() else []
        heading = f"{self.kind.section}:"
        new = [*gap, heading, *lines.of_record(self.kind, entry, lines.INDENT)]
        self.added.append((len(self.lines), new))
        self.data[self.kind.section] = [entry]

    def append(self, entries: Sequence, entry: Entry) -> None:
        """Add a record behind the last one, or behind the last of its group."""
        dash = self.dash(entries.line)
        number = _last_of_group(entries, entry) if self.kind.name == "observation" else -1
        number %= len(entries)
        place = self._end(entries[number].line, self._next(entries, number), len(dash) - 1)
        self.added.append((place, lines.of_record(self.kind, entry, len(dash) - 1)))
        entries.insert(number + 1, entry)

    def complete(self, entries: Sequence, number: int, entry: Entry) -> None:
        """Add to a record the fields and the items of lists that it lacks; others are the same."""
        record, stop = copy(entries[number]), self._next(entries, number)
        entries[number] = record
        first = self.lines[record.line - 1]
        column = len(first) - len(first.lstrip(" -"))
        if not first[column:].startswith(f"{next(iter(record))}:"):
            message = f"{self.kind.name} {entry['id']}: stands on one line, expected one key a line"
            raise UserError([Problem(self.shown, record.line, message)])
        problems = []
        for name, value in entry.items():
            line = record.key_lines.get(name, 0)
            if name == "id":
                continue
            if not line:
                place = self._before(record, name, stop, column)
                self.added.append((place, lines.of_field(self.kind, name, value, column)))
                record[name] = value
            elif isinstance(value, list) and isinstance(record[name], Sequence):
                self._extend(record, name, value, stop)
            else:
                problems += [
                    Problem(
                        self.shown,
                        where,
                        f"{field}: found {found} for {self.kind.name} {entry['id']} already, "
                        f"expected the same and not {given}; what is there is put right by hand",
                    )
                    for field, where, found, given in differing(record, name, value)
                ]
        if not problems and not self.added:
            message = f"{self.kind.name} {entry['id']} has all of this already, expected news of it"
            problems.append(Problem(self.shown, record.line, message))
        if problems:
            raise UserError(problems)

    def _extend(self, record: Mapping, name: str, values: list[str], stop: int) -> None:
        """Add the items that a list of a record lacks."""
        items = record[name]
        new = [value for value in values if value not in items]
        if not new:
            return
        dash = self.dash(items.line)
        if not dash:
            message = f"{name}: stands on one line, expected one item a line"
            raise UserError([Problem(self.shown, record.key_lines[name], message)])
        after = [line for line in record.key_lines.values() if line > items.line]
        place = self._end(items[-1].line, min([*after, stop]), len(dash) - 1)
        self.added.append((place, lines.of_items(self.kind, name, new, dash)))
        record[name] = [*items, *new]

    def _before(self, record: Mapping, name: str, stop: int, column: int) -> int:
        """Return the line behind which a field goes: the end of the field before it."""
        order = list(self.kind.model.model_fields)
        # What this run has put into the record has no line yet: it ends where its neighbour ends.
        earlier = [key for key in order[: order.index(name)] if key in record.key_lines]
        line = record.key_lines[earlier[-1]] if earlier else record.line
        after = [other for other in record.key_lines.values() if other > line]
        return self._end(line, min([*after, stop]), column)

    def _next(self, entries: Sequence, number: int) -> int:
        """Return the line where something begins behind a record: another one, or a section."""
        if number + 1 < len(entries):
            return int(entries[number + 1].line)
        last = entries[-1].line
        return min([n for n in self.data.key_lines.values() if n > last] or [len(self.lines) + 1])

    def _end(self, line: int, stop: int, column: int) -> int:
        """Return the last line of what begins at a line, of the lines before `stop`.

        Comments that stand no deeper than `column` introduce what follows, as blank lines do.
        """
        end = stop - 1
        while end > line and self._between(self.lines[end - 1], column):
            end -= 1
        return end

    @staticmethod
    def _between(line: str, column: int) -> bool:
        comment = _COMMENT.match(line)
        return line.strip() in ("", "-") or (comment is not None and len(comment[1]) <= column)

    def dash(self, line: int) -> str:
        """Return the dash of a list with its indentation; empty for a list in brackets."""
        match = _DASH.match(self.lines[line - 1])
        return match[0] if match is not None else ""

    def finish(self) -> Edit:
        """Return the new text, once it is sure that it reads as the old one with the entry."""
        ending = "\r\n" if self.lines[0].endswith("\r\n") else "\n"
        wanted: dict[int, list[str]] = {}
        for place, new in self.added:
            wanted.setdefault(place, []).extend(new)
        result: list[str] = []
        added: list[Added] = []
        for number, line in enumerate(self.lines, 1):
            result.append(line)
            if new := wanted.get(number, []):
                added.append(Added(len(result) + 1, tuple(new)))
            # The last line of a file may end without a line break: it then stays such a file.
            ended = line.endswith(("\n", "\r"))
            result += [f"{one}{ending}" if ended else f"{ending}{one}" for one in new]
        text = "".join(result)
        if not self._reads_as_meant(text):
            message = "is not written as the first lines of the file ask for: add this by hand"
            raise UserError([Problem(self.shown, added[0].line, message)])
        return Edit(text, tuple(added))

    def _reads_as_meant(self, text: str) -> bool:
        try:
            found, problems = read_content(text.encode("utf-8"), self.shown)
        except UserError:
            return False
        return not problems and found == self.data


def _last_of_group(entries: Sequence, entry: Entry) -> int:
    """Return the number of the record behind which an observation goes; -1 for the end.

    Measures that are stated together (three kinds of hours, edition by edition) stand mixed: what
    follows the last value of the measure belongs to its group if its measure came up before.
    """
    measures = [one.get("measure") if isinstance(one, Mapping) else None for one in entries]
    if entry["measure"] not in measures:
        return -1
    last = len(measures) - 1 - measures[::-1].index(entry["measure"])
    earlier = set(measures[:last])
    while last + 1 < len(measures) and measures[last + 1] in earlier:
        last += 1
    return last
