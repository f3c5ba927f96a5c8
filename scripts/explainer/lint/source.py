"""A page as its author typed it, taken apart for the checks: sections, calls, links, passages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple

from jinja2 import Environment, TemplateSyntaxError

from explainer.lint.passages import CALL, GUARD_END, GUARD_START, Passage
from explainer.pages import Page

_HEADING = re.compile(r"(#{1,6})\s+(.*?)(?:\s*\{#([\w-]+)\}\s*)?$")
_LINK = re.compile(r"\]\(([^()\s]+)[^()]*\)")
_FOOTNOTE = re.compile(r"\[\^([\w-]+)\]")
_BLOCK_START = re.compile(r"\s*(?:[-*+]|\d+\.)\s+|\s*(?:!!!|\?\?\?\+?)\s|#{1,6}\s|\s*[:|>]")
_TITLE = re.compile(r'\s*(?:!!!|\?\?\?\+?)\s+[\w -]+?"(.*)"\s*$')
# What is not prose: code, addresses, attributes, tags, list marks, rules.
_NOT_PROSE = (
    re.compile(r"`[^`\n]*`"),
    re.compile(r"(?<=\])\([^()\n]*\)"),
    re.compile(r"\[\^[\w-]+\]:?"),
    re.compile(r"\{[#:][^}\n]*\}"),
    re.compile(r"<[^>\n]*>"),
    re.compile(r"(?m)^\s*(?:[-*+]|\d+\.)\s+"),
    re.compile(r"(?m)^\s*(?:!!!|\?\?\?\+?)\s+[\w -]+"),
    re.compile(r"(?m)^\s*(?:#{1,6}|>|-{3,}|[|:][-|: ]*$)"),
)
_ALLOW = re.compile(r"\s*allow:\s*(.*?)\s*$", re.DOTALL)


class Call(NamedTuple):
    """A component call or a guard, as it was typed but for its spaces and quotes."""

    text: str
    line: int


@dataclass
class Section:
    """A heading and what stands under it; the first section of a page may have no heading."""

    level: int
    id: str
    line: int
    calls: list[Call] = field(default_factory=list)
    links: list[tuple[str, int]] = field(default_factory=list)
    footnotes: list[tuple[str, int]] = field(default_factory=list)
    prose: list[str] = field(default_factory=list)
    """Its text without the calls, for telling whether it changed."""


@dataclass
class Source:
    """A page taken apart. A page whose calls cannot be read has no parts."""

    page: Page
    sections: list[Section] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    excuses: dict[int, str] = field(default_factory=dict)
    """Lines with `{## allow: reason ##}`, and the reason."""


def take_apart(page: Page, environment: Environment) -> Source:
    """Return the parts of a page; `environment` knows how its calls are written."""
    return replace(_parts(page, environment), page=page)


@lru_cache(maxsize=1000)
def _parts(page: Page, environment: Environment) -> Source:
    """Take a page apart once for each text; its front matter is not part of it."""
    source = Source(page)
    try:
        masked, calls = _mask(page, environment, source.excuses)
    except TemplateSyntaxError:
        return source  # reported, with all else, when the page is rendered
    _sections(source, masked, calls)
    source.passages = passages_of(page, masked)
    return source


def _mask(
    page: Page, environment: Environment, excuses: dict[int, str]
) -> tuple[str, list[list[Call]]]:
    """Return the text with a mark for each call, and the calls of each line (from 0)."""
    pieces: list[str] = []
    calls: list[list[Call]] = [[] for _ in page.body.split("\n")]
    inside: list[str] = []
    start = 1
    for line, kind, value in environment.lex(page.body):
        match kind:
            case "data":
                pieces.append(value)
            case "variable_begin" | "block_begin":
                inside, start = [], line
            case "variable_end" | "block_end":
                text = " ".join(inside) if kind == "block_end" else "".join(inside)
                calls[start - 1].append(Call(text, start + page.offset))
                pieces.append(_mark(kind, inside) + "\n" * value.count("\n"))
            case "comment":
                if (reason := _ALLOW.match(value)) is not None:
                    excuses[line + page.offset] = reason[1]
                pieces.append("\n" * value.count("\n"))
            case "whitespace":
                pieces.append("\n" * value.count("\n"))
            case "string":
                inside.append(repr(value[1:-1]))
            case "comment_begin" | "comment_end":
                pass
            case _:
                inside.append(value)
    return "".join(pieces), calls


def _mark(kind: str, inside: list[str]) -> str:
    if kind == "variable_end":
        return f"{CALL}{inside[0] if inside else ''}{CALL}"
    return {"holds": GUARD_START, "else": " ", "endholds": GUARD_END}.get(
        inside[0] if inside else "", ""
    )


def _sections(source: Source, masked: str, calls: list[list[Call]]) -> None:
    offset = source.page.offset
    section = Section(0, "", offset + 1)
    source.sections.append(section)
    fenced = False
    for number, line in enumerate(masked.split("\n")):
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        heading = None if fenced else _HEADING.match(line)
        if heading is not None:
            section = Section(len(heading[1]), heading[3] or "", number + 1 + offset)
            source.sections.append(section)
        section.calls += calls[number] if number < len(calls) else []
        if not fenced:
            section.links += [(link[1], number + 1 + offset) for link in _LINK.finditer(line)]
            notes = _FOOTNOTE.finditer(line)
            section.footnotes += [(note[1], number + 1 + offset) for note in notes]
        text = re.sub(f"{CALL}[^{CALL}]*{CALL}|[{GUARD_START}{GUARD_END}]", "", line)
        if text.strip():
            section.prose.append(" ".join(text.split()))


def passages_of(page: Page, text: str) -> list[Passage]:
    """Return the headings, titles, list items and paragraphs of a page's text.

    The text is the page's own with marks for its calls, or with what they print.
    """
    return list(_passages(page, text))


def _passages(page: Page, masked: str) -> Iterator[Passage]:
    waiting: list[str] = []
    first, fenced, section = 0, False, ""

    def passage() -> Iterator[Passage]:
        heading, title = _HEADING.match(waiting[0]), _TITLE.match(waiting[0])
        text = title[1] if title is not None else "\n".join(waiting)
        for pattern in _NOT_PROSE:
            text = pattern.sub(lambda match: "\n" * match[0].count("\n"), text)
        if text.strip():
            running = heading is None and title is None
            yield Passage(
                page.shown, first + page.offset, page.locale, text, running=running, section=section
            )

    for number, line in enumerate([*masked.split("\n"), ""], 1):
        fence = line.lstrip().startswith(("```", "~~~"))
        if waiting and (fence or not line.strip() or _BLOCK_START.match(line) or _ends(waiting)):
            yield from passage()
            waiting = []
        if fence:
            fenced = not fenced
        elif not fenced and line.strip():
            if (heading := _HEADING.match(line)) is not None:
                section = heading[3] or ""
            if not waiting:
                first = number
            waiting.append(line)


def _ends(waiting: list[str]) -> bool:
    """Return whether a passage is one line long: a heading or a title."""
    return _HEADING.match(waiting[0]) is not None or _TITLE.match(waiting[0]) is not None
