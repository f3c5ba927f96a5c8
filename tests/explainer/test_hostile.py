"""Text of the data file is text wherever it is shown: it never becomes markup, code or a formula.

Every field that holds free text gets the worst that the loader lets through, in every kind of
record and every language, and everything that shows data is made of it. The same is made of
harmless texts of the same shape: the two may differ in words and isolates, and in nothing else.
"""

from __future__ import annotations

import csv
import io
import re
import shutil
import typing
from collections.abc import Iterator, Mapping
from html import escape
from itertools import accumulate
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, NamedTuple

import pytest
import simplejson
import vobject
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html
from markdown import Markdown
from pydantic import AfterValidator, BeforeValidator

from build import build
from explainer.catalog import Catalog, load
from explainer.charts.files import numbers, svg
from explainer.components import BLOCKS, INLINE, Calls, Inline, PageRenderer, Tokens, as_text
from explainer.components.reuse import TOOLS
from explainer.export import Context, as_json, data_files, document, typed
from explainer.export.ical import calendar
from explainer.markdown_tokens import ComponentExtension
from explainer.messages import load as load_words
from explainer.model import SECTIONS, About, Record
from explainer.model.base import ExpectedError, _address, _text
from explainer.pages import Page, read_pages
from explainer.problems import UserError
from explainer.renditions import rendition
from explainer.search import Keywords, sections
from explainer.site_index import Heading
from explainer.verify import verify
from support import BASES, HOMES, ROOT, SAMPLE, make_calls

WORST = (
    "<script>alert(1)</script> \"><img src=x onerror=alert(1)> ' onmouseover='x <b>x</b> </title> "
    "]]> <!-- &amp; &lt;b&gt; &#x202e; javascript:alert(1) [x](javascript:alert(1)) ![y](z.png) "
    '*bold* _low_ `code` ~~gone~~ | # \\input{x} } $x$ %(n)s {n} {0} sources-#" #source-none" '
    '<https://x.example> {: onclick=x } {onclick="x"}'
)
KNOWN = {"formats"}
"""Fields whose text is no free text after all: a locale that CLDR has."""
UNSHOWN = re.compile(
    r"locales\[\d\]\.(number_words|comparisons|search)|terms\[\d\]\.(forms|needs)|corrections.+page"
    r"|observations\[(1|2|12)\]\.note|nouns\[1\]\.forms\.\w+\.(zero|one)|record\.(describes|area"
    r"|licence\.name)"
)
"""What no page shows in words: lists for the checks and the search, unused forms, the exports."""
HOME = {"ar": "index.html", "en": "en/index.html"}
LINKED = "application/ld+json"


class Planter:
    """Puts a text of its own into every field that holds free text, also where none was typed."""

    def __init__(self, worst: str) -> None:
        self.worst = worst
        self.texts: dict[str, str] = {}
        """By place, such as `places[1].name.ar`."""

    def record(self, kind: type[Record], there: Mapping[str, Any], place: str) -> dict[str, Any]:
        hints = typing.get_type_hints(kind, include_extras=True)
        found = {
            name: there.get(name)
            if name in KNOWN
            else self.value(hints[name], there.get(name), f"{place}.{name}")
            for name in kind.model_fields
        }
        return {name: value for name, value in found.items() if value is not None}

    def value(self, hint: Any, there: Any, place: str) -> Any:  # noqa: PLR0911 (one per shape)
        """Return what a field of a type holds; `there` is what it held, or None."""
        origin, parts = typing.get_origin(hint), typing.get_args(hint)
        if is_free(hint):
            self.texts[place] = f"{'نص ' * ('.ar' in place)}T{len(self.texts)} {self.worst}"
            return self.texts[place]
        if origin in (UnionType, typing.Union):
            inner = next(part for part in parts if part is not NoneType)
            return self.value(inner, there, place)
        if origin is typing.Annotated:
            if typing.get_origin(parts[0]) is dict:
                there = dict.fromkeys(BASES) | (there or {})
            return self.value(parts[0], there, place)
        if origin is dict:
            return {key: self.value(parts[1], one, f"{place}.{key}") for key, one in there.items()}
        if origin is tuple:
            listed = enumerate(there or ([None] if holds_text(parts[0]) else []), 1)
            return [self.value(parts[0], one, f"{place}[{number}]") for number, one in listed]
        if isinstance(hint, type) and issubclass(hint, Record) and there is not None:
            return self.record(hint, there, place)
        return there


