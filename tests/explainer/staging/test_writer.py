"""Markdown that is written again says the same: parsing it gives the same HTML."""

from __future__ import annotations

import re
from typing import Any

import pytest
from markdown import Markdown
from markdown.serializers import to_html_string

from explainer.staging.writer import inside_markdown, to_markdown

EXTENSIONS = [
    "tables", "fenced_code", "admonition", "attr_list", "def_list", "footnotes", "md_in_html",
    "pymdownx.details", "toc",
]  # fmt: skip


def html(markdown: str) -> str:
    text = Markdown(extensions=EXTENSIONS).convert(markdown)
    text = text.replace("<br />", "<br>").replace(" />", ">")
    return re.sub(r"(?<=>) (?=<)|(?<=<br>) ", "", " ".join(text.split()))


def again(markdown: str) -> str:
    md: Any = Markdown(extensions=EXTENSIONS)
    md.serializer = lambda top: to_markdown(top) if top.tag == md.doc_tag else to_html_string(top)
    md.stripTopLevelTags = False
    return str(md.convert(markdown))


@pytest.mark.parametrize(
    "markdown",
    [
        "# A \\# b \\#\n\nx",
        "## A `c` *b* {#id .k}",
        "a\\*b\\* 1\\. x_y_z _e_ **b *i* b** a\\_b \\_c\\_ a\\\\b",
        '\\{x\\} [x] \\[y\\](z) `{x}` "q" {y}',
        "1\\. x",
        "\\- x",
        "\\# x",
        "\\> x",
        "\\!!! note",
        "Term\n: the meaning",
        "- a\n- b\n    - c\n    - d\n- \\- e",
        "- a\n\n- b\n\n    p\n\n    1. x\n    2. y",
        "- # h {#hh}\n- b",
        "3. a\n4. b",
        "> a\n>\n> b\n>\n> - c\n> - d",
        '!!! note "T &quot;q&quot; *e*"\n    a\n\n    - b\n    - c\n\n    d',
        '!!! note ""\n    x',
        '??? tip "T"\n    a\n\n    > b',
        '???+ tip "T"\n    a',
        "a | b\n--|--\n*c* | d\\|e",
        '[a](b.md){.c} [b](c.md "t") **a [b](c.md) `d`** <https://x.example/z_a_b>',
        "```\ncode *x*\n<a>\n```",
        "`` a`b `` `<b>`",
        "a  \nb",
        "a\n\n---\n\nb",
        "a &amp; b &lt;c&gt; & d < e",
        "par\n{: #q .z }",
        '<div class="x">\n<p>*raw*</p>\n\n<p>b</p>\n</div>',
        "a <b>*x*</b> c",
        "برنامج *«مصالحة»* [رابط](x.md){.term}",
    ],
)
def test_the_same_html(markdown: str) -> None:
    assert html(again(markdown)) == html(markdown)


def test_what_markdown_can_say_is_in_its_signs() -> None:
    markdown = '## A {#a}\n\n- **b** [c](d.md)\n- e\n\n!!! note "T"\n    f'
    assert again(markdown) == markdown


def test_a_mixture_of_lines_and_paragraphs_keeps_its_words() -> None:
    written = again("- a\n- b\n    - c\n    - d\n\n        e")
    assert re.sub("<[^>]*>", " ", html(written)).split() == ["a", "b", "c", "d", "e"]


def test_html_in_a_line_has_no_signs_of_markdown() -> None:
    fragment = '<bdi title="a_b">*x*\n[y](z) `c`</bdi>'
    line = inside_markdown(fragment)
    assert "\n" not in line
    parsed = html(f"A {line} b.")
    assert parsed == '<p>A <bdi title="a&#95;b">&#42;x&#42; &#91;y&#93;(z) &#96;c&#96;</bdi> b.</p>'
