"""The settings of the site → those of one site for each language, with nothing to expand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from explainer.project import Project

_SHEETS = ("palette", "text", "components", "charts")
# What they are put together into.
_STYLE = "assets/style.css"
_REM = re.compile(r"(?<![\w.-])([0-9]*\.?[0-9]+)rem\b")
# The themes of the Material family make a rem 20 pixels and more; our style sheets mean 16.
_SCALE = 0.8
# Said of the whole page by a style sheet of its frame, which is not staged.
_READING = (
    ".md-typeset { font-family: var(--reading); font-size: var(--text);"
    " line-height: var(--leading); }\n"
)
# Our palette follows the reader's system; the theme has to be told to.
_SCHEMES = {"light": "default", "dark": "slate"}


def config(project: Project, settings: Any, locale: str) -> str:
    """Return the settings of the site of a language, as MkDocs and its successors read them.

    They are few: no hooks and no plugins, which an engine may ignore without a word.
    """
    root = project.root_of(locale)
    words = project.renderers[locale].calls.fragments.words.gettext
    toc = {"permalink": " ", "permalink_title": words("Permanent link")}
    return written(
        {
            **_names(settings, locale),
            "site_url": f"{project.settings.site}{root}",
            "docs_dir": locale,
            "site_dir": f"site/{root}".rstrip("/"),
            "theme": {
                "name": "material",
                "language": locale,
                "direction": project.catalog.locales[locale].direction,
                "font": False,  # otherwise fetched from another host
                "palette": [
                    {"media": f"(prefers-color-scheme: {name})", "scheme": scheme}
                    for name, scheme in _SCHEMES.items()
                ],
            },
            "extra_css": [_STYLE],
            "nav": _worded(settings["nav"], words),
            "markdown_extensions": [*extensions(settings), {"toc": toc}],
        }
    )


def extensions(settings: Any) -> list[str]:
    """Return the names of the extensions of Markdown that need no options."""
    return [str(name) for name in settings["markdown_extensions"] if isinstance(name, str)]


def listed(nav: Any) -> Iterator[str]:
    """Yield the paths of the pages in a menu, in order."""
    if isinstance(nav, str):
        yield nav
    else:
        for item in nav.values() if isinstance(nav, dict) else nav:
            yield from listed(item)


def style(folder: Path) -> dict[str, str]:
    """Return the style sheet of what stands in a page, by its path below a language.

    The frame around a page belongs to the engine, and so does the size of a rem.
    """
    sheets = [(folder / f"{name}.css").read_text(encoding="utf-8") for name in _SHEETS]
    sheet = "\n".join([*sheets, _READING])
    return {_STYLE: _REM.sub(lambda found: f"{float(found[1]) * _SCALE:g}rem", sheet)}


def written(value: Any) -> str:
    """Return a value as YAML, its keys in the order given."""
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=1000)


def _names(settings: Any, locale: str) -> dict[str, str]:
    """Return what the site is called in a language, which may have names of its own."""
    plugins = [one for one in settings["plugins"] if isinstance(one, dict)]
    languages = next(iter(one["i18n"]["languages"] for one in plugins if "i18n" in one))
    own = next(one for one in languages if one["locale"] == locale)
    return {name: str(own.get(name, settings[name])) for name in ("site_name", "site_description")}


def _worded(nav: Any, words: Callable[[str], str]) -> Any:
    """Return a menu with its words in a language."""
    if isinstance(nav, str):
        return str(nav)  # not the kind that knows its line
    if isinstance(nav, dict):
        return {words(title): _worded(item, words) for title, item in nav.items()}
    return [_worded(item, words) for item in nav]
