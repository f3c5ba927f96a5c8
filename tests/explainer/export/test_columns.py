"""Fields become columns: names, types, definitions, and every cell as it was typed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from explainer.catalog import Catalog
from explainer.dates import Date
from explainer.export.columns import Column, about, columns, parts, title
from explainer.export.tables import Table, computed, kinds, tables
from explainer.model import Disagreement, Edition, Observation, Statement


@pytest.fixture(scope="module")
def found(catalog: Catalog) -> dict[str, Table]:
    return {table.name: table for table in tables(catalog)}


def named(columns: tuple[Column, ...] | list[Column]) -> dict[str, Column]:
    return {column.name: column for column in columns}


def test_each_column_has_a_definition_and_a_title() -> None:
    for kind in kinds().values():
        for one in (kind, *parts(kind).values()):
            assert about(one).endswith("."), one
            for column in columns(one, ("ar", "en")):
                assert column.about.endswith((".", "…")), (one, column.name)
                assert all(column.titles), (one, column.name)


def test_what_a_field_becomes() -> None:
    there = named(columns(Observation, ("ar", "en")))
    assert there["value"].kind == "number"
    assert there["edition"].kind == "integer"
    assert there["edition"].refers == "editions"
    assert there["counts_starting"].kind == "boolean"
    assert there["sources"].kind == "list"
    assert there["qualifier"].choices == ("exact", "about", "at-least", "most")
    assert [name for name in there if name.startswith("as_of")] == [
        "as_of", "as_of_earliest", "as_of_latest", "as_of_basis",
    ]  # fmt: skip
    assert (there["note_ar"].locale, there["note_en"].locale) == ("ar", "en")
    assert there["measure"].required
    assert not there["note_ar"].required
    assert title("as_of_basis") == "As of basis"


def test_a_record_inside_a_record_has_columns_and_a_list_of_them_a_table() -> None:
    there = named(columns(Statement, ("ar", "en")))
    assert there["reply_who"].titles == ("Reply", "Who")
    assert not there["reply_who"].required  # a statement may have no reply
    assert list(parts(Disagreement)) == ["versions"]
    assert "versions" not in named(columns(Disagreement, ("ar", "en")))


def test_words_for_editors_are_no_columns(found: dict[str, Table]) -> None:
    assert not {"forms", "avoid", "needs"} & set(named(found["terms"].columns))


def test_every_record_is_a_row(catalog: Catalog, found: dict[str, Table]) -> None:
    for name in kinds():
        records = computed(catalog) if name == "computed" else getattr(catalog, name)
        assert len(list(found[name].rows())) == len(records)
    versions = sum(len(d.versions) for d in catalog.disagreements.values())
    assert len(list(found["disagreement-versions"].rows())) == versions


def test_cells_are_as_typed(catalog: Catalog, found: dict[str, Table]) -> None:
    table = found["observations"]
    place = {column.name: number for number, column in enumerate(table.columns)}
    for observation, row in zip(catalog.observations, table.rows(), strict=True):
        assert row[place["value"]] == observation.value
        assert row[place["as_of"]] == observation.as_of.text
        assert row[place["as_of_latest"]] == str(observation.as_of.latest)
        assert row[place["sources"]] == observation.sources
        assert row[place["note_ar"]] == (observation.note or {}).get("ar")


def test_each_text_is_in_the_column_of_its_language(
    catalog: Catalog, found: dict[str, Table]
) -> None:
    table = found["measures"]
    place = {column.name: number for number, column in enumerate(table.columns)}
    for measure, row in zip(catalog.measures.values(), table.rows(), strict=True):
        assert row[place["label_ar"]] == measure.label["ar"]
        assert row[place["label_en"]] == measure.label["en"]


def test_what_is_computed_keeps_what_it_covers(catalog: Catalog) -> None:
    values = [v for v in catalog.series["ended"].values if v.derivation is not None]
    (found,) = computed(catalog)
    assert [v.basis for v in values] == [
        (found.edition, found.cohort, found.through_edition, found.counts_starting)
    ]
    assert found.through_edition == 2


def test_what_tells_rows_apart(found: dict[str, Table]) -> None:
    without = {name for name, table in found.items() if table.key != "id"}
    assert without == {"observations", "computed", "disagreement-versions"}
    versions = [row[:2] for row in found["disagreement-versions"].rows()]
    assert versions == [["total", 1], ["total", 2]]


def test_a_limit_has_no_first_day(catalog: Catalog, found: dict[str, Table]) -> None:
    limit = catalog.editions[2].model_copy(update={"closed": Date.parse("../2022-06")})
    there = named(columns(Edition, ("ar", "en")))
    assert there["closed"].value(limit) == "../2022-06"
    assert there["closed_earliest"].value(limit) is None
    assert there["closed_latest"].value(limit) == "2022-06-30"
    for table in found.values():
        for number, column in enumerate(table.columns):
            if column.kind == "edtf":
                for row in table.rows():
                    first, last = row[number + 1], row[number + 2]
                    assert (last is None) == (row[number] is None)
                    assert first is None or first <= last


def test_csv_has_one_head_and_no_mark(found: dict[str, Table]) -> None:
    for table in found.values():
        text = table.as_csv()
        assert text.split("\r\n")[0] == ",".join(column.name for column in table.columns)
        assert not text.startswith("\ufeff")
        assert text.endswith("\r\n")
    assert ",true," in found["measures"].as_csv()


@pytest.mark.parametrize("number", ["66.70", "0.5", "100", "22000"])
def test_a_number_in_a_file_is_as_typed(
    number: str, catalog: Catalog, found: dict[str, Table]
) -> None:
    odd = catalog.observations[0].model_copy(update={"value": Decimal(number)})
    text = replace(found["observations"], records=(odd,)).as_csv()
    assert text.split("\r\n")[1].startswith(f"size,{number},2021,")
