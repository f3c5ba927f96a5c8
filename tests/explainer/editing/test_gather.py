from __future__ import annotations

from typing import get_args

import pytest

from explainer.editing.gather import FieldError, gather, kind_of, missing
from explainer.editing.kinds import BY_HAND, KINDS
from explainer.model import SECTIONS, Edition, Event, Observation, Organisation, Source

LOCALES = ["ar", "en"]
OBSERVATION = {
    "measure": "left",
    "value": "22",
    "as_of": "2024-01",
    "stated_by": "agency",
    "sources": "paper-1",
    "said": "high",
    "checked": "none",
}


def told(kind: str, given: dict[str, str]) -> list[str]:
    with pytest.raises(FieldError) as caught:
        gather(KINDS[kind], given, LOCALES)
    return str(caught.value).splitlines()


def test_the_kinds_are_those_of_the_models() -> None:
    models = {model.__name__.lower() for model in SECTIONS.values()}
    assert {*KINDS, *BY_HAND} == models
    assert {"observation", "source", "event", "organisation", "edition"} <= set(KINDS)
    # What needs records inside records is not given name by name.
    assert {"disagreement", "noun", "locale", "chart"} <= set(BY_HAND)


@pytest.mark.parametrize("model", [Observation, Source, Event, Organisation, Edition])
def test_every_field_of_a_model_can_be_given(model: type) -> None:
    kind = KINDS[model.__name__.lower()]
    assert [field.name for field in kind.fields] == list(kind.model.model_fields)
    assert not kind.others
    for field in kind.fields:
        info = kind.model.model_fields[field.name]
        assert (field.required, field.description) == (info.is_required(), info.description)
    unquoted = {field.name for field in KINDS["observation"].fields if field.unquoted}
    numbers = {"value", "edition", "through_edition", "counts_starting"}
    assert unquoted == {*numbers, "as_of", "repeats", "added"}


def test_allowed_values_come_from_the_model() -> None:
    fields = {field.name: field for field in KINDS["observation"].fields}
    literal = get_args(Observation.model_fields["standing"].annotation)
    assert fields["standing"].choices == literal
    assert fields["counts_starting"].choices == ("true", "false")
    assert fields["measure"].section == "measures"


def test_names() -> None:
    names = KINDS["source"].names(["ar", "en", "fr"])
    assert {"describes_ar", "describes_en", "describes_fr", "id", "url"} <= set(names)
    assert "describes" not in names
    names = KINDS["event"].names(LOCALES)
    assert names["source"] == names["sources"]
    assert names["text_ar"].locale == "ar"
    names = KINDS["edition"].names(LOCALES)
    assert names["edition"].field.name == "id"
    assert KINDS["observation"].names(LOCALES)["edition"].field.name == "edition"
    names = KINDS["organisation"].names(LOCALES)
    assert names["organisation_kind"].field.name == "kind"
    assert "kind" not in names


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ({"measure": "left"}, "observation"),
        ({"opened": "2024", "edition": "3"}, "edition"),
        ({"closed": "2024", "edition": "3"}, "edition"),
        ({"kind": "correction", "measure": "left"}, "correction"),
        ({"kind": " source "}, "source"),
    ],
)
def test_the_kind_is_given_or_given_away(given: dict[str, str], kind: str) -> None:
    found = kind_of(given)
    assert found is not None
    assert found.name == kind


def test_no_kind() -> None:
    assert kind_of({}) is None
    assert kind_of({"measure": " ", "id": "x"}) is None
    with pytest.raises(FieldError, match=r"^kind: found 'sources', expected 'source'$"):
        kind_of({"kind": "sources"})
    with pytest.raises(FieldError, match=r"kind: found 'disagreement', which is only typed"):
        kind_of({"kind": "disagreement"})


def test_an_entry_is_in_the_order_of_the_model_and_trimmed() -> None:
    given = {
        **OBSERVATION,
        "note_en": " Note ",
        "note_ar": "ملاحظة",
        "edition": "",
        "added": "2024",
    }
    shuffled = dict(reversed(given.items()))
    shuffled["sources"] = " paper-1,paper-2  paper-3،paper-1 "
    entry = gather(KINDS["observation"], shuffled, LOCALES)
    assert list(entry) == [name for name in Observation.model_fields if name in entry]
    assert entry["sources"] == ["paper-1", "paper-2", "paper-3"]
    assert entry["note"] == {"ar": "ملاحظة", "en": "Note"}
    assert "edition" not in entry
    assert entry["value"] == "22"


def test_everything_that_is_missing_is_told_at_once() -> None:
    lines = told("observation", {"measure": "left"})
    assert [line.split(":")[0] for line in lines] == [
        "value", "as_of", "stated_by", "sources", "said", "checked",
    ]  # fmt: skip
    assert lines[0] == "value: missing: The number that was stated."
    assert lines[4].endswith("Expected: high, medium or low.")
    assert lines[2].endswith("Expected: an id of `organisations:`.")
    assert lines[3].endswith("ids of `sources:`, with spaces or commas between them.")


def test_a_text_is_needed_in_every_language() -> None:
    assert told("observation", {**OBSERVATION, "note_ar": "ملاحظة"})[0].startswith(
        "note_en: missing"
    )
    assert [q.name for q in missing(KINDS["event"], {"title_en": "A"}, LOCALES)][:4] == [
        "id", "date", "category", "title_ar",
    ]  # fmt: skip


def test_optional_ones_are_the_others() -> None:
    kind = KINDS["observation"]
    needed = {question.name for question in missing(kind, {}, LOCALES)}
    optional = {question.name for question in missing(kind, {}, LOCALES, optional=True)}
    assert needed == set(OBSERVATION)
    assert not needed & optional
    assert needed | optional == set(kind.places(LOCALES))


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("valeu", "valeu: observation has no such field, expected 'value'"),
        ("note", "note: is a text in every language, expected note_ar and note_en"),
        ("note_fr", "note_fr: observation has no such field, expected 'note_ar'"),
        ("title_en", "title_en: observation has no such field, expected "),
        ("source", "source: gives sources a second time, expected it once"),
    ],
)
def test_a_name_that_is_wrong(name: str, message: str) -> None:
    assert told("observation", {**OBSERVATION, name: "x"})[0].startswith(message)


def test_a_field_that_is_a_record_is_typed_by_hand() -> None:
    lines = told("statement", {"reply": "no"})
    assert lines[0] == (
        "reply: holds more than one text can, expected it typed into the data file by hand"
    )


@pytest.mark.parametrize("character", ["\n", "\t", "\u202e", "\u2067", "\u200f", "\x1b"])
def test_hidden_characters_are_refused(character: str) -> None:
    lines = told("observation", {**OBSERVATION, "note_ar": f"a{character}b", "note_en": "c"})
    assert lines[0].startswith(f"note_ar: found the character U+{ord(character):04X}, expected")


def test_a_name_cannot_write_on_the_terminal() -> None:
    assert told("observation", {**OBSERVATION, "a\x1b[2J\u202eb": "x"})[0].startswith(
        r"'a\x1b[2J\u202eb': observation has no such field"
    )
