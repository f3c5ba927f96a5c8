"""Which value a call means: by measure, date, edition, cohort or coverage."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_type_hints

from explainer.catalog import Catalog, Value
from explainer.catalog.values import Series
from explainer.components.arguments import check
from explainer.components.rendering import ComponentError
from explainer.dates import Date
from explainer.problems import one_of


@dataclass(frozen=True, slots=True)
class Selection:
    """The arguments of a call that name a value. What is left out may be anything."""

    measure: str
    as_of: str | None = None
    edition: int | None = None
    cohort: str | None = None
    through_edition: int | None = None
    counts_starting: bool | None = None
    standing: str = "accepted"

    @classmethod
    def of(cls, measure: str, options: Mapping[str, Any]) -> Selection:
        """Return what a call names by its options. Raises ComponentError for one of no use."""
        kinds = get_type_hints(cls)
        for name, value in options.items():
            known("option", name, sorted(kinds.keys() - {"measure"}))
            check(name, value, kinds[name])
        return cls(measure, **options)

    def matches(self, value: Value) -> bool:
        """Return whether a value is one that the call may mean."""
        basis = value.basis
        return (
            (self.as_of is None or value.as_of.text == self.as_of)
            and (self.edition is None or basis.edition == self.edition)
            and (self.cohort is None or basis.cohort == self.cohort)
            and (self.through_edition is None or basis.through_edition == self.through_edition)
            and (self.counts_starting is None or basis.counts_starting == self.counts_starting)
        )


def known(kind: str, wanted: object, names: Iterable[object]) -> None:
    """Raise ComponentError unless an id exists, with the nearest one that does."""
    ids = list(names)
    if wanted in ids:
        return
    close = difflib.get_close_matches(str(wanted), map(str, ids), n=1)
    hint = f"such as {close[0]!r}" if close else f"of the data file ({len(ids)} there)"
    raise ComponentError(f"found the {kind} {wanted!r}, expected one {hint}")


def select(catalog: Catalog, selection: Selection) -> Value:
    """Return the newest value that a call may mean.

    Raises ComponentError when there is none, or when a date has several with different bases
    and the call does not say which.
    """
    known("measure", selection.measure, catalog.measures)
    if selection.as_of is not None:
        _must_be_a_date(selection.as_of)
    values = _candidates(catalog, selection)
    if not values:
        raise ComponentError(_nothing(catalog, selection))
    newest = values[-1]
    if selection.as_of is not None:
        bases = {value.basis for value in values}
        if len(bases) > 1:
            choice = one_of(f"({basis})" for basis in sorted(bases, key=str))
            raise ComponentError(
                f"{selection.measure} has several values on {selection.as_of}, "
                f"expected which of them: {choice}"
            )
    return newest


def _candidates(catalog: Catalog, selection: Selection) -> list[Value]:
    if selection.standing != "accepted":
        standings = ("accepted", "unreconciled", "not-adopted")
        known("standing", selection.standing, standings)
        return [
            value
            for value in catalog.set_aside
            if value.measure == selection.measure
            and value.observation is not None
            and value.observation.standing == selection.standing
            and selection.matches(value)
        ]
    series = catalog.series[selection.measure]
    if selection.as_of is not None:
        found: Sequence[Value] = series.by_date.get(selection.as_of, ())
    elif selection.edition is not None or selection.cohort is not None:
        found = series.by_part.get(selection.edition or selection.cohort or "", ())
    elif selection == Selection(selection.measure):
        return _newest(series)
    else:
        found = series.values
    return [value for value in found if value.exact and selection.matches(value)]


def _newest(series: Series) -> list[Value]:
    newest = next((value for value in reversed(series.values) if value.exact), None)
    return [newest] if newest is not None else []


def _must_be_a_date(text: str) -> None:
    try:
        Date.parse(text)
    except (ValueError, TypeError) as error:
        raise ComponentError(f"as_of: found {text!r}, expected {error}") from None


def _nothing(catalog: Catalog, selection: Selection) -> str:
    series = catalog.series[selection.measure]
    dates = list(dict.fromkeys(value.as_of.text for value in series.values if value.exact))
    there = one_of(dates[-6:]) if dates else "an accepted value in the data file, but it has none"
    asked = ", ".join(
        f"{name}={getattr(selection, name)!r}"
        for name in ("as_of", "edition", "cohort", "through_edition", "counts_starting", "standing")
        if getattr(selection, name) not in (None, "accepted")
    )
    return f"no value of {selection.measure} for {asked or 'any date'}, expected {there}"


def common(catalog: Catalog, selections: Sequence[Selection]) -> dict[Selection, Value]:
    """Return one value for each selection, all of one date and basis.

    Without a date, the newest date and basis that all have. Values of one measure for single
    editions may be compared with each other. Raises ComponentError naming both sides otherwise.
    """
    wanted = list(dict.fromkeys(selections))
    if len(wanted) < 2 or _per_edition(wanted):  # noqa: PLR2004 (nothing to compare)
        return {selection: select(catalog, selection) for selection in wanted}
    for selection in wanted:
        known("measure", selection.measure, catalog.measures)
    first, *others = wanted
    for value in reversed(catalog.series[first.measure].values):
        found = {first: value}
        for other in others:
            match = catalog.series[other.measure].by_key.get(value.key)
            if match is not None and match.exact and other.matches(match):
                found[other] = match
        if value.exact and first.matches(value) and len(found) == len(wanted):
            return found
    sides = " and ".join(_side(catalog, selection) for selection in wanted)
    raise ComponentError(f"{sides} share no date and basis, expected values of one date and basis")


def _per_edition(selections: Sequence[Selection]) -> bool:
    return len({s.measure for s in selections}) == 1 and all(
        s.edition is not None or s.cohort is not None for s in selections
    )


def _side(catalog: Catalog, selection: Selection) -> str:
    values = [v for v in catalog.series[selection.measure].values if selection.matches(v)]
    if not values:
        return selection.measure
    return f"{selection.measure} (newest: {values[-1].as_of}, {values[-1].basis})"
