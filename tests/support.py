"""Places and helpers that several tests share."""

from __future__ import annotations

import shutil
from pathlib import Path

from explainer.catalog import Catalog, load
from explainer.components import Calls, Fragments, new_environment
from explainer.lint import Source
from explainer.lint import take_apart as lint_take_apart
from explainer.messages import load as load_words
from explainer.model import SearchWords
from explainer.pages import Page, split_front_matter
from explainer.yaml_reader import Mapping, read_text
from search_index import KEPT
from workplace import WORK

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
    "unknown",
    "correction",
    "term",
    "data",
)
SEARCH = {
    "ar": SearchWords(
        letters=(
            "اٱ",
            "يى",
            "هة",
            "0٠۰",
            "1١۱",
            "2٢۲",
            "3٣۳",
            "4٤۴",
            "5٥۵",
            "6٦۶",
            "7٧۷",
            "8٨۸",
            "9٩۹",
        ),
        attached=("وال", "ال", "ل", "و"),
        idle=("كم", "في"),
        apart=("عفوية",),
        alike=(("يوليوز", "يوليو", "تموز"), ("نونبر", "نوفمبر", "تشرين الثاني")),
    ),
    "en": SearchWords(idle=("how", "many"), alike=(("prison", "jail"),)),
}
"""How the readers of two languages type, for the tests of both sides of the search."""
PREFIX = "/moussalaha/"
"""The path below which the tests serve the site, as its host does."""
SITE_URL = f"https://site.example{PREFIX}"
"""Where the site that all tests share is built for."""
BASES = {"ar": "https://site.example/", "en": "https://site.example/en/"}
"""Where the tests take the site to be."""
HOMES = dict.fromkeys(KINDS, "all.md")
"""For tests of a single page: one other page holds every entry of the record."""


def make_calls(catalog: Catalog, locale: str) -> Calls:
    """Return the component functions of a language, with the real templates and words."""
    folder = ROOT / "overrides/components"
    languages = {
        name: Fragments(
            folder,
            "overrides/components",
            catalog,
            name,
            load_words(ROOT / "overrides/locales", name, "overrides/locales"),
        )
        for name in catalog.locales
    }
    settings = {
        "publisher": {},
        "contact": {"ar": "desk@paper.example", "en": "desk@paper.example"},
    }
    calls = Calls(catalog, languages[locale], settings)
    calls.languages |= languages
    return calls


def qualified(folder: Path, measure: str, value: str, qualifier: str) -> Catalog:
    """Return the sample with a qualifier on one value of a measure."""
    text = SAMPLE.read_text(encoding="utf-8")
    start = f"  - measure: {measure}\n    value: {value}\n"
    assert text.count(start) == 1
    path = folder / "programme.yml"
    path.write_text(text.replace(start, f"{start}    qualifier: {qualifier}\n"), encoding="utf-8")
    return load(path, "programme.yml")


def asset(site: Path, name: str) -> str:
    """Return the place in a built site of a style sheet or script, by the name it had before."""
    stem, _, ending = name.rpartition(".")
    (found,) = site.glob(f"assets/{stem}.*.{ending}")
    return found.relative_to(site).as_posix()


def copy_project(target: Path) -> Path:
    """Copy what a build needs, so that a test may break it."""
    target.mkdir(parents=True, exist_ok=True)
    for name in ("docs", "overrides", "scripts"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, target / name, ignore=ignored)
    shutil.copy(ROOT / "mkdocs.yml", target)
    keep_packed_files(target)
    return target


def keep_packed_files(root: Path) -> None:
    """Let a project use what other builds have packed, which none then has to pack again."""
    kept = ROOT / WORK / KEPT
    kept.mkdir(parents=True, exist_ok=True)
    (root / WORK).mkdir(exist_ok=True)
    (root / WORK / KEPT).symlink_to(kept)


def take_apart(body: str, locale: str = "en", front: str = "", path: str = "page.md") -> Source:
    """Return the parts of a page that is given as text; its shown path is `en/page.md`."""
    text = f"---\n{front}---\n{body}" if front else body
    _, offset = split_front_matter(text)
    meta = read_text(f"---\n{front}", "page")[0] if front else Mapping(1)
    page = Page(locale, path, f"{locale}/{path}", body, offset, meta)
    return lint_take_apart(page, new_environment())
