"""The way out of the engine: what Zensical makes of the staged pages, beside what MkDocs makes.

docs-dev/engine.md lists every difference with its reason; nothing else may differ.
"""

from __future__ import annotations

import re
import sys
from copy import deepcopy
from difflib import unified_diff
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urldefrag, urljoin

import pytest
import yaml
from lxml import html as lxml_html

import stage as script
from explainer.problems import UserError
from explainer.project import open_project
from explainer.staging import staged as staged_files
from support import PREFIX, ROOT

RECORD = ROOT / "docs-dev" / "engine.md"
SITE = f"https://site.example{PREFIX}"
MOST = 10


class Difference(NamedTuple):
    """What only one of the two sites has, as an XPath in a page."""

    ours: str = ""
    theirs: str = ""


DIFFERENCES = {
    "contents": Difference(ours="//article//div[contains(@class, 'contents-place')]"),
    "neighbours": Difference(ours="//article//nav[@class='beside']"),
    "address": Difference(ours="//article//p[@class='print-foot']"),
    "languages": Difference(theirs="//article//p[@class='twins']"),
    "menu": Difference(theirs="//nav[contains(@class, 'md-nav--primary')]"),
    "layouts": Difference(ours="//article[contains(@class, 'home')]"),
    "head": Difference(ours="//head/*[@hreflang or @type='application/ld+json']"),
    "policy": Difference(ours="//meta[@http-equiv='Content-Security-Policy']"),
    "search": Difference(theirs="//*[@data-md-component='search']"),
    "missing": Difference(theirs="//h1[.='404 - Not found']"),
}
IN_TEXT = ("contents", "neighbours", "address", "languages")


