"""A build that is killed, or that the disk refuses to serve, leaves a whole site behind."""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from build import build
from explainer.problems import UserError
from interrupt import REFUSALS
from other import make_other
from search_index import KEPT
from support import ROOT
from workplace import WORK


class Outcome(NamedTuple):
    """What a build has left that was stopped at a moment."""

    how: str
    moment: str
    status: int
    before: str
    """The version that was published, then the one that was built, and the one found after it."""
    wanted: str
    found: str
    said: str


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a project in which builds were stopped."""
    return make_other(tmp_path_factory.mktemp("stopped"))


@pytest.fixture(scope="module")
def outcomes(root: Path) -> list[Outcome]:
    """Return what a build has left that was stopped at each moment, in one way and then another."""
    command = [sys.executable, str(ROOT / "tests/interrupt.py"), str(root)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [Outcome(*json.loads(line)) for line in done.stdout.splitlines()]


def parted(outcomes: list[Outcome], how: str) -> tuple[list[Outcome], list[Outcome]]:
    """Return the outcomes of builds stopped in a way, and of the two after them that were not."""
    found = [one for one in outcomes if one.how == how]
    return found[:-2], found[-2:]


def test_killed_at_any_moment(
    root: Path, outcomes: list[Outcome], record_property: Callable[[str, object], None]
) -> None:
    killed, whole = parted(outcomes, "kill")
    assert {one.status for one in killed} == {-9}
    assert [one for one in killed if one.found not in (one.before, one.wanted)] == []
    left = Counter("new" if one.found == one.wanted else "old" for one in killed)
    assert left["old"] > 40
    assert left["new"] > 4
    assert [(one.status, one.found) for one in whole] == [(0, one.wanted) for one in whole]
    assert {path.name for path in (root / WORK).iterdir()} == {"lock", KEPT}
    number = len({one.moment for one in killed})
    assert number >= 50
    said = f"{left['old']} times the old site, {left['new']} times the new one, never a mixture"
    record_property(f"builds killed at {number} moments", said)


def test_refused_by_the_disk_at_any_moment(
    outcomes: list[Outcome], record_property: Callable[[str, object], None]
) -> None:
    """What cannot be removed after the new site is in place is left to the next build."""
    refused, whole = parted(outcomes, "refuse")
    failed = [one for one in refused if one.status]
    assert {one.status for one in failed} == {1}
    assert [one for one in failed if one.found != one.before] == []
    assert [one for one in refused if not one.status and one.found != one.wanted] == []
    for one in failed:
        *_, problem, count = one.said.splitlines()
        place, _, why = problem.partition(": cannot be written or read: ")
        assert (place, count) == ("docs:0", "1 problem found.")
        assert why in {os.strerror(code) for code in REFUSALS}
        assert "Traceback" not in one.said
    assert len(failed) > 8
    assert [(one.status, one.found) for one in whole] == [(0, one.wanted) for one in whole]
    said = f"{len(failed)} times a line and the old site"
    record_property(f"builds refused by the disk at {len(refused)} moments", said)


def test_a_second_build_is_told_to_wait(tmp_path: Path) -> None:
    root = make_other(tmp_path)
    with (root / WORK / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(UserError, match="another build is running here"):
            build(root, root / "site")
