"""Authors' text: the first use of a term is linked, and runs against the page are isolated."""

from __future__ import annotations

import pytest
from markdown import Markdown

from explainer.components import Surroundings
from explainer.prose import ProseExtension
from explainer.word_forms import Lexicon

TERMS = Lexicon(
    {
        "pardon": ["royal pardon", "العفو الملكي"],
        "edition": ["edition", "الدورة"],
        "programme": ["برنامج «مصالحة»"],
    }
)


def convert(body: str, direction: str = "ltr", *, on_glossary: bool = False) -> str:
    def entry(term: str) -> str:
        return "" if on_glossary else f"glossary.md#term-{term}"

    surroundings = Surroundings(direction, TERMS, entry)
    ours = ProseExtension(lambda: surroundings)
    return Markdown(extensions=["attr_list", "admonition", "toc", ours]).convert(body)


LINK = '<a class="term" href="glossary.md#term-pardon">'


def test_the_first_use_is_linked_and_no_other() -> None:
    html = convert("A royal pardon, *a royal pardon*.\n\n- A Royal Pardon in an edition\n")
    assert html.count(LINK) == 1
    assert f"A {LINK}royal pardon</a>, <em>a royal pardon</em>." in html
    assert 'an <a class="term" href="glossary.md#term-edition">edition</a>' in html


@pytest.mark.parametrize(
    "body",
    [
        "# The royal pardon {#x}",
        '!!! note "A royal pardon"\n    Text.',
        "[a royal pardon](x.md)",
        "`royal pardon`",
        "<span>royal</span> pardon",
    ],
)
def test_where_no_term_is_linked(body: str) -> None:
    assert "glossary.md" not in convert(body)


def test_emphasis_and_link_texts_keep_their_place() -> None:
    html = convert("**Royal pardon**: one *edition* of [two](y.md) and the edition.")
    assert f"<strong>{LINK}Royal pardon</a></strong>: one <em>" in html
    assert html.endswith('of <a href="y.md">two</a> and the edition.</p>')


def test_the_glossary_does_not_link_to_itself() -> None:
    assert "<a" not in convert("A royal pardon.", on_glossary=True)


def test_an_attached_particle_is_part_of_the_link() -> None:
    assert f"{LINK}وبالعفو الملكي</a>" in convert("غادروا وبالعفو الملكي.", "rtl")


def test_a_quote_inside_a_term_closes_inside_its_link() -> None:
    assert ">برنامج «مصالحة»</a> هنا" in convert("في برنامج «مصالحة» هنا.", "rtl")


def test_runs_are_isolated_by_a_tag_in_text_and_by_characters_in_headings() -> None:
    html = convert("# سنة 2017 {#year}\n\nفي سنة 2017 قالت *AFP*، و`12`.", "rtl")
    assert 'id="year">سنة \u20682017\u2069</h1>' in html
    assert "<p>في سنة <bdi>2017</bdi> قالت <em><bdi>AFP</bdi></em>، و<code>12</code>.</p>" in html


def test_raw_html_and_attributes_are_left_alone() -> None:
    html = convert('نص <span class="a1">شيء</span> هنا\n{: #id-7 .c }', "rtl")
    assert '<span class="a1">شيء</span>' in html
    assert 'id="id-7"' in html
