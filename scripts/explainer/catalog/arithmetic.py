"""What follows from the stated values, and whether the stated values fit together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from explainer.catalog.values import Series, Value
from explainer.dates import Date
from explainer.model import Basis, Cohort, Derivation, Identity, KnownException, Pardon

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Check:
    """One place where an identity can be tested: `terms` (over `base`) should give `total`."""

    identity: Identity
    total: Value
    terms: tuple[Value, ...]
    expected: Decimal
    base: Value | None = None
    exception: KnownException | None = None
    pardons: tuple[Pardon, ...] = ()
    """Pardons whose releases are terms too."""

    @property
    def holds(self) -> bool:
        """Return whether the stated total is what its parts give."""
        return self.total.amount == self.expected


class Sums:
    """Running sums over editions and cohorts, from the nearest stated total below."""

    def __init__(self, cohorts: tuple[Cohort, ...]) -> None:
        """Take the cohorts, whose editions count once and together."""
        self._cohort_of = {number: cohort for cohort in cohorts for number in cohort.editions}

    def terms(
        self, totals: Series, parts: Series, through: int, until: Date, *, missing_is_zero: bool
    ) -> tuple[Value, ...] | None:
        """Return the values that add up to the total through an edition.

        The first may be an older total. None when an edition has no value that was known by then,
        or no more than a bound such as "most of 217", which is no part of a sum.
        """
        start = totals.stated_below(through)
        found = [start] if start is not None else []
        number = (start.basis.through_edition or 0) + 1 if start is not None else 1
        while number <= through:
            cohort = self._cohort_of.get(number)
            value = parts.of_part(number, until)
            if value is None and cohort is not None and number == min(cohort.editions):
                value = parts.of_part(cohort.id)
                number = max(cohort.editions)
            if value is not None and not value.exact:
                return None
            if value is not None and number <= through:
                found.append(value)
            elif not missing_is_zero:
                return None
            number += 1
        return tuple(found)


def derive(
    derivation: Derivation, series: dict[str, Series], cohorts: dict[str, Cohort], sums: Sums
) -> Iterator[Value]:
    """Yield the values that a derivation adds; none where the same value is stated.

    Only exact numbers are calculated with: what follows from "about 116" or "at least 22" would
    stand as an exact number, which nobody stated.
    """
    totals = series[derivation.measure]
    parts = [series[name] for name in derivation.of]
    if derivation.kind == "difference":
        yield from _differences(derivation, totals, parts)
    elif derivation.kind == "running-sum":
        for point in derivation.checkpoints:
            zero = derivation.missing == "zero"
            through, until = point.through_edition, point.as_of
            terms = sums.terms(totals, parts[0], through, until, missing_is_zero=zero)
            basis = Basis(through_edition=point.through_edition)
            if terms is not None and _all_exact(terms):
                yield _computed(derivation, _total(terms), point.as_of, basis, terms)
    elif derivation.cohort is not None:
        yield from _remainder(derivation, cohorts[derivation.cohort], totals, parts[0], sums)


def _differences(derivation: Derivation, known: Series, parts: list[Series]) -> Iterator[Value]:
    first, *others = parts
    for value in first.values:
        terms = [value, *(other.by_key.get(value.key) for other in others)]
        sound = tuple(term for term in terms if term is not None)
        whole = len(sound) == len(terms) and _all_exact(sound)
        if whole and value.key not in known.by_key:
            amount = value.amount - _total(sound[1:])
            yield _computed(derivation, amount, value.as_of, value.basis, sound)


def _remainder(
    derivation: Derivation, cohort: Cohort, sizes: Series, totals: Series, sums: Sums
) -> Iterator[Value]:
    last, first = max(cohort.editions), min(cohort.editions)
    covered = [v for v in totals.values if v.basis.through_edition == last and not v.repeats]
    if not covered or sizes.of_part(cohort.id) is not None:
        return
    total = covered[0]
    before = sums.terms(totals, sizes, first - 1, total.as_of, missing_is_zero=False)
    if before is not None and _all_exact((total, *before)):
        amount = total.amount - _total(before)
        basis = Basis(cohort=cohort.id)
        yield _computed(derivation, amount, total.as_of, basis, (total, *before))


def _computed(
    derivation: Derivation, amount: Decimal, as_of: Date, basis: Basis, terms: tuple[Value, ...]
) -> Value:
    return Value(derivation.measure, amount, as_of, basis, derivation=derivation, terms=terms)


def _all_exact(terms: Sequence[Value]) -> bool:
    """Return whether every term was given as an exact number."""
    return all(term.qualifier == "exact" for term in terms)


def _total(values: tuple[Value, ...]) -> Decimal:
    return sum((value.amount for value in values), Decimal(0))


def checks(
    identity: Identity, series: dict[str, Series], sums: Sums, pardons: Sequence[Pardon]
) -> Iterator[Check]:
    """Yield each place where an identity can be tested on stated, accepted values."""
    totals = series[identity.total]
    stated = [value for value in totals.values if value.observation is not None and value.exact]
    if identity.kind == "pardons":
        yield from _since(identity, stated, pardons)
        return
    parts = [series[name] for name in identity.parts]
    base = series[identity.base] if identity.base else None
    for total in stated:
        if identity.kind == "running-sum":
            terms = _running(identity, total, totals, parts[0], sums)
        else:
            found = [part.by_key.get(total.key) for part in parts]
            terms = tuple(value for value in found if value is not None and value.observation)
            terms = terms if len(terms) == len(parts) else None
        whole = base.by_key.get(total.key) if base is not None else None
        if terms is None or (base is not None and (whole is None or not whole.amount)):
            continue
        expected = _total(terms)
        if whole is not None:
            expected = round_as(expected / whole.amount * HUNDRED, total.amount)
        yield Check(identity, total, terms, expected, whole, _exception(identity, total))


def _since(
    identity: Identity, stated: Sequence[Value], pardons: Sequence[Pardon]
) -> Iterator[Check]:
    """Yield a check for each rise of a total, from one stated value to the next."""
    new = [value for value in stated if not value.repeats]
    for before, after in pairwise(new):
        if identity.since is not None and before.as_of.order < identity.since.order:
            continue
        between = tuple(
            pardon
            for pardon in sorted(pardons, key=lambda pardon: pardon.announced.order)
            if before.as_of.order < pardon.announced.order <= after.as_of.order and pardon.released
        )
        expected = before.amount + sum(pardon.released for pardon in between)
        exception = _exception(identity, after)
        yield Check(identity, after, (before,), expected, None, exception, between)


def _running(
    identity: Identity, total: Value, totals: Series, parts: Series, sums: Sums
) -> tuple[Value, ...] | None:
    through = total.basis.through_edition
    if through is None:
        return None
    zero = identity.missing == "zero"
    terms = sums.terms(totals, parts, through, total.as_of, missing_is_zero=zero)
    # A part that was worked out from a total cannot test that total, nor a repeat of it.
    circular = any(
        source.measure == total.measure and source.basis.through_edition == through
        for term in terms or ()
        for source in term.terms
    )
    return None if circular else terms


def round_as(amount: Decimal, like: Decimal) -> Decimal:
    """Return an amount rounded (half up) to the decimals of another."""
    return amount.quantize(Decimal(1).scaleb(int(like.as_tuple().exponent)), ROUND_HALF_UP)


def _exception(identity: Identity, total: Value) -> KnownException | None:
    for exception in identity.exceptions:
        same_edition = exception.edition is None or exception.edition == total.basis.edition
        if exception.as_of.text == total.as_of.text and same_edition:
            return exception
    return None
