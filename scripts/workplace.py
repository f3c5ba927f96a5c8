"""Where a build works: an empty folder that no other build touches, on a disk that may refuse."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from explainer.problems import Problem, UserError

WORK = ".build"
FRESH = "site-"
"""How the folders of builds that are not finished are called; a next build removes them."""


@contextlib.contextmanager
def told(root: Path) -> Iterator[None]:
    """Say as a problem what the disk refuses, such as to write on when it is full."""
    try:
        yield
    except OSError as error:
        name = str(error.filename or WORK).removeprefix(f"{root}{os.sep}")
        raise UserError(
            [Problem(name, 0, f"cannot be written or read: {error.strerror}")]
        ) from error


@contextlib.contextmanager
def one_at_a_time(root: Path) -> Iterator[None]:
    """Let one build run at a time; a second one is told so."""
    work = root / WORK
    try:
        work.mkdir(exist_ok=True)
        with (work / "lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            for left_over in work.glob(f"{FRESH}*"):
                shutil.rmtree(left_over, ignore_errors=True)
            yield
    except BlockingIOError:
        message = "another build is running here, expected one at a time"
        raise UserError([Problem(WORK, 0, message)]) from None


@contextlib.contextmanager
def fresh_folder(root: Path) -> Iterator[Path]:
    """Give an empty folder on the disk of the target, and remove whatever is left of it."""
    folder = Path(tempfile.mkdtemp(prefix=FRESH, dir=root / WORK))
    try:
        folder.chmod(0o755)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
