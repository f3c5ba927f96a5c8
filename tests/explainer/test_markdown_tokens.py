"""A component stands right in every place that Markdown has, and data text is never Markdown."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lxml import html as lxml_html
from markdown import Markdown

from explainer.catalog import Catalog
from explainer.components import Calls, PageRenderer, Tokens
from explainer.markdown_tokens import ComponentExtension
from explainer.pages import Page
from support import BASES, HOMES, make_calls

EXTENSIONS = ["admonition", "attr_list", "footnotes", "md_in_html", "tables", "toc", "def_list"]

PLACES = """\
# Title {{ figure("left") }} {#title}

A sentence with {{ figure("left") }} and {{ figure("left") }} of {{ figure("joined") }}.

- item {{ figure("left") }}
    - inner {{ count("ended", "participant") }}
- plain

| head {{ figure("left") }} | other |
|---|---|
| {{ figure("left") }} | {{ organisation("paper") }} |

!!! note "Note {{ figure("left") }}"
    Inside {{ figure("left") }}.

    {{ table("totals") }}

[a link with {{ figure("left") }}](x.md) and **bold {{ figure("left") }}** and a mark[^1].

![picture of {{ figure("left") }}](p.png)

Term
:   meaning {{ figure("left") }}

{{ cards("left") }}

[^1]: A footnote with {{ figure("joined") }}.
"""


def convert(calls: Calls, body: str) -> tuple[str, Markdown, Tokens]:
    tokens = Tokens()
    renderer = PageRenderer(calls, tokens, HOMES, "", BASES)
    page = Page(calls.fragments.locale, "index.md", "docs/index.md", body, 0)
    text = renderer.render(page)
    assert renderer.problems == []
    extension = ComponentExtension(tokens, lambda v, s: renderer.citation(v, s, page))
    markdown = Markdown(extensions=[*EXTENSIONS, extension])
    return markdown.convert(text), markdown, tokens


def test_places(calls: Calls, golden: Callable[[str, str], None]) -> None:
    html, _, tokens = convert(calls, PLACES)
    assert tokens.problems == []
    golden(f"places.{calls.fragments.locale}.html", html)


@pytest.fixture
def english(catalog: Catalog) -> Calls:
    return make_calls(catalog, "en")


def test_headings_and_contents_hold_isolated_text(english: Calls) -> None:
    html, markdown, _ = convert(english, '## Of {{ figure("left") }} people {#x}')
    assert html == '<h2 id="x">Of \u206820\u2069 people</h2>'
    # The contents extension adds toc_tokens, which the types of Markdown do not know.
    assert markdown.toc_tokens[0]["name"] == "Of \u206820\u2069 people"  # type: ignore[attr-defined]


def test_sources_are_linked_once_per_paragraph(english: Calls) -> None:
    body = (
        '{{ figure("left") }} {{ figure("left") }} {{ figure("pardoned") }}\n\n{{ figure("left") }}'
    )
    html, _, _ = convert(english, body)
    assert html.count("source-note") == 2
    assert html.count('href="all/#source-paper-2"') == 2


def test_data_text_is_shown_as_typed(english: Calls) -> None:
    html, _, _ = convert(english, '| a | b |\n|---|---|\n| {{ organisation("paper") }} | c |')
    root = lxml_html.fragment_fromstring(html, create_parent=True)
    assert [cell.text_content() for cell in root.iter("td")] == ["The Paper | *one*", "c"]
    assert not list(root.iter("em"))


def test_data_text_is_never_markup(catalog: Catalog) -> None:
    html, _, _ = convert(make_calls(catalog, "ar"), 'x {{ organisation("paper") }}')
    assert "الجريدة &lt;<bdi>b</bdi>&gt;" in html


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('`{{ figure("left") }}`', "a component: stands in code, in an address or in raw HTML"),
        ('    {{ figure("left") }}', "a component: stands in code"),
        ('[x](y.md#{{ figure("left") }})', "a component: stands in code, in an address"),
        ('<p title="{{ figure("left") }}">x</p>', "a component: stands in code"),
        ('see {{ table("totals") }} here', "table: stands inside other text, expected a line"),
        ('## {{ table("totals") }} {#x}', "table: stands inside other text"),
        ('![a {{ table("totals") }}](x.png)', "table: stands in code, in an address"),
    ],
)
def test_impossible_places_are_refused(body: str, message: str, english: Calls) -> None:
    html, _, tokens = convert(english, f"first\n\n{body}")
    assert [problem.line for problem in tokens.problems] == [3]
    assert tokens.problems[0].message.startswith(message)
    assert "\ue000" not in html
