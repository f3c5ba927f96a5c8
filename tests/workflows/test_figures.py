"""What a change does to figures, and how mistakes are shown beside the lines of a change."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

import build as command
import changed_figures
from explainer.catalog import Catalog, load
from explainer.problems import Problem, UserError
from explainer.project import DATA
from other import DATA as OTHER
from other import make_other, without
from runner import commit
from support import ROOT, SAMPLE
from workflows.annotations import annotation
from workflows.figures import changed, summary
from workflows.writing import first, more, quiet, short


@pytest.fixture
def other(tmp_path: Path, catalog: Catalog) -> Catalog:
    """Return the small record with another value."""
    text = SAMPLE.read_text(encoding="utf-8")
    last = next(o for o in catalog.observations if o.measure == "left")
    lines = text.splitlines()
    lines[last.line_of("value") - 1] = f"    value: {last.value + 1}"
    path = tmp_path / "other.yml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return load(path, "other.yml")


def test_the_same_record_has_no_changes(catalog: Catalog) -> None:
    assert changed(catalog, catalog) == []
    text = summary(ROOT, catalog, catalog)
    assert "No figure changed." in text
    assert "لم يتغير أي عدد." in text
    assert "<table" not in text


def test_figures_that_changed(catalog: Catalog, other: Catalog) -> None:
    found = changed(catalog, other)
    stated = [one for one in found if one.known.observation is not None]
    assert [one.measure for one in stated] == ["left"]
    (one,) = stated
    assert one.before is not None
    assert one.after is not None
    assert one.after.amount == one.before.amount + 1
    text = summary(ROOT, catalog, other)
    arabic, _, english = text.partition("### Figures that changed")
    row = f"<td>{one.before.amount}</td><td>{one.after.amount}</td></tr>"
    assert row in arabic
    assert row in english
    label = catalog.measures["left"].label
    assert f"<tr><td>{label['ar']}</td>" in arabic
    assert f"<tr><td>{label['en']}</td>" in english
    (back,) = [one for one in changed(other, catalog) if one.known.observation is not None]
    assert (back.before, back.after) == (one.after, one.before)


def test_figures_of_another_site_are_told_in_all_its_languages(tmp_path: Path) -> None:
    text = (OTHER / "programme.yml").read_text(encoding="utf-8")
    path = tmp_path / "programme.yml"
    path.write_text(text.replace("value: 1020", "value: 1030"), encoding="utf-8")
    told = summary(make_other(tmp_path / "other"), load(OTHER / "programme.yml"), load(path))
    english, french = told.split("### Figures that changed, in Français")
    assert "<td>1,020</td><td>1,030</td></tr>" in english
    assert "<tr><td>Those who read no book (computed)</td>" in english
    assert "<td>1\N{NARROW NO-BREAK SPACE}020</td><td>1\N{NARROW NO-BREAK SPACE}030</td>" in french


STAYED = """\
measures:
  - id: stayed
    label: {ar: من بقوا, en: Those who stayed, fr: Ceux qui sont restés}
    definition: {ar: من بقوا, en: Those who stayed, fr: Ceux qui sont restés}
    unit: person
    cumulative: true
"""
"""A measure of the other site that is gone, with the value below."""
VALUE = """\
observations:
  - measure: stayed
    value: 1009
    as_of: 2022-07-01
    stated_by: library
    sources: [paper-1]
    said: high
    checked: none
