"""A page as Markdown: all that it says, nothing that only a browser needs."""

from __future__ import annotations

import re

from explainer.renditions import Listed, listing, rendition, title

PAGE = """<!doctype html><html><body><nav>menu</nav><article>
<h1 id="a">Figures, <bdi>2</bdi> of them<a class="headerlink" href="#a">&para;</a></h1>
<nav class="toc">contents</nav>
<p>In all, <bdi><data value="1234">1,234</data></bdi> people <a href="../x/#y">left</a>.
<button>[2 sources]</button> Nobody <span class="print-foot">printed</span>came back.</p>
<p class="chart-files">downloads</p>
<figure><svg><text>drawn</text></svg><details><summary>Table</summary>
<table><caption>Totals</caption><thead><tr><th>Year</th><th>Number</th></tr></thead>
<tbody><tr><th>2021</th><td>25</td></tr></tbody></table></details></figure>
<details class="take"><summary>Cite</summary><p>quotation</p></details>
<ul><li>one</li><li>two<ul><li>three</li></ul></li></ul>
<dl><dt>word</dt><dd>meaning</dd></dl>
</article><footer>foot</footer></body></html>"""


def text() -> str:
    return rendition(PAGE.encode(), "https://site.example/en/figures/")


def test_headings_figures_and_links() -> None:
    found = text()
    assert found.startswith("# Figures, 2 of them\n")
    assert title(found) == "Figures, 2 of them"
    assert "In all, 1,234 people [left](https://site.example/en/x/#y)." in found
    assert found.endswith("\n<https://site.example/en/figures/>\n")


def test_what_follows_something_left_out_stays() -> None:
    assert re.search(r"\.\s+Nobody came back\.", text())


def test_tables_and_lists() -> None:
    found = text()
    assert "Totals\n\n| Year | Number |\n| --- | --- |\n| 2021 | 25 |\n" in found
    assert "**Table**" in found
    assert "- one\n- two\n  - three\n" in found
    assert "word" in found
    assert "meaning" in found


def test_what_a_browser_needs_is_left_out() -> None:
    out = ("menu", "contents", "sources]", "drawn", "quotation", "foot", "¶", "<bdi>", "printed")
    for word in (*out, "downloads"):
        assert word not in text()


def test_no_article_no_text() -> None:
    assert rendition(b"<html><body><p>x</p></body></html>", "https://site.example/") == ""


def test_the_list() -> None:
    page = Listed("Figures", "https://site.example/figures/index.md", "All of them.")
    assert listing("Site", ["What it is."], {"English": [page]}) == (
        "# Site\n\n> What it is.\n\n## English\n\n"
        "- [Figures](https://site.example/figures/index.md): All of them.\n"
    )
