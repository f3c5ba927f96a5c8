from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.editing import KINDS, Edit, edit, ids_of
from explainer.editing.scalars import refused
from explainer.problems import UserError
from explainer.yaml_reader import read_content, read_text
from support import ROOT, SAMPLE

TEXT = SAMPLE.read_text(encoding="utf-8")
REAL = (ROOT / "docs/data/programme.yml").read_text(encoding="utf-8")
OBSERVATION: dict[str, Any] = {
    "measure": "left",
    "value": "22",
    "as_of": "2024-01",
    "stated_by": "agency",
    "sources": ["paper-1"],
    "said": "high",
    "checked": "none",
}
PLACE: dict[str, Any] = {"id": "hall", "name": {"ar": "القاعة", "en": "the Hall"}}


def run(kind: str, entry: dict[str, Any], text: str = TEXT) -> Edit:
    found = edit(text, "data.yml", KINDS[kind], entry)
    lines = found.text.splitlines(keepends=True)
    for one in reversed(found.added):
        new = slice(one.line - 1, one.line - 1 + len(one.lines))
        assert [line.rstrip("\n") for line in lines[new]] == [*one.lines]
        del lines[new]
    assert "".join(lines) == text  # lines were added, and nothing else happened
    return found


def test_what_was_read_stays_as_it_was() -> None:
    """The same text is read once; the next one who asks for it gets nothing of this edit."""
    before, _ = read_text(TEXT, "data.yml")
    run("observation", OBSERVATION)
    run("edition", {"id": "2", "closed": "2022-06-01", "sources": ["paper-1"]})
    assert read_content(TEXT.encode(), "data.yml")[0] == before


def told(kind: str, entry: dict[str, Any], text: str) -> str:
    with pytest.raises(UserError) as caught:
        edit(text, "data.yml", KINDS[kind], entry)
    return str(caught.value)


def test_an_observation_follows_those_of_its_measure() -> None:
    found = run("observation", {**OBSERVATION, "note": {"ar": "ملاحظة: أولى", "en": "A note"}})
    assert found.added[0].lines == (
        "  - measure: left",
        "    value: 22",
        "    as_of: 2024-01",
        "    stated_by: agency",
        "    sources:",
        "      - paper-1",
        "    said: high",
        "    checked: none",
        "    note:",
        '      ar: "ملاحظة: أولى"',
        "      en: A note",
    )
    # `left` and `pardoned` are stated together: the pair is not torn apart.
    rows = read_text(found.text, "")[0]["observations"]
    assert [row["measure"] for row in rows[8:12]] == ["left", "pardoned", "left", "ended"]


def test_an_observation_of_a_new_measure_goes_to_the_end() -> None:
    found = run("observation", {**OBSERVATION, "measure": "cost"})
    rows = read_text(found.text, "")[0]["observations"]
    assert rows[-1] == {**OBSERVATION, "measure": "cost"}


def test_groups_of_the_real_file() -> None:
    def neighbours(measure: str) -> tuple[str, str]:
        found = run("observation", {**OBSERVATION, "measure": measure, "value": "7.5"}, REAL)
        lines = found.text.splitlines()
        above = [line for line in lines[: found.added[0].line - 1] if "- measure:" in line][-1]
        below = next(line for line in lines[found.added[0].line :] if line.startswith("  - "))
        return above.split(": ")[1], below.split(": ")[1]

    assert neighbours("edition-participants") == ("edition-participants", "edition-women")
    assert neighbours("course-hours") == ("course-hours-activities", "peer-education-reach")


@pytest.mark.parametrize(
    ("kind", "text"), [("place", TEXT), ("organisation", TEXT), ("source", TEXT), ("source", REAL)]
)
def test_a_record_goes_to_the_end_of_its_section(kind: str, text: str) -> None:
    found = run(kind, PLACE, text)
    section = KINDS[kind].section
    before, after = read_text(text, "")[0], read_text(found.text, "")[0]
    assert after.pop(section) == [*before.pop(section), PLACE]
    assert after == before
    assert found.added[0].lines == (
        "  - id: hall", "    name:", "      ar: القاعة", "      en: the Hall",
    )  # fmt: skip


COMMENTED = """\
places:
  # the first group
  - id: town
    name:
      ar: المدينة
      en: the Town
    # a comment on the town

# what comes next
tables:
  - id: a
# the end
"""


