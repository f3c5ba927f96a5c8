"""A value that somebody gave → the text that YAML reads as exactly that value."""

from __future__ import annotations

from typing import Any

import yaml

from explainer.hidden import refused
from explainer.problems import UserError
from explainer.yaml_reader import read_text

_TEXT = "tag:yaml.org,2002:str"
_RESOLVER: Any = yaml.resolver.Resolver()

__all__ = ["refused", "scalar"]


def scalar(text: str, *, unquoted: bool = False) -> str:
    """Return a value as it stands in the data file, on one line.

    A text stands in quotes only where YAML would read it otherwise. With `unquoted`, what YAML
    reads as a number or a date is no reason for quotes. `text` is trimmed and holds nothing
    that `refused` names.
    """
    if _reads_back(text) and (unquoted or _is_text(text)):
        return text
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def _is_text(text: str) -> bool:
    """Return whether YAML reads an unquoted scalar as text: not so `no`, `2024`, `null` …"""
    return bool(_RESOLVER.resolve(yaml.ScalarNode, text, (True, False)) == _TEXT)


def _reads_back(text: str) -> bool:
    """Return whether a text comes back as it is without quotes, after a key and in a list."""
    try:
        data, problems = read_text(f"key: {text}\nlist:\n  - {text}\n", "")
    except UserError:
        return False
    return not problems and data == {"key": text, "list": [text]} and data["key"].plain
