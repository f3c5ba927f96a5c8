"""An issue that a form made → its answers by name; anything that the form cannot make is refused.

GitHub writes a heading per question and the answer below it, and whoever opened the issue can
change all of it later: the text is read as something that a stranger typed. The files of the forms
themselves say what is asked: the `id` of a question is the name of its answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from explainer.editing import FieldError
from explainer.problems import one_of
from explainer.yaml_reader import read

EMPTY = ("_No response_", "None", "")
"""What GitHub writes where nothing was answered."""
_LONGEST = 30_000
_LONGEST_ANSWER = {"input": 2_000, "textarea": 2_000, "dropdown": 500, "checkboxes": 1_000}
_HEADING = re.compile(r"^### (.*)$", re.MULTILINE)
_VALUE = re.compile(r"\(([^()]+)\)$")


@dataclass(frozen=True)
class Question:
    """One question of a form."""

    name: str
    label: str
    kind: str
    """`input`, `textarea`, `dropdown` or `checkboxes`."""
    required: bool
    options: tuple[str, ...] = ()

    def answer(self, text: str) -> str:
        """Return an answer as a value. Raises ValueError with what was expected instead."""
        if text in EMPTY:
            if self.required:
                raise ValueError("found no answer, expected one")
            return ""
        if len(text) > _LONGEST_ANSWER[self.kind]:
            raise ValueError(f"expected at most {_LONGEST_ANSWER[self.kind]} characters")
        match self.kind:
            case "dropdown":
                if text not in self.options:
                    raise ValueError(f"found {text!r}, expected one of the choices of the form")
                return value_of(text)
            case "checkboxes":
                ticked = {line.lower() for line in text.splitlines()}
                if ticked != {f"- [x] {option}".lower() for option in self.options}:
                    raise ValueError("expected every box ticked")
                return ""
            case "input" if "\n" in text:
                raise ValueError("found several lines, expected one")
        return " ".join(text.split())


@dataclass(frozen=True)
class Form:
    """An issue form: what it is called, and what it asks in its order."""

    name: str
    """The name of its file without the ending."""
    questions: tuple[Question, ...]

    def names(self) -> set[str]:
        """Return the names of its answers."""
        return {question.name for question in self.questions if question.kind != "checkboxes"}


def value_of(option: str) -> str:
    """Return what a choice stands for: what its last brackets hold."""
    match = _VALUE.search(option)
    return match[1] if match is not None else ""


def read_forms(folder: Path) -> dict[str, Form]:
    """Return the issue forms of a folder by name."""
    found = {}
    for path in sorted(folder.glob("*.yml")):
        if path.stem != "config":
            body = read(path, path.name)[0]["body"]
            found[path.stem] = Form(path.stem, tuple(_questions(body)))
    return found


def _questions(body: Iterable[Mapping[str, Any]]) -> Iterator[Question]:
    for item in body:
        if item["type"] == "markdown":  # shown while the form is filled in, and left out after
            continue
        attributes = item["attributes"]
        options = attributes.get("options", ())
        yield Question(
            item["id"],
            attributes["label"],
            item["type"],
            item.get("validations", {}).get("required") == "true",
            tuple(one["label"] if isinstance(one, dict) else str(one) for one in options),
        )


def answers(forms: Mapping[str, Form], body: str) -> tuple[Form, dict[str, str]]:
    """Return the form that made a text, and what was answered; empty answers are left out.

    Raises FieldError for a text that none of the forms makes, and for every answer that the form
    does not take.
    """
    text = body.replace("\r\n", "\n")
    if len(text) > _LONGEST:
        raise FieldError([("issue", f"found {len(text)} characters, expected {_LONGEST} at most")])
    before, *parts = _HEADING.split(text)
    labels = [label.strip() for label in parts[::2]]
    form = _made_by(forms, labels) if not before.strip() else None
    if form is None:
        raise FieldError([("issue", _unlike(forms, labels, before))])
    found: dict[str, str] = {}
    mistakes: list[tuple[str, str]] = []
    for question, part in zip(form.questions, parts[1::2], strict=True):
        try:
            if value := question.answer(part.strip()):
                found[question.name] = value
        except ValueError as error:
            mistakes.append((question.name, str(error)))
    if mistakes:
        raise FieldError(mistakes)
    return form, found


def _made_by(forms: Mapping[str, Form], labels: list[str]) -> Form | None:
    """Return the form that asks exactly these questions in this order."""
    for form in forms.values():
        if [question.label for question in form.questions] == labels:
            return form
    return None


def _unlike(forms: Mapping[str, Form], labels: list[str], before: str) -> str:
    """Return what keeps a text from being one that a form made."""
    expected = f"expected the headings of one form ({one_of(forms)}), each once, in their order"
    if before.strip():
        return f"found text before the first heading, {expected}"
    known = {question.label for form in forms.values() for question in form.questions}
    unknown = [label for label in labels if label not in known]
    if unknown:
        return f"found the heading {unknown[0][:80]!r}, {expected}"
    return f"found {len(labels)} headings of other forms, too many or too few, {expected}"
