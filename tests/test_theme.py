"""The look: what its style sheets promise, and what the theme no longer puts into a page."""

from __future__ import annotations

import gzip
import math
import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import rjsmin
from lxml import html as lxml_html

from support import ROOT

ASSETS = ROOT / "docs/assets"
SHEETS = sorted(ASSETS.rglob("*.css"))
SCRIPT_LIMIT = 3000
TEXT, SHAPE = 4.5, 3.0
"""The least contrasts of WCAG 2.2 AA: of text, and of what has to be seen to be used."""
GROUNDS = ("paper", "surface", "raised")
PAIRS = [
    *[(ink, ground, TEXT) for ink in ("ink", "ink-soft", "link", "visited", "accent", "caution")
      for ground in (*GROUNDS, "target")],
    ("on-accent", "accent", TEXT),
    ("chart-on-1", "chart-1", TEXT),
    *[(f"chart-{n}", ground, TEXT) for n in (1, 2, 5) for ground in GROUNDS],  # also numbers
    *[(f"chart-{n}", ground, SHAPE) for n in (3, 4, 6) for ground in GROUNDS],
    *[(edge, ground, SHAPE) for edge in ("rule-strong", "focus") for ground in GROUNDS],
]  # fmt: skip
PHYSICAL = re.compile(
    r"[{;]\s*((?:(?:margin|padding|border|scroll-margin|scroll-padding)-)?(?:left|right|top|bottom)\b[\w-]*"
    r"|(?:min-|max-)?(?:width|height)|float|clear)\s*:"
)
NEVER = re.compile(
    r"@import|url\(|text-align:\s*(?:left|right|justify)|\bitalic\b"
    r"|text-transform(?!: uppercase; \}$)",  # the one that gives an entry its capital
    re.MULTILINE,
)
SPACED = re.compile(r"letter-spacing:(?!\s*0)")

# How people see who lack one kind of cone (Machado and others, 2009): matrices on linear RGB.
SIGHT = {
    "all": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "no green": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "no blue": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
}


