"""What readers take away from the built site, opened with the tools that they would use."""

from __future__ import annotations

import hashlib
import io
import json
import re
import warnings
import xml.etree.ElementTree as ET
from decimal import Decimal
from pathlib import Path
from typing import Any

import feedparser
import frictionless
import jsonschema
import pandas as pd
import pytest
import vobject
import yaml
from lxml import etree
from lxml import html as lxml_html

from explainer.project import Project, open_project
from support import PREFIX, ROOT

SITE = f"https://site.example{PREFIX}"
DATA = "data/v1"


@pytest.fixture(scope="module")
def real() -> Project:
    return open_project(ROOT)


@pytest.fixture(scope="module")
def frames(site: Path) -> dict[str, pd.DataFrame]:
    """Return every table as pandas reads it, with the types that its description gives."""
    package = json.loads((site / DATA / "datapackage.json").read_text(encoding="utf-8"))
    types = {"integer": "Int64", "boolean": "boolean", "string": "string", "number": "Float64"}
    found = {}
    for resource in package["resources"]:
        fields = resource["schema"]["fields"]
        found[resource["name"]] = pd.read_csv(
            site / DATA / resource["path"],
            dtype={f["name"]: types[f["type"]] for f in fields if f["type"] in types},
            parse_dates=[f["name"] for f in fields if f["type"] == "date"],
        )
    return found


def test_frictionless_finds_nothing_wrong(site: Path) -> None:
    report = frictionless.validate(str(site / DATA / "datapackage.json"))
    assert report.stats["errors"] == 0, report.flatten(["name", "message"])
    assert report.valid
    assert len(report.tasks) == len(list((site / DATA).glob("*.csv")))


def test_frictionless_would_find_something(site: Path, tmp_path: Path) -> None:
    for path in (site / DATA).glob("*"):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            if path.name == "observations.csv":
                text = text.replace(",dgapr,", ",nobody,", 1)
            (tmp_path / path.name).write_text(text, encoding="utf-8", newline="")
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert [error.type for task in report.tasks for error in task.errors] == ["foreign-key"]


def test_a_csvw_validator_finds_nothing_wrong(site: Path, tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the package itself, on newer Pythons
        from csvw import CSVW  # noqa: PLC0415

    def faults(folder: Path) -> bool:
        checked = CSVW(str(folder / "csv-metadata.json"), validate=True)
        # Its strict way refuses an empty reference, which the standard allows.
        checked._strict = False
        return not checked.is_valid

    assert not faults(site / DATA)
    for path in (site / DATA).glob("*"):
        if path.is_file():
            text = path.read_text(encoding="utf-8").replace(",accepted,", ",perhaps,", 1)
            (tmp_path / path.name).write_text(text, encoding="utf-8", newline="")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with pytest.raises(ValueError, match="perhaps"):
            faults(tmp_path)


def test_csvw_names_every_column_in_both_languages(site: Path) -> None:
    tables = json.loads((site / DATA / "csv-metadata.json").read_text(encoding="utf-8"))["tables"]
    for table in tables:
        for column in table["tableSchema"]["columns"]:
            assert set(column["titles"]) == {"und", "ar", "en"}
            assert re.search("[\u0600-\u06ff]", column["titles"]["ar"]), column["name"]
            described = {one["@language"]: one["@value"] for one in column["dc:description"]}
            assert set(described) == {"ar", "en"}
            assert re.search("[\u0600-\u06ff]", described["ar"]), column["name"]


def test_pandas_reads_the_types(frames: dict[str, pd.DataFrame], real: Project) -> None:
    observations = frames["observations"]
    assert len(observations) == len(real.catalog.observations)
    assert str(observations["as_of_latest"].dtype).startswith("datetime64")
    assert observations["value"].sum() == float(sum(o.value for o in real.catalog.observations))
    assert observations["counts_starting"].sum() == sum(
        o.counts_starting for o in real.catalog.observations
    )
    assert list(frames["editions"]["id"]) == list(real.catalog.editions)
    assert set(observations["stated_by"]) <= set(frames["organisations"]["id"])
    listed = observations["sources"].str.split(";").explode()
    assert set(listed) <= set(frames["sources"]["id"])
    assert frames["terms"]["name_ar"].str.contains("[\u0600-\u06ff]").all()


def newest(frames: dict[str, pd.DataFrame], measure: str) -> Decimal:
    """Return the newest accepted value, stated or computed, as a reader of the tables finds it."""
    stated = frames["observations"].query("measure == @measure and standing == 'accepted'")
    columns = ["value", "as_of_latest", "as_of_earliest", "through_edition", "counts_starting"]
    both = pd.concat([stated[columns], frames["computed"].query("measure == @measure")[columns]])
    both["through_edition"] = both["through_edition"].fillna(0)
    order = ["as_of_latest", "as_of_earliest", "through_edition", "counts_starting"]
    last = both.sort_values(order, ascending=[True, True, True, False], kind="stable").iloc[-1]
    return Decimal(str(last["value"])).normalize()


@pytest.mark.parametrize("page", ["index.html", "en/index.html"])
def test_the_cards_of_the_home_page_from_the_tables_alone(
    page: str, site: Path, frames: dict[str, pd.DataFrame]
) -> None:
    root: Any = lxml_html.document_fromstring((site / page).read_bytes())
    cards = root.xpath("//li[contains(@class, 'card')]")
    assert len(cards) >= 6
    for card in cards:
        measure = card.xpath(".//p[@class='card-label']/a/@href")[0].rpartition("#measure-")[2]
        shown = card.xpath(".//p[@class='card-number']//data/@value")[0]
        assert newest(frames, measure) == Decimal(shown).normalize(), measure


def test_computed_values_follow_from_the_stated_ones(frames: dict[str, pd.DataFrame]) -> None:
    """The departures at the end of a sentence: all departures less those by pardon."""
    computed = frames["computed"].query("measure == 'released-end-of-sentence'")
    stated = frames["observations"].query("standing == 'accepted'")
    for _, row in computed.iterrows():
        there = stated[stated["as_of"] == row["as_of"]].set_index("measure")["value"]
        assert row["value"] == there["released"] - there["released-by-pardon"]


def test_both_addresses_have_the_same_files(site: Path) -> None:
    def content(folder: Path) -> dict[str, str]:
        files = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".html")
        return {
            path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in files
        }

    newest, promised = content(site / "data"), content(site / DATA)
    assert {n: d for n, d in newest.items() if not n.startswith(("v1/", "index."))} == promised


