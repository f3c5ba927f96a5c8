"""All checks on pages and data together, and what authors may excuse."""

from __future__ import annotations

from explainer.catalog import Catalog
from explainer.lint import Findings, check
from explainer.lint.passages import of_catalog
from support import SAMPLE, take_apart


def findings(catalog: Catalog, body: str, rendered: str = "") -> Findings:
    source = take_apart(body)
    shown = {("en", "page.md"): rendered} if rendered else {}
    return check([source], catalog, "data.yml", shown)


def of_page(found: Findings) -> list[str]:
    return [str(p) for p in found.problems if p.path == "en/page.md" and p.line]


def test_an_excuse_with_a_reason_is_counted(catalog: Catalog) -> None:
    found = findings(
        catalog, "In 2017 it's so. {## allow: a title that has a year ##}\n\nIn 2018.\n"
    )
    assert of_page(found) == [
        "en/page.md:3: found the number '2018', expected a component such as figure(…), "
        "count(…) or date(…)"
    ]
    assert [p.message.split(",")[0] for p in found.excused] == [
        "found the number '2017'",
        "found a straight quote (')",
    ]
    assert all(p.message.endswith("(allowed: a title that has a year)") for p in found.excused)


def test_an_excuse_without_a_reason_or_a_finding_is_an_error(catalog: Catalog) -> None:
    found = findings(catalog, "In 2017. {## allow: ##}\n\nFine. {## allow: a law ##}\n")
    assert [p.split(": ", 1)[1].split(",")[0] for p in of_page(found)] == [
        "allow: found no reason",
        "found the number '2017'",
        "allow: excuses nothing on its line",
    ]
    assert found.excused == ()


def test_a_hard_page_is_measured_with_what_its_calls_print(catalog: Catalog) -> None:
    hard = "Administrative reconciliation notwithstanding considerable complications " * 6 + "."
    found = findings(catalog, "Short.\n", hard)
    assert ["grade" in message for message in of_page(found)] == [True]
    assert of_page(findings(catalog, "Short.\n", "It is so. Yes.")) == []


def test_the_texts_of_the_data_are_checked_at_their_lines(catalog: Catalog) -> None:
    passages = list(of_catalog(catalog, "data.yml"))
    town = next(p for p in passages if p.text == "the Town")
    assert (town.locale, town.section) == ("en", "places.name")
    lines = SAMPLE.read_text(encoding="utf-8").splitlines()
    assert lines[town.line - 1].strip() == "en: the Town"
    reply = next(p for p in passages if p.text == "No pressure")
    assert lines[reply.line - 1].strip() == "en: No pressure"
    assert {p.locale for p in passages} == {"ar", "en"}
    about = next(p for p in passages if p.section == "record.describes" and p.locale == "en")
    assert lines[about.line - 1].strip() == f"en: {about.text}"


def test_a_correction_of_a_page_that_is_not_there_is_refused(catalog: Catalog) -> None:
    problems = [p for p in findings(catalog, "Fine.\n").problems if p.path == "data.yml"]
    assert [p.message for p in problems] == ["page: found 'figures', expected page"]
    lines = SAMPLE.read_text(encoding="utf-8").splitlines()
    assert lines[problems[0].line - 1].strip() == "page: figures"
