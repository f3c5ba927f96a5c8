"""Two states of a project → what readers of each page will find changed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import NamedTuple

from explainer.components.rendering import TOKEN, Block, Inline
from explainer.formatting import one_line
from explainer.lint.source import passages_of
from explainer.project import Project

_LINKED = re.compile(r"\[([^][]*)\]")
_EMPHASIS = re.compile(r"\*+|(?<!\w)_+|_+(?!\w)")


class Change(NamedTuple):
    """A paragraph, list item or heading before and after, as plain text; one may be empty."""

    before: str
    after: str


@dataclass(frozen=True)
class PageChange:
    """What changes on one page."""

    path: str
    """The path of its Markdown file."""
    texts: tuple[Change, ...] = ()
    cited: tuple[str, ...] = ()
    """Paragraphs that stay as they are and name other sources or dates in their notes."""
    components: tuple[str, ...] = ()
    """The names of tables, charts and lists that change."""

    def __str__(self) -> str:
        """Return it as lines for an editor."""
        lines = [self.path]
        for change in self.texts:
            lines += [f"  before: {change.before or '(nothing)'}"]
            lines += [f"  after:  {change.after or '(nothing)'}"]
        lines += [f"  sources or dates in the note of: {text}" for text in self.cited]
        if self.components:
            lines.append(f"  changed: {', '.join(self.components)}")
        return "\n".join(lines)


class _Passage(NamedTuple):
    text: str
    evidence: tuple[str, ...]
    """The HTML of its figures and of the note that cites them."""


def page_changes(before: Project, after: Project) -> tuple[PageChange, ...]:
    """Return what changes between two projects with the same pages, twins beside each other."""
    order = list(after.catalog.locales)
    keys = sorted(after.pages, key=lambda key: (key[1], order.index(key[0])))
    found = (_page(before, after, key) for key in keys)
    return tuple(page for page in found if page.texts or page.cited or page.components)


def _page(before: Project, after: Project, key: tuple[str, str]) -> PageChange:
    old, new = list(_passages(before, key)), list(_passages(after, key))
    texts: list[Change] = []
    cited: list[str] = []
    matcher = SequenceMatcher(
        None, [passage.text for passage in old], [passage.text for passage in new], autojunk=False
    )
    for what, start, end, new_start, new_end in matcher.get_opcodes():
        pairs = zip_longest(old[start:end], new[new_start:new_end], fillvalue=_Passage("", ()))
        if what == "equal":
            cited += [two.text for one, two in pairs if one.evidence != two.evidence]
        else:
            texts += [Change(one.text, two.text) for one, two in pairs]
    had, has = _blocks(before, key), _blocks(after, key)
    names = [name for name in {**had, **has} if had.get(name) != has.get(name)]
    return PageChange(after.pages[key].shown, tuple(texts), tuple(cited), tuple(names))


def _passages(project: Project, key: tuple[str, str]) -> Iterator[_Passage]:
    """Yield the passages of a page as they are read, each with what stands behind its figures."""

    def shown(match: re.Match[str]) -> str:
        rendering = project.tokens.renderings[int(match[1])]
        return rendering.text + match[0] if isinstance(rendering, Inline) else ""

    yield _Passage(_plain(project.description(*key)), ())
    text = TOKEN.sub(shown, project.markdown[key])
    for passage in passages_of(project.pages[key], text):
        numbers = TOKEN.findall(passage.text)
        inline = [project.tokens.renderings[int(number)] for number in numbers]
        figures = [rendering for rendering in inline if isinstance(rendering, Inline)]
        evidence = [figure.html for figure in figures]
        values = {id(value): value for figure in figures for value in figure.values}
        sources = dict.fromkeys(source for figure in figures for source in figure.sources)
        if passage.running and (values or sources):
            evidence.append(project.cite(*key, tuple(values.values()), tuple(sources)))
        yield _Passage(_plain(TOKEN.sub("", passage.text)), tuple(evidence))


def _plain(text: str) -> str:
    """Return text on one line, without isolating characters and without marks of Markdown."""
    for pattern, by in ((_LINKED, r"\1"), (_EMPHASIS, "")):
        text = pattern.sub(by, text)
    return one_line(text)


def _blocks(project: Project, key: tuple[str, str]) -> dict[str, list[str]]:
    """Return the HTML of the components of a page that stand alone, by name.

    The version of the data file, which some of them name, is left out: it changes every time.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for number in TOKEN.findall(project.markdown[key]):
        rendering = project.tokens.renderings[int(number)]
        if isinstance(rendering, Block):
            html = rendering.html
            if html == project.index_place(key[0]):  # filled later, from the record and headings
                html = project.site_index(*key, ())
            found[rendering.name].append(html.replace(project.catalog.version, ""))
    if notes := project.corrections_of(*key):
        found["page_corrections"].append(notes)
    return found