def test_the_data_file_is_published_as_typed_and_gives_the_version(site: Path) -> None:
    typed = (ROOT / "docs/data/programme.yml").read_bytes()
    assert (site / DATA / "programme.yml").read_bytes() == typed
    found = json.loads((site / DATA / "programme.json").read_text(encoding="utf-8"))
    assert found["about"]["version"] == hashlib.sha256(typed).hexdigest()[:8]


def test_every_entry_that_has_an_address_is_there(site: Path) -> None:
    found = json.loads((site / DATA / "programme.json").read_text(encoding="utf-8"))
    records = [one for section in found.values() if isinstance(section, list) for one in section]
    addresses = [address for one in records for address in one.get("pages", {}).values()]
    assert len(addresses) > 1000
    ids: dict[str, set[str]] = {}
    for address in addresses:
        way, _, fragment = address.removeprefix(SITE).partition("#")
        if way not in ids:
            page = (site / way / "index.html").read_text(encoding="utf-8")
            ids[way] = set(re.findall(r' id="([^"]+)"', page))
        assert fragment in ids[way], address
    assert all("pages" in one for one in (*found["charts"], *found["tables"]))


def test_every_measure_has_a_file_with_all_its_values(site: Path, real: Project) -> None:
    for name in real.catalog.measures:
        path = site / DATA / "measures" / f"{name}.json"
        found = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
        stated = [o.value for o in real.catalog.observations if o.measure == name]
        assert [o["value"] for o in found["observations"]] == stated
        for locale, address in found["measure"]["pages"].items():
            way, _, fragment = address.removeprefix(SITE).partition("#")
            page = (site / way / "index.html").read_text(encoding="utf-8")
            assert f'<html lang="{locale}"' in page
            assert f'id="{fragment}"' in page


# Atom (RFC 4287) as far as it is used here, as a RELAX NG grammar.
ATOM = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.w3.org/2005/Atom"
         datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