def linear(colour: str) -> tuple[float, float, float]:
    """Return a colour such as #0b5a63 as linear red, green and blue."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return red, green, blue


def contrast(one: str, other: str) -> float:
    lights = [
        0.2126 * red + 0.7152 * green + 0.0722 * blue
        for red, green, blue in (linear(one), linear(other))
    ]
    return (max(lights) + 0.05) / (min(lights) + 0.05)


def apart(one: str, other: str, sight: str) -> float:
    """Return how far two colours are from each other in Oklab, for a kind of sight, times 100."""
    points = []
    for colour in (one, other):
        seen = [
            min(1.0, max(0.0, sum(a * b for a, b in zip(row, linear(colour), strict=True))))
            for row in SIGHT[sight]
        ]
        cones = [
            sum(a * b for a, b in zip(row, seen, strict=True)) ** (1 / 3)
            for row in (
                (0.4122, 0.5363, 0.0514),
                (0.2119, 0.6807, 0.1074),
                (0.0883, 0.2817, 0.6300),
            )
        ]
        points.append(
            [
                sum(a * b for a, b in zip(row, cones, strict=True))
                for row in (
                    (0.2105, 0.7936, -0.0041),
                    (1.9780, -2.4286, 0.4506),
                    (0.0259, 0.7828, -0.8087),
                )
            ]
        )
    return 100 * math.dist(*points)


def rules(css: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the innermost rules of a style sheet with the custom properties that they set."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", css):
        yield selector.strip(), dict(re.findall(r"--([\w-]+):\s*([^;]+);", body))


@pytest.fixture(scope="module")
def schemes() -> dict[str, dict[str, str]]:
    """Return the colours of both schemes; the two lists of the dark one are the same."""
    found = list(rules((ASSETS / "palette.css").read_text(encoding="utf-8")))
    light = next(values for selector, values in found if selector == ":root")
    dark = [values for selector, values in found if "data-scheme" in selector]
    assert len(dark) == 2
    assert dark[0] == dark[1]
    assert set(dark[0]) == set(light)
    return {"light": light, "dark": dark[0]}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_can_be_read(scheme: str, schemes: dict[str, dict[str, str]]) -> None:
    colours = schemes[scheme]
    faint = {
        (ink, ground): round(found, 2)
        for ink, ground, least in PAIRS
        if (found := contrast(colours[ink], colours[ground])) < least
    }
    assert faint == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_of_charts_can_be_told_apart(
    scheme: str, schemes: dict[str, dict[str, str]]
) -> None:
    """By everybody; the sixth is of what is not known and has a dashed edge besides."""
    colours = [schemes[scheme][f"chart-{n}"] for n in range(1, 6)]
    close = {
        (one, other, sight): round(found, 1)
        for sight in SIGHT
        for one, other in combinations(colours, 2)
        if (found := apart(one, other, sight)) < 9
    }
    assert close == {}


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_style_sheets_serve_both_directions_and_fetch_nothing(path: Path) -> None:
    css = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert PHYSICAL.findall(css) == []
    assert NEVER.findall(css) == []
    assert SPACED.findall(css) == []
    # A gradient knows no logical direction: one of each kind is the same in both.
    assert css.count("to right") == css.count("to left")


@pytest.mark.parametrize("name", ["page", "text", "components"])
def test_every_colour_has_a_name_in_the_palette(name: str) -> None:
    css = (ASSETS / f"{name}.css").read_text(encoding="utf-8")
    assert re.findall(r":[^{};]*(?:#[0-9a-fA-F]{3,8}\b|rgb|hsl)", css) == []


def test_the_script_is_small_and_fetches_nothing() -> None:
    code = rjsmin.jsmin((ASSETS / "site.js").read_text(encoding="utf-8"))
    assert len(code.encode()) < SCRIPT_LIMIT
    assert re.findall(r"fetch|XMLHttpRequest|import|https?:|innerHTML|eval", code) == ["import"] * 3
    # On a long page, and when something, the search or a text to copy is opened, and not before.
    fetched = ["./later.js", "./search/dialog.js", "./copy.js"]
    assert re.findall(r'import\("(.*?)"\)', code) == fetched


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Any]:
    return {
        path.relative_to(site).as_posix(): lxml_html.document_fromstring(path.read_bytes())
        for path in sorted(site.rglob("*.html"))
        if path.parent.name != "charts"  # those are for frames on other sites, see below
    }


def test_charts_for_other_sites_are_light(site: Path) -> None:
    found = sorted(site.rglob("charts/*.html"))
    assert len(found) == 2 * len(list((site / "charts").glob("*.svg")))
    for path in found:
        page: Any = lxml_html.document_fromstring(path.read_bytes())
        sheets = [Path(link.get("href")).name for link in page.xpath("//link[@rel='stylesheet']")]
        assert len(sheets) == 1
        assert not page.xpath("//script | //style | //img | //iframe | //*[@style]")
        assert page.xpath("string(//meta[@name='robots']/@content)") == "noindex"
        (canonical,) = page.xpath("//link[@rel='canonical']/@href")
        way, _, fragment = canonical.removeprefix("https://site.example/moussalaha/").partition("#")
        assert f'id="{fragment}"' in (site / way / "index.html").read_text(encoding="utf-8")
        assert all(a.get("target") == "_blank" for a in page.iter("a"))
        assert len(gzip.compress(path.read_bytes())) < 12_000, path.name


def test_arabic_words_on_an_english_page_say_their_language(pages: dict[str, Any]) -> None:
    """WCAG 3.1.2, in text and in what stands for it; Latin names on an Arabic page are exempt."""
    seen = 0
    for name, page in pages.items():
        for element in page.xpath("//body//*[not(self::script)]"):
            (language,) = element.xpath("ancestor-or-self::*[@lang][1]/@lang")
            texts = [*element.xpath("text()"), *element.xpath("@title | @alt | @aria-label")]
            foreign = [text for text in texts if re.search("[ء-ي]", text)]
            seen += bool(foreign) and language == "ar" and page.get("lang") == "en"
            assert language == "ar" or not foreign, f"{name}: {foreign}"
    assert seen > 10


def plain(name: str) -> str:
    """Return the name of a file without the digest in it."""
    return re.sub(r"\.[0-9a-f]{8}(?=\.(css|js)$)", "", name)


def test_the_theme_ships_no_script_and_no_style_sheet(site: Path, pages: dict[str, Any]) -> None:
    ours = {path.name for path in ASSETS.rglob("*.js")} | {"pagefind.js"}
    assert {plain(path.name) for path in site.rglob("*.js")} == ours
    sheets = sorted(plain(path.name) for path in site.rglob("*.css"))
    assert sheets == ["search.css", "style.css", "style.css"]  # of pages, and of charts alone
    for name, page in pages.items():
        # What JSON-LD tells machines is data, and runs nowhere.
        scripts = page.xpath("//script[not(@type='application/ld+json')]")
        scripts = [script.get("src") or script.text for script in scripts]
        assert len(scripts) == 1, name
        assert plain(scripts[0]).endswith("assets/site.js"), name
        assert not list(page.iter("style")), name
        assert not [element for element in page.iter() if element.get("style")], name


def test_ids_are_used_once_and_lists_of_sources_open(pages: dict[str, Any]) -> None:
    marks = 0
    for name, page in pages.items():
        ids = Counter(page.xpath("//@id"))
        assert [one for one, number in ids.items() if number > 1] == [], name
        buttons = page.xpath("//button[@popovertarget]")
        targets = {element.get("id") for element in page.xpath("//*[@popover]")}
        assert {button.get("popovertarget") for button in buttons} == targets, name
        for button in page.find_class("source-mark"):
            marks += 1
            assert button.getnext().get("id") == button.get("popovertarget"), name
            assert list(button.getnext().iter("a")), name
    assert marks > 100


def test_every_page_can_be_reached_from_every_page(pages: dict[str, Any]) -> None:
    for name, page in pages.items():
        menu = page.get_element_by_id("menu")
        root = "en/" if name.startswith("en/") else ""
        own = [one for one in pages if one.startswith("en/") == bool(root) and one != "404.html"]
        assert len(list(menu.iter("a"))) == len(own), name
        here = [a for a in menu.iter("a") if a.get("aria-current") == "page"]
        assert len(here) == (name != "404.html"), name
        assert len(page.xpath("//header//a[@hreflang]")) == 1, name
        assert len(list(page.iter("h1"))) == 1, name


def test_the_404_page_speaks_both_languages(pages: dict[str, Any]) -> None:
    page = pages["404.html"]
    assert "الصفحة غير موجودة" in page.findtext(".//h1")
    (english,) = page.xpath("//article//*[@lang='en']")
    assert english.get("dir") == "ltr"
    assert "Page not found" in english.text_content()
    homes = [posixpath.normpath(a.get("href")) for a in page.xpath("//article//a")]
    assert homes == ["/moussalaha", "/moussalaha/en"]
