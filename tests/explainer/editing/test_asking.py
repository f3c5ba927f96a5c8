from __future__ import annotations

from collections.abc import Iterable

import pytest

from explainer.editing import FieldError, complete

IDS = {
    "locales": ["ar", "en"],
    "measures": ["joined", "left"],
    "organisations": ["agency"],
    "sources": ["paper-1", "paper-2"],
    "editions": ["1", "2"],
    "places": ["town"],
}


class Terminal:
    """Somebody who answers one question after the other."""

    def __init__(self, answers: Iterable[str]) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []
        self.told: list[str] = []

    def ask(self, prompt: str) -> str:
        self.asked.append(prompt)
        return self.answers.pop(0)

    def complete(self, given: dict[str, str]) -> dict[str, str]:
        found = complete(given, IDS, self.ask, self.told.append)
        assert not self.answers
        return found


def test_everything_is_asked_for_when_nothing_is_given() -> None:
    terminal = Terminal(["place", "hall", "القاعة", "the Hall"])
    assert terminal.complete({}) == {
        "kind": "place",
        "id": "hall",
        "name_ar": "القاعة",
        "name_en": "the Hall",
    }
    assert terminal.asked == ["kind: ", "id: ", "name_ar: ", "name_en: "]
    assert "  observation: One value of a measure at one date, as stated by someone in" in (
        "\n".join(terminal.told)
    )
    assert "\nThe id by which other records name it." in terminal.told
    assert "\nThe rest may be left out: an empty answer skips it." in terminal.told


def test_what_may_be_left_out_comes_last_and_can_be_skipped() -> None:
    needed = ["edition", "3", "paper-1"]
    # A text that is there in one language is needed in the other.
    rest = ["", "", "2024-01~", "", "", "ملاحظة", "", "A note"]
    terminal = Terminal([*needed, *rest])
    assert terminal.complete({}) == {
        "kind": "edition",
        "id": "3",
        "sources": "paper-1",
        "closed": "2024-01~",
        "note_ar": "ملاحظة",
        "note_en": "A note",
    }
    assert [prompt.rstrip(": ") for prompt in terminal.asked[3:]] == [
        "opened", "opened_basis", "closed", "closed_basis", "place",
        "note_ar", "note_en", "note_en",
    ]  # fmt: skip
    assert "note_en: found nothing, expected an answer" in terminal.told


def test_a_text_that_is_skipped_in_one_language_is_not_asked_for_in_the_other() -> None:
    terminal = Terminal(["edition", "3", "paper-1", "", "", "", "", "", ""])
    assert "note_en: " not in (terminal.complete({}), terminal.asked)[1]


def test_only_what_is_missing_is_asked_for_when_something_is_given() -> None:
    given = {
        "measure": "left",
        "value": "22",
        "as_of": "2024",
        "stated_by": "agency",
        "source": "paper-1",
        "note_ar": "ملاحظة",
    }
    terminal = Terminal(["high", "none", "A note"])
    found = terminal.complete(given)
    assert terminal.asked == ["said: ", "checked: ", "note_en: "]
    assert found == {
        **given, "kind": "observation", "said": "high", "checked": "none", "note_en": "A note",
    }  # fmt: skip
    assert "\nHow sure it is that it was said. Expected: high, medium or low." in terminal.told
    assert Terminal([]).complete(found) == found


@pytest.mark.parametrize(
    ("given", "answers", "told"),
    [
        ({"kind": "edition"}, ["", "3", "paper-1"], "id: found nothing, expected an answer"),
        ({"kind": "edition"}, ["x", "3", "paper-1"], "id: found 'x', expected a whole number"),
        (
            {"kind": "edition", "id": "3"},
            ["paper-1 paper-22", "paper-1 paper-2"],
            "sources: found 'paper-22', expected an id that is there: 'paper-2'",
        ),
        (
            {"kind": "place", "name_ar": "ا", "name_en": "a"},
            ["town", "hall"],
            "id: found 'town', which is there already, expected another id",
        ),
        (
            {"kind": "place", "name_ar": "ا", "id": "hall"},
            ["a\u202eb", "ab"],
            "name_en: found the character U+202E, expected text on one line without it",
        ),
        (
            {
                "measure": "left",
                "value": "22",
                "as_of": "2024",
                "stated_by": "agency",
                "source": "paper-1",
                "checked": "none",
            },
            ["sure", "high"],
            "said: found 'sure', expected 'high', 'medium' or 'low'",
        ),
        (
            {
                "measure": "left",
                "value": "22",
                "stated_by": "agency",
                "source": "paper-1",
                "said": "high",
                "checked": "none",
            },
            ["2024-13", "2024-12"],
            "as_of: found '2024-13', expected a month from 01 to 12, or a season from 21 to 24",
        ),
        ({}, ["places", "place", "hall", "ا", "a"], "kind: found 'places', expected 'place'"),
    ],
)
def test_an_answer_that_cannot_stand_is_asked_for_again(
    given: dict[str, str], answers: list[str], told: str
) -> None:
    terminal = Terminal(answers)
    terminal.complete(given)
    assert any(line.startswith(told) for line in terminal.told), terminal.told


def test_a_kind_that_cannot_be_added() -> None:
    with pytest.raises(FieldError, match="kind: found 'noun', which is only typed"):
        Terminal([]).complete({"kind": "noun"})


def test_a_name_that_is_wrong_is_told_before_anything_is_asked() -> None:
    with pytest.raises(FieldError, match=r"valeu: observation has no such field, expected 'value'"):
        Terminal([]).complete({"measure": "left", "valeu": "22"})
