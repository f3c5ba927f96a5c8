"""Questions to somebody at a terminal, one value at a time, until nothing that is needed lacks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from explainer.editing.gather import FieldError, Question, assign, kind_of, missing, split
from explainer.editing.kinds import KINDS, Kind
from explainer.editing.scalars import refused
from explainer.problems import nearest

Ask = Callable[[str], str]
"""Shows a prompt and returns the answer."""
Tell = Callable[[str], None]


def complete(
    given: Mapping[str, str], ids: Mapping[str, Sequence[str]], ask: Ask, tell: Tell
) -> dict[str, str]:
    """Return what was given with the answers to what lacks; names are in lower case.

    Where nothing was given, what may be left out is asked for too. `ids` holds the ids of each
    section: an answer that names none of them is told at once. Raises FieldError, before anything
    else is asked, for a kind that cannot be added and for names that it does not have.
    """
    fields = {name: value for name, value in given.items() if value.strip()}
    kind = kind_of(fields) or _kind(ask, tell)
    _, mistakes = assign(kind, fields, ids["locales"])
    if mistakes:
        raise FieldError(mistakes)
    talk = _Talk(kind, {"kind": kind.name, **fields}, ids, ask, tell)
    talk.ask_for_the_missing()
    if not fields:
        talk.ask_for_the_rest()
    return talk.fields


def wrong(kind: Kind, question: Question, answer: str, ids: Mapping[str, Sequence[str]]) -> str:
    """Return what is wrong with an answer by itself, or nothing.

    An answer may name only ids that are there, and a new record takes one that is not; an
    edition that is there is added to.
    """
    field = question.field
    if character := refused(answer):
        return f"found the character {character}, expected text on one line without it"
    values = split(answer) if field.form == "list" else [answer]
    known = ids.get(field.section, ())
    for value in values if field.section else ():
        if value not in known:
            return f"found {value!r}, expected an id that is there: {nearest(value, sorted(known))}"
    if field.name == "id" and kind.name != "edition" and answer in ids.get(kind.section, ()):
        return f"found {answer!r}, which is there already, expected another id"
    return "" if field.form == "texts" else _refusal(kind, question, answer)


def _refusal(kind: Kind, question: Question, answer: str) -> str:
    """Return what the model expects instead of an answer, or nothing."""
    field = question.field
    typed = {field.name: split(answer) if field.form == "list" else answer}
    try:
        kind.model.model_validate(typed)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            if detail["loc"][0] == field.name:  # what is missing besides is asked for in its turn
                context = detail.get("ctx", {})
                expected = context.get("error") or context.get("expected") or detail["msg"]
                return f"found {answer!r}, expected {expected}"
    return ""


def _kind(ask: Ask, tell: Tell) -> Kind:
    """Ask what is to be added, until it is something that can be."""
    tell("What is to be added?")
    for kind in KINDS.values():
        tell(f"  {kind.name}: {kind.description}")
    while True:
        try:
            found = kind_of({"kind": ask("kind: ")})
        except FieldError as error:
            tell(str(error))
        else:
            if found is not None:
                return found


@dataclass
class _Talk:
    kind: Kind
    fields: dict[str, str]
    ids: Mapping[str, Sequence[str]]
    ask: Ask
    tell: Tell

    def ask_for_the_missing(self) -> None:
        """Ask for what is needed; a text that is there in one language is needed in all."""
        while questions := missing(self.kind, self.fields, self.ids["locales"]):
            self.fields[questions[0].name] = self._answer(questions[0], needed=True)

    def ask_for_the_rest(self) -> None:
        """Ask for what may be left out."""
        self.tell("\nThe rest may be left out: an empty answer skips it.")
        skipped: set[str] = set()
        for question in missing(self.kind, self.fields, self.ids["locales"], optional=True):
            name = question.field.name
            if question.name in self.fields or name in skipped:
                continue
            if answer := self._answer(question, needed=False):
                self.fields[question.name] = answer
                self.ask_for_the_missing()
            else:
                skipped.add(name)

    def _answer(self, question: Question, *, needed: bool) -> str:
        """Ask until the answer can stand, or is empty where nothing is needed."""
        self.tell(f"\n{question}")
        while True:
            answer = self.ask(f"{question.name}: ").strip()
            if not answer and not needed:
                return ""
            mistake = "found nothing, expected an answer"
            if answer:
                mistake = wrong(self.kind, question, answer, self.ids)
            if not mistake:
                return answer
            self.tell(f"{question.name}: {mistake}")
