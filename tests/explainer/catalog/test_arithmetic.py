"""Derived values and identities on the sample programme and the real one."""

from __future__ import annotations

from decimal import Decimal

import pytest

from explainer.catalog import Catalog, load
from explainer.catalog.arithmetic import round_as
from support import ROOT


def amounts(catalog: Catalog, measure: str) -> dict[str, int]:
    return {value.as_of.text: int(value.amount) for value in catalog.series[measure].values}


def test_difference_is_computed_only_where_it_is_not_stated(catalog: Catalog) -> None:
    ended = catalog.series["ended"].values
    assert [(v.as_of.text, v.amount, v.derivation is not None) for v in ended] == [
        ("2022-06-01", Decimal(3), True),
        ("2023-06-01", Decimal(2), False),
    ]


def test_computed_value_rests_on_the_observations_of_its_terms(catalog: Catalog) -> None:
    value = catalog.series["ended"].values[0]
    assert [o.measure for o in value.observations] == ["left", "pardoned"]


@pytest.mark.parametrize(
    ("amount", "like", "expected"),
    [("66.795", "66.79", "66.80"), ("64.85", "65", "65"), ("0.5", "1", "1"), ("2.5", "1", "3")],
)
def test_rounding_is_half_up(amount: str, like: str, expected: str) -> None:
    assert round_as(Decimal(amount), Decimal(like)) == Decimal(expected)


@pytest.fixture(scope="module")
def real() -> Catalog:
    return load(ROOT / "docs/data/programme.yml")


def test_end_of_sentence_in_the_real_record(real: Catalog) -> None:
    assert amounts(real, "released-end-of-sentence") == {
        "2022-04-28": 40,
        "2022-07-28": 43,
        "2023-07-07": 52,
        "2023-11-07": 52,
        "2024-07-02": 65,
        "2025-09-19": 90,
        "2025-11-04": 90,
    }


def test_editions_six_to_eight_follow_from_the_total(real: Catalog) -> None:
    value = real.series["edition-participants"].of_part("editions-6-8")
    assert value is not None
    assert (int(value.amount), value.derivation is not None) == (57, True)


def test_the_total_that_a_cohort_was_worked_out_from_is_not_tested_by_it(real: Catalog) -> None:
    tested = {c.total.as_of.text for c in real.checks if c.identity.id == "participants-add-up"}
    assert "2021-10" not in tested
    assert "2021-11-10" not in tested
    assert {"2022-04-28", "2023-11-13", "2024-02-20", "2025-09-19"} <= tested


def test_only_the_listed_exceptions_do_not_hold(real: Catalog) -> None:
    failing = [(c.identity.id, c.total.as_of.text) for c in real.checks if not c.holds]
    assert failing == [("pardon-rate", "2023-07-07"), ("hours-add-up", "2024-07-02")]


def test_each_sum_of_the_research_is_tested(real: Catalog) -> None:
    found = {
        " + ".join(str(term.amount) for term in check.terms) + f" = {check.total.amount}"
        for check in real.checks
    }
    expected = {
        "207 + 15 = 222",
        "222 + 17 = 239",
        "239 + 20 = 259",
        "259 + 20 = 279",
        "279 + 22 = 301",
        "301 + 21 = 322",
        "322 + 21 = 343",
        "343 + 21 = 364",
        "364 + 26 = 390",
        "390 + 22 = 412",
        "170 + 65 = 235",
        "198 + 90 = 288",
        "10 + 2 = 12",
        "12 + 1 = 13",
        "164 + 60 = 224",
        "161 + 53 = 214",
    }
    assert expected <= found
