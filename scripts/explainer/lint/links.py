"""A link from page to page leads to a page that is there, and to a heading of it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping

from explainer.catalog import Catalog
from explainer.lint.source import Source
from explainer.problems import Problem, nearest

_ELSEWHERE = re.compile(r"[a-z][a-z+.-]*:|/|[^#]*[{}\ue000]", re.IGNORECASE)
"""An address with a scheme, one from the root, one that a call makes."""
_MORE_KINDS = ("source", "correction", "cohort", "chart", "table")


def check(pages: Mapping[str, Mapping[str, Source]], catalog: Catalog) -> Iterator[Problem]:
    """Yield the links that lead nowhere; `pages` are by path and language.

    Whether an entry of the record, such as `#event-first`, stands on the page that a link names is
    only known of the finished page: the build looks at those.
    """
    kinds = "|".join((*catalog.entries, *_MORE_KINDS))
    for twins in pages.values():
        for locale, source in twins.items():
            for section in source.sections:
                for target, line in section.links:
                    if not _ELSEWHERE.match(target):
                        message = _wrong(source, target, locale, pages, kinds)
                        if message:
                            yield Problem(source.page.shown, line, message)


def _wrong(
    source: Source,
    target: str,
    locale: str,
    pages: Mapping[str, Mapping[str, Source]],
    kinds: str,
) -> str:
    """Return what is wrong with a link; nothing for one that leads somewhere."""
    name, _, fragment = target.partition("#")
    if name and not name.endswith(".md"):
        return ""  # a file beside the pages
    folder = posixpath.dirname(source.page.path)
    path = posixpath.normpath(posixpath.join(folder, name)) if name else source.page.path
    there = pages.get(path, {}).get(locale)
    if there is None:
        others = [posixpath.relpath(one, folder or ".") for one in pages]
        return f"found a link to {name}, expected {nearest(name, others)}"
    ids = [section.id for section in there.sections if section.id]
    if not fragment or fragment in ids or re.fullmatch(rf"(?:{kinds})-.+", fragment):
        return ""
    expected = f"a heading of {there.page.shown}: {nearest(fragment, ids)}"
    return f"found a link to {target}, expected {expected}"
