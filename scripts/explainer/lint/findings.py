"""All checks of prose on all pages and on the texts of the data file, in one go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from explainer.catalog import Catalog
from explainer.lint import characters, links, parity, readability, staleness
from explainer.lint.facts import Facts
from explainer.lint.passages import Passage, of_catalog
from explainer.lint.source import Source, passages_of
from explainer.lint.terms import Terms
from explainer.problems import Problem, one_of
from explainer.word_forms import Lexicon


@dataclass(frozen=True)
class Findings:
    """What the checks say."""

    problems: tuple[Problem, ...]
    """What has to be put right before anything is built."""
    tasks: tuple[Problem, ...]
    """What an editor has to look at: pages whose twin has changed."""
    excused: tuple[Problem, ...]
    """What an author has excused, with the reason."""


def check(
    sources: Iterable[Source],
    catalog: Catalog,
    data: str,
    rendered: Mapping[tuple[str, str], str],
    descriptions: Iterable[Source] = (),
) -> Findings:
    """Check pages and data; `data` is the path that messages name for the data file.

    `rendered` is the prose of each page, by language and path, with its calls answered;
    `descriptions` are what pages say of themselves to search engines.
    """
    pages, described = staleness.by_path(sources), staleness.by_path(descriptions)
    checks = {locale: _Prose(catalog, locale) for locale in catalog.locales}
    problems = [*parity.check(pages), *parity.check(described), *_corrected(catalog, data, pages)]
    problems += links.check(pages, catalog)
    problems += parity.without_ids(one for twins in pages.values() for one in twins.values())
    excused: list[Problem] = []
    for twins in (*pages.values(), *described.values()):
        for locale, source in twins.items():
            found = [p for passage in source.passages for p in checks[locale].of_page(passage)]
            problems += _not_excused(source, found, excused)
    for (locale, path), text in rendered.items():
        passages = passages_of(pages[path][locale].page, text)
        for passage in passages:
            problems += checks[locale].of_length(passage)
        if catalog.locales[locale].formats.startswith("en"):
            problems += readability.too_hard(pages[path][locale].page.shown, passages)
    for passage in of_catalog(catalog, data):
        problems += checks[passage.locale].of_data(passage)
    return Findings(
        problems=tuple(sorted(set(problems))),
        tasks=tuple(one.task for one in staleness.stale(pages)),
        excused=tuple(excused),
    )


def _corrected(catalog: Catalog, data: str, pages: Iterable[str]) -> Iterator[Problem]:
    """Yield the corrections of pages that are not there, which would show no note."""
    names = [path.removesuffix(".md") for path in pages]
    for correction in catalog.corrections.values():
        if correction.page is not None and correction.page not in names:
            message = f"page: found {correction.page!r}, expected {one_of(names)}"
            yield Problem(data, correction.line_of("page"), message)


class _Prose:
    """The checks of passages in one language."""

    def __init__(self, catalog: Catalog, locale: str) -> None:
        self._facts = Facts(catalog, locale)
        self._terms = Terms(catalog, locale)
        self._direction = catalog.locales[locale].direction
        # A term or a body may have to be named in another language: what it is called there.
        terms = (name for t in catalog.terms.values() for name in t.name.values())
        bodies = (name for o in catalog.organisations.values() for name in o.name.values())
        self._names = Lexicon({"name": [*terms, *bodies]})

    def of_page(self, passage: Passage) -> Iterator[Problem]:
        """Yield what is wrong with a passage of a page."""
        yield from self._facts.typed(passage)
        yield from self._facts.unguarded(passage)
        yield from self._anywhere(passage)

    def of_data(self, passage: Passage) -> Iterator[Problem]:
        """Yield what is wrong with a text of the data file, where facts belong."""
        yield from self._anywhere(passage)
        yield from self.of_length(passage)

    def of_length(self, passage: Passage) -> Iterator[Problem]:
        """Yield the sentences that are too long, with all that components put into them."""
        if self._direction == "rtl":
            yield from readability.long_sentences(passage)

    def _anywhere(self, passage: Passage) -> Iterator[Problem]:
        yield from characters.check(passage, self._direction, self._names)
        yield from self._terms.check(passage)


def _not_excused(
    source: Source, found: Iterable[Problem], excused: list[Problem]
) -> Iterator[Problem]:
    """Yield what no line excuses, and the excuses that are empty or excuse nothing."""
    used: set[int] = set()
    for problem in found:
        if source.excuses.get(problem.line):
            used.add(problem.line)
            message = f"{problem.message} (allowed: {source.excuses[problem.line]})"
            excused.append(Problem(problem.path, problem.line, message))
        else:
            yield problem
    for line, reason in source.excuses.items():
        if not reason:
            message = "allow: found no reason, expected one such as `allow: the name of a law`"
            yield Problem(source.page.shown, line, message)
        elif line not in used:
            message = "allow: excuses nothing on its line, expected no such note"
            yield Problem(source.page.shown, line, message)
