"""No rule of the style sheets is there for nothing: a page has, or may have, what it matches."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser

from support import ROOT

SCRIPT = (Path(__file__).parent / "unused.js").read_text(encoding="utf-8")
WRITTEN = {"h4", "hr"}
"""What an author may write and no page has at the moment."""
NUMBERED = re.compile(r"[ka]\d")
"""The kinds of marks of a chart: as many as it has measures."""


def named(selector: str) -> set[str]:
    """Return the classes, attributes and elements that a selector names."""
    plain = re.sub(r"::?[a-z-]+", " ", re.sub(r'"[^"]*"', "", selector))
    return set(re.findall(r"[a-z][\w-]*", plain))


def test_a_selector_names_what_it_is_about() -> None:
    selector = '.search :is(.k2, td.said)[data-copy="1"]::before'
    assert named(selector) == {"search", "k2", "td", "said", "data-copy"}


def test_every_rule_matches_what_a_page_or_a_script_may_have(site: Path, browser: Browser) -> None:
    makers = [*(ROOT / "overrides").rglob("*.html"), *(ROOT / "docs/assets").rglob("*.js")]
    # A script writes data-scheme as dataset.scheme.
    words = set(re.findall(r"[a-z][\w-]*", " ".join(m.read_text(encoding="utf-8") for m in makers)))
    words |= {f"data-{word}" for word in words} | WRITTEN
    sheets = [path.read_text(encoding="utf-8") for path in site.rglob("*.css")]
    pages = [path.read_text(encoding="utf-8") for path in site.rglob("*.html")]
    page = browser.new_page()
    total, left = page.evaluate(SCRIPT, [sheets, pages])
    page.close()
    assert total > 300
    unknown = {rule: {n for n in named(rule) - words if not NUMBERED.fullmatch(n)} for rule in left}
    assert {rule: names for rule, names in unknown.items() if names} == {}