def is_free(hint: Any) -> bool:
    """Return whether a type takes any text: ids and addresses have rules of their own after it."""
    if typing.get_origin(hint) is not typing.Annotated:
        return False
    rules = typing.get_args(hint)[1:]
    return not any(isinstance(rule, AfterValidator) for rule in rules) and any(
        isinstance(rule, BeforeValidator) and rule.func is _text for rule in rules
    )


def holds_text(hint: Any) -> bool:
    """Return whether a list of this may get a text although none was typed."""
    inner = typing.get_args(hint)
    return is_free(hint) or (typing.get_origin(hint) is tuple and holds_text(inner[0]))


def plant(planter: Planter) -> str:
    """Return the sample with other texts in it, as a data file."""
    context = Context(load(SAMPLE, "sample"), BASES["ar"], {}, {}, {"ar": {}})
    data = simplejson.loads(as_json(typed(document(context))))
    note = {"ar": "نص", "en": "text"}
    data["cohorts"] = [{"id": "both", "editions": [1, 2], "note": note}]
    for section, kind in SECTIONS.items():
        records = enumerate(data[section], 1)
        data[section] = [planter.record(kind, one, f"{section}[{n}]") for n, one in records]
    data["record"] = planter.record(About, data["record"], "record")
    for noun in data["nouns"]:
        noun["forms"] = {
            locale: {category: f"{{n}} {text}" for category, text in forms.items()}
            for locale, forms in noun["forms"].items()
        }
    return as_json(data)


class Planted(NamedTuple):
    """A catalog whose free texts are all of one kind, with what shows them."""

    catalog: Catalog
    texts: dict[str, str]
    source: str
    calls: dict[str, Calls]
    shown: dict[str, dict[str, str]]
    """By language and name, everything that shows data, as HTML."""


def planted(folder: Path, worst: str) -> Planted:
    planter = Planter(worst)
    source = plant(planter)
    path = folder / "programme.yml"
    path.write_text(source, encoding="utf-8")
    catalog = load(path, "programme.yml")
    calls = {locale: make_calls(catalog, locale) for locale in BASES}
    shown = {locale: dict(_shown(one)) for locale, one in calls.items()}
    return Planted(catalog, planter.texts, source, calls, shown)


def harmless(text: str) -> str:
    """Return a text of the same shape without a sign that means anything."""
    return "".join(c if c.isalnum() or c == " " else "o" for c in text)


