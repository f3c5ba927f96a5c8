"""A published figure does not change without a correction or a newer observation."""

from __future__ import annotations

import subprocess
import warnings
from pathlib import Path

import pytest

from explainer.catalog import Catalog, load
from explainer.catalog.history import unexplained_changes
from support import ROOT, SAMPLE

# Moved to each deployed commit by the workflow that publishes the site.
PUBLISHED = ("origin/published", "published")


def changed(tmp_path: Path, old: str, new: str, correction: str = "") -> list[str]:
    text = SAMPLE.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "programme.yml"
    text = text.replace(old, new, 1).replace("\nterms:\n", f"{correction}\nterms:\n")
    path.write_text(text, encoding="utf-8")
    return list(unexplained_changes(load(SAMPLE), load(path)))


RATE = "    value: 19.41\n"
CORRECTION = """  - id: rate
    date: 2025-02-01
    measure: rate
    as_of: 2023-06-01
    before:
      ar: قديم
      en: old
    now:
      ar: جديد
      en: new
    why:
      ar: سبب
      en: reason
"""


def test_nothing_changed(catalog: Catalog) -> None:
    assert list(unexplained_changes(catalog, catalog)) == []


def test_a_changed_figure_is_reported(tmp_path: Path) -> None:
    found = changed(tmp_path, RATE, "    value: 19.40\n")
    assert len(found) == 1
    assert found[0].startswith("rate 19.41 of 2023-06-01 (through_edition: 2) was published and is")
    assert "19.40 now" in found[0]


def test_a_correction_explains_it(tmp_path: Path) -> None:
    assert changed(tmp_path, RATE, "    value: 19.40\n", CORRECTION) == []


def test_a_newer_observation_needs_no_correction(tmp_path: Path) -> None:
    new = """  - measure: left
    value: 21
    as_of: 2024-06-01
    through_edition: 2
    stated_by: agency
    sources:
      - paper-2
    said: high
    checked: none

editions:
"""
    assert changed(tmp_path, "\neditions:\n", "\n" + new) == []


def test_the_figures_published_last_are_still_said(tmp_path: Path) -> None:
    for name in PUBLISHED:
        base = ["git", "-C", str(ROOT), "merge-base", name, "HEAD"]
        found = subprocess.run(base, capture_output=True, text=True, check=False)
        if found.returncode == 0:
            break
    else:
        warnings.simplefilter("default")
        pytest.skip("no published branch in this clone: nothing was published to compare with")
    show = ["git", "-C", str(ROOT), "show", f"{found.stdout.strip()}:docs/data/programme.yml"]
    path = tmp_path / "programme.yml"
    path.write_bytes(subprocess.run(show, capture_output=True, check=True).stdout)
    assert list(unexplained_changes(load(path), load(ROOT / "docs/data/programme.yml"))) == []
