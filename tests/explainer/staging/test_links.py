"""Links from address to address become links from file to file."""

from __future__ import annotations

import pytest

from explainer.staging.links import Links

PAGES = ("index.md", "a.md", "deep/b.md")


@pytest.mark.parametrize(
    ("page", "link", "expected"),
    [
        ("a.md", "../", "index.md"),
        ("a.md", "../deep/b/#x", "deep/b.md#x"),
        ("a.md", "./#x", "a.md#x"),
        ("index.md", "a/", "a.md"),
        ("index.md", "./", "index.md"),
        ("deep/b.md", "../../a/#x", "../a.md#x"),
        ("a.md", "../data/x.csv", "data/x.csv"),
        ("a.md", "../nowhere/", "nowhere/"),
        ("a.md", "#x", "#x"),
        ("a.md", "/root/", "/root/"),
        ("a.md", "https://x.example/a/", "https://x.example/a/"),
        ("a.md", "mailto:a@x.example", "mailto:a@x.example"),
    ],
)
def test_at_the_root(page: str, link: str, expected: str) -> None:
    text = f'<p>x <a class="k" href="{link}">y</a></p>'
    assert Links(PAGES, "").from_files(text, page) == text.replace(link, expected)


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("../deep/b/", "deep/b.md"),
        ("../../a/", "../a/"),  # of the language at the root
        ("../../", "../"),
        ("../../data/x.csv", "../data/x.csv"),
    ],
)
def test_in_the_folder_of_a_language(link: str, expected: str) -> None:
    text = f'<a href="{link}">y</a>'
    assert Links(PAGES, "en/").from_files(text, "a.md") == text.replace(link, expected)


def test_links_of_authors_and_examples_stay() -> None:
    text = '[x](a.md) `<` &lt;a href="../a/"&gt;'
    assert Links(PAGES, "").from_files(text, "a.md") == text
