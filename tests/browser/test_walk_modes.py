"""The same site without a script, enlarged, in the colours of the system, and without motion."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from queries import ROOTS

OpenSite = Callable[..., Page]
languages = pytest.mark.parametrize("language", ["ar", "en"])
PAGES = ("", "figures/", "timeline/", "editions/", "data/", "accessibility/")
TWICE = {"width": 640, "height": 450, "deviceScaleFactor": 2, "mobile": False}
FEW = 6  # faults that are told: one that is too wide makes all stick out

# What lies on the bar while it stays at the top, and which of its parts do not keep apart.
BAR = """() => {
  const bar = document.querySelector(".md-header"), faults = [], meet = (a, b, from, to) =>
    Math.min(a[to], b[to]) - Math.max(a[from], b[from]) > 1;
  scrollTo(0, document.body.scrollHeight / 2);
  const area = bar.getBoundingClientRect();
  if (area.height > innerHeight / 4) faults.push("the bar takes more than a quarter");
  for (let x = 2; x < innerWidth - 2; x += 20)
    for (const y of area.bottom > 0 ? [area.top + 6, area.bottom - 3] : []) {
      const hit = document.elementFromPoint(x, y);
      if (!bar.contains(hit)) faults.push(`${hit.localName}.${hit.className} lies on the bar`);
    }
  const parts = [...bar.querySelectorAll("a, button, .tagline")].filter(part => part.offsetWidth);
  const boxes = parts.map(part => part.getBoundingClientRect());
  boxes.forEach((box, at) => {
    const name = parts[at].className || parts[at].textContent;
    if (box.top < area.top - 1 || box.bottom > area.bottom + 1) faults.push(`${name} leaves it`);
    for (const two of boxes.slice(at + 1))
      if (meet(box, two, "left", "right") && meet(box, two, "top", "bottom"))
        faults.push(`${name} lies on another part of the bar`);
  });
  return [...new Set(faults)];
}"""

# Colours are told by names that forced colours change; what has the colour of its ground is lost.
LOST = r"""() => {
  const clear = colour => /^(none|transparent|rgba\(.*, 0\))$/.test(colour);
  const style = (box, pseudo) => getComputedStyle(box, pseudo);
  const ground = box => {
    while (box.parentElement && clear(style(box).backgroundColor)) box = box.parentElement;
    return style(box).backgroundColor;
  };
  const here = document.activeElement, focused = here.labels?.[0] ?? here;
  const canvas = ground(document.body), faults = new Set();
  const tell = (box, what) =>
    faults.add(`${box.localName}.${box.getAttribute("class")} ${what}`);
  const shown = query => [...document.querySelectorAll(query)].filter(box => box.checkVisibility());
  for (const box of shown("a, button, label, summary, legend, small, h1, h2, h3, th, td, p"))
    if (style(box).color === ground(box)) tell(box, "cannot be read");
  const edged = ".mark:not([class=mark]), .card, .copy, .table-scroll, .timeline-filter label, "
    + ".beside a, .source-list, .menu-panel, .admonition.summary";
  for (const box of shown(edged)) {
    const { borderBlockEndWidth: end, borderBlockEndColor: colour } = style(box);
    const { borderInlineStartWidth: side } = style(box);
    if (!(parseFloat(end) + parseFloat(side)) || colour === ground(box.parentElement))
      tell(box, "has no edge");
  }
  for (const box of shown(".swatch")) {
    const { backgroundColor, backgroundImage, borderInlineStartColor: edge } = style(box);
    const filled = !clear(backgroundColor) && backgroundColor !== canvas;
    const before = parseFloat(style(box, "::before").opacity) && style(box, "::before").content;
    if (!filled && backgroundImage === "none" && (clear(edge) || edge === canvas) && !before)
      tell(box, "shows nothing");
  }
  for (const box of shown("svg.drawing :is(rect, circle, path, line):not(.ground, defs *)")) {
    const { fill, stroke, fillOpacity } = style(box);
    if ([fill, stroke].every(paint => clear(paint) || paint === canvas)) tell(box, "is not seen");
    const inside = box.nextElementSibling;
    if (inside?.matches(".inside") && fillOpacity > 0.5 && style(inside).fill === fill)
      tell(inside, "is not read");
  }
  for (const box of shown("svg.drawing text:not(.inside)"))
    if (style(box).fill === canvas) tell(box, "is not read");
  for (const [query, chosen, name] of [
    [".timeline-filter label", "input:checked + label", "backgroundColor"],
    [".toc a", "[aria-current=true]", "borderInlineStartColor"],
    [".sections .top a", "[aria-current]", "borderBlockEndWidth"],
  ]) {
    const boxes = shown(query), own = new Set(), others = new Set();
    for (const box of boxes) (box.matches(chosen) ? own : others).add(style(box)[name]);
    if ([...own].some(value => others.has(value))) faults.add(`${query} hides which is chosen`);
  }
  const { outlineStyle, outlineColor } = style(focused);
  if (outlineStyle === "none" || outlineColor === canvas) tell(focused, "does not show the focus");
  return [...faults];
}"""
MOVES = """() => [...document.querySelectorAll("*")].flatMap(box =>
  [undefined, "::before", "::after", "::backdrop", "::details-content"].filter(part => {
    const style = getComputedStyle(box, part);
    const times = `${style.transitionDuration}, ${style.animationDuration}`.split(", ");
    return times.some(time => parseFloat(time)) || style.scrollBehavior === "smooth";
  }).map(part => `${box.localName}.${box.getAttribute("class")}${part ?? ""}`))"""


@languages
def test_what_needs_no_script_works_without_one(language: str, open_site: OpenSite) -> None:
    other = "en" if language == "ar" else "ar"
    page = open_site(f"{ROOTS[language]}women/", language=language, javascript=False)
    expect(page.locator(".scheme")).to_be_hidden()
    mark, sources = page.locator(".source-mark").first, page.locator(".source-list").first
    mark.click()
    expect(sources).to_be_visible()
    page.keyboard.press("Escape")
    expect(sources).to_be_hidden()
    mark.click()
    sources.locator("a").last.click()
    expect(page.locator(":target")).to_be_in_viewport()
    assert "/sources/#source-" in page.url
    page.locator(".menu-button").click()
    page.locator(".menu-panel a[href$='figures/']").click()
    page.locator("#chart-over-time .chart-table summary").click()
    expect(page.locator("#chart-over-time table")).to_be_visible()
    with page.expect_download() as download:
        page.locator("#chart-over-time .chart-files a[href$='.svg']").click()
    assert download.value.suggested_filename == "over-time.svg"
    page.locator("#measure-released .take summary").click()
    expect(page.locator("#measure-released .take")).to_contain_text("@online{")
    page.locator(f".languages a[hreflang={other}]").click()
    expect(page.locator("html")).to_have_attribute("lang", other)
    page.locator(".search-link").click()
    expect(page.locator(".site-index")).to_be_visible()
    assert page.url.endswith(f"{ROOTS[other]}all/")
    page.emulate_media(media="print")
    expect(page.locator(".print-foot")).to_contain_text(f"{ROOTS[other]}all/")


@languages
def test_enlarged_nothing_is_wider_than_the_screen(
    language: str, open_site: OpenSite, sideways: Callable[[Page, int], list[str]]
) -> None:
    """At 320 px, at 200 %, and with letters of 200 %: of the page, and of a phone's browser."""
    page = open_site("404", language=language)
    line = page.context.new_cdp_session(page)
    faults = {}

    def look(name: str, width: int) -> None:
        if found := [*sideways(page, width), *page.evaluate(BAR)]:
            faults[name] = found[:FEW]

    def set_letters(size: int) -> None:
        line.send("Page.setFontSizes", {"fontSizes": {"standard": size}})

    for address in PAGES:
        page.goto(f"./{ROOTS[language]}{address}")
        look(f"{address} narrow", 320)
        line.send("Emulation.setDeviceMetricsOverride", TWICE)
        look(f"{address} twice", 640)
        line.send("Emulation.clearDeviceMetricsOverride")
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        look(f"{address} letters", 1280)
        page.evaluate("document.documentElement.style.fontSize = ''")
        set_letters(32)
        look(f"{address} phone", 390)
        set_letters(16)
    assert faults == {}


@languages
def test_in_forced_colours_edges_and_words_are_seen(language: str, open_site: OpenSite) -> None:
    """And the focus, and which of some is chosen."""
    page = open_site("404", language=language)
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    faults = {}
    for address in ("", "pardons/", "editions/", "timeline/", "women/#declaration"):
        page.goto(f"./{ROOTS[language]}{address}")
        page.evaluate("document.querySelectorAll('details').forEach(box => box.open = true)")
        page.locator(".source-mark, #show-all" if address else ".menu-button").last.press("Space")
        if found := [*page.evaluate(LOST), *page.evaluate(MOVES)]:
            faults[address] = found
    assert faults == {}
