"""The JSON document: references resolved, decimals kept, and the way back to the same catalog."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
import simplejson

from explainer.catalog import Catalog, load
from explainer.export import Context, as_json, computed, document, schema, typed
from explainer.export.document import measure
from explainer.model import SECTIONS
from support import ROOT, SAMPLE

REAL = ROOT / "docs/data/programme.yml"


def back(text: str, folder: Path) -> Catalog:
    """Return the catalog that a JSON document holds, read by the loader of the data file."""
    path = folder / "typed.yml"
    path.write_text(as_json(typed(simplejson.loads(text, use_decimal=True))), encoding="utf-8")
    return load(path, "typed.yml")


@pytest.mark.parametrize("path", [SAMPLE, REAL], ids=["sample", "real"])
def test_round_trip(path: Path, context: Context, tmp_path: Path) -> None:
    there = replace(context, catalog=load(path, path.name))
    text = as_json(document(there))
    found = back(text, tmp_path)
    for section in SECTIONS:
        assert getattr(found, section).__class__ is getattr(there.catalog, section).__class__
        old, new = getattr(there.catalog, section), getattr(found, section)
        records = zip(
            old.values() if isinstance(old, dict) else old,
            new.values() if isinstance(new, dict) else new,
            strict=True,
        )
        for one, other in records:
            assert one.model_dump() == other.model_dump()
    assert list(found.series) == list(there.catalog.series)
    for name, series in there.catalog.series.items():
        assert [(v.key, v.amount) for v in found.series[name].values] == [
            (v.key, v.amount) for v in series.values
        ]
    again = replace(there, catalog=replace(found, version=there.catalog.version))
    assert as_json(document(again)) == text


def test_a_decimal_keeps_its_zeros(context: Context) -> None:
    observation = context.catalog.observations[0]
    odd = observation.model_copy(update={"value": type(observation.value)("66.70")})
    changed = replace(context, catalog=replace(context.catalog, observations=(odd,)))
    assert '"value": 66.70,' in as_json(document(changed))


def test_what_is_computed_is_in_it(context: Context) -> None:
    values = [(v.measure, v.value) for v in computed(context.catalog)]
    assert values
    found = document(context)["computed"]
    assert [(v["measure"]["id"], v["value"]) for v in found] == values


def test_what_it_says_of_itself(context: Context) -> None:
    about = {
        "format": 1,
        "version": context.catalog.version,
        "site": "https://site.example/",
        "licence": "https://creativecommons.org/licenses/by/4.0/",
    }
    assert document(context)["about"] == about
    assert measure(context, "left")["about"] == {**about, "checked_until": "2024-12"}


def test_letters_stay_letters(context: Context) -> None:
    assert '"ar": "المشاركون"' in as_json(document(context))


def test_references_say_what_they_are(context: Context) -> None:
    found = document(context)["observations"][0]
    assert set(found["measure"]) == {"id", "label"}
    assert set(found["stated_by"]) == {"id", "name"}
    assert set(found["sources"][0]) >= {"id", "publisher"}
    version = document(context)["disagreements"][0]["versions"][0]
    assert version["sources"][0]["id"]


def test_a_measure_has_all_its_values_and_its_pages(context: Context) -> None:
    for name in context.catalog.measures:
        found = measure(context, name)
        stated = [o for o in context.catalog.observations if o.measure == name]
        computed = [v for v in context.catalog.series[name].values if v.derivation is not None]
        assert [o["value"] for o in found["observations"]] == [o.value for o in stated]
        assert [v["value"] for v in found["computed"]] == [v.amount for v in computed]
        assert found["measure"]["pages"] == {
            "ar": f"https://site.example/all/#measure-{name}",
            "en": f"https://site.example/en/all/#measure-{name}",
        }


@pytest.mark.parametrize("path", [SAMPLE, REAL], ids=["sample", "real"])
def test_the_schema_takes_what_the_loader_takes(path: Path, context: Context) -> None:
    shape = schema(tuple(context.catalog.locales))
    jsonschema.Draft202012Validator.check_schema(shape)
    there = replace(context, catalog=load(path, path.name))
    value = simplejson.loads(as_json(typed(document(there))))
    assert not list(jsonschema.Draft202012Validator(shape).iter_errors(value))


def test_the_schema_refuses(context: Context) -> None:
    shape = jsonschema.Draft202012Validator(schema(tuple(context.catalog.locales)))
    good = simplejson.loads(as_json(typed(document(context))))

    def faults(section: str, **changes: object) -> int:
        first, *others = good[section]
        return len(list(shape.iter_errors({**good, section: [{**first, **changes}, *others]})))

    assert faults("observations") == 0
    assert faults("observations", valeu=1) == 1
    assert faults("observations", said="certain") == 1
    assert faults("observations", note={"ar": "نص"}) > 0
    assert faults("measures", label={"ar": "نص", "en": "text", "fr": "texte"}) == 1
    assert faults("editions", id="first") == 1
    assert len(list(shape.iter_errors({**good, "observatoins": []}))) == 1
    for needed in ("locales", "record"):
        assert len(list(shape.iter_errors({k: v for k, v in good.items() if k != needed}))) == 1


def test_the_schema_knows_the_definitions(context: Context) -> None:
    fields = schema(("ar", "en"))["$defs"]["Observation"]["properties"]
    assert fields["stated_by"]["description"] == "Who stated it."
