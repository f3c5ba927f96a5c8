"""A new folder takes the place of the old one whole, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from explainer import publish as module
from explainer.publish import publish, recover


def folder(path: Path, text: str) -> Path:
    path.mkdir()
    (path / "index.html").write_text(text)
    return path


def test_the_first_site(tmp_path: Path) -> None:
    publish(folder(tmp_path / "new", "1"), tmp_path / "site")
    assert (tmp_path / "site" / "index.html").read_text() == "1"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("atomic", [True, False])
def test_the_next_site(tmp_path: Path, atomic: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not atomic:
        monkeypatch.setattr(module, "_exchange", lambda first, second: False)
    site = folder(tmp_path / "site", "1")
    (site / "old.html").write_text("gone")
    publish(folder(tmp_path / "new", "2"), site)
    assert (site / "index.html").read_text() == "2"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["index.html", "site"]


def test_a_swap_cut_in_the_middle_is_undone(tmp_path: Path) -> None:
    folder(tmp_path / ".site.old", "1")
    recover(tmp_path / "site")
    assert (tmp_path / "site" / "index.html").read_text() == "1"


def test_nothing_to_recover(tmp_path: Path) -> None:
    site = folder(tmp_path / "site", "2")
    folder(tmp_path / ".site.old", "1")
    recover(site)
    assert (site / "index.html").read_text() == "2"
