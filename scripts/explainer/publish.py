"""A finished folder takes the place of the published one, in one step where the system can."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def publish(new: Path, target: Path) -> None:
    """Put `new` at `target`; what was there is removed. Raises OSError and changes nothing then.

    On Linux the two folders are exchanged in a single step (renameat2), so that no moment exists
    without a site. Elsewhere the old one is first set aside; `recover` undoes a half-made swap.
    """
    if not target.exists():
        new.rename(target)
        return
    if not _exchange(new, target):
        aside = _aside(target)
        shutil.rmtree(aside, ignore_errors=True)
        target.rename(aside)
        new.rename(target)
        new = aside
    shutil.rmtree(new, ignore_errors=True)


def recover(target: Path) -> None:
    """Bring back a published folder that an interrupted swap had set aside."""
    aside = _aside(target)
    if aside.exists() and not target.exists():
        aside.rename(target)


def _aside(target: Path) -> Path:
    return target.with_name(f".{target.name}.old")


def _exchange(first: Path, second: Path) -> bool:
    """Exchange two folders atomically; false where the system or the disk cannot."""
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    paths = (os.fsencode(first), os.fsencode(second))
    result = rename(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE)
    return bool(result == 0)
