"""A small programme of its own, so that tests do not move with the real data."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import settings

import add
from build import build
from explainer.catalog import Catalog, load
from explainer.components import Calls
from explainer.problems import UserError
from support import GOLDEN, SAMPLE, SITE_URL, copy_project, make_calls

# A run is the same as the one before, and no example fails for being slow on a busy machine.
settings.register_profile("same", derandomize=True, deadline=None)
settings.load_profile("same")

# Where GitHub runs the tests, their mistakes are not those of the change under test.
os.environ.pop("GITHUB_ACTIONS", None)


LONGEST = (
    "test_build", "test_proposal", "test_interrupted", "test_access", "test_workflows",
    "test_reading", "test_search", "test_stage", "test_tree", "test_walk", "test_walk_modes",
    "test_contributing", "test_print", "test_add",
)  # fmt: skip
"""Modules that run first: one of these at the end would leave the other workers without work."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest modules first; among the first three, only one needs the built site."""
    places = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path.stem, len(LONGEST)))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the built site, which no test changes."""
    folder = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        folder = folder.parent  # that of all workers: the first one builds for all
    root = folder / "built"
    with (folder / "built.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (root / "site").exists():
            shutil.rmtree(root, ignore_errors=True)
            try:
                build(copy_project(root), root / "site", site_url=SITE_URL)
            except UserError as error:
                pytest.fail(f"the site cannot be built:\n{error}", pytrace=False)
    return root / "site"


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return load(SAMPLE, "programme.yml")


@pytest.fixture
def problems(tmp_path: Path) -> Callable[[str], list[str]]:
    """Return a function that loads a text as the data file and gives the problems found."""

    def check(text: str) -> list[str]:
        path = tmp_path / "programme.yml"
        path.write_text(text, encoding="utf-8")
        try:
            load(path, "programme.yml")
        except UserError as error:
            return [str(problem) for problem in error.problems]
        return []

    return check


@pytest.fixture(params=["ar", "en"])
def calls(request: pytest.FixtureRequest, catalog: Catalog) -> Calls:
    return make_calls(catalog, request.param)


@pytest.fixture
def without_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let `make add` look at the data file alone: what the pages say of it takes seconds."""
    nothing = SimpleNamespace(tasks=(), findings=SimpleNamespace(tasks=(), problems=()))

    @contextmanager
    def would_be(_: Path, __: str) -> Iterator[Any]:
        yield nothing

    for name in ("open_project", "in_order"):
        monkeypatch.setattr(add, name, lambda _: nothing)
    monkeypatch.setattr(add, "would_be", would_be)
    monkeypatch.setattr(add, "page_changes", lambda *_: ())


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Return a function that compares a text with tests/golden/<name>.

    UPDATE_GOLDEN=1 rewrites the file instead (see `make golden`); the change is read in the diff.
    """

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if os.environ.get("UPDATE_GOLDEN") == "1":
            assert not os.environ.get("CI"), "golden files are not rewritten in CI"
            path.write_text(text + "\n", encoding="utf-8")
        assert path.exists(), f"{name} is missing: run `make golden` and read the diff"
        assert text + "\n" == path.read_text(encoding="utf-8")

    return compare


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests have measured, such as the share of queries that find their answer."""
    reports = [r for group in ("passed", "failed") for r in terminalreporter.getreports(group)]
    measured = [(name, value) for r in reports for name, value in r.user_properties]
    if measured:
        terminalreporter.section("measured")
        for name, value in measured:
            terminalreporter.write_line(f"{name:40} {value}")
