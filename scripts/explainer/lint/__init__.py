"""Checks of what authors write: each finding has its path, its line and what was expected."""

from __future__ import annotations

from explainer.lint.findings import Findings, check
from explainer.lint.source import Source, take_apart
from explainer.lint.staleness import reviewed, stale_pages

__all__ = ["Findings", "Source", "check", "reviewed", "stale_pages", "take_apart"]
