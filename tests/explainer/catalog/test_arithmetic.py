"""Derived values and identities on the sample programme and the real one."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from explainer.catalog import Catalog, Value, load
from explainer.catalog.arithmetic import Sums, derive, round_as
from explainer.catalog.values import Series, stated
from explainer.dates import Date
from explainer.model import Cohort, Derivation, Observation
from support import ROOT, qualified


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


@pytest.mark.parametrize("qualifier", ["about", "at-least", "most"])
@pytest.mark.parametrize(("measure", "value"), [("left", "11"), ("pardoned", "8")])
def test_nothing_is_computed_from_what_is_not_exact(
    measure: str, value: str, qualifier: str, tmp_path: Path
) -> None:
    """A difference would stand as an exact number, which nobody stated."""
    ended = qualified(tmp_path, measure, value, qualifier).series["ended"].values
    assert [v.as_of.text for v in ended] == ["2023-06-01"]
    assert all(v.qualifier == "exact" for v in ended)


def given(amount: int, qualifier: str, *, measure: str, **basis: object) -> Value:
    """Return a stated value."""
    return stated(
        Observation.model_validate({
            "measure": measure, "value": Decimal(amount), "as_of": "2022", "stated_by": "agency",
            "sources": ("paper-1",), "said": "high", "checked": "none", "qualifier": qualifier,
            **basis,
        })
    )  # fmt: skip


def derivation(kind: str, of: str, **rest: object) -> Derivation:
    """Return a derivation of a measure that the tests call `new`."""
    return Derivation.model_validate(
        {"id": "new", "measure": "new", "kind": kind, "of": (of,), "explanation": {}, **rest}
    )


@pytest.mark.parametrize("qualifier", ["exact", "about", "at-least", "most"])
def test_a_running_sum_needs_exact_numbers(qualifier: str) -> None:
    sizes = Series([
        given(25, "exact", measure="size", edition=1),
        given(78, qualifier, measure="size", edition=2),
    ])  # fmt: skip
    points = ({"through_edition": 2, "as_of": "2022"}, {"through_edition": 1, "as_of": "2022"})
    for missing in ("unknown", "zero"):
        rule = derivation("running-sum", "size", checkpoints=points, missing=missing)
        found = derive(rule, {"new": Series(), "size": sizes}, {}, Sums(()))
        assert [int(v.amount) for v in found] == ([103, 25] if qualifier == "exact" else [25])


@pytest.mark.parametrize("total", ["exact", "about", "at-least", "most"])
@pytest.mark.parametrize("part", ["exact", "about", "at-least", "most"])
def test_a_remainder_needs_exact_numbers(total: str, part: str) -> None:
    cohort = Cohort(id="pair", editions=(2, 3), note={})
    series = {
        "new": Series([given(25, part, measure="new", edition=1)]),
        "total": Series([given(103, total, measure="total", through_edition=3)]),
    }
    rule = derivation("remainder", "total", cohort="pair")
    found = list(derive(rule, series, {"pair": cohort}, Sums((cohort,))))
    exact = total == part == "exact"
    assert [int(value.amount) for value in found] == ([78] if exact else [])


def test_most_of_a_number_is_no_part_of_a_sum() -> None:
    """An identity is not tested with it: the number is only a bound."""
    parts = Series([given(25, "exact", measure="size", edition=1)])
    parts.add([given(78, "most", measure="size", edition=2)])
    until = Date.parse("2022")
    assert Sums(()).terms(Series(), parts, 2, until, missing_is_zero=False) is None
    assert Sums(()).terms(Series(), parts, 2, until, missing_is_zero=True) is None


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
