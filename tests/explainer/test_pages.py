"""Pages as typed: front matter, lines, and what cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from explainer.pages import read_pages, split_front_matter
from explainer.problems import UserError
from explainer.urls import address, relative


@pytest.mark.parametrize(
    ("text", "body", "offset"),
    [
        ("# A\n", "# A\n", 0),
        ("---\ntitle: A\n---\n# A\n", "# A\n", 3),
        ("---\ntitle: A\n...\n\n# A", "\n# A", 3),
        ("---\nnever closed\n", "---\nnever closed\n", 0),
        ("", "", 0),
    ],
)
def test_front_matter(text: str, body: str, offset: int) -> None:
    assert split_front_matter(text) == (body, offset)


def test_pages_of_each_language(tmp_path: Path) -> None:
    for name in ("ar/index.md", "ar/sub/deep.md", "en/index.md"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("# x\r\n")
    pages = read_pages(tmp_path, "docs", ["ar", "en"])
    assert [(page.locale, page.path, page.shown) for page in pages] == [
        ("ar", "index.md", "docs/ar/index.md"),
        ("ar", "sub/deep.md", "docs/ar/sub/deep.md"),
        ("en", "index.md", "docs/en/index.md"),
    ]
    assert pages[0].body == "# x\n"


def test_a_page_of_no_language_is_refused(tmp_path: Path) -> None:
    for name in ("ar/index.md", "fr/index.md", "notes.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("# x\n")
    with pytest.raises(UserError) as caught:
        read_pages(tmp_path, "docs", ["ar", "en"])
    assert [str(problem) for problem in caught.value.problems] == [
        f"docs/{name}:0: found a page of no language, expected it in docs/ar/ or docs/en/"
        for name in ("fr/index.md", "notes.md")
    ]


def test_unreadable_pages(tmp_path: Path) -> None:
    folder = tmp_path / "ar"
    folder.mkdir()
    (folder / "a.md").write_bytes(b"one\n\xff")
    (folder / "b.md").write_text("x" * 2001)
    (folder / "c.md").write_text("a\n\ue000")
    (folder / "d.md").write_text("a [b](https://b.example/) c\n[a](https://[bad) b\n")
    with pytest.raises(UserError) as caught:
        read_pages(tmp_path, "docs", ["ar"])
    assert [str(problem) for problem in caught.value.problems] == [
        "docs/ar/a.md:2: found other bytes, expected UTF-8 text",
        "docs/ar/b.md:1: found a line of 2001 characters, expected at most 2000",
        "docs/ar/c.md:2: found the character U+E000, expected text without it",
        "docs/ar/d.md:2: found 'https://[bad', expected an address (Invalid IPv6 URL)",
    ]


@pytest.mark.parametrize(
    ("page", "root", "expected"),
    [
        ("index.md", "", ""),
        ("index.md", "en/", "en/"),
        ("figures.md", "", "figures/"),
        ("sub/index.md", "en/", "en/sub/"),
        ("sub/deep.md", "", "sub/deep/"),
    ],
)
def test_addresses(page: str, root: str, expected: str) -> None:
    assert address(page, root) == expected


@pytest.mark.parametrize(
    ("target", "start", "way"),
    [
        ("", "", ""),
        ("figures/", "", "figures/"),
        ("", "figures/", "../"),
        ("en/figures/", "figures/", "../en/figures/"),
        ("en/", "en/figures/", "../"),
        ("figures/", "figures/", ""),
    ],
)
def test_ways(target: str, start: str, way: str) -> None:
    assert relative(target, start) == way
