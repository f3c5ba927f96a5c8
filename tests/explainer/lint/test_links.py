"""Links between pages: those that lead nowhere are told at their line, with what is near."""

from __future__ import annotations

from dataclasses import replace

import pytest

from explainer.catalog import Catalog
from explainer.lint import links
from explainer.lint.source import Source
from support import take_apart

OTHER = "# Women {#women}\n\n## Numbers {#numbers}\n"


def found(catalog: Catalog, body: str) -> list[str]:
    here, there, deep = take_apart(body), take_apart(OTHER), take_apart(OTHER)
    pages: dict[str, dict[str, Source]] = {
        name: {"en": replace(one, page=replace(one.page, path=name, shown=f"docs/en/{name}"))}
        for name, one in (("page.md", here), ("women.md", there), ("sub/deep.md", deep))
    }
    return [f"{p.line}: {p.message}" for p in links.check(pages, catalog)]


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("women.md", ""),
        ("women.md#numbers", ""),
        ("./sub/deep.md#women", ""),
        ("#here", ""),
        ("women.md#event-first-opens", ""),
        ("https://x.example/a.md#b", ""),
        ("../data/v1/programme.json", ""),
        ("mailto:desk@paper.example", ""),
        ("woman.md", "found a link to woman.md, expected 'women.md'"),
        ("../ar/women.md", "found a link to ../ar/women.md, expected 'women.md'"),
        (
            "women.md#number",
            "found a link to women.md#number, expected a heading of docs/en/women.md: 'numbers'",
        ),
        (
            "#there",
            "found a link to #there, expected a heading of docs/en/page.md: 'here'",
        ),
    ],
)
def test_where_a_link_leads(target: str, message: str, catalog: Catalog) -> None:
    body = f"# A title {{#here}}\n\nSee\n[that]({target}) now.\n"
    assert found(catalog, body) == ([f"4: {message}"] if message else [])
