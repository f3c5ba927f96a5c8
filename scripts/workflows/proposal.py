"""An accepted issue → what the pull request holds, or the comment that says what is missing."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from add import Report, add_all
from explainer.catalog import Catalog
from explainer.editing import FieldError
from explainer.problems import Problem, UserError
from explainer.project import DATA, open_catalog
from workflows.forms import answers, read_forms
from workflows.records import records_of
from workflows.titles import subject, words_of
from workflows.writing import LONGEST, write

FORMS = ".github/ISSUE_TEMPLATE"


@dataclass(frozen=True)
class Proposal:
    """What becomes of an issue. Nothing but `body` holds words of whoever wrote the issue."""

    issue: int
    accepted: bool
    title: str
    """Of the pull request and of its commit; empty where there is none."""
    body: str
    """The text of the pull request, or of the comment on the issue."""

    def save(self, path: Path) -> None:
        """Write it where propose.py finds it."""
        path.write_text(json.dumps(asdict(self), ensure_ascii=False), encoding="utf-8")


def propose(root: Path, issue: int, body: str, today: dt.date) -> Proposal:
    """Add what an issue asks for to the data file of a folder, exactly as `make add` does.

    The file stays as it was where anything is wrong, and the proposal then says what.
    """
    try:
        form, given = answers(read_forms(root / FORMS), body)
        catalog = open_catalog(root)
        words = words_of(root, catalog)
        records = records_of(form.name, given, catalog, issue, today.isoformat(), words=words)
        report = add_all(root, records, today)
    except UserError as error:
        told = error.mistakes if isinstance(error, FieldError) else _told(error.problems)
        comment = write("refusal.md", mistakes=told)
        return Proposal(issue, accepted=False, title="", body=comment[:LONGEST])
    title = f"{subject(form.name, given, catalog, words)} (#{issue})"
    text = _body(form.name, given, issue, report, catalog)
    return Proposal(issue, accepted=True, title=title, body=text)


def _told(problems: Sequence[Problem]) -> list[tuple[str, str]]:
    """Return problems of the file that would be, as names with what is wrong."""
    return [(f"{problem.path}:{problem.line}", problem.message) for problem in problems]


def _lines(catalog: Catalog, given: Mapping[str, str]) -> list[str]:
    """Return where the values stand that a correction is about, newest first."""
    found = [o for o in catalog.observations if o.measure == given.get("measure")]
    if day := given.get("as_of"):
        found = [o for o in found if o.as_of.text == day]
    found.sort(key=lambda o: o.as_of.order, reverse=True)
    return [f"{DATA}:{o.line_of('value')}" for o in found[:10]]


def _body(form: str, given: Mapping[str, str], issue: int, report: Report, catalog: Catalog) -> str:
    """Return the text of the pull request: what is added, and what readers of each page see."""
    languages = {
        name: [change for change in report.changes if change.path.startswith(f"docs/{name}/")]
        for name in catalog.locales
    }
    for most in (40, 12, 4, 0):  # the text of a pull request may not be longer than GitHub takes
        text = write(
            "pull-request.md",
            form=form,
            source=given.get("source", ""),
            issue=issue,
            added=report.added,
            data=DATA,
            languages=languages,
            locales=catalog.locales,
            tasks=report.tasks,
            lines=_lines(catalog, given),
            most=most,
        )
        if len(text) <= LONGEST:
            break
    return text[:LONGEST]
