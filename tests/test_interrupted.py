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

    moment: str
    status: int
    before: str
    """The version that was published, then the one that was built, and the one found after it."""
    wanted: str
    found: str
    said: str


def outcomes(root: Path, how: str) -> tuple[list[Outcome], list[Outcome]]:
    """Return the outcomes of a build stopped at each moment, and of two more that were not."""
    command = [sys.executable, str(ROOT / "tests/interrupt.py"), str(make_other(root)), how]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = [Outcome(*json.loads(line)) for line in done.stdout.splitlines()]
    return found[:-2], found[-2:]


def test_killed_at_any_moment(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    killed, whole = outcomes(tmp_path, "kill")
    assert {one.status for one in killed} == {-9}
    assert [one for one in killed if one.found not in (one.before, one.wanted)] == []
    left = Counter("new" if one.found == one.wanted else "old" for one in killed)
    assert left["old"] > 40
    assert left["new"] > 4
    assert [(one.status, one.found) for one in whole] == [(0, one.wanted) for one in whole]
    assert {path.name for path in (tmp_path / WORK).iterdir()} == {"lock", KEPT}
    number = len({one.moment for one in killed})
    assert number >= 50
    said = f"{left['old']} times the old site, {left['new']} times the new one, never a mixture"
    record_property(f"builds killed at {number} moments", said)


def test_refused_by_the_disk_at_any_moment(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    """What cannot be removed after the new site is in place is left to the next build."""
    refused, whole = outcomes(tmp_path, "refuse")
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
