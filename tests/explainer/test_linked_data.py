"""JSON-LD on the built pages: the shapes that schema.org and its readers ask for, nothing else."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html

from explainer.linked_data import Crumb, Subject, linked_data
from explainer.project import open_project
from support import PREFIX, ROOT

SITE = f"https://site.example{PREFIX}"
# Of each type: what it must have, and what it may have besides (schema.org, version 29; for
# Dataset, BreadcrumbList and Article also what Google's guides require).
PAGE = ("@id", "url", "name", "description", "inLanguage", "license", "isPartOf")
TWINS = ("workTranslation", "translationOfWork")
SHAPES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "WebPage": (PAGE, TWINS),
    "Article": ((*PAGE, "headline", "author"), TWINS),
    "WebSite": (("name", "url"), ()),
    "Organization": (("name", "url"), ()),
    "BreadcrumbList": (("itemListElement",), ()),
    "ListItem": (("position", "name", "item"), ()),
    "DefinedTermSet": (("@id", "name", "inLanguage", "url", "hasDefinedTerm"), ()),
    "DefinedTerm": (("@id", "name", "alternateName", "description"), ()),
    "Dataset": (
        (
            "@id",
            "name",
            "alternateName",
            "description",
            "url",
            "inLanguage",
            "license",
            "isAccessibleForFree",
            "version",
            "creator",
            "spatialCoverage",
            "temporalCoverage",
            "variableMeasured",
            "distribution",
        ),
        (),
    ),
    "Place": (("name",), ()),
    "PropertyValue": (("name", "description", "unitText"), ()),
    "DataDownload": (("encodingFormat", "contentUrl"), ()),
}


def nodes(value: Any) -> list[dict[str, Any]]:
    """Return every object that has a type, however deep."""
    if isinstance(value, list):
        return [node for part in value for node in nodes(part)]
    if not isinstance(value, dict):
        return []
    inner = [node for part in value.values() for node in nodes(part)]
    return [value, *inner] if "@type" in value else inner


@pytest.fixture(scope="module")
def graphs(site: Path) -> dict[str, list[dict[str, Any]]]:
    found = {}
    for path in sorted(site.rglob("index.html")):
        root: Any = lxml_html.document_fromstring(path.read_bytes())
        (text,) = root.xpath("//script[@type='application/ld+json']/text()")
        data = json.loads(text)
        assert data["@context"] == "https://schema.org"
        found[path.parent.relative_to(site).as_posix()] = data["@graph"]
    return found


def test_every_node_has_the_shape_of_its_type(graphs: dict[str, list[dict[str, Any]]]) -> None:
    for place, graph in graphs.items():
        for node in nodes(graph):
            needed, allowed = SHAPES[node["@type"]]
            keys = set(node) - {"@type"}
            assert set(needed) <= keys, (place, node["@type"])
            assert keys <= {*needed, *allowed}, (place, node["@type"])
            assert all(value not in ("", [], None) for value in node.values()), (place, node)


def test_each_page_is_itself_in_its_language(
    graphs: dict[str, list[dict[str, Any]]], site: Path
) -> None:
    kinds: Counter[str] = Counter()
    for place, graph in graphs.items():
        page = graph[0]
        kinds[page["@type"]] += 1
        here = SITE + ("" if place == "." else f"{place}/")
        assert page["@id"] == page["url"] == here
        english = place == "en" or place.startswith("en/")
        assert page["inLanguage"].startswith("en" if english else "ar")
        key = "translationOfWork" if english else "workTranslation"
        (twin,) = page[key]
        own = "" if place == "." else f"{place}/"
        other = own.removeprefix("en/") if english else f"en/{own}"
        assert twin["@id"] == f"{SITE}{other}"
        assert (site / other / "index.html").exists()
        root: Any = lxml_html.document_fromstring((site / place / "index.html").read_bytes())
        assert root.xpath("string(//meta[@name='description']/@content)") == page["description"]
        assert not set("\u2068\u2069\ue000") & set(json.dumps(page, ensure_ascii=False))
    assert graphs["."][0]["@type"] == graphs["en"][0]["@type"] == "WebPage"
    assert kinds["Article"] >= 10
    assert kinds["WebPage"] >= 10


def test_the_way_to_a_page(graphs: dict[str, list[dict[str, Any]]], site: Path) -> None:
    for place, graph in graphs.items():
        crumbs = next(node for node in graph if node["@type"] == "BreadcrumbList")
        steps = crumbs["itemListElement"]
        assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
        assert len(steps) == (1 if place in (".", "en") else 3), place
        for step in steps:
            assert (site / step["item"].removeprefix(SITE) / "index.html").exists()


def test_one_glossary_and_one_dataset_per_language(
    graphs: dict[str, list[dict[str, Any]]], site: Path
) -> None:
    for kind in ("DefinedTermSet", "Dataset"):
        found = [node for graph in graphs.values() for node in graph if node["@type"] == kind]
        assert len(found) == 2
    catalog = open_project(ROOT).catalog
    for locale, other, folder in (("ar", "en", ""), ("en", "ar", "en/")):
        (dataset,) = (n for n in graphs[f"{folder}data"] if n["@type"] == "Dataset")
        assert dataset["description"] == catalog.about.describes[locale]
        assert 50 <= len(dataset["description"]) <= 5000
        assert dataset["alternateName"] == [catalog.about.title[other]]
        first = min(o.as_of.earliest for o in catalog.observations)
        last = catalog.about.checked_until.events.latest
        assert dataset["temporalCoverage"] == f"{first}/{last}"
        for download in dataset["distribution"]:
            assert download["contentUrl"].startswith(f"{SITE}data/v1/")
            assert (site / download["contentUrl"].removeprefix(SITE)).is_file()
        (terms,) = (n for n in graphs[f"{folder}glossary"] if n["@type"] == "DefinedTermSet")
        assert [
            (t["name"], t["alternateName"], t["description"]) for t in terms["hasDefinedTerm"]
        ] == [
            (t.name[locale], [t.name[other]], t.definition[locale]) for t in catalog.terms.values()
        ]


def test_no_text_ends_the_script() -> None:
    project = open_project(ROOT)
    page = Subject(
        "en", "figures.md", "</script><b>", "Site", [Crumb("Site", "https://x.example/")]
    )
    text = linked_data(project, page)
    assert "<" not in text
    assert json.loads(text)["@graph"][0]["name"] == "</script><b>"


def test_who_answers_is_named() -> None:
    project = open_project(ROOT)
    named = replace(project.settings, texts={"publisher": {"ar": "جمعية", "en": "A society"}})
    crumbs = [Crumb("Site", "https://x.example/"), Crumb("Women", "https://x.example/women/")]
    page = Subject("en", "women.md", "Women", "Site", crumbs)
    for settings, name in ((named, "A society"), (replace(named, texts={}), "Site")):
        text = linked_data(replace(project, settings=settings), page)
        assert json.loads(text)["@graph"][0]["author"]["name"] == name
