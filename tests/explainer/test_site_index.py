"""The index of the site: one entry for a title, by letters that a dictionary knows."""

from __future__ import annotations

from explainer.catalog import Catalog
from explainer.search import Folding
from explainer.site_index import Heading, Place, alphabetical
from support import SEARCH, make_calls


def letters(titles: list[str], locale: str) -> dict[str, list[str]]:
    fold = Folding(SEARCH[locale]).fold
    groups = alphabetical([(title, Place("", "#")) for title in titles], fold)
    return {letter: [entry.title for entry in entries] for letter, entries in groups}


def test_the_article_quotes_and_isolates_do_not_count() -> None:
    found = letters(["العفو الملكي", "«مصالحة»", "\u2068217\u2069 مشاركًا", "عقوبة"], "ar")
    assert found == {
        "0–9": ["\u2068217\u2069 مشاركًا"],
        "ع": ["العفو الملكي", "عقوبة"],
        "م": ["«مصالحة»"],
    }


def test_forms_of_a_letter_stand_together() -> None:
    assert list(letters(["أثر", "إفراج", "آخر", "الاتفاق"], "ar")) == ["ا"]
    assert letters(["Élan", "edition", "Exit"], "en") == {"E": ["edition", "Élan", "Exit"]}


def test_numbers_follow_one_another() -> None:
    assert letters(["edition 10", "edition 2", "the 3rd"], "en") == {
        "0–9": ["the 3rd"],
        "E": ["edition 2", "edition 10"],
    }


def test_a_title_on_several_pages_is_one_entry() -> None:
    fold = Folding(SEARCH["en"]).fold
    places = [Place("Women", "women/#limits"), Place("Pardon", "pardon/#limits")]
    ((letter, (entry,)),) = alphabetical([("Limits", place) for place in places], fold)
    assert (letter, entry.title, entry.places) == ("L", "Limits", places)


def test_the_list_holds_headings_and_entries_of_the_record(catalog: Catalog) -> None:
    html = make_calls(catalog, "en").listed([Heading("Women", "", "women/")])
    assert '<a href="women/">Women</a>' in html
    for kind in ("term", "measure", "edition", "event"):
        for name in catalog.entries[kind]:
            assert f"#{kind}-{name}" in html
