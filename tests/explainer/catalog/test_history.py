"""A published figure does not change without a correction or a newer observation."""

from __future__ import annotations

import re
from pathlib import Path

from explainer.catalog import Catalog, load
from explainer.catalog.history import unexplained_changes
from support import SAMPLE


def changed(tmp_path: Path, old: str, new: str, correction: str = "") -> list[str]:
    text = SAMPLE.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "programme.yml"
    text = text.replace(old, new, 1).replace("\nterms:\n", f"{correction}\nterms:\n")
    path.write_text(text, encoding="utf-8")
    found = unexplained_changes(load(SAMPLE), load(path), "programme.yml")
    return [str(problem) for problem in found]


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
    assert list(unexplained_changes(catalog, catalog, "programme.yml")) == []


def test_a_changed_figure_is_reported(tmp_path: Path) -> None:
    found = changed(tmp_path, RATE, "    value: 19.40\n")
    assert len(found) == 1
    place, _, said = found[0].partition(": ")
    assert re.fullmatch(r"programme\.yml:[1-9]\d*", place)
    assert said == (
        "rate 19.41 of 2023-06-01 (through_edition: 2) was published and is 19.40 now, "
        "expected a correction that says so"
    )


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


def test_a_figure_that_is_gone_is_reported(catalog: Catalog, tmp_path: Path) -> None:
    (found,) = changed(tmp_path, "as_of: 2021-12-31", "as_of: 2021-12-30")
    assert found == (
        "programme.yml:0: joined 25 of 2021-12-31 (through_edition: 1) was published and is gone, "
        "expected a correction that says so"
    )


def test_the_same_figure_from_somebody_else_is_still_there(tmp_path: Path) -> None:
    assert changed(tmp_path, "    stated_by: agency\n", "    stated_by: paper\n") == []
