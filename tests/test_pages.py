"""What every page of the real site has: a summary, its limits, and a text that can be read."""

from __future__ import annotations

import pytest

from explainer.lint import readability
from explainer.lint.source import passages_of
from explainer.project import Project, open_project
from support import ROOT, take_apart

LIST = "all.md"
DOOR = "index.md"


@pytest.fixture(scope="module")
def real() -> Project:
    return open_project(ROOT)


def test_pages_come_in_pairs_with_the_same_places(real: Project) -> None:
    paths = {locale: {p for lang, p in real.pages if lang == locale} for locale in ("ar", "en")}
    assert paths["ar"] == paths["en"]
    assert len(paths["ar"]) >= 20


def test_a_summary_of_three_sentences_and_the_limits_at_the_end(real: Project) -> None:
    wrong = []
    for (locale, path), page in real.pages.items():
        if path in (DOOR, LIST):
            continue
        source = take_apart(page.body, locale)
        title = page.body.index("!!! summary")
        line = page.body[:title].count("\n") + 1
        summary = [p for p in source.passages if p.running and p.line == line + 1]
        if [len(p.sentences) for p in summary] != [3]:
            wrong.append(f"{page.shown}: {[len(p.sentences) for p in summary]} sentences")
        if source.sections[-1].id != "limits":
            wrong.append(f"{page.shown}: ends with {source.sections[-1].id}")
        if "description" not in page.meta:
            wrong.append(f"{page.shown}: no description")
    assert wrong == []


def test_the_door_says_it_in_five_sentences(real: Project) -> None:
    for locale in ("ar", "en"):
        body = real.pages[locale, DOOR].body
        points = body.split("{#five-sentences}")[1].split("\n## ")[0]
        assert [line[:2] for line in points.splitlines() if line[:1].isdigit()] == [
            f"{n}." for n in range(1, 6)
        ]


def test_no_english_page_is_over_grade_ten(real: Project) -> None:
    grades = {
        path: readability.measure(
            passages_of(page, real.tokens.as_text(real.markdown[locale, path]))
        )
        for (locale, path), page in real.pages.items()
        if locale == "en"
    }
    assert {
        path: m.grade for path, m in grades.items() if m.grade > readability.HIGHEST_GRADE
    } == {}


def test_excuses_are_few(real: Project) -> None:
    """Each of them is a fact that nothing checks: many would mean that a component is missing."""
    assert len(real.findings.excused) < 10
    assert real.findings.problems == ()