@pytest.fixture(scope="module")
def staged(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the staged pages, built with Zensical into its `site/`."""
    folder = tmp_path_factory.mktemp("staged")
    script.build(script.stage(site.parent, folder, site_url=SITE))
    return folder


def pages(folder: Path) -> list[str]:
    """Return the addresses of the pages of a site that have an article."""
    found = [path.relative_to(folder).as_posix() for path in folder.rglob("index.html")]
    return sorted(name.removesuffix("index.html") for name in found)


@cache
def read(folder: Path, page: str) -> Any:
    """Return a page of a site, read once: who changes it changes a copy."""
    text = (folder / page / "index.html").read_text(encoding="utf-8")
    return lxml_html.document_fromstring(text)


def parts(root: Any, page: str) -> dict[str, list[Any]]:
    """Return what is compared of a page, without the parts that are known to differ."""
    for name in IN_TEXT:
        for path in filter(None, DIFFERENCES[name]):
            for element in root.xpath(path):
                element.drop_tree()
    (article,) = root.iter("article")
    return {
        "headings": [
            (e.tag, said(e), e.get("id")) for e in article.iter("h1", "h2", "h3", "h4", "h5", "h6")
        ],
        "figures": [
            (e.tag, e.get("value"), e.get("title"), said(e)) for e in article.iter("data", "text")
        ],
        "links": [
            (urljoin(SITE + page, e.get("href")), said(e)) for e in article.xpath(".//a[@href]")
        ],
        "cells": [
            (e.tag, e.get("colspan"), e.get("scope"), said(e)) for e in article.iter("th", "td")
        ],
        "words": " ".join(article.itertext()).split(),
    }


def said(element: Any) -> str:
    return " ".join(element.text_content().split())


def compare(ours: dict[str, list[Any]], theirs: dict[str, list[Any]]) -> dict[str, list[str]]:
    """Return what differs, by what it is a part of, as lines of a diff."""
    return {
        name: [
            line
            for line in unified_diff(list(map(str, ours[name])), list(map(str, found)), n=0)
            if not line.startswith(("---", "+++", "@@"))
        ]
        for name, found in theirs.items()
        if ours[name] != found
    }


def test_every_page_says_the_same(site: Path, staged: Path, record_property: Any) -> None:
    assert pages(site) == pages(staged / "site")
    different = {}
    for page in pages(site):
        ours, theirs = (
            parts(deepcopy(read(folder, page)), page) for folder in (site, staged / "site")
        )
        found = compare(ours, theirs)
        counts = (
            f"{len(ours[name])}{f'≠{len(theirs[name])}' if name in found else ''} {name}"
            for name in ours
        )
        record_property(f"MkDocs = Zensical: /{page}", ", ".join(counts))
        if found:
            different[page] = {name: lines[:5] for name, lines in found.items()}
    assert different == {}
    assert len(pages(site)) > 40


@pytest.mark.parametrize(
    ("part", "pattern", "new"),
    [
        ("headings", r"<h2[^>]*>.*?</h2>", ""),
        ("headings", r'<h2 id="', '<h2 id="x'),
        ("headings", r"(</?)h3\b", r"\1h4"),
        ("figures", r'<data value="(\d+)"', r'<data value="\g<1>0"'),
        ("figures", r"(<text [^>]*>)\d+<", r"\g<1>1<"),
        ("links", r'href="sources/#', 'href="source/#'),
        ("links", r'<a href="sources/[^"]*">(.*?)</a>', r"\1"),
        ("cells", r"<td[^>]*>.*?</td>", ""),
        ("cells", r"(<td[^>]*>)", r"\1 9 "),
        ("words", r"<li>\s*<strong>", "<li>Not <strong>"),
    ],
)
def test_the_comparison_sees(site: Path, part: str, pattern: str, new: str) -> None:
    text = (site / "en" / "index.html").read_text(encoding="utf-8")
    broken = re.sub(pattern, new, text, count=1, flags=re.DOTALL)
    assert broken != text
    ours, theirs = (parts(lxml_html.document_fromstring(t), "en/") for t in (text, broken))
    assert part in compare(ours, theirs)


def test_every_difference_is_listed_with_its_reason(site: Path, staged: Path) -> None:
    """And is still there: what has been made the same leaves the list."""
    rows = re.findall(r"^\| (\w+) \| (text|frame) \| (.+) \|$", RECORD.read_text("utf-8"), re.M)
    assert [name for name, _, _ in rows] == list(DIFFERENCES)
    assert len(rows) <= MOST
    assert tuple(name for name, where, _ in rows if where == "text") == IN_TEXT
    assert all(len(why.split()) > 8 for _, _, why in rows)
    shown = {folder: everything(folder) for folder in (site, staged / "site")}
    for name, difference in DIFFERENCES.items():
        ours, theirs = (
            sum(len(page.xpath(difference.ours or difference.theirs)) for page in found)
            for found in shown.values()
        )
        assert bool(ours) == bool(difference.ours), name
        assert bool(theirs) == bool(difference.theirs), name


def everything(folder: Path) -> list[Any]:
    missing = (file.read_text(encoding="utf-8") for file in folder.rglob("404.html"))
    return [
        *(read(folder, page) for page in pages(folder)),
        *map(lxml_html.document_fromstring, missing),
    ]


def test_titles_descriptions_and_directions(site: Path, staged: Path) -> None:
    for page in pages(site):
        ours, theirs = read(site, page), read(staged / "site", page)
        language = "en" if page.startswith("en/") else "ar"
        assert theirs.xpath("string(/html/@lang)") == language
        assert theirs.xpath("string(//body/@dir)") == ours.xpath("string(/html/@dir)")
        described = "string(//meta[@name='description']/@content)"
        assert theirs.xpath(described) == ours.xpath(described)
        title = re.sub("[\u2066-\u2069]", "", ours.xpath("string(//h1)")).removesuffix("¶")
        assert theirs.xpath("string(//title)").startswith(title)


def test_every_link_inside_leads_to_a_file(staged: Path) -> None:
    """Zensical checks those between pages of a language; here are also twins, charts and data."""
    missing = set()
    for page in pages(staged / "site"):
        for link in read(staged / "site", page).xpath("//article//a/@href"):
            target = urldefrag(urljoin(SITE + page, link)).url
            if target.startswith(SITE):
                file = staged / "site" / target.removeprefix(SITE)
                if not (file.is_file() or (file / "index.html").is_file()):
                    missing.add(f"{page}: {link}")
    # The list of the pages as Markdown is a last step of our build, made from built pages.
    assert missing == {"data/: ../llms.txt", "en/data/: ../../llms.txt"}


def test_nothing_is_left_to_expand(staged: Path) -> None:
    for path in (staged / "ar").rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        assert not re.search("[\ue000-\ue003]|\\{%|\\{\\{|sources-#", text), path.name
    settings = yaml.safe_load((staged / "ar.yml").read_text(encoding="utf-8"))
    assert not settings.keys() & {"hooks", "plugins", "INHERIT"}
    assert len((staged / "ar.yml").read_text(encoding="utf-8").splitlines()) < 80


def test_a_page_whose_twin_has_changed_says_so(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = open_project(site.parent, SITE)
    monkeypatch.setitem(project.__dict__, "stale", frozenset({("en", "women.md")}))
    found = staged_files(project, site.parent)
    note = '\n\n!!! warning ""\n    This page has changed in another language'
    assert [name for name, text in found.items() if note in text] == ["en/women.md"]


def test_a_component_where_none_can_stand(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = open_project(site.parent, SITE)
    monkeypatch.setitem(project.markdown, ("en", "women.md"), "# T {#t}\n\n`\ue0000\ue001`")
    with pytest.raises(UserError, match="stands in code"):
        staged_files(project, site.parent)


def test_nothing_is_fetched_from_another_host(staged: Path) -> None:
    for page in pages(staged / "site"):
        root = read(staged / "site", page)
        fetched = [*root.xpath("//*/@src"), *root.xpath("//link[@rel='stylesheet']/@href")]
        assert not [address for address in fetched if "//" in address], page


def test_a_folder_with_other_files_is_left_alone(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "ar").mkdir()
    monkeypatch.setattr(script, "ROOT", site.parent)
    monkeypatch.setattr(sys, "argv", ["stage.py", str(tmp_path)])
    assert script.main() == 1
    assert "found other files, expected an empty folder" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["ar"]
