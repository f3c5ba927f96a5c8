"""The recipes for editors run as they are written, in order, in both languages."""

from __future__ import annotations

import datetime as dt
import re
import shlex
import shutil
from pathlib import Path

import pytest

from add import add
from explainer.catalog import load
from explainer.project import DATA
from support import ROOT

NAMES = ("CONTRIBUTING.md", "CONTRIBUTING.ar.md")
BLOCK = re.compile(r"^ *```sh\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)


def commands(name: str) -> list[str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return [line.strip() for block in BLOCK.findall(text) for line in block.splitlines()]


def values(line: str) -> str:
    """Return a command without the words that are in another language in the other file."""
    return re.sub(r'"[^"]*"', '""', line)


def test_both_languages_have_the_same_recipes() -> None:
    english, arabic = ([values(line) for line in commands(name)] for name in NAMES)
    assert english == arabic
    headings = [
        re.findall(r"^#+ ", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)
        for name in NAMES
    ]
    assert headings[0] == headings[1]
    assert len(headings[0]) >= 9


def test_every_command_of_make_is_there() -> None:
    known = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for name in NAMES:
        text = (ROOT / name).read_text(encoding="utf-8")
        named = set(re.findall(r"(?:`|^ *)make ([a-z]+)", text, re.MULTILINE))
        assert named <= known, named - known
        assert {"add", "check", "reviewed", "publishable"} <= named


def test_every_file_that_is_named_is_there() -> None:
    for name in NAMES:
        text = (ROOT / name).read_text(encoding="utf-8")
        for link in re.findall(r"\]\(([^)#:]+)", text):
            assert (ROOT / link).exists(), link


OPENED = {
    "EDITION": "19",
    "OPENED": "2026-05-01",
    "PLACE": "sale-prison",
    "SOURCE": "alyaoum24-1992516",
}


@pytest.mark.usefixtures("without_pages")
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("first", [{}, OPENED], ids=["new", "opened"])
def test_what_is_added_is_accepted(name: str, first: dict[str, str], tmp_path: Path) -> None:
    """What the pages then say is tested with `make add` itself; here the data file is enough.

    The edition that closes may be there since it opened, at the place where it closes.
    """
    (tmp_path / "docs/data").mkdir(parents=True)
    shutil.copy(ROOT / DATA, tmp_path / DATA)
    before = load(tmp_path / DATA)
    if first:
        add(tmp_path, first, dt.date(2026, 5, 2))
    given = [shlex.split(line)[2:] for line in commands(name) if line.startswith("make add ")]
    for words in given:
        fields = dict(word.split("=", maxsplit=1) for word in words)
        report = add(tmp_path, fields, dt.date(2026, 12, 1))
        assert report.added
    after = load(tmp_path / DATA)
    assert len(given) >= 6
    assert len(after.observations) > len(before.observations)
    assert len(after.corrections) > len(before.corrections)
    assert after.editions.keys() - before.editions.keys()