@pytest.fixture(scope="module")
def worst(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    return planted(tmp_path_factory.mktemp("worst"), WORST)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    return planted(tmp_path_factory.mktemp("plain"), harmless(WORST))


def _shown(calls: Calls) -> Iterator[tuple[str, str]]:
    catalog, locale = calls.catalog, calls.fragments.locale
    yield from blocks(calls)
    yield from ((name, inline.html) for name, inline in inlines(calls))
    (corrected,) = (c.page for c in catalog.corrections.values())
    yield "page_corrections", calls.page_corrections(corrected or "")
    yield "page_sources", calls.page_sources(tuple(catalog.sources))
    yield "checked_until", calls.checked_until()
    values = (calls.value("left").value, calls.value("joined").value)
    yield "citation", calls.citation(values, tuple(catalog.sources))
    names = [organisation.name[locale] for organisation in catalog.organisations.values()]
    yield "listed", calls.listed([Heading(name, name, "./") for name in names])
    for chart in catalog.charts:
        yield f"embed {chart}", calls.embed(chart, "../")


def blocks(calls: Calls) -> Iterator[tuple[str, str]]:
    catalog = calls.catalog
    asked: dict[str, list[tuple[str, ...]]] = {
        "table": [(name,) for name in catalog.tables],
        "calculation": [(check.identity.id,) for check in catalog.checks],
        "chart": [(name,) for name in catalog.charts],
        "cards": [tuple(catalog.measures)],
        "told": [(statement.subject,) for statement in catalog.statements.values()],
        "example": [(tool, "left") for tool in TOOLS],
    }
    for name in BLOCKS:
        for arguments in dict.fromkeys(asked.get(name, [()])):
            yield " ".join([name, *arguments]), getattr(calls, name)(*arguments).html


def inlines(calls: Calls) -> Iterator[tuple[str, Inline]]:
    catalog = calls.catalog
    asked: dict[str, list[tuple[Any, ...]]] = {
        "figure": [(name,) for name in catalog.measures],
        "count": [(name, "participant") for name in catalog.measures],
        "share": [("left", "joined")],
        "spread": [("size", "participant")],
        "date": [("2024",)],
        "organisation": [(name,) for name in catalog.organisations],
        "place": [(name,) for name in catalog.places],
        "term": [(name,) for name in catalog.terms],
        "see": [(f"{kind}-{key}",) for kind, found in catalog.entries.items() for key in found],
        "setting": [("contact",)],
        "cite": [("paper-1",)],
        "file": [("observations.csv",)],
    }
    for name in INLINE:
        for arguments in asked[name]:
            yield " ".join([name, *arguments]), getattr(calls, name)(*arguments)


def parsed(html: str) -> Any:
    return lxml_html.fragment_fromstring(html, create_parent=True)


def skeleton(html: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the elements of HTML with their attributes; of those that hold words, the names."""
    worded = {"data-a", "data-b", "data-c"}
    return [
        (element.tag, [(k, "" if k in worded else v) for k, v in element.items()])
        for element in parsed(html).iter()
        if element.tag != "bdi"
    ]


def one_line(text: str) -> str:
    return " ".join(re.sub("[\u2068\u2069]", "", text).split())


@pytest.mark.parametrize("locale", ["ar", "en"])
def test_no_element_and_no_attribute_comes_from_a_text(
    locale: str, worst: Planted, plain: Planted
) -> None:
    for name, html in worst.shown[locale].items():
        assert skeleton(html) == skeleton(plain.shown[locale][name]), name


@pytest.mark.parametrize(("locale", "other"), [("ar", ".en"), ("en", ".ar")])
def test_every_text_is_found_as_it_was_typed(locale: str, other: str, worst: Planted) -> None:
    seen = "\n".join(one_line(parsed(html).text_content()) for html in worst.shown[locale].values())
    wanted = {place: text for place, text in worst.texts.items() if other not in place}
    missing = [place for place, text in wanted.items() if one_line(text) not in seen]
    assert [place for place in missing if UNSHOWN.match(place) is None] == []
    assert len(missing) < len(wanted) / 3


def test_the_text_form_of_a_component_is_the_text(worst: Planted) -> None:
    for calls in worst.calls.values():
        for name, inline in inlines(calls):
            assert one_line(inline.text) == one_line(parsed(inline.html).text_content()), name


def test_the_code_to_copy_is_one_frame_with_our_own_attributes(worst: Planted) -> None:
    for name, chart in worst.catalog.charts.items():
        page = parsed(worst.shown["en"][f"chart {name}"])
        (code,) = page.xpath(".//details[@class='take']//code")
        (frame,) = parsed(code.text_content()).iterdescendants()
        assert frame.tag == "iframe"
        assert set(frame.keys()) == {"src", "title", "width", "height", "style", "loading"}
        assert frame.get("title") == chart.title["en"]


LATEX = {
    r"\textbackslash{}": "\\", r"\textbraceleft{}": "{", r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~", r"\textasciicircum{}": "^",
    **{f"\\{sign}": sign for sign in "&%$#_"},
}  # fmt: skip
COMMAND = re.compile("|".join(map(re.escape, LATEX)))


def test_a_reference_is_one_entry_of_literal_texts(worst: Planted) -> None:
    """BibTeX counts braces whatever stands before them, and LaTeX runs what a backslash names."""
    titles = set()
    for code in parsed(worst.shown["en"]["measures"]).xpath(".//pre/code"):
        text = code.text_content()
        depths = [*accumulate((c == "{") - (c == "}") for c in text[text.index("{") :])]
        assert min(depths[:-1]) == 1
        assert depths[-1] == 0
        (title,) = re.findall(r'^  title = "\{(.*)\}",$', text, re.MULTILINE)
        assert not re.search(r"[\\{}&%$#_~^]", COMMAND.sub("", title)), title
        titles.add(COMMAND.sub(lambda command: LATEX[command[0]], title))
    assert titles >= {measure.label["en"] for measure in worst.catalog.measures.values()}


@pytest.mark.parametrize("locale", ["ar", "en"])
def test_feeds_and_drawings_are_sound_xml(locale: str, worst: Planted, plain: Planted) -> None:
    def files(made: Planted) -> Iterator[Any]:
        yield etree.fromstring(made.calls[locale].feed().encode())
        for name in made.catalog.charts:
            drawn = svg(made.shown[locale][f"chart {name}"], ".chart text{fill:red}", locale)
            yield etree.fromstring(drawn.encode())

    for one, other in zip(files(worst), files(plain), strict=True):
        assert [e.tag for e in one.iter()] == [e.tag for e in other.iter()]
        assert [e.keys() for e in one.iter()] == [e.keys() for e in other.iter()]
    feed = next(files(worst))
    titles = {one_line(title) for title in feed.xpath("//*[local-name()='title']/text()")}
    assert titles >= {one_line(event.title[locale]) for event in worst.catalog.events.values()}


@pytest.fixture(scope="module")
def files(worst: Planted) -> dict[str, str]:
    fragments = {locale: calls.fragments for locale, calls in worst.calls.items()}
    gettext = {locale: one.words.gettext for locale, one in fragments.items()}
    formats = {locale: one.formats for locale, one in fragments.items()}
    context = Context(worst.catalog, BASES["ar"], gettext, formats, {"ar": {}, "en": {}})
    found = data_files(context, worst.source)
    return {**found, **{f"{locale}.ics": calendar(context, locale) for locale in BASES}}


def test_json_comes_back_as_it_was_typed(worst: Planted, files: dict[str, str]) -> None:
    found = simplejson.loads(files["data/v1/programme.json"], use_decimal=True)
    again = as_json(typed(found))
    for text in worst.texts.values():
        assert simplejson.dumps(text, ensure_ascii=False)[1:-1] in again
    for name in ("csv-metadata.json", "programme.schema.json", "measures/left.json"):
        assert simplejson.loads(files[f"data/v1/{name}"])
    package = simplejson.loads(files["data/v1/datapackage.json"])
    assert package["title"] == worst.texts["record.title.en"]


def test_tables_hold_every_text_and_no_formula(worst: Planted, files: dict[str, str]) -> None:
    tables = [text for name, text in files.items() if name.endswith(".csv")]
    tables += [numbers(worst.catalog, chart) for chart in worst.catalog.charts.values()]
    cells = {cell for text in tables for row in csv.reader(io.StringIO(text)) for cell in row}
    assert {worst.texts["places[1].name.en"], worst.texts["terms[1].french"]} <= cells
    # A spreadsheet that parts cells at semicolons does so inside the quotes of the others.
    assert not any(re.match(r"[-=+@]", part) for cell in cells for part in cell.split(";"))


def test_calendars_say_the_title(worst: Planted, files: dict[str, str]) -> None:
    for locale in BASES:
        events = vobject.readOne(files[f"{locale}.ics"]).contents["vevent"]
        title = worst.texts[f"record.title.{locale}"]
        assert [event.summary.value.startswith(title) for event in events] == [True, True]


@pytest.mark.parametrize("locale", ["ar", "en"])
def test_the_index_of_the_search_reads_texts(locale: str, worst: Planted, plain: Planted) -> None:
    def documents(made: Planted) -> Iterator[str]:
        calls = made.calls[locale]
        keywords = Keywords(made.catalog, locale, calls.fragments.terms)
        page = "".join(made.shown[locale][name] for name in ("glossary", "sources", "statements"))
        for section in sections(f"<article data-pagefind-body><h1>x</h1>{page}</article>"):
            yield calls.fragments.render(
                "search/document", section=section, page="x", keys=keywords.of(section), at="./"
            )

    found, expected = list(documents(worst)), list(documents(plain))
    assert [skeleton(one) for one in found] == [skeleton(one) for one in expected]
    french = worst.texts["terms[1].french"]
    assert any(french in parsed(one).xpath("string(.//@data-c)") for one in found)


PLACES = """\
---
description: A page about {{ organisation("paper") }}
---
# {{ organisation("paper") }}

{{ term("participant") }}, {{ figure("left") }}, {{ count("joined", "participant") }}, **bold**{{ \
place("town") }} and [a link to {{ organisation("paper") }}](all.md); {{ see("event-feast") }}.

## With an id, {{ organisation("paper") }} {#two}

## *قوي*{{ organisation("paper") }}

| {{ organisation("paper") }} | other |
|---|---|
| {{ organisation("paper") }} | {{ term("law-1") }} |

!!! note "{{ organisation("paper") }}"
    {{ organisation("paper") }}

??? note "{{ organisation("paper") }}"
    Folded.

- an item, {{ organisation("paper") }}

{{ organisation("paper") }}
:   a meaning, {{ organisation("paper") }}

![{{ organisation("paper") }}](https://paper.example/picture.png) and a mark[^1]

[^1]: A note, {{ organisation("paper") }}.
"""


@pytest.fixture(scope="module")
def built(worst: Planted, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site of two pages in each language: all places for text, and all the record."""
    root = tmp_path_factory.mktemp("hostile")
    for name in ("overrides", "scripts"):
        (root / name).symlink_to(ROOT / name)
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    menu = "nav:\n  - Home: index.md\n  - About:\n      - Everything from A to Z: all.md\n"
    config = re.sub(r"(?m)^nav:\n(?:[ #].*\n)+", menu, config)
    (root / "mkdocs.yml").write_text(config, encoding="utf-8")
    named = [name.split() for name, _ in blocks(worst.calls["en"])]
    record = [f"{{{{ {name}({', '.join(map(repr, rest))}) }}}}" for name, *rest in named]
    for locale in BASES:
        folder = root / "docs" / locale
        folder.mkdir(parents=True)
        places = PLACES if locale == "ar" else PLACES.replace("قوي", "strong")
        (folder / "index.md").write_text(places, encoding="utf-8")
        (folder / "all.md").write_text("\n\n".join(["# All", *record]), encoding="utf-8")
    shutil.copytree(ROOT / "docs/assets", root / "docs/assets")
    (root / "docs/data").mkdir()
    (root / "docs/data/programme.yml").write_text(worst.source, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        # The checks of prose refuse straight quotes, the last look text that is not isolated; the
        # search takes longer than all else, and has its own test above.
        for step in ("report", "write_index"):
            patch.setattr(f"build.{step}", lambda *_: None)
        patch.setattr("build.verify", lambda *_: ())
        build(root, root / "site", site_url="https://site.example/")
    return root / "site"


def page_of(site: Path, name: str) -> Any:
    return lxml_html.document_fromstring((site / name).read_bytes())


def test_no_page_of_a_site_runs_a_text(built: Path) -> None:
    names = [path.relative_to(built).as_posix() for path in built.rglob("*.html")]
    assert len(names) == 13
    for name in names:
        page = page_of(built, name)
        for element in page.iter():
            assert element.tag not in ("b", "iframe", "object", "embed", "base"), name
            assert not any(key.startswith("on") for key in element.attrib), (name, element.tag)
            for key in ("href", "src", "action", "formaction", "data"):
                assert re.match(r"(https?:|mailto:|#|[^:]*$)", element.get(key, "")), (name, key)
            if element.tag == "script":
                assert element.get("src", "").endswith(".js") or element.get("type") == LINKED
        pictures = ["https://paper.example/picture.png"] if name in HOME.values() else []
        assert page.xpath("//img/@src") == pictures
    problems = [str(one) for one in verify(built, {"ar": "rtl", "en": "ltr"}, "/")]
    # The words of a noun are not isolated by themselves: such a noun is refused.
    assert [one for one in problems if "not isolated" not in one] == []


SHOWING = (
    "//title", "//h1", "//h2[@id='two']", "//th", "//td", "//dt", "//dd", "//summary[. != '']",
    "//p[@class='admonition-title']", "//div[@class='admonition note']/p[2]", "//article//li",
    "//a[starts-with(., 'a link')]", "//nav//a[starts-with(@href, '#')]",
    "//*[contains(@class, 'footnote')]//p", "//img/@alt", "//meta[@name='description']/@content",
    "//meta[@property='og:title']/@content", "//meta[@property='og:description']/@content",
)  # fmt: skip


@pytest.mark.parametrize(("locale", "other"), [("ar", 2), ("en", 1)])
def test_every_place_on_a_page_shows_a_text(
    locale: str, other: int, worst: Planted, built: Path
) -> None:
    page = page_of(built, HOME[locale])
    paper = one_line(worst.texts[f"organisations[2].short.{locale}"])
    for place in SHOWING:
        found = [getattr(one, "text_content", lambda one=one: one)() for one in page.xpath(place)]
        assert any(paper in one_line(text) for text in found), (place, found)
    switch = [link.text_content() for link in page.xpath("//header//a[@hreflang]")]
    assert switch == [worst.texts[f"locales[{other}].name"]]
    (note,) = {*page.xpath("//button[@popovertarget][1]/@popovertarget")} & {"sources-1"}
    assert page.xpath(f"count(//*[@id='{note}'])") == 1


def test_the_list_of_everything_shows_headings_as_text(worst: Planted, built: Path) -> None:
    listed = page_of(built, "en/all/index.html").xpath("//*[@class='site-index']//li")
    paper = worst.texts["organisations[2].short.en"]
    assert any(one_line(f"With an id, {paper}") in one_line(e.text_content()) for e in listed)


def test_linked_data_comes_back_as_it_was_typed(worst: Planted, built: Path) -> None:
    found = []
    for name in ("all/index.html", "en/all/index.html", *HOME.values()):
        (text,) = page_of(built, name).xpath(f"//script[@type='{LINKED}']/text()")
        found += simplejson.loads(text)["@graph"]
    sets = [one["hasDefinedTerm"] for one in found if one["@type"] == "DefinedTermSet"]
    names = {term["name"] for terms in sets for term in terms}
    assert names >= {worst.texts[f"terms[1].name.{locale}"] for locale in BASES}
    assert one_line(worst.texts["organisations[2].short.en"]) in [one.get("name") for one in found]


@pytest.mark.parametrize("name", ["en/index.md", "en/all/index.md", "llms.txt"])
def test_markdown_for_programs_holds_texts(name: str, worst: Planted, built: Path) -> None:
    text = (built / name).read_text(encoding="utf-8").replace(r"\~", "~")
    page: Any = lxml_html.document_fromstring(Markdown(extensions=["tables"]).convert(text))
    assert not {element.tag for element in page.iter()} & {"script", "img", "b", "title"}
    links = page.xpath("//a/@href")
    assert all(link.startswith("https://") for link in links)
    assert "https://x.example" not in links
    assert one_line(worst.texts["organisations[2].short.en"]) in one_line(page.text_content())


SIGNS = "<>&;\"'`*_[](){}:=!#|\\/~^$%@-+.,1a نع،«»\u00a0"
TEXTS = st.one_of(st.text(st.sampled_from(SIGNS), max_size=30), st.text(max_size=20))


def accepted(text: str) -> str:
    """Return a text as a field holds it; empty where it is refused."""
    try:
        return _text(text)
    except ExpectedError:
        return ""


ACCEPTED = TEXTS.map(accepted).filter(bool)


@settings(max_examples=60)
@given(ACCEPTED)
@example(WORST)
def test_any_text_comes_back_from_its_html(worst: Planted, text: str) -> None:
    for calls in worst.calls.values():
        html = calls.fragments.isolated(text)
        assert {element.tag for element in parsed(html).iterdescendants()} <= {"bdi"}
        assert re.sub("[\u2068\u2069]", "", as_text(html)) == text


@settings(max_examples=60)
@given(ACCEPTED)
@example(WORST)
@example("x #")
def test_any_text_stays_itself_where_markdown_takes_no_html(text: str) -> None:
    tokens = Tokens()
    token = tokens.add(Inline("", text), "docs/en/index.md", lambda: 1)
    ours = ComponentExtension(tokens, lambda _values, _sources: "")
    markdown = Markdown(extensions=["attr_list", "admonition", "tables", "toc", ours])
    body = (
        f'# x {token}\n\n## **x**{token} {{#y}}\n\n!!! note "x {token}"\n    x\n\n![x {token}](p)'
    )
    page = parsed(markdown.convert(f"{body}\n\n| x {token} |\n|---|\n| y |\n"))
    assert [element.tag for element in page.iterdescendants()] == [
        "h1", "h2", "strong", "div", "p", "p", "p", "img",
        "table", "thead", "tr", "th", "tbody", "tr", "td",
    ]  # fmt: skip
    places = page.xpath(".//h1 | .//h2 | .//p[@class='admonition-title'] | .//th")
    found = [place.text_content() for place in places] + page.xpath(".//img/@alt")
    assert [one.removeprefix("x").strip() for one in found] == [text] * 5
    assert {key for element in page.iter() for key in element.attrib} <= {
        "id",
        "class",
        "alt",
        "src",
    }
    contents = markdown.toc_tokens[0]["name"]  # type: ignore[attr-defined]  # by the extension
    assert as_text(contents).removeprefix("x").split() == text.split()


@settings(max_examples=60)
@given(ACCEPTED)
@example(WORST)
def test_any_text_stays_itself_in_markdown_for_programs(text: str) -> None:
    words = escape(text)
    page = (
        f"<html><body><article><p>{words}</p><ul><li>{words}</li></ul><table><tr><td>{words}</td>"
    )
    made = rendition(f"{page}</tr></table></article></body></html>".encode(), "https://x.example/")
    read = parsed(Markdown(extensions=["tables"]).convert(made.replace(r"\~", "~")))
    assert {e.tag for e in read.iterdescendants()} <= {
        "p", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "a",
    }  # fmt: skip
    assert read.xpath(".//a/@href") == ["https://x.example/"]
    assert one_line(read.xpath("string(./p[1])")) == one_line(text)


REFUSED = (
    "\u202e", "\u202a", "\u2066", "\u2069", "\u200e", "\u200f", "\u061c", "\u200b", "\u00ad",
    "\ue000", "\ue006", "\uf8ff", "\U0010fffd", "\ufdd0", "\uffff", "\ufeff", "\x00", "\x1b",
    "\x7f", "\x85", "\u2028", "\u3164", "\U000e0041", "\U000e0101", "\t", "\n",
)  # fmt: skip


@pytest.mark.parametrize("character", REFUSED, ids=lambda character: f"{ord(character):04X}")
def test_hidden_characters_are_refused(character: str) -> None:
    with pytest.raises(ExpectedError, match="without"):
        _text(f"a{character}b")


@pytest.mark.parametrize("text", ["هـ\u200d", "می\u200cخواهم", "1\u00a0000", "3 - 4 = -1", "a; b"])
def test_what_languages_write_with_is_not(text: str) -> None:
    assert _text(text) == text


@pytest.mark.parametrize(
    "text", ["\u202ex", "x" * 101, "=1+1", "{{ 7*7 }}", "{% raw %}", "x;@SUM(1)"]
)
def test_every_field_of_every_record_refuses(text: str, tmp_path: Path) -> None:
    planter = Planter("")
    source = plant(planter).replace('"{n} ', '"')
    for planted_text in planter.texts.values():
        source = source.replace(f'{planted_text}"', f'{text}"')
    path = tmp_path / "programme.yml"
    path.write_text(source, encoding="utf-8")
    with pytest.raises(UserError) as caught:
        load(path, "programme.yml")
    found = {problem.message.split(": found ")[0] for problem in caught.value.problems}
    assert set(planter.texts) <= found


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "//paper.example/",
        "https://", "https:///x", "https://good.example@evil.example/", "https://[x/", "https://a:b/",
        "https://\u2100.example/", 'https://a.example/"x', "https://a.example/<x>",
        "https://a.example/ x", f"https://a.example/{'x' * 2000}",
    ],
)  # fmt: skip
def test_addresses_that_are_none(address: str) -> None:
    with pytest.raises(ExpectedError, match="an address"):
        _address(address)


@pytest.mark.parametrize(
    "address", ["https://a.example:8080/b(c)?d=[e]&f;=@g#h", "http://مثال.example"]
)
def test_addresses(address: str) -> None:
    assert _address(address) == address


@pytest.mark.parametrize(
    "written", ["\u202e", "&#x202e;", "&rlm;", "&shy;", "\x1b", "\x0c", "\x85"]
)
def test_pages_hold_no_hidden_characters(written: str, tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    page = f"---\ndescription: x\n---\n\n# One&#10;two\r\n\r\n\ta\u200c b{written}c\n"
    (tmp_path / "en/a.md").write_text(page, encoding="utf-8", newline="")
    with pytest.raises(UserError) as caught:
        read_pages(tmp_path, "docs", ["en"])
    (problem,) = caught.value.problems
    assert str(problem).startswith("docs/en/a.md:7: found the character U+")


def test_interface_words_hold_no_hidden_characters(tmp_path: Path) -> None:
    path = tmp_path / "ar/LC_MESSAGES/messages.po"
    path.parent.mkdir(parents=True)
    path.write_text('msgid "a"\nmsgstr "أ\u200f"\n', encoding="utf-8")
    with pytest.raises(UserError) as caught:
        load_words(tmp_path, "ar", "locales")
    message = "messages.po:2: found the character U+200F, expected text without it"
    assert str(caught.value) == f"locales/ar/LC_MESSAGES/{message}"


def test_no_link_that_an_author_writes_runs_a_script(tmp_path: Path) -> None:
    head = '<!doctype html><html lang="en" dir="ltr"><body>'
    links = '<a href="JavaScript:x">x</a> <a href="mailto:a@b.example">y</a> <a href="./">z</a>'
    (tmp_path / "index.html").write_text(f"{head}{links}</body></html>", encoding="utf-8")
    (problem,) = verify(tmp_path, {"en": "ltr"}, "/")
    assert problem.message.startswith("found the link 'JavaScript:x', expected")


def test_a_link_to_a_source_that_is_none_is_left_to_the_check_of_links(worst: Planted) -> None:
    renderer = PageRenderer(worst.calls["en"], Tokens(), HOMES, "", BASES)
    page = Page("en", "index.md", "docs/en/index.md", "", 0)
    found = renderer.page_sources(
        '<a href="#source-none">x</a> <a href="#source-paper-1">y</a>', page
    )
    assert "paper.example/1" in found
