"""The choices of the issue forms that follow from the data file and the pages."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from explainer.catalog import Catalog

_HEADING = re.compile(r"^# (.+?)(?:\s*\{#.*)?$", re.MULTILINE)
_OPTIONS = "      options:"


def choices(root: Path, catalog: Catalog) -> dict[str, list[str]]:
    """Return the choices of each question that has such, by its id, as GitHub shows them.

    Each holds its words in every language and, in brackets, the value that it stands for.
    """
    return {
        "measure": [_shown(one.label, one.id) for one in catalog.measures.values()],
        "place": [_shown(one.name, one.id) for one in catalog.places.values()],
        "page": [
            _shown({name: _title(root / f"docs/{name}/{page}") for name in catalog.locales}, stem)
            for page, stem in _pages(root, next(iter(catalog.locales)))
        ],
    }


def _shown(words: Mapping[str, str], value: str) -> str:
    return f"{' · '.join(words.values())} ({value})"


def _pages(root: Path, locale: str) -> list[tuple[str, str]]:
    """Return the pages of a language: the path of each, and what other records call it."""
    folder = root / "docs" / locale
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.md"))
    return [(path, path.removesuffix(".md")) for path in paths]


def _title(path: Path) -> str:
    match = _HEADING.search(path.read_text(encoding="utf-8"))
    return match[1] if match is not None else path.stem


def with_choices(text: str, wanted: Mapping[str, Sequence[str]]) -> str:
    """Return the file of a form with other choices for some questions; the rest stays as it is."""
    result: list[str] = []
    name, skipping = "", False
    for line in text.splitlines():
        if line.startswith("    id: "):
            name = line.removeprefix("    id: ")
        skipping = skipping and line.startswith("        - ")
        if not skipping:
            result.append(line)
        if line == _OPTIONS and name in wanted:
            # JSON is YAML in quotes, and every choice then reads as the text that it is.
            result += [f"        - {json.dumps(one, ensure_ascii=False)}" for one in wanted[name]]
            skipping = True
    return "\n".join([*result, ""])
