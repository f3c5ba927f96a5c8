"""A second programme in three languages is a data file, pages and settings: no code changes."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html

from build import build
from explainer.project import forget, open_project
from other import PAGES, make_reviewed


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_reviewed(tmp_path_factory.mktemp("other"))
    build(root, root / "site")
    return root


def page(project: Path, name: str) -> Any:
    return lxml_html.document_fromstring((project / "site" / name).read_bytes())


def words(project: Path, name: str) -> str:
    return " ".join(page(project, name).find(".//article").text_content().split())


def test_it_is_in_order(project: Path) -> None:
    forget()
    opened = open_project(project)
    assert [*opened.catalog.locales] == ["ar", "en", "fr"]
    assert not opened.findings.problems
    assert not opened.findings.tasks
    assert not opened.stale


def test_each_language_has_its_pages_numbers_and_plurals(project: Path) -> None:
    assert "شارك في البرنامج 1.103 قراء." in words(project, "index.html")
    assert "1,103 readers took part." in words(project, "en/index.html")
    assert "Au programme, 1\N{NARROW NO-BREAK SPACE}103 lecteurs ont participé." in (
        (project / "site/fr/index.md").read_text(encoding="utf-8")
    )
    assert "Most of them read a book: 1,020 (92%)." in words(project, "en/index.html")
    french = page(project, "fr/index.html")
    assert (french.get("lang"), french.get("dir")) == ("fr", "ltr")
    assert french.xpath("string(//a[@class='md-skip'])").strip() == "Aller au texte"
    assert "1 juillet 2022" in words(project, "fr/index.html")


def test_languages_lead_to_one_another(project: Path) -> None:
    found = page(project, "index.html").xpath('//ul[@class="languages"]//a')
    assert {link.get("hreflang"): link.get("href") for link in found} == {"en": "en/", "fr": "fr/"}
    found = page(project, "fr/index.html").xpath('//ul[@class="languages"]//a')
    assert {one.get("hreflang"): one.get("href") for one in found} == {"ar": "../", "en": "../en/"}
    told = page(project, "fr/all/index.html").xpath("//link[@rel='alternate'][@hreflang]/@hreflang")
    assert told == ["ar", "en", "fr", "x-default"]


def test_exports_have_a_column_a_feed_and_a_search_for_each(project: Path) -> None:
    site = project / "site"
    with (site / "data/measures.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    assert [rows["readers"][f"label_{locale}"] for locale in PAGES] == [
        "القراء", "Readers", "Lecteurs",
    ]  # fmt: skip
    assert (site / "fr/feed.xml").exists()
    assert "Le programme commence" in (site / "fr/feed.xml").read_text(encoding="utf-8")
    index = json.loads((site / "search/pagefind-entry.json").read_text(encoding="utf-8"))
    assert sorted(index["languages"]) == ["ar", "en", "fr"]


def test_no_word_of_the_first_programme_is_left(project: Path) -> None:
    for path in (project / "site").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "Moussalaha" not in text
        assert "مصالحة" not in text
