"""`programme.yml` → `Catalog`: every record by its id, every measure as a series of values."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from explainer.catalog import balance, consistency, drawable, references, vocabulary
from explainer.catalog.arithmetic import Check, Sums, checks, derive
from explainer.catalog.records import Records, validate
from explainer.catalog.values import Series, Value, stated
from explainer.hidden import hidden_in
from explainer.model import (
    SECTIONS,
    About,
    Basis,
    Chart,
    Claim,
    Cohort,
    Correction,
    Derivation,
    Disagreement,
    Edition,
    Event,
    Identity,
    Locale,
    Measure,
    Noun,
    Observation,
    Organisation,
    Pardon,
    Place,
    Source,
    Statement,
    Table,
    Term,
    Unknown,
)
from explainer.problems import UserError
from explainer.yaml_reader import content_of, read_content


class Use(NamedTuple):
    """A record that rests on a source."""

    kind: str
    id: str | int


@dataclass(frozen=True)
class Catalog:
    """Everything that the data file holds, and what the build works out from it."""

    about: About
    locales: dict[str, Locale]
    organisations: dict[str, Organisation]
    sources: dict[str, Source]
    places: dict[str, Place]
    measures: dict[str, Measure]
    observations: tuple[Observation, ...]
    editions: dict[int, Edition]
    cohorts: dict[str, Cohort]
    derivations: dict[str, Derivation]
    identities: dict[str, Identity]
    events: dict[str, Event]
    pardons: dict[str, Pardon]
    disagreements: dict[str, Disagreement]
    claims: dict[int, Claim]
    statements: dict[str, Statement]
    unknowns: dict[str, Unknown]
    corrections: dict[str, Correction]
    terms: dict[str, Term]
    nouns: dict[str, Noun]
    tables: dict[str, Table]
    charts: dict[str, Chart]
    series: dict[str, Series] = field(repr=False)
    """Accepted values of each measure, stated and computed."""
    checks: tuple[Check, ...] = field(repr=False)
    """Every place where an identity was tested."""
    version: str
    """What tells one state of the data file from another: the start of its SHA-256."""

    @cached_property
    def set_aside(self) -> tuple[Value, ...]:
        """Return the values that are published but unreconciled or not adopted."""
        return tuple(stated(o) for o in self.observations if o.standing != "accepted")

    def unreconciled(self, measure: str, basis: Basis | None = None) -> tuple[Value, ...]:
        """Return the published values of a measure that nothing explains, of one basis or of all.

        They are shown beside the accepted ones, with their dates.
        """
        return tuple(
            value
            for value in self.set_aside
            if value.measure == measure
            and value.observation is not None
            and value.observation.standing == "unreconciled"
            and (basis is None or value.basis == basis)
        )

    def original(self, value: Value) -> Value:
        """Return the older value that a value repeats, or the value itself."""
        repeats = value.observation.repeats if value.observation is not None else None
        if repeats is None:
            return value
        older = self.series[value.measure].by_date.get(repeats.text, [])
        same = [other for other in older if other.amount == value.amount]
        return next((other for other in same if other.basis == value.basis), same[0])

    @cached_property
    def entries(self) -> dict[str, dict[Any, Any]]:
        """Return, by kind, the records with an entry on a page that other pages may point to."""
        return {section.removesuffix("s"): getattr(self, section) for section in _ENTRIES}

    @cached_property
    def uses(self) -> dict[str, list[Use]]:
        """Return, for each source, the records that rest on it."""
        found: dict[str, dict[Use, None]] = defaultdict(dict)
        for kind, records in (
            ("edition", self.editions.values()),
            ("event", self.events.values()),
            ("pardon", self.pardons.values()),
            ("claim", self.claims.values()),
            ("unknown", self.unknowns.values()),
            ("term", self.terms.values()),
        ):
            for record in records:
                for source in record.sources:
                    found[source][Use(kind, record.id)] = None
        for observation in self.observations:
            for source in observation.sources:
                found[source][Use("measure", observation.measure)] = None
        for disagreement in self.disagreements.values():
            for version in disagreement.versions:
                for source in version.sources:
                    found[source][Use("disagreement", disagreement.id)] = None
        for statement in self.statements.values():
            reply = statement.reply.sources if statement.reply else ()
            for source in (*statement.sources, *reply):
                found[source][Use("statement", statement.id)] = None
        return {source: list(uses) for source, uses in found.items()}

    def family(self, organisation: str) -> str:
        """Return the origin that an organisation counts as."""
        return self.organisations[organisation].family or organisation

    def outlets(self, observations: Sequence[Observation]) -> int:
        """Return how many publishers outside the speakers' families relay observations."""
        own = {self.family(o.stated_by) for o in observations}
        publishers = {self.sources[name].publisher for o in observations for name in o.sources}
        return sum(self.family(publisher) not in own for publisher in publishers)

    def sources_of(self, observations: Iterable[Observation]) -> tuple[Source, ...]:
        """Return the sources of some observations, each once, in the order they were typed."""
        ids = dict.fromkeys(name for o in observations for name in o.sources)
        return tuple(self.sources[name] for name in ids)


