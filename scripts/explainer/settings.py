"""What `mkdocs.yml` says that pages show: the site's address, and who answers for it.

The latter is `extra.imprint`, shown on the page about the site.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from explainer.problems import Problem, UserError
from explainer.yaml_reader import Mapping, line_of, read

NAMES = ("publisher", "editor", "funding", "contact")
EXAMPLE = "//example.org/"
"""The host of an address that nobody can publish at (RFC 2606)."""
_PLACE = ("extra", "imprint")
_ADDRESS = re.compile(r"https?://[^\s<>\"'`{}|\\^?#]+")


@dataclass(frozen=True)
class Settings:
    """The address of the site, ending in a slash, and the texts of its imprint.

    The texts are by name and language; an empty one is not yet named.
    """

    site: str
    texts: dict[str, dict[str, str]]
    unnamed: tuple[Problem, ...] = ()
    """What is still empty, which the deployment refuses."""


def read_settings(path: Path, shown: str, locales: Iterable[str]) -> Settings:
    """Read the settings; `shown` is the path that messages name.

    A text is one for all languages or a mapping with one per language. Raises UserError for a
    file that cannot be read, and for keys and values that are none of these.
    """
    whole, _ = read(path, shown)  # what else stands in the file is the site engine's affair
    line = line_of(whole, _PLACE)
    found: Any = whole
    for step in _PLACE:
        found = found.get(step) if isinstance(found, Mapping) else None
    if found is None:
        found = Mapping(line)
    if not isinstance(found, Mapping):
        message = f"imprint: found {found!r}, expected the keys {', '.join(NAMES)}"
        raise UserError([Problem(shown, line, message)])
    problems = list(_misplaced(found, tuple(locales), shown))
    if problems:
        raise UserError(problems)
    texts = {name: _texts(found.get(name), tuple(locales)) for name in NAMES}
    unnamed = [
        Problem(
            shown,
            found.key_lines.get(name, line),
            f"{name}: found nothing for {locale}, expected a text before publishing",
        )
        for name in NAMES
        for locale, text in texts[name].items()
        if not text
    ]
    site = _site(whole, shown)
    if EXAMPLE in site:
        message = f"site_url: found {site}, expected the real address before publishing"
        unnamed.insert(0, Problem(shown, whole.key_lines["site_url"], message))
    return Settings(site, texts, tuple(unnamed))


def _site(whole: Mapping, shown: str) -> str:
    found = whole.get("site_url")
    if not isinstance(found, str) or not _ADDRESS.fullmatch(found):
        line = whole.key_lines.get("site_url", 1)
        expected = "an address such as https://name.example/moussalaha/"
        raise UserError([Problem(shown, line, f"site_url: found {found!r}, expected {expected}")])
    return at_root(found)


def at_root(site: str) -> str:
    """Return the address of a site as that of its root, ending in one slash."""
    return f"{site.rstrip('/')}/"


def _misplaced(found: Mapping, locales: tuple[str, ...], shown: str) -> Iterator[Problem]:
    for key, value in found.items():
        line = found.key_lines[key]
        if key not in NAMES:
            yield Problem(shown, line, f"{key}: unknown key, expected {', '.join(NAMES)}")
        elif isinstance(value, Mapping):
            for name, text in value.items():
                if name not in locales or not isinstance(text, str):
                    expected = f"one text for each of {', '.join(locales)}"
                    message = f"{key}.{name}: found {text!r}, expected {expected}"
                    yield Problem(shown, value.key_lines[name], message)
        elif not isinstance(value, str):
            yield Problem(shown, line, f"{key}: found a list, expected a text")


def _texts(value: Any, locales: tuple[str, ...]) -> dict[str, str]:
    if isinstance(value, Mapping):
        return {locale: str(value.get(locale, "")).strip() for locale in locales}
    return dict.fromkeys(locales, str(value or "").strip())
