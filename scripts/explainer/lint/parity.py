"""A page and its twins say the same: sections, calls, links, footnotes and front matter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from explainer.lint.source import Section, Source
from explainer.problems import Problem

Placed = tuple[str, int]
"""Something that stands on a page, and its line."""


def check(pages: dict[str, dict[str, Source]]) -> Iterator[Problem]:
    """Yield where the twins of a page differ; `pages` are by path and language.

    The first language that has the page is the measure for the others.
    """
    languages = {locale: None for twins in pages.values() for locale in twins}
    for path, twins in pages.items():
        first, *others = (twins[locale] for locale in languages if locale in twins)
        others = [other for other in others if first.sections and other.sections]
        for locale in languages:
            if locale not in twins:
                message = f"{path} has no twin in {locale}, expected a page in every language"
                yield Problem(first.page.shown, 0, message)
        for other in others:
            yield from _front_matter(first, other)
            yield from _headings(first, other)
            yield from _contents(first, other)


def without_ids(sources: Iterable[Source]) -> Iterator[Problem]:
    """Yield the headings that no link and no twin could name: without an id, or with one twice.

    Sections are compared and their versions noted by these ids: of two without, one would be lost.
    """
    for source in sources:
        seen: dict[str, int] = {}
        for section in source.sections:
            if not section.level:
                continue
            if not section.id:
                message = "found a heading without an id, expected one such as {#law} at its end"
                yield Problem(source.page.shown, section.line, message)
            elif section.id in seen:
                message = f"found the id {{#{section.id}}} of line {seen[section.id]} again"
                yield Problem(source.page.shown, section.line, f"{message}, expected another one")
            seen.setdefault(section.id, section.line)


def _front_matter(first: Source, other: Source) -> Iterator[Problem]:
    for one, two in ((first, other), (other, first)):
        for key, line in one.page.meta.key_lines.items():
            if key not in two.page.meta:
                message = f"{key}: stands in the front matter, expected it in {two.page.shown} too"
                yield Problem(one.page.shown, line, message)


def _headings(first: Source, other: Source) -> Iterator[Problem]:
    for one, two in zip(first.sections, other.sections, strict=False):
        if (one.level, one.id) != (two.level, two.id):
            message = (
                f"found the heading {_heading(two)}, expected {_heading(one)} "
                f"as on {first.page.shown}:{one.line}"
            )
            yield Problem(other.page.shown, two.line, message)
            return  # all that follows is shifted
    for here, there in ((first, other), (other, first)):
        for section in here.sections[len(there.sections) :]:
            message = (
                f"found the heading {_heading(section)}, expected it in {there.page.shown} too"
            )
            yield Problem(here.page.shown, section.line, message)


def _heading(section: Section) -> str:
    return f"{'#' * section.level} {{#{section.id}}}" if section.level else "no heading"


def _contents(first: Source, other: Source) -> Iterator[Problem]:
    sections = {section.id: section for section in other.sections}
    for one in first.sections:
        two = sections.get(one.id)
        if two is None:
            continue
        where = f"the section {{#{one.id}}}" if one.id else "the beginning"
        kinds: tuple[tuple[str, Iterable[Placed], Iterable[Placed]], ...] = (
            ("call", one.calls, two.calls),
            ("link to", one.links, two.links),
            ("footnote", one.footnotes, two.footnotes),
        )
        for what, left, right in kinds:
            yield from _missing(what, where, (first, left), (other, right))
            yield from _missing(what, where, (other, right), (first, left))


def _missing(
    what: str,
    where: str,
    here: tuple[Source, Iterable[Placed]],
    there: tuple[Source, Iterable[Placed]],
) -> Iterator[Problem]:
    """Yield what stands in a section of one page more often than in that of the other."""
    spare = Counter(text for text, _ in there[1])
    for text, line in here[1]:
        spare[text] -= 1
        if spare[text] < 0:
            message = (
                f"found the {what} {text} in {where}, expected it in {there[0].page.shown} too"
            )
            yield Problem(here[0].page.shown, line, message)