def load(path: Path, shown: str | None = None) -> Catalog:
    """Read the data file; `shown` is the path that messages name.

    Raises UserError with every mistake of the file: those of shape, those between records, the
    sums that do not hold, and hidden characters outside the fields.
    """
    name = shown or str(path)
    return load_content(content_of(path, name), name)


def load_content(content: bytes, name: str) -> Catalog:
    """Read what a data file holds as `load` reads the file; `name` is the path of messages."""
    data, problems = read_content(content, name)
    unread = {problem.line for problem in problems}
    records, found = validate(data, name)
    problems += [problem for problem in found if problem.line not in unread]
    sound = _by_id(records)
    problems += references.check(records, name)
    problems += vocabulary.check(records, name)
    problems += consistency.check(records, name)
    problems += drawable.check(records, name)
    series, sums = _series(records, sound), Sums(tuple(records.sound["cohorts"]))
    _derive(records, series, sound["cohorts"], sums)
    tests: list[Check] = []
    for identity in records.sound["identities"]:
        if {identity.total, identity.base or identity.total, *identity.parts} <= set(series):
            tests += checks(identity, series, sums, records.sound["pardons"])
    problems += balance.check(tests, records.sound["identities"], name, problems)
    told = {problem.line for problem in problems}
    problems += [p for p in hidden_in(content.decode("utf-8"), name) if p.line not in told]
    if problems or records.about is None:
        raise UserError(problems)
    return Catalog(
        about=records.about,
        observations=tuple(records.sound["observations"]),
        series=series,
        checks=tuple(tests),
        version=hashlib.sha256(content).hexdigest()[:_VERSION_DIGITS],
        **{section: sound[section] for section in _INDEXED},
    )


_VERSION_DIGITS = 8
_INDEXED = tuple(name for name in SECTIONS if name != "observations")


_ENTRIES = (
    "measures",
    "editions",
    "events",
    "pardons",
    "disagreements",
    "claims",
    "statements",
    "unknowns",
    "terms",
)


def _by_id(records: Records) -> dict[str, dict[Any, Any]]:
    return {
        section: {record.id: record for record in entries if hasattr(record, "id")}
        for section, entries in records.sound.items()
    }


def _series(records: Records, sound: dict[str, dict[Any, Any]]) -> dict[str, Series]:
    values: dict[str, list[Value]] = defaultdict(list)
    for observation in records.sound["observations"]:
        if observation.standing == "accepted":
            values[observation.measure].append(stated(observation))
    return {name: Series(values[name]) for name in sound["measures"]}


def _derive(
    records: Records, series: dict[str, Series], cohorts: dict[str, Cohort], sums: Sums
) -> None:
    """Add computed values to the series; remainders first, since running sums may need them."""
    derivations = sorted(records.sound["derivations"], key=lambda d: d.kind != "remainder")
    for derivation in derivations:
        if {derivation.measure, *derivation.of} <= set(series) and (
            derivation.cohort is None or derivation.cohort in cohorts
        ):
            series[derivation.measure].add(list(derive(derivation, series, cohorts, sums)))
