"""Answers of a form → records, on sites of several languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from explainer.catalog import load
from explainer.editing import FieldError
from other import DATA as OTHER
from other import without
from workflows.records import Fields, records_of

CLOSED = {
    "edition": "1",
    "closed": "2024-02-01",
    "source": "https://news.example/1",
    "describes_ar": "خبر",
    "describes_en": "A report",
    "describes_fr": "Un article",
    "organisation_kind": "press",
    "stated_by": "library",
}


def of_closed(folder: Path, given: dict[str, str], *gone: str) -> dict[str, Fields]:
    """Return by kind the records of a close, on the small site without some of its languages."""
    path = folder / "programme.yml"
    text = (OTHER / "programme.yml").read_text(encoding="utf-8")
    path.write_text(without(text, *gone), encoding="utf-8")
    catalog = load(path)
    words = {locale: f"{locale}: {{}}".format for locale in catalog.locales}
    records = records_of(
        "edition-closed", {**CLOSED, **given}, catalog, 12, "2024-03-01", words=words
    )
    return {record["kind"]: record for record in records}


def texts(record: Fields, name: str) -> dict[str, str]:
    return {key: value for key, value in record.items() if key.startswith(f"{name}_")}


@pytest.mark.parametrize(
    ("gone", "wanted"),
    [
        ((), ("ar", "en", "fr")),
        (("fr",), ("ar", "en")),  # what is answered in a language that the site has not is left out
        (("en",), ("ar", "fr")),
    ],
)
def test_texts_are_those_of_the_languages_of_the_site(
    gone: tuple[str, ...], wanted: tuple[str, ...], tmp_path: Path
) -> None:
    found = of_closed(tmp_path, {"publisher": "paper"}, *gone)
    assert texts(found["source"], "describes") == {
        f"describes_{locale}": CLOSED[f"describes_{locale}"] for locale in wanted
    }
    assert texts(found["event"], "title") == {
        f"title_{locale}": f"{locale}: Edition 1 closes" for locale in wanted
    }


@pytest.mark.parametrize(
    ("names", "gone", "identifier"),
    [
        ({"name_ar": "الأخبار", "name_en": "The News", "name_fr": "Les nouvelles"}, (), "the-news"),
        ({"name_ar": "Al Akhbar", "name_en": "News", "name_fr": "Journal"}, (), "news"),
        ({"name_ar": "الأخبار", "name_fr": "Les nouvelles"}, ("en",), "les-nouvelles"),
        ({"name_ar": "Al Akhbar"}, ("en", "fr"), "al-akhbar"),
    ],
)
def test_an_organisation_has_its_id_from_a_name_in_latin_letters(
    names: dict[str, str], gone: tuple[str, ...], identifier: str, tmp_path: Path
) -> None:
    found = of_closed(tmp_path, names, *gone)
    assert found["organisation"]["id"] == found["source"]["publisher"] == identifier
    assert texts(found["organisation"], "name") == names


def test_an_organisation_that_is_known_is_not_added(tmp_path: Path) -> None:
    found = of_closed(tmp_path, {"name_ar": "الجريدة", "publisher": "paper"})
    assert "organisation" not in found


def test_a_name_without_latin_letters_gives_no_id(tmp_path: Path) -> None:
    with pytest.raises(FieldError) as caught:
        of_closed(tmp_path, {"name_ar": "الأخبار", "name_fr": "الأخبار"})
    assert caught.value.mistakes == (
        (
            "name_ar",
            "found 'الأخبار', expected a name in Latin letters in one language: the id is made of "
            "it",
        ),
    )
