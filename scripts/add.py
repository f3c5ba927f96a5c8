"""Add one record to the data file: check it as the build does, write it, tell what changes.

    python scripts/add.py                                    asks for everything
    python scripts/add.py kind=source publisher=le360 …      asks for what is missing
    python scripts/add.py measure=released value=300 as_of=2026-05-01 …

Without a terminal nothing is asked. What the build would refuse is refused, and the data file is
then left as it was.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import shlex
import stat
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from console import use_utf8
from explainer.editing import (
    KINDS,
    Added,
    Edit,
    Entry,
    FieldError,
    Kind,
    PageChange,
    check_data,
    complete,
    edit,
    gather,
    ids_of,
    in_order,
    kind_of,
    page_changes,
    would_be,
)
from explainer.problems import Problem, UserError, one_of
from explainer.project import DATA, Project, open_project
from explainer.yaml_reader import read

ROOT = Path(__file__).resolve().parent.parent
GIVEN = "ADD_GIVEN"
"""The variable of the environment in which make names the variables that hold fields."""


@dataclass(frozen=True)
class Report:
    """What was added, and what that changes."""

    added: tuple[Added, ...]
    changes: tuple[PageChange, ...]
    tasks: tuple[Problem, ...]
    """What it leaves to do for an editor."""

    def __str__(self) -> str:
        """Return it as lines for an editor."""
        lines = []
        for one in self.added:
            number = len(one.lines)
            lines.append(f"{DATA}:{one.line}: {number} line{'s' if number > 1 else ''} added")
            lines += [f"  + {line}" for line in one.lines]
        lines += ["", "These pages change:" if self.changes else "No page changes."]
        return "\n".join([*lines, *map(str, self.changes), *(f"task: {t}" for t in self.tasks)])


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return its exit code."""
    use_utf8()
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("fields", nargs="*", metavar="name=value", help="such as value=300")
    options = parser.parse_args(arguments)
    named = os.environ.get(GIVEN, "").split()
    given = {name: os.environ.get(name, "") for name in named}
    answers: dict[str, str] = {}
    try:
        given |= _pairs(options.fields)
        if sys.stdin.isatty():
            ids = ids_of(read(ROOT / DATA, DATA)[0])
            answers = complete(_lower(given), ids, input, print)
        print(add(ROOT, answers or given, dt.datetime.now().astimezone().date()))
    except UserError as error:
        print(error, file=sys.stderr)
        print("Nothing was written.", file=sys.stderr)
        if answers.keys() - {"kind", *map(str.lower, given)}:
            words = (f"{name.upper()}={shlex.quote(value)}" for name, value in answers.items())
            print(f"To give these answers again: make add {' '.join(words)}", file=sys.stderr)
        return 1
    except (EOFError, KeyboardInterrupt):
        print("\nNothing was written.", file=sys.stderr)
        return 130
    return 0


def add(root: Path, fields: Mapping[str, str], today: dt.date | None) -> Report:
    """Add a record to the data file of a folder, and return what that changes.

    `fields` maps names, in upper or lower case, to what was given. `today` is the day on which
    the record is added, for records that keep it. Raises UserError for whatever is wrong, with
    the lines that the new file would have had; the file is then as it was, byte for byte.
    """
    return add_all(root, [fields], today)


def add_all(root: Path, records: Iterable[Mapping[str, str]], today: dt.date | None) -> Report:
    """Add records, each of which may name those before it, as `add` adds one: all or none."""
    wanted = [_wanted(fields, today) for fields in records]
    file = root / DATA
    locales = ids_of(read(file, DATA)[0])["locales"]
    old = file.read_bytes()
    text = old.decode("utf-8")
    if not locales:
        check_data(text)
    new = _edited(text, wanted, locales)
    try:
        check_data(new.text)
    except UserError:
        with _told_as_older():
            check_data(text)
        raise
    try:
        before = open_project(root)
        with would_be(root, new.text) as after:
            report = Report(new.added, page_changes(before, after), _new_tasks(before, after))
    except UserError:
        with _told_as_older():
            in_order(root)
        raise
    _replace(file, old, new.text.encode("utf-8"))
    return report


