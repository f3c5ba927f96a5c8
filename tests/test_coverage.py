"""Nothing that the data file holds is left out of the pages, in either language.

Shown means visible text with what it is, its value and a source, where the record's own entry
stands; a bare id, a hidden attribute or a name in a list of sources does not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html

from explainer.catalog import Catalog, load
from explainer.formatting import Formatter
from explainer.messages import load as load_words
from support import ROOT

KINDS = (
    "sources",
    "measures",
    "editions",
    "cohorts",
    "events",
    "pardons",
    "disagreements",
    "claims",
    "statements",
    "unknowns",
    "corrections",
    "terms",
)
WITHOUT_SOURCES = {"sources", "measures", "cohorts", "corrections", "terms", "unknowns"}


@pytest.fixture(scope="module")
def real() -> Catalog:
    return load(ROOT / "docs/data/programme.yml")


def pages(site: Path, locale: str) -> Iterator[Any]:
    for path in sorted(site.rglob("index.html")):
        english = path.relative_to(site).parts[0] == "en"
        if english == (locale == "en"):
            page: Any = lxml_html.document_fromstring(path.read_text(encoding="utf-8"))
            yield page.find(".//article")


def words(element: Any) -> str:
    return re.sub(r"\s+", " ", element.text_content()).strip()


@pytest.mark.parametrize("locale", ["ar", "en"])
def test_every_record_has_an_entry_with_its_words_and_sources(
    locale: str, site: Path, real: Catalog
) -> None:
    entries: dict[str, Any] = {}
    for article in pages(site, locale):
        for element in article.xpath(".//*[@id]"):
            entries.setdefault(element.get("id"), element)
    missing = []
    for section in KINDS:
        kind = section.removesuffix("s")
        for record_id, record in getattr(real, section).items():
            entry = entries.get(f"{kind}-{record_id}")
            links = [] if entry is None else entry.xpath(".//a[contains(@href, '#source-')]")
            sourced = section in WITHOUT_SOURCES or links or getattr(record, "sources", 1) == ()
            if entry is None or len(words(entry)) < 8 or not sourced:
                missing.append(f"{kind}-{record_id}")
            for name in (
                "label",
                "title",
                "subject",
                "says",
                "describes",
                "occasion",
                "question",
                "name",
            ):
                text = getattr(record, name, None)
                if (
                    entry is not None
                    and isinstance(text, dict)
                    and text[locale] not in words(entry)
                ):
                    missing.append(f"{kind}-{record_id}: {name}")
    assert missing == []


@pytest.mark.parametrize("locale", ["ar", "en"])
def test_every_observation_stands_in_a_row_with_its_date_and_a_source(
    locale: str, site: Path, real: Catalog
) -> None:
    gettext = load_words(ROOT / "overrides/locales", locale, "").gettext
    formats = Formatter(real.locales[locale].formats, gettext)
    rows = []
    for article in pages(site, locale):
        # The sources of a row may stand below it: the rows of one record are one group.
        groups = [group for group in article.iter("tbody") if group.find_class("about")]
        for row in (*groups, *article.iter("tr")):
            values = {data.get("value") for data in row.iter("data")}
            links = {link.get("href").split("#source-")[-1] for link in row.iter("a")}
            rows.append((values, links, words(row)))
    missing = [
        f"{o.measure} {o.value} of {o.as_of}"
        for o in real.observations
        if not any(
            str(o.value) in values and links & set(o.sources) and formats.date(o.as_of) in text
            for values, links, text in rows
        )
    ]
    assert missing == []


@pytest.mark.parametrize("locale", ["ar", "en"])
def test_every_organisation_and_identity_is_named(locale: str, site: Path, real: Catalog) -> None:
    text = " ".join(words(article) for article in pages(site, locale))
    names = {o.id: (o.short or o.name)[locale] for o in real.organisations.values()}
    full = {o.id: o.name[locale] for o in real.organisations.values()}
    assert [k for k in names if names[k] not in text and full[k] not in text] == []
    labels = {check.identity.label[locale] for check in real.checks}
    assert [label for label in labels if label not in text] == []


def test_both_languages_have_the_same_ids_on_each_page(site: Path) -> None:
    def ids(path: Path) -> set[str]:
        page: Any = lxml_html.document_fromstring(path.read_text(encoding="utf-8"))
        found = {str(found) for found in page.xpath("//article//@id")}
        return {name for name in found if not name.startswith("letter-")}  # each alphabet its own

    for path in sorted(site.rglob("index.html")):
        name = path.relative_to(site)
        if name.parts[0] != "en":
            assert ids(path) == ids(site / "en" / name), str(name)


def test_no_link_to_a_proxy_or_a_staging_host(real: Catalog) -> None:
    forbidden = re.compile(r"nproxy|massarate\.ma|preprod|staging|webcache|translate\.goog")
    linked = [source for source in real.sources.values() if source.url]
    assert [source.id for source in linked if forbidden.search(source.url or "")] == []
    assert all(
        (source.url is None) == (source.address == "none") for source in real.sources.values()
    )


ORDINARY = {"UN", "US", "UK", "EU", "TV", "VI", "II", "AA"}
"""Better known than the words they stand for, numerals of kings, a level explained beside it."""
NAMES = {
    *("AGC", "CNN", "CONNEKT", "EFE", "GMedia", "GREASE", "NAN", "RFI", "TACTICS"),  # of bodies
    *("PAIRS", "RIVE"),  # of programmes abroad
    *("CC", "BY", "CSV", "CSVW", "EDTF", "HTML", "JSON", "SVG"),  # of a licence and of formats
}
"""Names whose letters say no more than the names do."""


def test_abbreviations_are_explained(site: Path, real: Catalog) -> None:
    """In the glossary, or by the whole name of the organisation (WCAG 3.1.4)."""
    known = ORDINARY | NAMES
    for term in real.terms.values():
        known |= set(re.findall(r"\w+", term.name["en"])) | {*term.forms.get("en", ())}
    for organisation in real.organisations.values():
        known |= set(re.findall(r"\((\w+)\)$", organisation.name["en"]))
    found = set()
    for article in pages(site, "en"):
        for piece in article.xpath(".//code | .//pre | .//bdi[@dir='ltr']"):
            piece.drop_tree()
        found |= set(re.findall(r"\b[A-Z]{2,}[A-Za-z]*\b", words(article)))
    assert found - known == set()
    assert {"DGAPR", "CNDH"} <= found
    assert (ORDINARY | NAMES) - found == set()
