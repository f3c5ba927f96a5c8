"""The queries of tests/search/queries.yml, and whether an answer has what they look for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import yaml

from support import ROOT

ROOTS = {"ar": "", "en": "en/"}
FIRST = 3
"""Results that a reader looks at: pages, each with the parts that are shown of it."""


def load_queries() -> dict[str, Any]:
    """Return the queries by language, and under `nothing` those that must not find something."""
    text = (ROOT / "tests/search/queries.yml").read_text(encoding="utf-8")
    queries: dict[str, Any] = yaml.safe_load(text)
    return queries


def place(address: str, language: str) -> str:
    """Return an address of the site as the queries write it: `women#limits`, `index`."""
    page, mark, section = address.removeprefix(ROOTS[language]).partition("#")
    return f"{page.rstrip('/') or 'index'}{mark}{section}"


def is_found(entry: dict[str, Any], shown: Sequence[Sequence[str]], language: str) -> bool:
    """Return whether one of the first pages, or a part shown of it, is what a query looks for."""
    places = {place(at, language) for page in shown[:FIRST] for at in page}
    places |= {at.partition("#")[0] for at in places}
    first = "#".join(filter(None, (entry["page"], entry.get("section"))))
    return bool(places & {first, *entry.get("or", ())})


def is_refused(entry: dict[str, Any], shown: Sequence[Sequence[str]]) -> bool:
    """Return whether nothing is shown that a query of `nothing` must not find."""
    language = entry["language"]
    pages = {place(at, language).partition("#")[0] for page in shown[:FIRST] for at in page}
    unwanted = entry.get("not")
    if unwanted is None:
        return not pages
    return pages.isdisjoint([unwanted] if isinstance(unwanted, str) else unwanted)
