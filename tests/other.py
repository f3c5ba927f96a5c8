"""A second site, of another programme in three languages, made of the same scripts and templates.

It is small: a build takes about two seconds, which tests that build often can afford.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import yaml

from explainer.project import renew
from support import ROOT, keep_packed_files

DATA = ROOT / "tests/data/other"
MENU = "nav:\n  - Home: index.md\n  - About:\n      - Everything from A to Z: all.md\n"
NAMES = {"ar": "برنامج القراءة", "en": "The reading programme", "fr": "Le programme de lecture"}
WORDS = {
    "Home": "Accueil",
    "Skip to the text": "Aller au texte",
    "Sources": "Sources (fr)",
    "Edition {n} opens": "Ouverture de l’édition {n}",
}
"""Some interface words of the third language; the others are English until somebody translates."""
PAGES = {
    "ar": (
        "شارك في البرنامج {{ count(\"readers\", \"reader\") }}.",
        "{% holds value(\"books\") * 2 > value(\"readers\") %}قرأ أغلبهم كتابًا: "
        "{{ figure(\"books\") }} ({{ share(\"books\", \"readers\") }})."
        "{% else %}قرأ بعضهم كتابًا.{% endholds %}",
    ),
    "en": (
        "In the programme, {{ count(\"readers\", \"reader\") }} took part.",
        "{% holds value(\"books\") * 2 > value(\"readers\") %}Most of them read a book: "
        "{{ figure(\"books\") }} ({{ share(\"books\", \"readers\") }})."
        "{% else %}Some of them read a book.{% endholds %}",
    ),
    "fr": (
        "Au programme, {{ count(\"readers\", \"reader\") }} ont participé.",
        "{% holds value(\"books\") * 2 > value(\"readers\") %}La plupart ont lu un livre : "
        "{{ figure(\"books\") }} ({{ share(\"books\", \"readers\") }})."
        "{% else %}Certains ont lu un livre.{% endholds %}",
    ),
}  # fmt: skip
RECORD = ("measures()", "timeline()", "sources()", "site_index()")


def make_other(root: Path) -> Path:
    """Write the second site into a folder: its own copies of what a test may want to break."""
    shutil.copytree(ROOT / "overrides", root / "overrides")
    shutil.copytree(ROOT / "docs/assets", root / "docs/assets")
    (root / "scripts").symlink_to(ROOT / "scripts")
    (root / "docs/data").mkdir()
    shutil.copy(DATA / "programme.yml", root / "docs/data")
    (root / "mkdocs.yml").write_text(_settings(), encoding="utf-8")
    for locale, (readers, books) in PAGES.items():
        folder = root / "docs" / locale
        folder.mkdir()
        lines = [f"# {NAMES[locale]} {{#programme}}", readers, books, '{{ table("totals") }}']
        (folder / "index.md").write_text("\n\n".join(lines) + "\n", encoding="utf-8")
        lines = [f"# {NAMES[locale]} {{#all}}", *(f"{{{{ {call} }}}}" for call in RECORD)]
        (folder / "all.md").write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    french = root / "overrides/locales/fr/LC_MESSAGES"
    french.mkdir(parents=True)
    entries = [f'msgid "{key}"\nmsgstr "{word}"\n' for key, word in WORDS.items()]
    (french / "messages.po").write_text(
        "\n".join(
            ['msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n', *entries]
        ),
        encoding="utf-8",
    )
    keep_packed_files(root)
    return root


def make_reviewed(root: Path) -> Path:
    """Write the second site into a folder, with every page read beside its twins."""
    make_other(root)
    for page in ("index", "all"):
        renew(root, page)
    return root


def without(text: str, *locales: str) -> str:
    """Return a data file of the second site without some of its languages."""

    def kept(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: kept(item) for key, item in value.items() if key not in locales}
        if isinstance(value, list):
            return [
                kept(item)
                for item in value
                if not isinstance(item, dict) or item.get("id") not in locales
            ]
        return value

    return yaml.safe_dump(
        kept(yaml.safe_load(text)), allow_unicode=True, sort_keys=False, width=1000
    )


def _settings() -> str:
    """Return the settings of the real site with another menu, name and list of languages."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    text = re.sub(r"(?m)^nav:\n(?:[ #].*\n)+", MENU, text)
    languages = "".join(
        f"        - locale: {locale}\n"
        + ("          default: true\n" if locale == "ar" else "")
        + f"          name: {locale}\n          theme:\n            language: {locale}\n"
        + f"          site_name: {name}\n          site_description: {name}.\n"
        for locale, name in NAMES.items()
    )
    text = re.sub(r"(?m)(?<=^      languages:\n)(?:        .*\n)+", languages, text)
    text = re.sub(r"(?m)^( +)(publisher|editor|funding):\n(?:\1  .*\n)+", r'\1\2: ""' + "\n", text)
    text = re.sub(r"(?m)^site_description: .*$", f"site_description: {NAMES['ar']}.", text)
    return text.replace("site_name: مصالحة", f"site_name: {NAMES['ar']}", 1)
