"""Records against each other: dates in order, parts within their wholes, repeats that exist."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from explainer.catalog.records import Records
from explainer.model import (
    Basis,
    Cohort,
    Edition,
    Measure,
    Observation,
    Organisation,
    Pardon,
)
from explainer.problems import Problem


def check(records: Records, path: str) -> Iterator[Problem]:
    """Yield what is wrong between sound records; broken ones are left out, not guessed."""
    measures: dict[str, Measure] = {m.id: m for m in records.sound["measures"]}
    observations: list[Observation] = records.sound["observations"]
    for edition in records.sound["editions"]:
        yield from _edition(edition, path)
    yield from _cohorts(records.sound["cohorts"], path)
    for observation in observations:
        yield from _observation(observation, measures, path)
    accepted = [o for o in observations if o.standing == "accepted" and o.qualifier != "most"]
    yield from _conflicts(accepted, path)
    yield from _falls(accepted, measures, path)
    yield from _parts(accepted, measures, path)
    yield from _repeats(observations, records.broken, path)
    yield from _derivations(records, path)
    for pardon in records.sound["pardons"]:
        yield from _pardon(pardon, path)
    yield from _independence(accepted, records.sound["organisations"], path)


def _edition(edition: Edition, path: str) -> Iterator[Problem]:
    if edition.opened and edition.closed and edition.closed.latest < edition.opened.earliest:
        message = (
            f"closed: found {edition.closed}, expected a date on or after "
            f"opened: {edition.opened} (edition {edition.id})"
        )
        yield Problem(path, edition.line_of("closed"), message)


def _cohorts(cohorts: list[Cohort], path: str) -> Iterator[Problem]:
    """A cohort is a run of neighbours, and no edition is in two of them."""
    owner: dict[int, str] = {}
    for cohort in cohorts:
        numbers = cohort.editions
        if list(numbers) != list(range(min(numbers), min(numbers) + len(numbers))):
            message = f"editions: found {list(numbers)}, expected neighbours in order"
            yield Problem(path, cohort.line_of("editions"), message)
        for number in numbers:
            if owner.setdefault(number, cohort.id) != cohort.id:
                message = f"editions: {number} is in {owner[number]} too, expected one cohort only"
                yield Problem(path, cohort.line_of("editions"), message)


def _observation(o: Observation, measures: dict[str, Measure], path: str) -> Iterator[Problem]:
    measure = measures.get(o.measure)
    line = o.line_of("value")
    if o.value < 0:
        yield Problem(path, line, f"value: found {o.value}, expected 0 or more ({o.measure})")
    if measure is not None and measure.unit != "percent" and o.value % 1:
        message = f"value: found {o.value}, expected a whole number ({o.measure} counts things)"
        yield Problem(path, line, message)
    elif measure is not None and measure.unit != "percent" and o.value.as_tuple().exponent:
        message = f"value: found {o.value}, expected {int(o.value)} without decimals ({o.measure})"
        yield Problem(path, line, message)
    if o.standing != "accepted" and o.disagreement is None:
        message = (
            f"standing: found {o.standing}, expected a disagreement: that says why ({o.measure})"
        )
        yield Problem(path, o.line_of("standing"), message)
    if o.counts_starting and o.through_edition is None:
        message = "counts_starting: found true, expected through_edition: beside it"
        yield Problem(path, o.line_of("counts_starting"), message)
    covers = [
        key for key in ("edition", "cohort", "through_edition") if getattr(o, key) is not None
    ]
    if len(covers) > 1:
        message = f"{covers[1]}: stands beside {covers[0]}:, expected one of them"
        yield Problem(path, o.line_of(covers[1]), message)


def _conflicts(accepted: list[Observation], path: str) -> Iterator[Problem]:
    first: dict[tuple[str, str, Basis], Observation] = {}
    for o in accepted:
        other = first.setdefault((o.measure, o.as_of.text, o.basis), o)
        if other.value != o.value:
            message = (
                f"value: found {o.value}, expected {other.value} as on line "
                f"{other.line_of('value')}: two accepted values of {o.measure} on {o.as_of} "
                f"({o.basis}); set one aside with standing: and disagreement:"
            )
            yield Problem(path, o.line_of("value"), message)


def _falls(
    accepted: list[Observation], measures: dict[str, Measure], path: str
) -> Iterator[Problem]:
    newest: dict[tuple[str, Basis], Observation] = {}
    first = {(o.measure, o.as_of.text, o.basis): o for o in reversed(accepted)}
    for o in sorted(first.values(), key=lambda o: o.as_of.order):
        if o.measure not in measures or not measures[o.measure].cumulative:
            continue
        before = newest.get((o.measure, o.basis))
        if before is not None and o.value < before.value:
            message = (
                f"value: found {o.value} on {o.as_of}, expected at least {before.value}, "
                f"the value of {before.as_of} on line {before.line_of('value')} "
                f"({o.measure} never falls while its basis is the same: {o.basis})"
            )
            yield Problem(path, o.line_of("value"), message)
        newest[o.measure, o.basis] = o


def _parts(
    accepted: list[Observation], measures: dict[str, Measure], path: str
) -> Iterator[Problem]:
    """A part may not exceed its whole at the same date: of the same basis, else of any."""
    by_date: dict[tuple[str, str], list[Observation]] = defaultdict(list)
    for o in accepted:
        by_date[o.measure, o.as_of.text].append(o)
    for o in accepted:
        whole = measures[o.measure].part_of if o.measure in measures else None
        wholes = by_date.get((whole, o.as_of.text), []) if whole else []
        same = [w for w in wholes if w.basis == o.basis] or wholes
        if not same:
            continue
        largest = max(same, key=lambda w: w.value)
        if o.value > largest.value:
            message = (
                f"value: found {o.value} for {o.measure}, expected at most {largest.value}, "
                f"the {whole} of the same date ({o.as_of}) on line {largest.line_of('value')}"
            )
            yield Problem(path, o.line_of("value"), message)


def _repeats(observations: list[Observation], broken: list[Any], path: str) -> Iterator[Problem]:
    """What a body restates must stand in the record, older and with the same value."""
    originals: dict[tuple[str, str], list[Observation]] = defaultdict(list)
    for o in observations:
        if o.repeats is None and o.standing == "accepted":
            originals[o.measure, o.as_of.text].append(o)
    unknown = {(str(entry.get("measure")), str(entry.get("as_of"))) for entry in broken}
    for o in observations:
        if o.repeats is None or (o.measure, o.repeats.text) in unknown:
            continue
        older = originals.get((o.measure, o.repeats.text), [])
        older = [other for other in older if other.basis == o.basis] or older
        line = o.line_of("repeats")
        if not older:
            message = (
                f"repeats: found {o.repeats}, expected the date of an accepted observation of "
                f"{o.measure} that repeats nothing itself"
            )
            yield Problem(path, line, message)
        elif older[0].as_of.earliest > o.as_of.latest:
            message = f"repeats: found {o.repeats}, expected a date before as_of: {o.as_of}"
            yield Problem(path, line, message)
        elif all(other.value != o.value for other in older):
            message = (
                f"repeats: the value of {o.repeats} on line {older[0].line_of('value')} is "
                f"{older[0].value}, expected {o.value} as here, or no repeats: for a new value"
            )
            yield Problem(path, line, message)


def _pardon(pardon: Pardon, path: str) -> Iterator[Problem]:
    if pardon.unknown is not None and pardon.unknown < 0:
        message = (
            f"total: found {pardon.total} (pardon {pardon.id}), expected at least "
            f"{pardon.known}, the sum of its parts"
        )
        yield Problem(path, pardon.line_of("total"), message)


def _independence(
    accepted: list[Observation], organisations: list[Organisation], path: str
) -> Iterator[Problem]:
    """Independent means another origin: bodies of one family are one origin."""
    family = {body.id: body.family or body.id for body in organisations}
    origins: dict[tuple[str, str, Decimal], set[str]] = defaultdict(set)
    for o in accepted:
        origins[o.measure, o.as_of.text, o.value].add(family.get(o.stated_by, o.stated_by))
    for o in accepted:
        alone = len(origins[o.measure, o.as_of.text, o.value]) == 1
        if o.checked == "independent" and alone:
            message = (
                f"checked: found independent, expected an observation of {o.measure} on {o.as_of} "
                f"with the same value by a body outside the family of {o.stated_by}"
            )
            yield Problem(path, o.line_of("checked"), message)


def _derivations(records: Records, path: str) -> Iterator[Problem]:
    needs = {"remainder": "cohort", "running-sum": "checkpoints"}
    for derivation in records.sound["derivations"]:
        key = needs.get(derivation.kind)
        if key and not getattr(derivation, key):
            message = f"kind: found {derivation.kind}, expected {key}: beside it"
            yield Problem(path, derivation.line_of("kind"), message)
    for identity in records.sound["identities"]:
        if not identity.parts and identity.kind != "pardons":
            message = f"kind: found {identity.kind}, expected parts: beside it"
            yield Problem(path, identity.line_of("kind"), message)
        if (identity.kind == "rate") != (identity.base is not None):
            message = f"kind: found {identity.kind}, expected base: with a rate, and only there"
            yield Problem(path, identity.line_of("kind"), message)
