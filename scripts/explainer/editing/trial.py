"""A data file that is not there yet, checked as the build checks the one that is."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from explainer.problems import UserError
from explainer.project import (
    DATA,
    PAGES,
    SETTINGS,
    TEMPLATES,
    WORDS,
    Project,
    catalog_of,
    open_project,
)

_READ = ((PAGES, "*.md"), (TEMPLATES, "*.html"), (WORDS, "*.po"))


def check_data(text: str) -> None:
    """Check a data file by itself. Raises UserError with the lines of this text."""
    catalog_of(text.encode("utf-8"))


def in_order(root: Path) -> Project:
    """Return the project of a folder as `open_project` does; its prose must be in order too.

    Raises UserError for whatever would stop the build before it makes pages.
    """
    project = open_project(root)
    if project.findings.problems:
        raise UserError(project.findings.problems)
    return project


@contextmanager
def would_be(root: Path, text: str) -> Iterator[Project]:
    """Give the project that a folder would have with another data file; the folder stays.

    Raises UserError for whatever would stop the build before it makes pages.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name, pattern in _READ:
            for path in (root / name).rglob(pattern):
                _copy(path, copy / path.relative_to(root))
        _copy(root / SETTINGS, copy / SETTINGS)
        data = copy / DATA
        data.parent.mkdir(parents=True, exist_ok=True)
        data.write_bytes(text.encode("utf-8"))
        yield in_order(copy)


def _copy(path: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, target)