"""


def test_figures_are_told_in_a_language_that_is_new(tmp_path: Path) -> None:
    other = make_other(tmp_path / "other")
    subprocess.run(["git", "init", "--quiet", str(other)], check=True)
    text = (other / DATA).read_text(encoding="utf-8")
    old = text.replace("measures:\n", STAYED, 1).replace("observations:\n", VALUE, 1)
    (other / DATA).write_text(without(old, "fr"), encoding="utf-8")
    commit(other, "Two languages")
    (other / DATA).write_text(text.replace("value: 1020", "value: 1030"), encoding="utf-8")
    arabic, rest = changed_figures.compared(other, "HEAD").split("### Figures that changed\n")
    english, french = rest.split("### Figures that changed, in Français")
    space = "\N{NARROW NO-BREAK SPACE}"
    assert "<td>1.020</td><td>1.030</td></tr>" in arabic
    assert "<td>1,020</td><td>1,030</td></tr>" in english
    assert "<tr><td>Ceux qui ont lu un livre</td>" in french
    assert f"<td>1{space}020</td><td>1{space}030</td></tr>" in french
    # What is gone never had a French name: its id stands there.
    assert "<tr><td>Those who stayed</td>" in english
    assert "<tr><td>stayed</td>" in french
    assert f"<td>1{space}009</td><td>—</td></tr>" in french
    # And the other way round: a language that is gone is told no more.
    commit(other, "Three languages")
    (other / DATA).write_text(without(text, "fr"), encoding="utf-8")
    told = changed_figures.compared(other, "HEAD")
    assert "<td>1,030</td><td>1,020</td></tr>" in told
    assert "Français" not in told


def test_figures_of_a_site_without_arabic_or_english(tmp_path: Path) -> None:
    other, path = make_other(tmp_path / "other"), tmp_path / "programme.yml"
    text = (OTHER / "programme.yml").read_text(encoding="utf-8")
    before = load(OTHER / "programme.yml")
    for gone, heading in (("ar", "### Figures that changed\n"), ("en", "### الأعداد التي تغيرت\n")):
        path.write_text(without(text.replace("value: 1020", "value: 1030"), gone), encoding="utf-8")
        told = summary(other, before, load(path))
        headings = [line for line in told.splitlines(keepends=True) if line.startswith("###")]
        assert headings == [heading, "### Figures that changed, in Français\n"]
        assert "<td>1\N{NARROW NO-BREAK SPACE}020</td>" in told


def test_new_figures_and_those_that_are_gone(catalog: Catalog, tmp_path: Path) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    new = (
        "observations:\n  - measure: left\n    value: 23\n    as_of: 2024-09-01\n"
        "    through_edition: 2\n    qualifier: about\n    stated_by: agency\n"
        "    sources:\n      - paper-1\n    said: high\n    checked: none\n"
    )
    path = tmp_path / "new.yml"
    path.write_text(text.replace("observations:\n", new, 1), encoding="utf-8")
    after = load(path, "new.yml")
    added = [one for one in changed(catalog, after) if one.known.observation is not None]
    assert [(one.before, str(one.known.amount)) for one in added] == [(None, "23")]
    assert "<td>—</td><td>about 23</td></tr>" in summary(ROOT, catalog, after)
    gone = [one for one in changed(after, catalog) if one.known.observation is not None]
    assert [one.after for one in gone] == [None]
    assert "<td>about 23</td><td>—</td></tr>" in summary(ROOT, after, catalog)


def test_a_number_that_is_no_longer_exact_has_changed(catalog: Catalog, tmp_path: Path) -> None:
    one = next(o for o in catalog.observations if o.measure == "left")
    lines = SAMPLE.read_text(encoding="utf-8").splitlines()
    lines.insert(one.line_of("value"), "    qualifier: about")
    path = tmp_path / "other.yml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = changed(catalog, load(path, "other.yml"))
    # And nothing is computed from it any more.
    assert [(f.measure, f.known.as_of, f.after is None) for f in found] == [
        ("left", one.as_of, False),
        ("ended", one.as_of, True),
    ]


def test_what_cannot_be_compared_is_told(tmp_path: Path, catalog: Catalog) -> None:
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    (tmp_path / "docs/data").mkdir(parents=True)
    (tmp_path / DATA).write_text("a: [", encoding="utf-8")
    commit(tmp_path, "Broken")
    for where in ("HEAD", "nowhere", "--output=x"):
        text = changed_figures.compared(tmp_path, where)
        assert "The figures could not be compared" in text
        assert "لم يمكن مقارنة الأعداد" in text
    assert not list(tmp_path.glob("x*"))


def test_a_figure_that_changed_without_a_correction_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    data = tmp_path / DATA
    data.parent.mkdir(parents=True)
    text = (OTHER / "programme.yml").read_text(encoding="utf-8")
    data.write_text(text, encoding="utf-8")
    commit(tmp_path, "Published")
    monkeypatch.setattr(changed_figures, "ROOT", tmp_path)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    assert changed_figures.main(["--refuse", "HEAD"]) == 0
    data.write_text(text.replace("value: 1020", "value: 1030"), encoding="utf-8")
    assert changed_figures.main(["--refuse", "HEAD"]) == 1
    line = 1 + data.read_text(encoding="utf-8").splitlines().index("    value: 1030")
    told = capsys.readouterr()
    assert told.err.startswith(f"{DATA}:{line}: books 1020 of 2022-07-01")
    assert told.out == ""
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert changed_figures.main(["--refuse", "HEAD"]) == 1
    assert capsys.readouterr().out.startswith(f"::error file={DATA},line={line}::books 1020")
    assert changed_figures.main(["--refuse", "nowhere"]) == 0
    assert "could not be compared with those of nowhere" in capsys.readouterr().err


def test_annotations_cannot_be_forged() -> None:
    problem = Problem("docs/ar/a,b:c.md", 7, "100%\n::error::no\r::stop-commands::x")
    assert annotation("error", problem) == (
        "::error file=docs/ar/a%2Cb%3Ac.md,line=7::100%25%0A::error::no%0D::stop-commands::x"
    )
    assert annotation("warning", Problem("mkdocs.yml", 0, "x")) == "::warning file=mkdocs.yml::x"


def test_mistakes_are_shown_on_their_lines(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    problems = [
        Problem(DATA, 12, "value: found x, expected y"),
        Problem("docs/ar/index.md", 3, "z"),
    ]

    def broken(_: Path) -> None:
        raise UserError(problems)

    monkeypatch.setattr(command, "open_project", broken)
    monkeypatch.setattr("sys.argv", ["build.py", "--check"])
    assert command.main() == 1
    assert capsys.readouterr().out == ""
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert command.main() == 1
    told = capsys.readouterr()
    assert told.out.splitlines() == [
        "::error file=docs/ar/index.md,line=3::z",
        f"::error file={DATA},line=12::value: found x, expected y",
    ]
    assert f"{DATA}:12: value: found x, expected y" in told.err


def test_words_of_strangers() -> None:
    assert quiet(" a\n\u2028 b\r") == "a b"
    assert quiet("1\u202f200\u00a0%") == "1\u202f200\u00a0%"
    for live in ("@all", "#12", "GH-12", "gh-1", "https://x.example", "www.x.example"):
        assert live not in quiet(f"see {live} there")
    assert quiet("النص 12-2024: كذا") == "النص 12-2024: كذا"
    assert (short("abc", 2), short("abc", 3)) == ("ab […]", "abc")
    assert (first([1, 2], 1), more([1, 2], 1), more([1], 1)) == ([1], 1, 0)
