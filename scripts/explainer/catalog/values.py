"""Observations and derived amounts as one thing: a `Value` with its date, basis and origin."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from explainer.dates import Date
from explainer.model import Basis, Derivation, Observation
from explainer.model.facts import Qualifier


class Key(NamedTuple):
    """What two values must share to be compared."""

    as_of: str
    basis: Basis


@dataclass(frozen=True, eq=False, slots=True)
class Value:
    """An amount of a measure at a date: stated (`observation`) or computed (`derivation`)."""

    measure: str
    amount: Decimal
    as_of: Date
    basis: Basis
    observation: Observation | None = None
    derivation: Derivation | None = None
    terms: tuple[Value, ...] = ()
    """For a computed value: what it was computed from."""

    @property
    def key(self) -> Key:
        """Return its date and basis."""
        return Key(self.as_of.text, self.basis)

    @property
    def exact(self) -> bool:
        """Return whether the amount is a count rather than a bound such as "most of 217"."""
        return self.observation is None or self.observation.qualifier != "most"

    @property
    def qualifier(self) -> Qualifier:
        """Return how the number was given; a computed one comes from exact numbers alone."""
        return self.observation.qualifier if self.observation is not None else "exact"

    @property
    def repeats(self) -> bool:
        """Return whether nothing in it is newer than an older value of the same measure."""
        if self.observation is not None:
            return self.observation.repeats is not None
        return all(term.repeats for term in self.terms)

    @property
    def observations(self) -> tuple[Observation, ...]:
        """Return every observation that it rests on, each once, in order."""
        if self.observation is not None:
            return (self.observation,)
        found = {id(o): o for term in self.terms for o in term.observations}
        return tuple(found.values())

    @property
    def line(self) -> int:
        """Return the line of its number, or of the derivation that computes it."""
        if self.observation is not None:
            return self.observation.line_of("value")
        return self.derivation.line_of() if self.derivation is not None else 0


def order(value: Value) -> tuple[object, ...]:
    """Return a key that sorts by date, then by how many editions a value covers.

    Of two values of one date and edition, that without the people just starting comes last:
    it is the one to show where a page names no basis.
    """
    return (*value.as_of.order, value.basis.through_edition or 0, not value.basis.counts_starting)


class Series:
    """The values of one measure, found by date, basis, edition or cohort without searching."""

    def __init__(self, values: Iterable[Value] = ()) -> None:
        """Take values in any order."""
        self.values: list[Value] = sorted(values, key=order)
        self.by_key: dict[Key, Value] = {}
        self.by_date: dict[str, list[Value]] = defaultdict(list)
        self.by_part: dict[int | str, list[Value]] = defaultdict(list)
        """Values of one edition (its number) or cohort (its id), oldest first."""
        for value in self.values:
            self._index(value)
        # Sorting is stable: of two totals with one coverage the newer comes last.
        totals = [value for value in self.values if value.basis.through_edition and _is_new(value)]
        self._totals = sorted(totals, key=_coverage)

    def add(self, values: Iterable[Value]) -> None:
        """Add computed values, keeping the order."""
        new = list(values)
        self.values = sorted([*self.values, *new], key=order)
        for value in new:
            self._index(value)

    def _index(self, value: Value) -> None:
        self.by_key.setdefault(value.key, value)
        self.by_date[value.as_of.text].append(value)
        part = value.basis.edition or value.basis.cohort
        if part is not None:
            self.by_part[part].append(value)

    def of_part(self, part: int | str, until: Date | None = None) -> Value | None:
        """Return the newest value of an edition or cohort that can have been known at a date."""
        known = self.by_part.get(part, [])
        if until is not None:
            known = [value for value in known if value.as_of.earliest <= until.latest]
        return known[-1] if known else None

    def stated_below(self, edition: int) -> Value | None:
        """Return the stated total with the widest coverage below an edition, the newest of them."""
        end = bisect_left(self._totals, edition, key=_coverage)
        return self._totals[end - 1] if end else None


def _coverage(value: Value) -> int:
    return value.basis.through_edition or 0


def _is_new(value: Value) -> bool:
    return value.observation is not None and value.exact and not value.repeats


def stated(observation: Observation) -> Value:
    """Return an observation as a value."""
    return Value(
        observation.measure,
        observation.value,
        observation.as_of,
        observation.basis,
        observation=observation,
    )
