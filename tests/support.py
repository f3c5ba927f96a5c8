"""Places and helpers that several tests share."""

from __future__ import annotations

import shutil
from pathlib import Path

from explainer.catalog import Catalog
from explainer.components import Calls, Fragments
from explainer.messages import load as load_words

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "tests" / "data" / "programme.yml"
GOLDEN = ROOT / "tests" / "golden"
KINDS = (
    "source",
    "measure",
    "edition",
    "cohort",
    "event",
    "pardon",
    "disagreement",
    "claim",
    "statement",
    "correction",
)
HOMES = dict.fromkeys(KINDS, "all.md")
"""For tests of a single page: one other page holds every entry of the record."""


def make_calls(catalog: Catalog, locale: str) -> Calls:
    """Return the component functions of a language, with the real templates and words."""
    words = load_words(ROOT / "overrides/locales", locale, "overrides/locales")
    folder = ROOT / "overrides/components"
    return Calls(catalog, Fragments(folder, "overrides/components", catalog, locale, words))


def copy_project(target: Path) -> Path:
    """Copy what a build needs, so that a test may break it."""
    for name in ("docs", "overrides", "scripts"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, target / name, ignore=ignored)
    shutil.copy(ROOT / "mkdocs.yml", target)
    return target