def test_comments_stay_with_what_they_are_about() -> None:
    found = run("place", PLACE, COMMENTED)
    lines = found.text.splitlines()
    assert lines[6:9] == ["    # a comment on the town", "  - id: hall", "    name:"]
    assert lines[11:13] == ["", "# what comes next"]


def test_the_next_group_keeps_the_comment_that_introduces_it() -> None:
    text = (
        "observations:\n  - measure: left\n    value: 1\n  # the next group\n"
        "  - measure: joined\n    value: 2\n"
    )
    found = run("observation", OBSERVATION, text)
    assert found.added[0].line == 4
    assert found.text.splitlines()[11] == "  # the next group"


def test_the_last_section_of_the_file() -> None:
    text = COMMENTED.split("\n# what", maxsplit=1)[0]
    assert run("place", PLACE, text).text.endswith("the Hall\n")
    without = text.rstrip("\n")
    found = edit(without, "data.yml", KINDS["place"], PLACE)
    assert found.text == without + "\n" + "\n".join(found.added[0].lines)
    assert not found.text.endswith("\n")


def test_line_endings_are_kept() -> None:
    text = TEXT.replace("\n", "\r\n")
    found = edit(text, "data.yml", KINDS["place"], PLACE)
    assert found.text.replace("\r\n", "\n") == run("place", PLACE).text
    assert "\n" not in found.text.replace("\r\n", "")


def test_a_missing_section_is_begun_at_the_end() -> None:
    text = TEXT.split("\ncorrections:")[0]
    entry = {"id": "first", "date": "2025-01-02", "complaint": "1"}
    found = run("correction", entry, text)
    assert found.added[0].lines == (
        "", "corrections:", "  - id: first", "    date: 2025-01-02", "    complaint: 1",
    )  # fmt: skip
    assert run("correction", {**entry, "id": "second"}, found.text).added[0].lines[0] == (
        "  - id: second"
    )


def test_a_section_in_brackets_is_refused() -> None:
    entry = {"id": "both", "editions": ["1", "2"]}
    message = told("cohort", entry, TEXT)
    line = TEXT.splitlines().index("cohorts: []") + 1
    assert message == (
        f"data.yml:{line}: cohorts: found no list of entries with a line each, expected one: "
        "delete the line, and the section is written anew at the end"
    )
    assert "expected one" in told("cohort", entry, "cohorts:\nplaces:\n  - id: a\n")
    found = run("cohort", entry, TEXT.replace("cohorts: []\n", ""))
    assert found.text.endswith("cohorts:\n  - id: both\n    editions:\n      - 1\n      - 2\n")
    assert "data.yml:1: places: found no list" in told("place", PLACE, "places: [{id: a}]\n")


def test_other_indentation_is_followed() -> None:
    text = "places:\n- id: town\n  name: {ar: ا, en: a}\nmeasures:\n- id: a\n"
    assert run("place", PLACE, text).added[0].lines[:2] == ("- id: hall", "  name:")
    deep = "places:\n    - id: town\n      name: {ar: ا, en: a}\n"
    assert run("place", PLACE, deep).added[0].lines[:2] == ("    - id: hall", "      name:")


def test_an_edition_that_is_new() -> None:
    entry = {"id": "3", "opened": "2023-01~", "opened_basis": "inferred", "sources": ["paper-2"]}
    found = run("edition", entry)
    assert found.added[0].lines == (
        "  - id: 3",
        "    opened: 2023-01~",
        "    opened_basis: inferred",
        "    sources:",
        "      - paper-2",
    )
    assert [one["id"] for one in read_text(found.text, "")[0]["editions"]] == ["1", "2", "3"]


def test_an_edition_that_is_there_gets_what_it_lacks_in_the_order_of_the_model() -> None:
    entry = {
        "id": "2",
        "closed": "2022-06~",
        "closed_basis": "inferred",
        "place": "town",
        "note": {"ar": "ملاحظة", "en": "A note"},
        "sources": ["paper-2", "paper-1"],
    }
    found = run("edition", entry)
    start = found.text.index("  - id: 2\n    opened")
    assert found.text[start:].startswith(
        """\
  - id: 2
    opened: 2022-01~
    opened_basis: inferred
    closed: 2022-06~
    closed_basis: inferred
    place: town
    note:
      ar: ملاحظة
      en: A note
    sources:
      - paper-2
      - paper-1

cohorts: []
"""
    )
    assert len(found.added) == 2


