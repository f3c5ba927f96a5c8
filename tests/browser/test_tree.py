"""The accessibility tree: what a screen reader is told of a page, in both languages, in order.

It is Chromium's own, not made from the HTML. The spoken order of three pages is a golden text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from queries import ROOTS

OpenSite = Callable[..., Page]
languages = pytest.mark.parametrize("language", ["ar", "en"])
pages = pytest.mark.parametrize("address", ["", "figures/", "timeline/"])

NAVIGATIONS = {
    "ar": ["اللغات", "الأقسام", "في هذه الصفحة", "السنوات", "الصفحة السابقة والتالية"],
    "en": ["Languages", "Sections", "On this page", "Years", "Pages before and after"],
}
ONLY = {2: "figures/", 3: "timeline/"}
"""Those of them that not every page has."""
LETTERS = {"ar": re.compile("[ء-ي]"), "en": re.compile("[A-Za-z]")}
FOREIGN = {"ar": re.compile("[ء-ي]"), "en": re.compile("[A-Za-z][a-z]")}
"""What is of one language only; in Arabic a body may have its Latin letters, such as CNDH."""
EVERYWHERE = re.compile(r"https?://\S+|[\d–-]+|SVG|CSV|JSON")
CLOSEST = "function() { return this.closest('[lang]').lang }"
NAMED = {"link", "button", "radio", "DisclosureTriangle", "navigation", "region", "table", "image"}
CONTAINERS = {
    "banner": "banner",
    "navigation": "nav",
    "main": "main",
    "contentinfo": "foot",
    "note": "note",
    "figure": "figure",
    "list": "list",
    "table": "table",
}
LINES = {"listitem": "-", "heading": "h", "paragraph": "p", "Figcaption": "caption", "row": "row"}
PIECES = {"link": "link", "button": "button", "DisclosureTriangle": "fold", "image": "image"}
OPEN_ALL = "document.querySelectorAll('details').forEach(box => box.open = true)"
LINKS = """() => [...document.querySelectorAll("a:not([role])")]
  .filter(link => link.checkVisibility()).map(link => link.textContent.trim() || link.title)"""
TWO_STATES = {"pressed": ("not pressed", "pressed"), "expanded": ("closed", "open")}


@dataclass(frozen=True, slots=True)
class Node:
    """What is told of one thing on a page; its parts follow in the order they are read in."""

    role: str
    name: str
    description: str
    states: dict[str, Any]
    place: int
    parts: tuple[Node, ...] = ()

    def all(self, *roles: str) -> Iterator[Node]:
        """Yield the things of some roles inside this one, in order."""
        for part in self.parts:
            if part.role in roles:
                yield part
            yield from part.all(*roles)

    @property
    def is_block(self) -> bool:
        own = self.role in CONTAINERS or self.role in LINES
        return own or any(part.is_block for part in self.parts)


def told(node: dict[str, Any], parts: tuple[Node, ...] = ()) -> Node:
    states = {one["name"]: one["value"].get("value") for one in node.get("properties", ())}
    name, description = (plain(node.get(of, {}).get("value", "")) for of in ("name", "description"))
    place = node.get("backendDOMNodeId", 0)
    return Node(node["role"]["value"], name, description, states, place, parts)


def read_tree(page: Page) -> Node:
    """Return the tree of a page, without what it passes over."""
    line = page.context.new_cdp_session(page)
    nodes = {node["nodeId"]: node for node in line.send("Accessibility.getFullAXTree")["nodes"]}

    def gather(number: str) -> Iterator[Node]:
        node = nodes.get(number)
        if node is None or (role := node["role"]["value"]) == "InlineTextBox":
            return
        parts = tuple(part for child in node.get("childIds", ()) for part in gather(child))
        if node["ignored"]:
            yield from parts
        else:  # an image is told as one thing, with its name and its description
            yield told(node, () if role == "image" else parts)

    (root,) = gather(next(iter(nodes)))
    return root


def read_one(page: Page, selector: str) -> Node:
    """Return what is told of one element, without its parts."""
    line = page.context.new_cdp_session(page)
    found = line.send("Runtime.evaluate", {"expression": f"document.querySelector({selector!r})"})
    given = {"objectId": found["result"]["objectId"], "fetchRelatives": False}
    return told(line.send("Accessibility.getPartialAXTree", given)["nodes"][0])


def plain(text: str) -> str:
    """Return a text as it is spoken: isolates and kinds of spaces are not heard."""
    return re.sub(r"\s+", " ", re.sub("[\u2066-\u2069]", "", text))


def said(node: Node) -> str:
    """Return what is read inside a line."""
    if node.role in ("StaticText", "ListMarker"):
        return node.name
    if node.role not in PIECES:
        return "".join(map(said, node.parts))
    more = [node.description] if node.description != node.name else []
    for state, (no, yes) in TWO_STATES.items():
        if state in node.states:
            more.append(yes if node.states[state] in (True, "true") else no)
    return f"[{', '.join(filter(None, [f'{PIECES[node.role]} {node.name.strip()}', *more]))}]"


def spoken(node: Node, depth: int = 0) -> Iterator[str]:
    """Yield the lines in which a page is read: role, name, state, and the text in order."""
    word = CONTAINERS.get(node.role) or LINES.get(node.role, "")
    parts = list(node.parts)
    text = ""
    if node.role in LINES:
        word += str(node.states["level"]) if node.role == "heading" else ""
        between = " | " if node.role == "row" else ""
        first = list(takewhile(lambda part: between or not part.is_block, parts))
        text, parts = between.join(map(said, first)), parts[len(first) :]
    elif node.role == "list":
        word += f" of {sum(part.role == 'listitem' for part in parts)}"
    elif word:
        text = node.name
    if word:
        yield "  " * depth + f"{word} {text.strip()}".rstrip()
        depth += 1
    for part in parts:
        if part.is_block:
            yield from spoken(part, depth)
        elif (piece := said(part)).strip():
            yield "  " * depth + piece.strip()


@pages
@languages
def test_a_page_is_told_by_its_landmarks_headings_and_names(
    language: str, address: str, open_site: OpenSite
) -> None:
    page = open_site(f"{ROOTS[language]}{address}", language=language)
    page.evaluate(OPEN_ALL)
    expect(page.locator(".take [data-copy]:not(.has-copy)")).to_have_count(0)
    tree = read_tree(page)
    frame = ["link", "banner", "navigation", "main", "contentinfo"]
    assert [part.role for part in tree.parts] == frame  # nothing stands outside of them
    wanted = [n for at, n in enumerate(NAVIGATIONS[language]) if ONLY.get(at, address) == address]
    assert [one.name for one in tree.all("navigation")] == wanted
    headings = [*tree.all("heading")]
    levels = [one.states["level"] for one in headings]
    assert levels.count(1) == 1 == levels[0]
    assert all(below <= above + 1 for above, below in pairwise(levels))
    assert [one.name for one in headings if "¶" in one.name or not one.name] == []
    wrong = [one for one in tree.all(*NAMED) if not is_in(language, one.name)]
    assert [(one.role, one.name) for one in wrong if not is_other(page, one)] == []
    for table in tree.all("table"):
        assert [one.name for one in table.all("columnheader") if one.name], table.name
        assert [*table.all("rowheader")], table.name
    images = [*tree.all("image")]
    assert (
        len(images) == page.locator("figure.chart svg:visible").count() >= (address != "timeline/")
    )
    for image in images:
        assert LETTERS[language].search(image.description)
    # Numbers are isolated for the eye; in names they stand where they stand in the text.
    names = ["".join(one.name.split()).lower() for one in tree.all("link")]
    assert names == ["".join(plain(text).split()).lower() for text in page.evaluate(LINKS)]
    assert any(re.search(r"\d", name) for name in names)


def is_in(language: str, name: str) -> bool:
    """Return whether a name is in a language, or the same in all."""
    if EVERYWHERE.fullmatch(name):
        return True
    others = [letters for other, letters in FOREIGN.items() if other != language]
    return bool(LETTERS[language].search(name)) and not any(one.search(name) for one in others)


def is_other(page: Page, node: Node) -> bool:
    """Return whether a thing stands where the page says it is in another language, and is so."""
    line = page.context.new_cdp_session(page)
    found = line.send("DOM.resolveNode", {"backendNodeId": node.place})["object"]["objectId"]
    given = {"objectId": found, "functionDeclaration": CLOSEST, "returnByValue": True}
    language = line.send("Runtime.callFunctionOn", given)["result"]["value"]
    return is_in(language, node.name)


@languages
def test_states_are_told_before_and_after(language: str, open_site: OpenSite) -> None:
    page = open_site(ROOTS[language], language=language)

    def press(key: str, selector: str, state: str) -> list[object]:
        before = read_one(page, selector).states[state]
        page.locator(selector).first.press(key)
        return [before, read_one(page, selector).states[state]]

    assert press("Space", ".scheme", "pressed") == ["false", "true"]
    assert press("Space", ".scheme", "pressed") == ["true", "false"]
    assert press("Enter", ".menu-button", "expanded") == [False, True]
    menu = read_one(page, "#menu")
    assert (menu.role, menu.name) == ("navigation", {"ar": "القائمة", "en": "Menu"}[language])
    assert press("Escape", ".menu-button", "expanded") == [True, False]
    for selector in (".source-mark", ".card summary", ".chart-table summary", ".take summary"):
        assert press("Enter", selector, "expanded") == [False, True], selector
    assert read_one(page, ".chart-table table").role == "table"
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    dialog = read_one(page, "dialog[open]")
    assert (dialog.role, dialog.states.get("modal")) == ("dialog", True)
    search = {"ar": "البحث", "en": "Search"}[language]
    assert search in dialog.name
    assert LETTERS[language].search(read_one(page, "dialog input").name)
    page.goto(f"./{ROOTS[language]}timeline/")
    assert press("ArrowDown", "#show-all", "checked") == ["true", "false"]
    assert read_one(page, "#show-edition").states["checked"] == "true"
    status = read_one(page, ".timeline-frame [role=status]")
    assert (status.role, status.states["live"]) == ("status", "polite")


@languages
@pytest.mark.parametrize("name", ["home", "women", "pardon"])
def test_a_page_is_spoken_in_order(
    name: str, language: str, open_site: OpenSite, golden: Callable[[str, str], None]
) -> None:
    address = "" if name == "home" else f"{name}/"
    page = open_site(f"{ROOTS[language]}{address}", language=language)
    golden(f"spoken-{name}.{language}.txt", "\n".join(spoken(read_tree(page))))