<start><element name="feed"><attribute name="xml:lang"/><ref name="id"/><ref name="title"/>
<element name="subtitle"><text/></element><ref name="updated"/>
<element name="author"><element name="name"><text/></element>
<element name="uri"><data type="anyURI"/></element></element>
<element name="rights"><text/></element><oneOrMore><ref name="link"/></oneOrMore>
<zeroOrMore><element name="entry"><ref name="id"/><ref name="updated"/><ref name="link"/>
<ref name="title"/><element name="category"><attribute name="term"/></element>
<element name="summary"><data type="string"><param name="minLength">5</param></data></element>
</element></zeroOrMore></element></start>
<define name="id"><element name="id"><data type="anyURI">
<param name="pattern">urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}</param></data></element>
</define>
<define name="title"><element name="title"><data type="string">
<param name="minLength">2</param></data></element></define>
<define name="updated"><element name="updated"><data type="dateTime">
<param name="pattern">[0-9]{4}(-[0-9]{2}){2}T[0-9]{2}(:[0-9]{2}){2}Z</param></data></element>
</define>
<define name="link"><element name="link"><attribute name="rel"/><attribute name="type"/>
<optional><attribute name="hreflang"/></optional>
<attribute name="href"><data type="anyURI"/></attribute></element></define>
</grammar>"""


@pytest.mark.parametrize(("locale", "folder"), [("ar", ""), ("en", "en/")])
def test_the_feed(locale: str, folder: str, site: Path) -> None:
    path = site / folder / "feed.xml"
    grammar = etree.RelaxNG(etree.fromstring(ATOM))
    grammar.assertValid(etree.parse(str(path)))
    found = feedparser.parse(path.read_bytes())
    assert not found.bozo
    assert found.version == "atom10"
    assert found.feed.links[0].href == f"{SITE}{folder}feed.xml"
    assert 20 < len(found.entries) <= 50
    assert len({entry.id for entry in found.entries}) == len(found.entries)
    for entry in found.entries:
        way, _, fragment = entry.link.removeprefix(SITE).partition("#")
        page = (site / way / "index.html").read_text(encoding="utf-8")
        assert f'id="{fragment}"' in page
        assert bool(re.search("[\u0600-\u06ff]", entry.title)) == (locale == "ar"), entry.title


def test_both_feeds_have_the_same_ids(site: Path) -> None:
    ids = [
        [entry.id for entry in feedparser.parse((site / f / "feed.xml").read_bytes()).entries]
        for f in ("", "en")
    ]
    assert ids[0] == ids[1]


@pytest.mark.parametrize(("locale", "folder"), [("ar", ""), ("en", "en/")])
def test_the_calendar(
    locale: str, folder: str, site: Path, frames: dict[str, pd.DataFrame]
) -> None:
    text = (site / folder / "editions.ics").read_bytes().decode("utf-8")
    events = vobject.readOne(text).contents["vevent"]
    days = sorted(str(event.dtstart.value) for event in events)
    editions = frames["editions"]
    known = pd.concat([editions["opened"], editions["closed"]]).dropna()
    assert days == sorted(day for day in known if re.fullmatch(r"\d{4}-\d\d-\d\d", day))
    for event in events:
        way, _, fragment = event.url.value.removeprefix(SITE).partition("#")
        page = (site / way / "index.html").read_text(encoding="utf-8")
        assert f'<html lang="{locale}"' in page
        assert f'id="{fragment}"' in page
        assert bool(re.search("[\u0600-\u06ff]", event.summary.value)) == (locale == "ar")


def test_the_examples_on_the_page_run(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root: Any = lxml_html.document_fromstring((site / "en/data/index.html").read_bytes())
    code = root.xpath("string(//code[@class='example-python'])")
    assert len(code.splitlines()) == 5
    assert f'"{SITE}data/v1/observations.csv"' in code
    exec(code.replace(SITE, f"{site}/"), {})  # noqa: S102 (our own page, its address on this disk)
    assert capsys.readouterr().out.split()[0] == "288.0"


def test_the_formula_on_the_page_names_the_right_columns(
    site: Path, frames: dict[str, pd.DataFrame]
) -> None:
    root: Any = lxml_html.document_fromstring((site / "data/index.html").read_bytes())
    formula = root.xpath("string(//code[@class='example-sheet'])")
    names = list(frames["observations"].columns)
    where = re.search(r"where Col(\d+) = 'released' and Col(\d+) = 'accepted'", formula)
    assert where is not None
    assert [names[int(number) - 1] for number in where.groups()] == ["measure", "standing"]


def test_citation_file() -> None:
    import check_jsonschema  # noqa: PLC0415 (only its schema is wanted)

    folder = Path(check_jsonschema.__file__).parent / "builtin_schemas/vendor"
    shape = json.loads((folder / "citation-file-format.json").read_text(encoding="utf-8"))
    found = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    jsonschema.validators.validator_for(shape)(shape).validate(found)
    about = open_project(ROOT).catalog.about
    assert found["title"] == about.title["en"]
    assert found["abstract"] == about.describes["en"]
    assert found["license"] == about.licence.id


def test_the_map_of_the_site(site: Path) -> None:
    ns = {
        "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
        "x": "http://www.w3.org/1999/xhtml",
    }
    root = ET.parse(site / "sitemap.xml").getroot()  # noqa: S314 (made by this build)
    pages = {
        f"{SITE}{path.parent.relative_to(site).as_posix()}/".replace("/./", "/")
        for path in site.rglob("index.html")
    }
    listed = {}
    for url in root.findall("s:url", ns):
        place = url.findtext("s:loc", "", ns)
        links = {one.get("hreflang"): one.get("href") for one in url.findall("x:link", ns)}
        listed[place] = links
        assert (site / place.removeprefix(SITE) / ("index.html" if links else "")).exists()
        if links:
            assert set(links) == {"ar", "en", "x-default"}
            assert place in links.values()
            assert links["x-default"] == links["ar"]
    assert {place for place, links in listed.items() if links} == pages
    # Of two addresses that give the same file, only the one that is promised to stay.
    files = (path for path in (site / DATA).rglob("*") if path.is_file())
    assert {place for place, links in listed.items() if not links} == {
        f"{SITE}{path.relative_to(site).as_posix()}" for path in files
    }
    assert not (site / "sitemap.xml.gz").exists()
    robots = (site / "robots.txt").read_text(encoding="utf-8")
    assert robots == f"User-agent: *\nAllow: /\nSitemap: {SITE}sitemap.xml\n"


def test_the_head_of_a_page_leads_to_its_twins_and_its_other_forms(site: Path) -> None:
    for path in site.rglob("index.html"):
        root: Any = lxml_html.document_fromstring(path.read_bytes())
        place = path.parent.relative_to(site)
        english = place.parts[:1] == ("en",)
        twin = place.relative_to("en") if english else place
        home = f"{SITE}{twin.as_posix()}/".replace("/./", "/")
        addresses = {"ar": home, "en": home.replace(SITE, f"{SITE}en/"), "x-default": home}
        links = root.xpath("//head/link[@rel='alternate']")
        assert {a.get("hreflang"): a.get("href") for a in links if a.get("hreflang")} == addresses
        other = {a.get("type"): a.get("href") for a in links if a.get("type")}
        assert set(other) == {"text/markdown", "application/atom+xml"}
        assert (path.parent / other["text/markdown"]).resolve() == (path.parent / "index.md")
        feed = (path.parent / other["application/atom+xml"]).resolve()
        assert feed == (site / ("en" if english else "") / "feed.xml").resolve(), place
        described = root.xpath("string(//meta[@name='description']/@content)")
        assert described == root.xpath("string(//meta[@property='og:description']/@content)")


def test_pages_for_programs_that_read_text(site: Path) -> None:
    text = (site / "llms.txt").read_text(encoding="utf-8")
    _, arabic, english = re.split("^## ", text, flags=re.MULTILINE)
    for locale, section, folder in (("ar", arabic, ""), ("en", english, "en/")):
        for line in section.strip().split("\n")[2:]:
            assert line.count(f"]({SITE}en/") == (folder == "en/"), line
            described = line.partition("): ")[2]
            assert bool(re.search("[\u0600-\u06ff]", described)) == (locale == "ar"), line
    listed = re.findall(r"^- \[(.+?)\]\((\S+?)\): (.+)$", text, re.MULTILINE)
    assert len(listed) == len(list(site.rglob("index.md"))) == len(list(site.rglob("index.html")))
    for title, address, described in listed:
        markdown = (site / address.removeprefix(SITE)).read_text(encoding="utf-8")
        assert markdown.startswith(f"# {title}\n")
        assert len(described) > 20
        assert not re.search(r"<(bdi|data|span|div|a) |\ue000", markdown)
    figures = (site / "en/figures/index.md").read_text(encoding="utf-8")
    assert "288 participants" in figures
    assert re.search(r"\[.+?\]\(https://site\.example/moussalaha/en/sources/#source-", figures)


def test_a_table_keeps_its_decimals_in_the_file(site: Path) -> None:
    text = (site / DATA / "observations.csv").read_text(encoding="utf-8")
    assert "\r\n" in (site / DATA / "observations.csv").read_bytes().decode()
    table = pd.read_csv(io.StringIO(text), dtype=str)
    rates = table[table["measure"] == "pardon-rate"]["value"]
    assert rates.str.contains(r"\.\d\d").any()
