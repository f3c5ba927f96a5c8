"""Addresses inside the site: from one page to another, whatever the address of the site."""

from __future__ import annotations

import posixpath


def address(page: str, root: str) -> str:
    """Return the folder address of a page: `("figures.md", "en/")` gives `en/figures/`."""
    stem = page.removesuffix(".md")
    stem = stem.removesuffix("index") if stem == "index" or stem.endswith("/index") else f"{stem}/"
    return f"{root}{stem}"


def relative(target: str, start: str) -> str:
    """Return the way from one folder address to another, ending in a slash; `""` for the same."""
    if target == start:
        return ""
    way = posixpath.relpath(target or ".", start or ".")
    return f"{way}/"
