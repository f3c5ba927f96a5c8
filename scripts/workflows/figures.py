"""Two states of the data file → the figures that differ, told in every language."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from explainer.catalog import Catalog, Value
from explainer.components import Fragments
from explainer.messages import load as load_words
from explainer.project import TEMPLATES, WORDS
from workflows.writing import write


class Figure(NamedTuple):
    """A value before and after; one of the two may be missing."""

    measure: str
    before: Value | None
    after: Value | None

    @property
    def known(self) -> Value:
        """Return the value that is there, the later one of two."""
        found = self.after or self.before
        if found is None:
            raise ValueError("expected one value at least")
        return found


def changed(before: Catalog, after: Catalog) -> list[Figure]:
    """Return the figures that differ, stated and computed ones, by measure and then by date."""
    had, has = dict(_values(before)), dict(_values(after))
    found = [
        Figure(key[0], had.get(key), has.get(key))
        for key in {**has, **had}
        if _told(had.get(key)) != _told(has.get(key))
    ]
    order = [*after.measures, *before.measures]
    return sorted(found, key=lambda one: (order.index(one.measure), one.known.as_of.order))


def _values(catalog: Catalog) -> Iterator[tuple[tuple[str, Hashable], Value]]:
    """Yield every value with what tells it from the others: what it counts, when, of whom."""
    for name, series in catalog.series.items():
        for key, value in series.by_key.items():
            yield (name, key), value
    for value in catalog.set_aside:  # these may be several for one date
        yield (value.measure, (value.key, value.amount)), value


def _told(value: Value | None) -> Hashable:
    """Return what readers see of a value."""
    if value is None:
        return None
    seen = value.observation
    return value.amount, (seen.qualifier, seen.standing) if seen is not None else None


def summary(root: Path, before: Catalog, after: Catalog) -> str:
    """Return the figures that differ as a text for the summary of a run; `root` has the words."""
    figures = changed(before, after)
    languages = told(root, before, after, figures)
    return write("figures.md", languages=languages, locales=after.locales)


def told(
    root: Path, before: Catalog, after: Catalog, figures: list[Figure]
) -> dict[str, list[dict[str, object]]]:
    """Return a row for each figure in every language of the record, one that is new too."""
    return {name: list(_rows(root, name, before, after, figures)) for name in after.locales}


def _rows(
    root: Path, locale: str, before: Catalog, after: Catalog, figures: list[Figure]
) -> Iterator[dict[str, object]]:
    words = load_words(root / WORDS, locale, WORDS)
    # The state before may lack a language that is new: its numbers are written in it all the same.
    before = replace(before, locales={**after.locales, **before.locales})
    old, new = (
        Fragments(root / TEMPLATES, TEMPLATES, catalog, locale, words)
        for catalog in (before, after)
    )
    for figure in figures:
        value = figure.known
        known = new if figure.after is not None else old
        basis = value.basis
        cohort = known.catalog.cohorts[basis.cohort].editions if basis.cohort else ()
        yield {
            "label": _label(figure.measure, locale, after, before),
            "date": known.formats.date(value.as_of),
            "basis": basis,
            "cohort": known.formats.list([str(number) for number in cohort]),
            "computed": value.observation is None,
            "before": _amount(old, figure.before),
            "after": _amount(new, figure.after),
        }


def _label(measure: str, locale: str, *catalogs: Catalog) -> str:
    """Return the name of a measure in a language, from the first catalog that has it, or its id.

    A measure that is gone has no name in a language that came later.
    """
    labels = (one.measures[measure].label for one in catalogs if measure in one.measures)
    return next((label[locale] for label in labels if locale in label), measure)


def _amount(fragments: Fragments, value: Value | None) -> str:
    """Return a value as pages show it, without tags; a dash for none."""
    if value is None:
        return "—"
    start, end = fragments.around(value)
    return f"{start}{fragments.digits(value)}{end}"
