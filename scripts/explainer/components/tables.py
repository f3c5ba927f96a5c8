"""Rows for the tables: what stands in which row and cell, without a word or a tag."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from explainer.catalog import Catalog, Check, Key, Value
from explainer.dates import Date
from explainer.model import Basis, Cohort, Edition, Identity, Observation, Table

_SAID = ("low", "medium", "high")
_CHECKED = ("none", "consistent", "independent")


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """One date and basis, with a cell per measure (None: not stated there)."""

    as_of: Date
    basis: Basis
    cells: tuple[Value | None, ...]

    @property
    def stated(self) -> tuple[Observation, ...]:
        """Return the observations of the row itself."""
        cells = [cell.observation for cell in self.cells if cell is not None]
        return tuple(o for o in cells if o is not None)

    @property
    def computed_from(self) -> tuple[Observation, ...]:
        """Return the observations of other rows that its computed values rest on, each once."""
        rest = {id(o): o for cell in self.cells if cell is not None for o in cell.observations}
        for own in self.stated:
            rest.pop(id(own), None)
        return tuple(rest.values())

    @property
    def inferred(self) -> bool:
        """Return whether the date was worked out rather than stated."""
        return any(o.as_of_basis == "inferred" for o in self.stated or self.computed_from)

    @property
    def said(self) -> str:
        """Return how sure it is that the least sure stated value of the row was said."""
        return min((o.said for o in self.stated), key=_SAID.index)

    @property
    def checked(self) -> str:
        """Return how well the least checked stated value of the row was checked."""
        return min((o.checked for o in self.stated), key=_CHECKED.index)

    @property
    def notes(self) -> tuple[Observation, ...]:
        """Return the observations of the row itself that have a note."""
        return tuple(o for o in self.stated if o.note)

    @property
    def repeats(self) -> Date | None:
        """Return the older date that the whole row restates, if it brings nothing new."""
        dates = {o.repeats for o in self.stated}
        return dates.pop() if len(dates) == 1 else None


@dataclass(frozen=True, slots=True)
class EditionRow:
    """An edition, or a cohort of editions that are only counted together."""

    edition: Edition | None
    cohort: Cohort | None
    cells: tuple[Value | None, ...]
    """None: not known, or known only for the cohort."""
    within: Cohort | None = None
    """For an edition: the cohort that holds its numbers."""
    total: Value | None = None
    """The cumulative value through this edition, those who finished it included."""
    beside: tuple[tuple[Value, ...], ...] = ()
    """For each cell: what was published for the same edition and is not explained."""


@dataclass(frozen=True, slots=True)
class IdentityGroup:
    """An identity with every place where it was tested."""

    identity: Identity
    checks: tuple[Check, ...]


Rows = Sequence[SeriesRow] | Sequence[EditionRow] | Sequence[IdentityGroup] | Sequence[Value]


def rows(catalog: Catalog, table: Table) -> Rows:
    """Return the rows of a table of the data file."""
    match table.kind:
        case "series":
            return series_rows(catalog, table.measures)
        case "editions":
            return edition_rows(catalog, table.measures, table.total)
        case "identities":
            return identity_groups(catalog)
        case "set-aside":
            return sorted(
                (v for v in catalog.set_aside if not table.measures or v.measure in table.measures),
                key=lambda value: (value.as_of.order, value.measure),
            )


def series_rows(catalog: Catalog, measures: Sequence[str]) -> list[SeriesRow]:
    """Return one row per date and basis at which any of the measures has a value, oldest first."""
    columns = [_column(catalog, measure) for measure in measures]
    keys: dict[Key, Value] = {}
    for column in columns:
        for key, value in column.items():
            keys.setdefault(key, value)
    found = [
        SeriesRow(value.as_of, value.basis, tuple(column.get(key) for column in columns))
        for key, value in keys.items()
    ]
    return sorted(found, key=lambda row: (row.as_of.order, row.basis.through_edition or 0))


def _column(catalog: Catalog, measure: str) -> dict[Key, Value]:
    """Return the accepted values of a measure by date and basis, and the unreconciled beside."""
    unexplained = {value.key: value for value in catalog.unreconciled(measure)}
    return {**unexplained, **catalog.series[measure].by_key}


def edition_rows(
    catalog: Catalog, measures: Sequence[str], total: str | None = None
) -> list[EditionRow]:
    """Return the editions in order, each cohort after the last of its editions."""
    cohort_of = {number: c for c in catalog.cohorts.values() for number in c.editions}
    found = []
    for number, edition in sorted(catalog.editions.items()):
        cells = tuple(catalog.series[measure].of_part(number) for measure in measures)
        cohort = cohort_of.get(number)
        basis = Basis(edition=number)
        beside = tuple(catalog.unreconciled(measure, basis) for measure in measures)
        reached = _through(catalog, total, number) if total is not None else None
        found.append(EditionRow(edition, None, cells, cohort, reached, beside))
        if cohort is not None and number == max(cohort.editions):
            joint = tuple(catalog.series[measure].of_part(cohort.id) for measure in measures)
            found.append(EditionRow(None, cohort, joint, None, reached))
    return found


def _through(catalog: Catalog, total: str, number: int) -> Value | None:
    """Return the newest total through an edition; one that counts it as finished, if there is."""
    values = [v for v in catalog.series[total].values if v.basis.through_edition == number]
    values.sort(key=lambda value: not value.basis.counts_starting)
    return values[-1] if values else None


def identity_groups(catalog: Catalog) -> list[IdentityGroup]:
    """Return the identities in the order of the data file, repeats left out."""
    groups: dict[str, list[Check]] = {}
    for check in catalog.checks:
        if not check.total.repeats:
            groups.setdefault(check.identity.id, []).append(check)
    return [IdentityGroup(found[0].identity, tuple(found)) for found in groups.values()]
