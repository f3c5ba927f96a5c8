"""The site works at a project's address, at the root of a host, and from a folder on disk."""

from __future__ import annotations

import posixpath
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from lxml import html as lxml_html

from build import build
from offline import write_offline
from other import make_other
from support import PREFIX, SITE_URL

ADDRESSES = ("//a/@href", "//link[not(@rel='canonical')]/@href", "//script/@src", "//img/@src")


@pytest.fixture(scope="module")
def carried(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that the zip of the real site unpacks to."""
    folder = tmp_path_factory.mktemp("carried")
    write_offline(site, PREFIX, folder / "offline.zip")
    with zipfile.ZipFile(folder / "offline.zip") as archive:
        archive.extractall(folder)
    return folder / "offline"


def links(page: Any) -> list[str]:
    return [str(address) for path in ADDRESSES for address in page.xpath(path)]


def test_every_link_leads_to_a_file(carried: Path) -> None:
    ids: dict[Path, set[str]] = {}
    broken, number = [], 0
    for path in sorted(carried.rglob("*.html")):
        page: Any = lxml_html.document_fromstring(path.read_bytes())
        for address in links(page):
            if address.startswith(("http:", "https:", "mailto:")):
                continue
            way, _, fragment = address.partition("#")
            target = Path(posixpath.normpath(path.parent / way)) if way else path
            if not target.is_file():
                broken.append(f"{path.relative_to(carried)}: {address}")
            elif fragment and target.suffix == ".html":
                if target not in ids:
                    there: Any = lxml_html.document_fromstring(target.read_bytes())
                    ids[target] = set(there.xpath("//@id"))
                if unquote(fragment) not in ids[target]:
                    broken.append(f"{path.relative_to(carried)}: {address}")
            number += 1
    assert broken == []
    assert number > 5_000


def test_what_needs_a_server_is_left_out(carried: Path) -> None:
    assert not (carried / "search").exists()
    assert "Content-Security-Policy" not in (carried / "index.html").read_text(encoding="utf-8")


def test_addresses_for_others_are_those_of_the_site(carried: Path) -> None:
    page: Any = lxml_html.document_fromstring((carried / "en/figures/index.html").read_bytes())
    assert page.xpath("//link[@rel='canonical']/@href") == [f"{SITE_URL}en/figures/"]
    assert SITE_URL in (carried / "feed.xml").read_text(encoding="utf-8")
    assert SITE_URL in (carried / "sitemap.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize("address", ["https://site.example/", "https://mirror.example/a/b/"])
def test_another_address(address: str, tmp_path: Path) -> None:
    """At the root of a domain, and at a mirror: the same pages, but for full addresses."""
    root = make_other(tmp_path)
    build(root, root / "site", site_url=address, offline=root / "offline.zip")
    for name, way in (("index.html", ""), ("fr/all/index.html", "fr/all/")):
        page: Any = lxml_html.document_fromstring((root / "site" / name).read_bytes())
        assert page.xpath("//link[@rel='canonical']/@href") == [f"{address}{way}"]
        inside = [link for link in links(page) if not link.startswith("http")]
        assert not [link for link in inside if link.startswith("/")]
    missing: Any = lxml_html.document_fromstring((root / "site/404.html").read_bytes())
    path = address.removeprefix("https://").partition("/")[2]
    inside = [link for link in links(missing) if not link.startswith(("http", "#"))]
    assert inside
    assert all(link.startswith(f"/{path}") for link in inside)
    for name in ("sitemap.xml", "feed.xml", "robots.txt", "fr/feed.xml"):
        assert address in (root / "site" / name).read_text(encoding="utf-8")
    with zipfile.ZipFile(root / "offline.zip") as archive:
        assert "offline/fr/index.html" in archive.namelist()
        assert {entry.date_time[0] >= 1980 for entry in archive.infolist()} == {True}


def test_the_zip_is_the_same_again(site: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_offline(site / "en/women", PREFIX, tmp_path / name)
    assert (tmp_path / "a").read_bytes() != b""
    first, second = ((tmp_path / name).read_bytes() for name in ("a", "b"))
    assert first.replace(b"a/", b"b/") == second
