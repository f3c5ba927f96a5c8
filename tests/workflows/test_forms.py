"""Issues that strangers write: a form's answers are read, and nothing else is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from explainer.catalog import load
from explainer.editing import KINDS, FieldError
from explainer.project import DATA
from issues import REPORTS, forms, issue
from support import ROOT
from workflows.choices import choices, with_choices
from workflows.forms import Question, answers, value_of
from workflows.proposal import FORMS


def mistakes(text: str) -> dict[str, str]:
    """Return what is wrong with the text of an issue."""
    with pytest.raises(FieldError) as caught:
        answers(forms(), text)
    return dict(caught.value.mistakes)


@pytest.mark.parametrize("name", REPORTS)
def test_what_was_answered_is_read(name: str) -> None:
    given = {key: value for key, value in REPORTS[name].items() if value}
    for text in (issue(name, given), issue(name, given).replace("\n", "\r\n")):
        form, found = answers(forms(), text)
        assert (form.name, found) == (name, given)


def test_texts_are_put_on_one_line() -> None:
    text = issue("mistake", {**REPORTS["mistake"], "why_en": "Two\n\n  lines"})
    assert answers(forms(), text)[1]["why_en"] == "Two lines"


@pytest.mark.parametrize(
    ("change", "name", "told"),
    [
        (lambda text: "before\n" + text, "issue", "found text before the first heading"),
        (lambda text: text + "\n\n### More\n\nx", "issue", "found the heading 'More'"),
        (lambda text: text.split("\n\n", 2)[2], "issue", "headings of other forms, too many or"),
        (lambda text: text + "\n\n" + text, "issue", "headings of other forms, too many or"),
        (lambda text: "", "issue", "found 0 headings"),
        (lambda text: text + "x" * 40_000, "issue", "characters, expected 30000 at most"),
        (lambda text: text.replace("(released)", "(freed)"), "measure", "one of the choices"),
        (lambda text: text.replace("300", "_No response_"), "value", "found no answer, expected"),
        (lambda text: text.replace("300", "3\n\n00"), "value", "found several lines"),
        (lambda text: text.replace("300", "3" * 2_001), "value", "at most 2000 characters"),
        (lambda text: text.replace("- [X]", "- [ ]", 1), "agreed", "expected every box ticked"),
        (lambda text: text + "\n- [X] and so on", "agreed", "expected every box ticked"),
    ],
)
def test_what_no_form_writes_is_refused(change: Callable[[str], str], name: str, told: str) -> None:
    text = change(issue("new-figure", REPORTS["new-figure"]))
    assert told in mistakes(text)[name]


def test_the_choices_are_those_of_the_record() -> None:
    """`make forms` writes them anew."""
    wanted = choices(ROOT, load(ROOT / DATA))
    assert "النساء في «مصالحة» · Women in Moussalaha (women)" in wanted["page"]
    for path in (ROOT / FORMS).glob("*.yml"):
        text = path.read_text(encoding="utf-8")
        assert with_choices(text, wanted) == text, "run `make forms`"
        other = with_choices(text, {name: ["x"] for name in wanted})
        assert with_choices(other, wanted) == text


def test_a_form_asks_for_what_the_model_takes() -> None:
    fields = {
        name: place.field
        for kind in ("organisation", "source", "edition", "observation", "correction")
        for name, place in KINDS[kind].names(["ar", "en"]).items()
    }
    others = {"participants", "total", "agreed"}  # each is an observation of its own
    for form in forms().values():
        for question in form.questions:
            if question.name in others:
                continue
            field = fields[question.name]
            values = [value_of(option) for option in question.options]
            if field.choices:
                assert sorted(values) == sorted(field.choices), f"{form.name}: {question.name}"
            assert all(values)
            assert len(set(values)) == len(values)


def from_the_source(name: str) -> tuple[Question, ...]:
    """Return the questions of a form about its source, which come last."""
    questions = forms()[name].questions
    (start,) = (number for number, one in enumerate(questions) if one.name == "source")
    assert len(questions) - start > 10
    return questions[start:]


def test_questions_are_in_both_languages_and_the_same_in_each_form() -> None:
    shared = from_the_source("new-figure")
    for form in forms().values():
        for question in form.questions:
            for text in (question.label, *question.options):
                arabic, _, english = text.partition(" · ")
                assert any("\u0620" <= letter <= "\u064a" for letter in arabic), text
                assert english
                assert not any("\u0620" <= letter <= "\u064a" for letter in english), text
        if form.name.startswith("edition"):
            assert from_the_source(form.name) == shared
        assert '<div dir="rtl">' in (ROOT / FORMS / f"{form.name}.yml").read_text("utf-8")
