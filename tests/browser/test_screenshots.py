"""`make screenshots`: a picture of every page, named so that it can be found, of its length."""

from __future__ import annotations

import shutil
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from screenshots import name_pages, path_of
from support import ROOT

PAGE = "<!doctype html><html lang={}><title>a</title><link rel=icon href='data:,'>{}"
LONG = "<style>body{margin:0}@media(prefers-color-scheme:dark){p{color:red}}</style>"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a folder with the script and a built site of three pages, one of them faulty."""
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts")
    site = tmp_path / "site"
    (site / "en/charts/one").mkdir(parents=True)
    loc = "<urlset><url><loc>https://site.example/below/</loc></url></urlset>"
    (site / "sitemap.xml").write_text(loc, encoding="utf-8")
    long = f"{LONG}<p style='block-size:2000px'>b</p>"
    for name, language, body in (
        ("index.html", "ar", long),
        ("404.html", "ar", "<a href='/below/'>b</a>"),
        ("en/charts/one/index.html", "en", "<script src='/below/none.js'></script>"),
    ):
        (site / name).write_text(PAGE.format(f'"{language}"', body), encoding="utf-8")
    return tmp_path


def run(project: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(project / "scripts/screenshots.py"), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def size(path: Path) -> tuple[int, int]:
    width, height = struct.unpack(">II", path.read_bytes()[16:24])
    return width, height


def test_pages_have_names(project: Path) -> None:
    assert path_of(project / "site") == "/below/"
    assert name_pages(project / "site") == {
        "": ("home", "ar"),
        "404.html": ("404", "ar"),
        "en/charts/one/": ("charts-one", "en"),
    }


def test_every_page_on_two_devices_in_two_schemes(project: Path) -> None:
    done = run(project)
    assert done.stdout == "screenshots/ has 12 pictures, of 3 pages.\n"
    assert [line.split("127")[0] for line in done.stderr.splitlines()] == ["fault: 404 http://"]
    assert done.returncode == 1
    pictures = {path.name: path for path in (project / "screenshots").iterdir()}
    assert set(pictures) == {
        *(
            f"{page}.{device}.{scheme}.png"
            for page in ("home.ar", "404.ar", "charts-one.en")
            for device in ("phone", "desktop")
            for scheme in ("light", "dark")
        ),
        "contact.ar.1.png",
        "contact.en.1.png",
    }
    assert size(pictures["404.ar.desktop.dark.png"]) == (1280, 900)
    width, height = size(pictures["home.ar.desktop.light.png"])
    assert width == 1280
    assert height >= 2000
    light, dark = (pictures[f"home.ar.phone.{name}.png"].read_bytes() for name in ("light", "dark"))
    assert light != dark


def test_a_page_that_is_not_there_is_told(project: Path) -> None:
    done = run(project, "hime")
    assert done.returncode == 1
    assert done.stderr == "found no page named 'hime' in site/, expected one\n"
