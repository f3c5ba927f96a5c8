"""Titles of events and of pull requests, on sites of other languages than Arabic and English."""

from __future__ import annotations

from pathlib import Path

import pytest

from add import Report
from explainer.catalog import Catalog, load
from explainer.editing import PageChange
from explainer.editing.changes import Change
from explainer.problems import UserError
from other import DATA as OTHER
from other import make_other, without
from support import ROOT
from workflows import proposal as proposals
from workflows.titles import Words, event_titles, subject, words_of

GIVEN = {"edition": "3", "page": "women", "measure": "readers"}
FORMS = ("edition-opened", "edition-closed", "mistake", "new-figure")


def site(folder: Path, *gone: str) -> Catalog:
    """Return the record of the small site without some of its languages."""
    path = folder / "programme.yml"
    text = (OTHER / "programme.yml").read_text(encoding="utf-8")
    path.write_text(without(text, *gone), encoding="utf-8")
    return load(path)


def words_with(folder: Path, catalog: Catalog) -> Words:
    """Return the words of the small site for the languages of a record."""
    return words_of(make_other(folder / "other"), catalog)


def test_titles_are_in_every_language(tmp_path: Path) -> None:
    words = words_with(tmp_path, site(tmp_path))
    assert event_titles("opens", "3", words) == {
        "ar": "افتتاح الدورة 3", "en": "Edition 3 opens", "fr": "Ouverture de l’édition 3",
    }  # fmt: skip
    assert event_titles("closes", "3", words) == {
        "ar": "اختتام الدورة 3", "en": "Edition 3 closes", "fr": "Edition 3 closes",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("gone", "titles"),
    [
        (
            ("fr",),
            [
                "افتتاح الدورة 3 · Edition 3 opened",
                "اختتام الدورة 3 · Edition 3 closed",
                "تصحيح في الصفحة women · Correction on the page women",
                "عدد جديد: القراء · New figure: Readers",
            ],
        ),
        (
            ("ar",),  # what is not translated into French is said once
            [
                "Edition 3 opened",
                "Edition 3 closed",
                "Correction on the page women",
                "New figure: Readers · New figure: Lecteurs",
            ],
        ),
        (
            ("ar", "en"),  # nothing is translated but the name of the measure
            [
                "Edition 3 opened",
                "Edition 3 closed",
                "Correction on the page women",
                "New figure: Lecteurs",
            ],
        ),
        (
            ("en", "fr"),
            ["افتتاح الدورة 3", "اختتام الدورة 3", "تصحيح في الصفحة women", "عدد جديد: القراء"],
        ),
    ],
)
def test_a_pull_request_is_called_by_what_it_is_about(
    gone: tuple[str, ...], titles: list[str], tmp_path: Path
) -> None:
    catalog = site(tmp_path, *gone)
    words = words_with(tmp_path, catalog)
    assert [subject(form, GIVEN, catalog, words) for form in FORMS] == titles


def test_a_title_is_no_longer_than_github_takes(catalog: Catalog) -> None:
    title = subject("mistake", {"page": "x" * 999}, catalog, words_of(ROOT, catalog))
    assert len(f"{title} (#1234567)") <= 256


@pytest.mark.parametrize("gone", ["ar", "en"])
def test_a_pull_request_of_a_site_without_arabic_or_english(gone: str, tmp_path: Path) -> None:
    catalog = site(tmp_path, gone)
    changes = [
        PageChange(f"docs/{locale}/index.md", (Change("", f"text in {locale}"),))
        for locale in catalog.locales
    ]
    report = Report((), tuple(changes), ())
    body = proposals._body("new-figure", GIVEN, 12, report, catalog)
    assert [locale for locale in ("ar", "en", "fr") if f"text in {locale}" in body] == [
        locale for locale in ("ar", "en", "fr") if locale != gone
    ]
    assert "### What changes on the pages in Français" in body


def test_broken_words_are_told(tmp_path: Path) -> None:
    other = make_other(tmp_path / "other")
    path = other / "overrides/locales/fr/LC_MESSAGES/messages.po"
    path.write_text('msgid "a"\nmsgstr ""\n', encoding="utf-8")
    with pytest.raises(UserError, match="the translation is empty"):
        words_of(other, site(tmp_path))