def _wanted(fields: Mapping[str, str], today: dt.date | None) -> tuple[Kind, dict[str, str]]:
    """Return what is to be added, and its fields by their names in lower case."""
    given = _lower(fields)
    kind = kind_of(given)
    if kind is None:
        raise FieldError([("kind", f"missing, expected {one_of(KINDS)}")])
    if today and "added" in kind.model.model_fields and not given.get("added", "").strip():
        given["added"] = today.isoformat()
    return kind, given


def _edited(
    text: str, wanted: Iterable[tuple[Kind, Mapping[str, str]]], locales: Sequence[str]
) -> Edit:
    """Return a data file with records added, and all their lines as they stand in the end."""
    entries: list[tuple[Kind, Entry]] = []
    mistakes: list[tuple[str, str]] = []
    for kind, given in wanted:
        try:
            entries.append((kind, gather(kind, given, locales)))
        except FieldError as error:
            mistakes += error.mistakes
    if mistakes:
        raise FieldError(mistakes)
    added: list[Added] = []
    for kind, entry in entries:
        new = edit(text, DATA, kind, entry)
        for above in new.added:
            added = [
                Added(one.line + len(above.lines), one.lines) if above.line <= one.line else one
                for one in added
            ]
        text, added = new.text, [*added, *new.added]
    return Edit(text, tuple(added))


@contextmanager
def _told_as_older() -> Iterator[None]:
    """Say of mistakes that they were there before anything was added."""
    try:
        yield
    except UserError as error:
        message = "these mistakes were there before, expected none: they come first"
        raise UserError([*error.problems, Problem(DATA, 0, message)]) from None


def _new_tasks(before: Project, after: Project) -> tuple[Problem, ...]:
    """Return what an editor has to do after a change and had not to do before."""
    tasks = (*after.tasks, *after.findings.tasks)
    if not tasks:
        return ()
    old = {(task.path, task.message) for task in (*before.tasks, *before.findings.tasks)}
    return tuple(task for task in tasks if (task.path, task.message) not in old)


def _pairs(arguments: Iterable[str]) -> dict[str, str]:
    """Return `name=value` arguments by name. Raises FieldError for others, and for two of one."""
    found: dict[str, str] = {}
    for argument in arguments:
        name, sign, value = argument.partition("=")
        if not sign or not name:
            raise FieldError([(argument, "found no value, expected name=value")])
        if name in found:
            raise FieldError([(name, "given twice, expected it once")])
        found[name] = value
    return found


def _lower(fields: Mapping[str, str]) -> dict[str, str]:
    """Return fields by their names in lower case. Raises FieldError for two that are then one."""
    found: dict[str, str] = {}
    for name, value in fields.items():
        if name.lower() in found:
            raise FieldError([(name, "given twice, expected it once")])
        found[name.lower()] = value
    return found


def _replace(path: Path, old: bytes, new: bytes) -> None:
    """Put new bytes in the place of a file, all at once, with its permissions.

    Raises UserError, and changes nothing, where that cannot be done and where the file is not as
    it was read any more.
    """
    place = path.resolve()
    try:
        handle, name = tempfile.mkstemp(prefix=f".{place.name}-", dir=place.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(new)
                file.flush()
                os.fsync(handle)
            Path(name).chmod(stat.S_IMODE(place.stat().st_mode))
            if place.read_bytes() != old:
                message = "was changed by someone else meanwhile, expected the file that was read"
                raise UserError([Problem(DATA, 0, message)])
            Path(name).replace(place)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as error:
        message = f"cannot be written: {error.strerror}"
        raise UserError([Problem(DATA, 0, message)]) from error


if __name__ == "__main__":
    sys.exit(main())
