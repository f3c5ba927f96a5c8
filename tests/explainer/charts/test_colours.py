"""Numbers inside shapes can be read, and parts that touch can be told apart, in both schemes."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from explainer.catalog import load
from explainer.model import PARTS
from support import ROOT

TEXT, SHAPE, BESIDE = 4.5, 3.0, 1.5
"""The least contrasts: of a number, of a shape on the page, of two segments with a gap between."""
SHEET = (ROOT / "docs/assets/charts.css").read_text(encoding="utf-8")
PALETTE = (ROOT / "docs/assets/palette.css").read_text(encoding="utf-8")


def declared(selector: str, name: str) -> str:
    """Return what a rule of charts.css, found by its whole selector, says of a property."""
    body = re.search(rf"(?m)^{re.escape(selector)} \{{([^}}]*)\}}", SHEET)
    assert body is not None, selector
    found = re.search(rf"(?:^|[ ;]){name}: ([^;]+);", body[1])
    assert found is not None, f"{selector}: {name}"
    return found[1]


@pytest.fixture(params=["light", "dark"])
def colours(request: pytest.FixtureRequest) -> dict[str, str]:
    """Return the colours of a scheme by name, with the names that stand for other names."""
    start = ":root {" if request.param == "light" else ':root[data-scheme="dark"] {'
    block = PALETTE.split(start, 1)[1].split("}", 1)[0]
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))
    aliases = re.findall(r"--(chart-[\w-]+): var\(--([\w-]+)\);", PALETTE)
    return found | {name: found[other] for name, other in aliases if other in found}


def parts(colour: str) -> list[float]:
    return [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]


def over(colour: str, share: float, ground: str) -> str:
    """Return what is seen of a colour that covers a ground in part."""
    mixed = (a * share + b * (1 - share) for a, b in zip(parts(colour), parts(ground), strict=True))
    return "#" + "".join(f"{round(part * 255):02x}" for part in mixed)


def contrast(one: str, other: str) -> float:
    lights = []
    for colour in (one, other):
        linear = [
            c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts(colour)
        ]
        lights.append(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])
    return (max(lights) + 0.05) / (min(lights) + 0.05)


def named(value: str, colours: dict[str, str]) -> str:
    return colours[value.removeprefix("var(--").removesuffix(")")]


def test_numbers_inside_segments(colours: dict[str, str]) -> None:
    for part in (*PARTS, "unknown"):
        own = f".chart .p-{part} + .inside"
        fill = named(declared(f".chart .p-{part}", "fill"), colours)
        ink = declared(own if f"{own} {{" in SHEET else ".chart text.inside", "fill")
        assert contrast(named(ink, colours), fill) >= TEXT, part


def test_numbers_on_the_calendar(colours: dict[str, str]) -> None:
    """On a whole bar, and on one whose ends are vague, which lets the strip show through."""
    inside = named(declared(".chart text.inside", "fill"), colours)
    assert contrast(inside, named(declared(".chart .k1", "fill"), colours)) >= TEXT
    veil = float(declared(".chart .strip", "opacity"))
    strip = over(named(declared(".chart .strip", "fill"), colours), veil, colours["paper"])
    vague = named(declared(".chart .vague", "fill"), colours)
    bar = over(vague, float(declared(".chart .vague", "fill-opacity")), strip)
    ink = named(declared(".chart .vague + .inside", "fill"), colours)
    assert contrast(ink, bar) >= TEXT
    assert contrast(named(declared(".chart .vague", "stroke"), colours), strip) >= SHAPE


def test_both_parts_of_a_total_stand_out_from_the_page(colours: dict[str, str]) -> None:
    solid = named(declared(".chart .a1", "fill"), colours)
    hatch = named(declared(".chart .hatch.area", "stroke"), colours)
    ground = named(declared(".chart .ground", "fill"), colours)
    assert ground == colours["paper"]
    assert contrast(solid, ground) >= SHAPE
    assert contrast(hatch, ground) >= SHAPE


def test_segments_beside_each_other_differ_in_lightness(colours: dict[str, str]) -> None:
    """Those that are beside each other in a pardon that we know of."""
    data = load(ROOT / "docs/data/programme.yml", "data")
    pairs = {
        pair
        for pardon in data.pardons.values()
        for pair in pairwise(part for part in PARTS if getattr(pardon, part))
    }
    assert len(pairs) > 3
    fills = {part: named(declared(f".chart .p-{part}", "fill"), colours) for part in PARTS}
    found = {pair: round(contrast(*(fills[part] for part in pair)), 2) for pair in pairs}
    assert {pair: value for pair, value in found.items() if value < BESIDE} == {}
