"""The committed icons and social images: right sizes, small, and no older than their sources."""

from __future__ import annotations

import json
import re
import struct
from pathlib import Path

import pytest
from lxml import etree

import images
import png
from explainer.problems import UserError
from images import ICONS, NOTE, SOCIAL, Picture
from support import ROOT, copy_project

PICTURES = [picture for picture in images.pictures(ROOT) if picture.path]
RGB, RGBA = 2, 6
STALE = "its source has changed: run `make images`, look at the images and commit them"


def in_the_ico() -> list[tuple[int, bytes]]:
    """Return the images of the committed .ico file with the side that it says they have."""
    data = (ROOT / ICONS / "favicon.ico").read_bytes()
    reserved, kind, number = struct.unpack("<HHH", data[:6])
    assert (reserved, kind) == (0, 1)
    found = []
    for place in range(6, 6 + 16 * number, 16):
        width, height, *_, size, start = struct.unpack("<BBBBHHII", data[place : place + 16])
        assert width == height
        found.append((width, data[start : start + size]))
    return found


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.path)
def test_the_file_is_what_it_should_be(picture: Picture) -> None:
    data = (ROOT / picture.path).read_bytes()
    found = png.header(data)
    assert (found.width, found.height) == (picture.width, picture.height)
    assert found.depth == 8
    assert found.colour == (RGBA if picture.transparent else RGB)
    assert png.note(data, NOTE) == picture.digest, STALE


def test_sizes_are_those_that_browsers_and_telephones_ask_for() -> None:
    sizes = {Path(picture.path).name: (picture.width, picture.height) for picture in PICTURES}
    assert sizes == {
        "apple-touch-icon.png": (180, 180),
        "icon-192.png": (192, 192),
        "icon-512.png": (512, 512),
        "icon-maskable-512.png": (512, 512),
        "ar.png": (1200, 630),
        "en.png": (1200, 630),
    }


def test_the_ico_holds_both_sizes_no_older_than_their_source() -> None:
    held = in_the_ico()
    assert [side for side, _ in held] == [16, 32]
    wanted = {picture.width: picture for picture in images.pictures(ROOT) if not picture.path}
    for side, data in held:
        assert png.header(data)[:2] == (side, side)
        assert png.note(data, NOTE) == wanted[side].digest, STALE
    whole = (ROOT / ICONS / "favicon.ico").read_bytes()
    assert png.ico([data for _, data in held]) == whole


@pytest.mark.parametrize("path", images.texts(ROOT))
def test_texts_are_no_older_than_their_source(path: str) -> None:
    assert (ROOT / path).read_text(encoding="utf-8") == images.texts(ROOT)[path], STALE


def test_nothing_else_lies_beside_them() -> None:
    wanted = {picture.path for picture in PICTURES} | {*images.texts(ROOT), f"{ICONS}/favicon.ico"}
    found = {
        path.relative_to(ROOT).as_posix()
        for folder in (ICONS, SOCIAL)
        for path in (ROOT / folder).rglob("*")
    }
    assert found == wanted


def test_they_are_light() -> None:
    for path in (ROOT / SOCIAL).iterdir():
        assert path.stat().st_size < 60_000, path.name
    for path in (ROOT / ICONS).iterdir():
        assert path.stat().st_size < 12_000, path.name


def test_the_favicon_is_sound_and_follows_a_dark_scheme() -> None:
    text = (ROOT / ICONS / "favicon.svg").read_text(encoding="utf-8")
    assert etree.fromstring(text.encode()).get("viewBox") == "0 0 32 32"
    assert "@media (prefers-color-scheme:dark)" in text
    assert not re.search(r"<text|href=|<script", text)


def test_social_images_say_the_site_in_its_language_and_no_figure() -> None:
    social = {p.path: p.document for p in PICTURES if p.path.startswith(SOCIAL)}
    for site in images.editions(ROOT):
        document = social[f"{SOCIAL}/{site.language}.png"]
        assert f'<html lang="{site.language}" dir="{site.direction}">' in document
        assert f"<h1>{site.name}</h1>" in document
        assert f"<p>{site.description}</p>" in document
        assert not re.search(r"\d", site.name + site.description)


def test_a_manifest_names_files_that_are_there() -> None:
    for site in images.editions(ROOT):
        folder = ROOT / ICONS
        manifest = json.loads((folder / f"{site.language}.webmanifest").read_text("utf-8"))
        assert manifest["start_url"] == f"../../{site.root}"
        for icon in manifest["icons"]:
            found = png.header((folder / icon["src"]).read_bytes())
            assert icon["sizes"] == f"{found.width}x{found.height}"


def test_a_missing_description_is_told(tmp_path: Path) -> None:
    root = copy_project(tmp_path)
    path = root / "mkdocs.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(?m)^ *site_description:.*\n", "", text), encoding="utf-8")
    with pytest.raises(UserError) as caught:
        images.editions(root)
    assert [str(problem) for problem in caught.value.problems] == [
        f"mkdocs.yml:0: site_description: found none for {language}, expected a text for its image"
        for language in ("ar", "en")
    ]
