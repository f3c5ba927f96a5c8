"""The catalog as tables: one per kind of record, and one for what the build computes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, ClassVar

from explainer.catalog import Catalog
from explainer.export.columns import LIST_MARK, Column, about, columns, parts, title
from explainer.model import SECTIONS, Record
from explainer.model.base import Bool, EdtfDate, Id, Int, Number, Text

TABLES = (
    "observations",
    "computed",
    "measures",
    "editions",
    "cohorts",
    "events",
    "pardons",
    "disagreements",
    "claims",
    "statements",
    "unknowns",
    "corrections",
    "terms",
    "places",
    "organisations",
    "sources",
)
"""The sections that are published as tables, in the order in which they are listed."""
ORDER = "Order"
NUMBER = "Its place among the others of its record, from 1 on."


class Computed(Record):
    """A value that the build works out from observations and nobody types."""

    references: ClassVar[dict[str, str]] = {
        "measure": "measures",
        "edition": "editions",
        "cohort": "cohorts",
        "through_edition": "editions",
    }

    measure: Id
    """What was counted."""
    value: Number
    """The number that was worked out."""
    as_of: EdtfDate
    """The date that it holds for, as far as it is known."""
    edition: Int | None = None
    """For a value of one edition: its number."""
    cohort: Id | None = None
    """For a value of editions that are only known together."""
    through_edition: Int | None = None
    """For a cumulative value: the last edition that it covers."""
    counts_starting: Bool = False
    """Whether people who were just starting that edition are in it."""
    derivation: Id
    """The rule that it follows."""
    explanation: Text
    """How it is worked out."""


@dataclass(frozen=True)
class Table:
    """A table: what it holds, its columns, and the records that are its rows."""

    name: str
    about: str
    """What one row is; an interface word."""
    columns: tuple[Column, ...]
    records: tuple[Any, ...] = field(default=(), repr=False)

    @property
    def key(self) -> str:
        """Return the name of the column that tells its rows apart; empty for none."""
        return next((column.name for column in self.columns if column.name == "id"), "")

    def rows(self) -> Iterator[list[Any]]:
        """Yield the cells of each row, as values of Python."""
        for record in self.records:
            yield [column.value(record) for column in self.columns]

    def as_csv(self) -> str:
        """Return the table as CSV (RFC 4180): UTF-8 without a mark, one line of column names."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow([column.name for column in self.columns])
        writer.writerows([_cell(value) for value in row] for row in self.rows())
        return out.getvalue()


def kinds() -> dict[str, type[Record]]:
    """Return the kind of record of each table."""
    return {name: Computed if name == "computed" else SECTIONS[name] for name in TABLES}


def tables(catalog: Catalog) -> list[Table]:
    """Return the tables of a catalog; a record's lists of records follow it as tables."""
    locales = tuple(catalog.locales)
    found = []
    for name, kind in kinds().items():
        records = computed(catalog) if name == "computed" else _records(catalog, name)
        found.append(Table(name, about(kind), columns(kind, locales), tuple(records)))
        for key, inner in parts(kind).items():
            found.append(_part(name, key, inner, records, locales))
    return found


def computed(catalog: Catalog) -> list[Computed]:
    """Return the computed values, by measure and date."""
    return [
        Computed(
            measure=value.measure,
            value=value.amount,
            as_of=value.as_of,
            derivation=value.derivation.id,
            explanation=value.derivation.explanation,
            **value.basis._asdict(),
        )
        for series in catalog.series.values()
        for value in series.values
        if value.derivation is not None
    ]


def _records(catalog: Catalog, name: str) -> Sequence[Any]:
    found = getattr(catalog, name)
    return tuple(found.values()) if isinstance(found, dict) else found


def _part(
    section: str, key: str, inner: type[Record], records: Sequence[Any], locales: tuple[str, ...]
) -> Table:
    """Return the table of the records that stand in a list of each record of a section."""
    owner = section.removesuffix("s")
    owned = [
        (record.id, number, part)
        for record in records
        for number, part in enumerate(getattr(record, key), 1)
    ]
    own = (
        Column(
            owner, "text", (title(owner),), about(SECTIONS[section]), lambda row: row[0],
            required=True, refers=section,
        ),
        Column("number", "integer", (ORDER,), NUMBER, lambda row: row[1], required=True),
    )  # fmt: skip
    rest = (_third(column) for column in columns(inner, locales))
    return Table(f"{owner}-{key}", about(inner), (*own, *rest), tuple(owned))


def _third(column: Column) -> Column:
    return replace(column, value=lambda row: column.value(row[2]))


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case tuple():
            return LIST_MARK.join(map(str, value))
        case Decimal():
            return f"{value:f}"
        case _:
            return str(value)