def test_the_first_and_the_middle_of_an_edition() -> None:
    text = """\
editions:
  - id: 1
    # closed as far as we know
    closed: 2021-05-31
    # where
    place: town
    sources:
      - paper-1  # the first
      # and no other
  - id: 2
    sources:
      - paper-2
"""
    entry = {"id": "1", "opened": "2021", "closed_basis": "inferred", "sources": ["paper-2"]}
    assert run("edition", entry, text).text == text.replace(
        "  - id: 1\n", "  - id: 1\n    opened: 2021\n"
    ).replace("05-31\n", "05-31\n    closed_basis: inferred\n").replace(
        "      # and no other\n", "      - paper-2\n      # and no other\n"
    )


def test_what_an_edition_has_is_not_written_again() -> None:
    line = TEXT.splitlines().index("    opened: 2022-01~") + 1
    entry = {"id": "2", "opened": "2022-01-03", "closed": "2022-06", "sources": ["paper-1"]}
    assert told("edition", entry, TEXT) == (
        f"data.yml:{line}: opened: found 2022-01~ for edition 2 already, expected the same and not "
        "2022-01-03; what is there is put right by hand"
    )
    nothing_new = told("edition", {"id": "2", "sources": ["paper-2"]}, TEXT)
    assert "edition 2 has all of this already" in nothing_new


NOTED = """\
editions:
  - id: 1
    opened: "2021"
    place: 'town'
    note:
      ar: |
        ملاحظة
      en: >-
        A note
        of two lines
    sources:
      - paper-1
"""


def test_what_an_edition_has_may_be_given_again() -> None:
    """However it is written in the file: in quotes, or over several lines."""
    note = {"ar": "ملاحظة", "en": "A note of two lines"}
    entry = {"id": "1", "opened": "2021", "closed": "2022", "place": "town", "note": note}
    found = run("edition", {**entry, "sources": ["paper-1"]}, NOTED)
    assert [one.lines for one in found.added] == [("    closed: 2022",)]
    other = {**entry, "place": "hall", "note": {**note, "en": "Another"}, "sources": ["paper-1"]}
    ending = "what is there is put right by hand"
    assert told("edition", other, NOTED).splitlines() == [
        f"data.yml:4: place: found town for edition 1 already, expected the same and not hall; "
        f"{ending}",
        "data.yml:8: note_en: found A note of two lines for edition 1 already, expected the same "
        f"and not Another; {ending}",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "editions:\n  - id: 1\n    sources: a\n",
            "data.yml:3: sources: found a for edition 1 already, expected the same and not several",
        ),
        ("editions:\n  - {id: 1, sources: [a]}\n", "data.yml:2: edition 1: stands on one line"),
        ("editions:\n  - id: 1\n    sources: [a]\n", "data.yml:3: sources: stands on one line"),
        ("editions:\n  - id: 1\n  - id: 1\n    id: 2\n", "data.yml:4: id: this key stands twice"),
    ],
)
def test_an_edition_that_cannot_be_added_to(text: str, message: str) -> None:
    assert told("edition", {"id": "1", "sources": ["b"]}, text).startswith(message)


def test_a_file_that_would_be_read_otherwise_is_refused() -> None:
    text = "places:\n  - id: town\n...\n"
    message = "data.yml:4: is not written as the first lines of the file ask for: add this by hand"
    assert told("place", PLACE, text) == message
    # `|+` keeps blank lines as part of a text: a record before them would shorten it.
    text = "places:\n  - id: town\n    note: |+\n      a\n\ntables:\n  - id: a\n"
    assert told("place", PLACE, text) == message.replace(":4:", ":5:")


TEXTS = st.text(min_size=1)  # without halves of characters, which no file can hold


@given(TEXTS.map(str.strip).filter(lambda text: bool(text) and not refused(text)))
def test_any_text_comes_back_from_the_file(text: str) -> None:
    before = "places:\n  - id: town\n\ntables:\n  - id: a\n"
    entry: dict[str, Any] = {"id": "hall", "name": {"ar": text, "en": f"- {text}"}}
    found = edit(before, "data.yml", KINDS["place"], entry)
    assert read_text(found.text, "")[0]["places"][1] == entry
    assert found.text.startswith("places:\n  - id: town\n")
    assert found.text.endswith("\n\ntables:\n  - id: a\n")


def test_ids() -> None:
    ids = ids_of(read_text(TEXT, "")[0])
    assert ids["locales"] == ["ar", "en"]
    assert ids["editions"] == ["1", "2"]
    assert ids["cohorts"] == ids["observations"] == []
