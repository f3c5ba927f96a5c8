"""Which version of its twins a page was checked against, and what has changed there since.

The version of a section is a digest of its prose without the component calls, so that a new
figure, which both languages show by themselves, never makes a translation stale.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from explainer.lint.source import Source
from explainer.problems import Problem
from explainer.yaml_reader import Mapping

KEY = "checked_against"
_TOP = "top"
"""What stands before the first heading."""


@dataclass(frozen=True)
class Stale:
    """A page whose twin has changed since somebody compared them."""

    source: Source
    twin: Source
    sections: tuple[str, ...]
    """The ids of the sections that changed, came or went."""

    @property
    def task(self) -> Problem:
        """Return what an editor has to do."""
        line = self.source.page.meta.key_lines.get(KEY, 1)
        page = f"{self.source.page.locale}/{self.source.page.path}".removesuffix(".md")
        if KEY not in self.source.page.meta:
            message = (
                f"{KEY}: names no version of {self.twin.page.shown}, expected a reading of both, "
                f"then `make reviewed PAGE={page}`"
            )
            return Problem(self.source.page.shown, line, message)
        message = (
            f"{self.twin.page.shown} has changed ({', '.join(self.sections)}) since this page was "
            f"checked against it, expected a new reading, then `make reviewed PAGE={page}`"
        )
        return Problem(self.source.page.shown, line, message)


def versions(source: Source) -> dict[str, str]:
    """Return the version of each section of a page, by its id."""
    return {
        section.id or _TOP: hashlib.sha256("\n".join(section.prose).encode()).hexdigest()[:8]
        for section in source.sections
        if section.prose
    }


def stale(pages: dict[str, dict[str, Source]]) -> Iterator[Stale]:
    """Yield each page that was not checked against a twin as it is; `pages` by path, language."""
    for twins in pages.values():
        for locale, source in twins.items():
            checked = source.page.meta.get(KEY)
            for other, twin in twins.items():
                if other == locale:
                    continue
                seen = checked.get(other) if isinstance(checked, Mapping) else None
                known = dict(seen) if isinstance(seen, Mapping) else {}
                there = versions(twin)
                names = dict.fromkeys([*there, *known])
                changed = tuple(name for name in names if there.get(name) != known.get(name))
                if changed:
                    yield Stale(source, twin, changed)


def stale_pages(sources: Iterable[Source]) -> frozenset[tuple[str, str]]:
    """Return the language and path of each page that is stale."""
    found = {(one.source.page.locale, one.source.page.path) for one in stale(by_path(sources))}
    return frozenset(found)


def by_path(sources: Iterable[Source]) -> dict[str, dict[str, Source]]:
    """Return pages by path, and the twins of each path by language."""
    pages: defaultdict[str, dict[str, Source]] = defaultdict(dict)
    for source in sources:
        pages[source.page.path][source.page.locale] = source
    return dict(pages)


def reviewed(text: str, source: Source, twins: dict[str, Source]) -> str:
    """Return the text of a page whose front matter names its twins as they are."""
    lines = text.split("\n")
    head, body = lines[: source.page.offset], lines[source.page.offset :]
    head = head or ["---", "---"]
    kept: list[str] = []
    inside = False
    for line in head[1:-1]:
        inside = line.startswith(f"{KEY}:") or (inside and re.match(r"\s|$", line) is not None)
        if not inside:
            kept.append(line)
    noted = [f"{KEY}:"]
    for locale, twin in twins.items():
        noted.append(f"  {locale}:")
        noted += [f"    {name}: '{version}'" for name, version in versions(twin).items()]
    return "\n".join(["---", *kept, *noted, "---", *body])
