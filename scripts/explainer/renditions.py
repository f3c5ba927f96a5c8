"""A built page → the same in plain Markdown, for programs that read text, and the list of them all.

Figures, charts (as their tables) and sources are in it; what only serves a browser is not. The
list is `llms.txt` (https://llmstxt.org).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import urljoin

from lxml import html as lxml_html
from markdownify import MarkdownConverter

# What a reader of text has no use for: pictures, buttons, contents, ways to elsewhere.
_UNREAD = (
    "self::nav | self::button | self::svg | self::script | self::style | self::form"
    " | self::*[contains(concat(' ', @class, ' '), ' headerlink ')]"
    " | self::*[contains(concat(' ', @class, ' '), ' take ')]"
    " | self::*[contains(concat(' ', @class, ' '), ' chart-files ')]"
    " | self::*[contains(concat(' ', @class, ' '), ' print-only ')]"
)
# Tags that say nothing in Markdown: without them the rest is converted in half the time.
_BARE = ("bdi", "data", "time", "span", "small", "abbr")
_BLANK = re.compile(r"[ \t]+$", re.MULTILINE)
_GAPS = re.compile(r"\n{3,}")


class Listed(NamedTuple):
    """A page in the list: its title, the address of its Markdown, what it says of itself."""

    title: str
    url: str
    description: str


class _Converter(MarkdownConverter):
    """Markdown as we write it; links lead where they lead on the page, from anywhere."""

    def convert_caption(self, _element: Any, text: str, parent_tags: Any = None) -> str:
        """Return the name of a table as a line of its own before it."""
        return f"\n\n{text.strip()}\n\n"

    def convert_summary(self, _element: Any, text: str, parent_tags: Any = None) -> str:
        """Return the name of what is folded on the page."""
        return f"\n\n**{text.strip()}**\n\n"


@lru_cache(maxsize=128)
def rendition(page: bytes, url: str) -> str:
    """Return the article of a page, which is at an address, as Markdown; empty without one."""
    root: Any = lxml_html.document_fromstring(page.decode("utf-8"))
    article = next(iter(root.iter("article")), None)
    if article is None:
        return ""
    for element in article.xpath(f".//*[{_UNREAD}]"):
        element.drop_tree()
    for element in [*article.iter(*_BARE)]:
        element.drop_tag()
    for link in article.iter("a"):
        if (way := link.get("href")) is not None:
            link.set("href", urljoin(url, way))
    text = _Converter(
        heading_style="atx", bullets="-", strip=["img"], escape_misc=False, bs4_options="lxml"
    ).convert(lxml_html.tostring(article, encoding="unicode"))
    text = _GAPS.sub("\n\n", _BLANK.sub("", text)).strip()
    return f"{text}\n\n<{url}>\n"


def title(markdown: str) -> str:
    """Return the first heading of a page as plain text."""
    first = next((line for line in markdown.split("\n") if line.startswith("# ")), "# ")
    return first.removeprefix("# ").strip()


def listing(name: str, describes: Iterable[str], pages: Mapping[str, Iterable[Listed]]) -> str:
    """Return `llms.txt`: what the site is, and its pages under the name of their language."""
    lines = [f"# {name}", ""]
    lines += [f"> {text}" for text in describes]
    for language, found in pages.items():
        lines += ["", f"## {language}", ""]
        lines += [f"- [{page.title}]({page.url}): {page.description}" for page in found]
    return "\n".join([*lines, ""])
