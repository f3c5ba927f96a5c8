"""`make add` on a copy of the real project: lines are added, or nothing is."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import add as command
from add import add, add_all
from explainer.catalog import Catalog, load
from explainer.editing import KINDS
from explainer.problems import Problem, UserError
from explainer.project import DATA
from support import ROOT, SAMPLE, copy_project

TODAY = dt.date(2026, 5, 2)
RELEASED = {
    "MEASURE": "released",
    "VALUE": "300",
    "AS_OF": "2026-05-01",
    "THROUGH_EDITION": "18",
    "COUNTS_STARTING": "true",
    "STATED_BY": "dgapr",
    "SOURCE": "alyaoum24-1992516",
    "SAID": "high",
    "CHECKED": "none",
}
LEFT = {
    "measure": "left",
    "value": "22",
    "as_of": "2024-05-01",
    "through_edition": "2",
    "stated_by": "agency",
    "sources": "paper-1, paper-2",
    "said": "high",
    "checked": "none",
}


def diff(before: str, after: Path, folder: Path) -> list[str]:
    """Return the lines that a diff shows as added, after making sure that it shows no others."""
    old = folder / "before.yml"
    old.write_text(before, encoding="utf-8")
    done = subprocess.run(
        ["git", "diff", "--no-index", "--no-color", "-U0", str(old), str(after)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    lines = [line for line in done.stdout.splitlines()[4:] if not line.startswith("@@")]
    assert lines
    assert all(line.startswith("+") for line in lines), lines
    return [line[1:] for line in lines]


@pytest.fixture(scope="module")
def recorded() -> Catalog:
    """Return the catalog of the real data file."""
    return load(ROOT / DATA)


def comments(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.lstrip().startswith("#")]


@pytest.fixture
def real(tmp_path: Path) -> Path:
    """Return a folder with the real data file and no pages."""
    (tmp_path / "docs/data").mkdir(parents=True)
    shutil.copy(ROOT / DATA, tmp_path / DATA)
    return tmp_path


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """Return a folder with a small data file and no pages."""
    (tmp_path / "docs/data").mkdir(parents=True)
    shutil.copy(SAMPLE, tmp_path / DATA)
    return tmp_path


def files(root: Path) -> list[str]:
    """Return the names of the files beside the data file, hidden ones too."""
    return sorted(path.name for path in (root / DATA).parent.iterdir())


def refusal(root: Path, fields: Mapping[str, str]) -> str:
    """Return what is told when an addition is refused; the file stays as it is."""
    before, names = (root / DATA).read_bytes(), files(root)
    with pytest.raises(UserError) as caught:
        add(root, fields, TODAY)
    assert (root / DATA).read_bytes() == before
    assert files(root) == names
    return str(caught.value)


def test_a_greater_number_is_told_in_both_languages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copy_project(tmp_path / "site")
    before = (root / DATA).read_text(encoding="utf-8")
    page = root / "docs/en/index.md"
    text = page.read_text(encoding="utf-8")
    guard = (
        '{% holds value("released") < 300 %}Fewer.{% else %}As many as {{ figure("released") }}.'
        "{% endholds %}"
    )
    for locale in ("ar", "en"):
        twin = root / f"docs/{locale}/index.md"
        body = twin.read_text(encoding="utf-8")
        guarded = guard if locale == "en" else guard.replace("Fewer", "أقل")
        guarded = guarded.replace("As many as", "العدد") if locale == "ar" else guarded
        twin.write_text(f"{body}\n{guarded}\n", encoding="utf-8")
    assert page.read_text(encoding="utf-8") != text

    report = add(root, RELEASED, TODAY)
    new = diff(before, root / DATA, tmp_path)
    assert new == [*report.added[0].lines]
    assert new[0] == "  - measure: released"
    assert new[-1] == "    added: 2026-05-02"

    pages = {change.path: change for change in report.changes}
    paths = list(pages)
    assert {"docs/ar/figures.md", "docs/en/figures.md", "docs/ar/index.md"} <= set(pages)
    assert paths.index("docs/en/figures.md") == paths.index("docs/ar/figures.md") + 1
    english = pages["docs/en/figures.md"]
    changed = next(change for change in english.texts if "left prison by" in change.after)
    assert "288 participants had left prison by 4 November 2025" in changed.before
    assert "300 participants had left prison by 1 May 2026" in changed.after
    assert {"chart", "table"} <= set(english.components)
    arabic = pages["docs/ar/figures.md"]
    changed = next(change for change in arabic.texts if "1 ماي 2026" in change.after)
    assert "288" in changed.before
    assert "300" in changed.after
    assert not re.search("[\u2066-\u2069]", str(report))
    assert ("Fewer.", "As many as 300.") in pages["docs/en/index.md"].texts
    assert [task.path for task in report.tasks] == ["docs/ar/index.md", "docs/en/index.md"]
    shown = str(report).splitlines()
    assert shown[0] == f"docs/data/programme.yml:{report.added[0].line}: 11 lines added"
    assert "  + " + new[0] in shown
    assert "These pages change:" in shown
    assert "docs/ar/figures.md" in shown
    assert [line for line in shown if line.startswith("task: docs/en/index.md:")]


GIVEN: dict[str, dict[str, str]] = {
    "organisation": {
        "id": "new-paper",
        "name_ar": "الجريدة: الجديدة",
        "name_en": "The “New” Paper # 1",
        "organisation_kind": "press",
    },
    "source": {
        "id": "le360-20260501",
        "publisher": "le360",
        "describes_ar": "خبر عن اختتام الدورة 19",
        "describes_en": "* Report on edition 19: its close",
        "language": "fr",
        "url": "https://le360.example/a?b=1&c=%d8#d",
        "published": "2026-05-01",
        "published_basis": "printed",
        "relays": "dgapr",
        "read": "excerpt",
    },
    "event": {
        "id": "edition-19-closes",
        "date": "2026-04~",
        "category": "edition",
        "title_ar": "اختتام الدورة 19",
        "title_en": "Edition 19 closes",
        "text_ar": "نص",
        "text_en": "A text",
        "source": "alyaoum24-1992516",
        "said": "high",
        "checked": "none",
    },
    "observation": {
        **{name.lower(): value for name, value in RELEASED.items()},
        "measure": "participants",
        "value": "450",
        "standing": "unreconciled",
        "disagreement": "total-december-2025",
        "note_ar": "ملاحظة",
        "note_en": "no",
    },
    "edition": {
        "edition": "19",
        "opened": "2026-01-05",
        "place": "sale-prison",
        "source": "albab-18",
    },
}


def found(catalog: Catalog, kind: str, name: str) -> Any:
    if kind == "observation":
        return next(o for o in catalog.observations if o.value == Decimal(GIVEN[kind]["value"]))
    return getattr(catalog, KINDS[kind].section)[int(name) if kind == "edition" else name]


@pytest.mark.usefixtures("without_pages")
@pytest.mark.parametrize("kind", GIVEN)
def test_each_kind(kind: str, recorded: Catalog, real: Path, tmp_path: Path) -> None:
    before = (real / DATA).read_text(encoding="utf-8")
    given = GIVEN[kind]
    said = {} if kind in ("observation", "edition") else {"kind": kind}  # the others tell it
    report = add(real, {**said, **given}, TODAY)
    new = diff(before, real / DATA, tmp_path)
    assert new == [line for one in report.added for line in one.lines]
    assert comments((real / DATA).read_text(encoding="utf-8")) == comments(before)
    catalog = load(real / DATA)
    record = found(catalog, kind, given.get("id", given.get("edition", "")))
    for name, place in KINDS[kind].names(["ar", "en"]).items():
        value = getattr(record, place.field.name)
        if name in given:
            value = value[place.locale] if place.locale else value
            value = ", ".join(map(str, value)) if isinstance(value, tuple) else value
            shown = str(value).lower() if isinstance(value, bool) else str(value)
            assert shown == given[name]
    if kind in ("observation", "event"):
        assert str(record.added) == "2026-05-02"
    else:
        assert "added" not in type(record).model_fields
    for section in ("organisations", "sources", "events", "editions"):
        more = {record.id} if section == KINDS[kind].section else set()
        assert getattr(catalog, section).keys() == getattr(recorded, section).keys() | more
    assert len(catalog.observations) == len(recorded.observations) + (kind == "observation")


@pytest.mark.usefixtures("without_pages")
def test_an_edition_that_is_there(sample: Path, tmp_path: Path) -> None:
    given = {"EDITION": "2", "CLOSED": "2022-06-01", "SOURCES": "paper-2 paper-1"}
    report = add(sample, given, TODAY)
    before = SAMPLE.read_text(encoding="utf-8")
    assert diff(before, sample / DATA, tmp_path) == ["    closed: 2022-06-01", "      - paper-1"]
    assert [one.lines for one in report.added] == [
        ("    closed: 2022-06-01",), ("      - paper-1",),
    ]  # fmt: skip
    edition = load(sample / DATA).editions[2]
    assert (str(edition.opened), str(edition.closed)) == ("2022-01~", "2022-06-01")
    assert edition.sources == ("paper-2", "paper-1")
    assert re.fullmatch(
        r"docs/data/programme.yml:\d+: closed: found 2022-06-01 for edition 2 already, .*",
        refusal(sample, {**given, "CLOSED": "2022-06-02"}),
    )


OPENED = {"edition": "19", "opened": "2026-05-01", "place": "sale-prison"}


@pytest.mark.usefixtures("without_pages")
def test_an_edition_closes_where_it_opened(real: Path) -> None:
    """Both recipes give the place: what is there already is kept, and what lacked is added."""
    sources = [*load(real / DATA).sources]
    opened = {**OPENED, "source": sources[0]}
    closed = {
        "EDITION": "19", "CLOSED": "2026-07-01", "CLOSED_BASIS": "stated",
        "PLACE": "sale-prison", "SOURCE": sources[1],
    }  # fmt: skip
    add(real, opened, TODAY)
    assert re.match(
        r"docs/data/programme.yml:\d+: place: found sale-prison for edition 19 already, expected "
        "the same and not al-arjat-1; what is there is put right by hand$",
        refusal(real, {**closed, "PLACE": "al-arjat-1"}),
    )
    report = add(real, closed, TODAY)
    assert [one.lines for one in report.added] == [
        ("    closed: 2026-07-01", "    closed_basis: stated"), (f"      - {sources[1]}",),
    ]  # fmt: skip
    one_by_one = (real / DATA).read_bytes()
    edition = load(real / DATA).editions[19]
    assert (str(edition.opened), str(edition.closed), edition.place, edition.sources) == (
        "2026-05-01", "2026-07-01", "sale-prison", (sources[0], sources[1]),
    )  # fmt: skip
    assert "has all of this already, expected news of it" in refusal(real, closed)
    shutil.copy(ROOT / DATA, real / DATA)
    add_all(real, [opened, closed], TODAY)
    assert (real / DATA).read_bytes() == one_by_one


@pytest.mark.usefixtures("without_pages")
def test_the_day_is_only_for_those_who_say_none(sample: Path) -> None:
    add(sample, {**LEFT, "added": "2025-01-01"}, TODAY)
    add(sample, {**LEFT, "as_of": "2024-06-01"}, None)
    add(sample, {**LEFT, "as_of": "2024-07-01", "ADDED": " "}, TODAY)
    added = {str(o.as_of): str(o.added) for o in load(sample / DATA).observations if o.value == 22}
    assert added == {"2024-05-01": "2025-01-01", "2024-06-01": "None", "2024-07-01": "2026-05-02"}


def test_what_the_real_record_does_not_allow(real: Path) -> None:
    assert re.match(
        r"docs/data/programme.yml:\d+: value: found 281 on 2026-05-01, expected at least 288",
        refusal(real, {**RELEASED, "VALUE": "281"}),
    )


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({**LEFT, "sources": "papr-1"}, "sources: found 'papr-1', expected an id that sources has"),
        ({**LEFT, "value": "19"}, "value: found 19 on 2024-05-01, expected at least 20"),
        (
            {**LEFT, "measure": "pardoned", "value": "25", "as_of": "2023-06-01"},
            "value: found 25 for pardoned, expected at most 20, the left of the same date",
        ),
        ({**LEFT, "value": "2x"}, r"observations\[11\].value: found '2x', expected a number"),
        ({**LEFT, "value": "3: x # y"}, r"observations\[11\].value: found '3: x # y', expected a"),
        (
            {**LEFT, "as_of": "2024-13"},
            r"observations\[11\].as_of: found '2024-13', expected a mon",
        ),
        ({**LEFT, "said": "sure"}, r"observations\[11\].said: found 'sure', expected 'high'"),
        (
            {"kind": "place", "id": "town", "name_ar": "ا", "name_en": "a"},
            "id: places town stands twice, expected another id",
        ),
        (
            {"edition": "2", "opened": "2022-01-01", "source": "paper-2"},
            "opened: found 2022-01~ for edition 2 already, expected the same and not 2022-01-01; ",
        ),
        (
            {"edition": "2", "closed": "2021-01-01", "source": "paper-2"},
            "closed: found 2021-01-01, expected a date on or after opened: 2022-01~",
        ),
    ],
)
def test_what_the_model_refuses(given: dict[str, str], message: str, sample: Path) -> None:
    assert re.search(rf"^docs/data/programme.yml:\d+: {message}", refusal(sample, given))


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "kind: missing, expected organisation, source, place, measure, observation, "),
        ({"kind": "sourc"}, "kind: found 'sourc', expected 'source'"),
        ({**LEFT, "valu": "3"}, "valu: observation has no such field, expected 'value'"),
        ({**LEFT, "VALUE": "3"}, "VALUE: given twice, expected it once"),
        ({**LEFT, "note_ar": "ا"}, "note_en: missing: What a reader should know about it."),
        ({**LEFT, "note_ar": "\u202eا", "note_en": "a"}, "note_ar: found the character U+202E"),
        ({**LEFT, "stated_by": "a\nb"}, "stated_by: found the character U+000A"),
    ],
)
def test_what_was_given_wrong(given: dict[str, str], message: str, sample: Path) -> None:
    assert refusal(sample, given).startswith(message)


def test_mistakes_that_were_there_before(sample: Path) -> None:
    text = (sample / DATA).read_text(encoding="utf-8")
    (sample / DATA).write_text(text.replace("value: 103", "value: many", 1), encoding="utf-8")
    lines = refusal(sample, LEFT).splitlines()
    assert lines[0] == (
        "docs/data/programme.yml:0: these mistakes were there before, expected none: they come "
        "first"
    )
    assert "found 'many'" in lines[1]
    (sample / DATA).write_text("a: [", encoding="utf-8")
    assert "broken YAML" in refusal(sample, LEFT)
    (sample / DATA).write_text("places:\n  - id: town\n", encoding="utf-8")
    given = {"kind": "place", "id": "hall", "name_ar": "ا"}
    assert "locales: found none, expected at least one" in refusal(sample, given)
    (sample / DATA).write_bytes(b"a: \xff\n")
    assert "expected UTF-8 text" in refusal(sample, LEFT)


@pytest.mark.usefixtures("without_pages")
def test_the_file_is_replaced_at_once(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = sample / DATA
    path.chmod(0o640)
    before = path.read_bytes()
    seen: list[tuple[bytes, bytes]] = []
    replace = Path.replace

    def watched(self: Path, target: Path) -> Path:
        assert self.parent == path.parent
        seen.append((path.read_bytes(), self.read_bytes()))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", watched)
    add(sample, LEFT, TODAY)
    assert seen == [(before, path.read_bytes())]
    assert path.read_bytes() != before
    assert path.stat().st_mode & 0o777 == 0o640
    assert files(sample) == ["programme.yml"]


@pytest.mark.usefixtures("without_pages")
def test_a_link_to_the_file_stays_a_link(sample: Path) -> None:
    place = sample / "elsewhere.yml"
    (sample / DATA).rename(place)
    (sample / DATA).symlink_to(place)
    add(sample, LEFT, TODAY)
    assert (sample / DATA).is_symlink()
    assert "value: 22" in place.read_text(encoding="utf-8")


@pytest.mark.usefixtures("without_pages")
def test_a_file_that_cannot_be_replaced(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    message = "docs/data/programme.yml:0: cannot be written: No space left on device"
    assert refusal(sample, LEFT) == message


@pytest.mark.usefixtures("without_pages")
def test_a_file_that_somebody_else_saves_meanwhile(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = sample / DATA

    def save(*_: object) -> tuple[()]:
        path.write_bytes(path.read_bytes() + b"# saved\n")
        return ()

    monkeypatch.setattr(command, "page_changes", save)
    with pytest.raises(UserError, match="was changed by someone else meanwhile"):
        add(sample, LEFT, TODAY)
    assert path.read_bytes() == SAMPLE.read_bytes() + b"# saved\n"
    assert files(sample) == ["programme.yml"]


@pytest.mark.usefixtures("without_pages")
def test_pages_that_would_be_refused(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    problem = Problem("docs/en/index.md", 3, "holds: it is no longer so")

    def would_be(*_: object) -> None:
        raise UserError([problem])

    monkeypatch.setattr(command, "would_be", would_be)
    assert refusal(sample, LEFT) == str(problem)
    monkeypatch.setattr(command, "in_order", would_be)
    assert "these mistakes were there before" in refusal(sample, LEFT)


@pytest.mark.usefixtures("without_pages")
def test_several_records_that_name_each_other(sample: Path, tmp_path: Path) -> None:
    source = {**GIVEN["source"], "kind": "source", "publisher": "paper", "relays": "agency"}
    hall = {"kind": "place", "id": "hall", "name_ar": "قاعة", "name_en": "a hall"}
    left = {**LEFT, "sources": source["id"]}
    report = add_all(sample, [source, left, hall, {**left, "as_of": "2024-06-01"}], TODAY)
    after = (sample / DATA).read_text(encoding="utf-8").splitlines()
    told = [(one.line + n, line) for one in report.added for n, line in enumerate(one.lines)]
    assert [(number, after[number - 1]) for number, _ in told] == told
    before = SAMPLE.read_text(encoding="utf-8")
    assert sorted(diff(before, sample / DATA, tmp_path)) == sorted(line for _, line in told)
    assert [o.sources for o in load(sample / DATA).observations if o.value == 22] == [
        (source["id"],)
    ] * 2


@pytest.mark.usefixtures("without_pages")
def test_of_several_records_all_or_none_are_written(sample: Path) -> None:
    before = (sample / DATA).read_bytes()
    hall = {"kind": "place", "id": "hall", "name_ar": "قاعة", "name_en": "a hall"}
    for wrong, told in [
        ({**LEFT, "value": "many"}, "found 'many'"),
        ({"measure": "left"}, "value: missing"),
        ({"kind": "sourc"}, "kind: found 'sourc'"),
        (hall, "places hall stands twice"),
    ]:
        with pytest.raises(UserError, match=told):
            add_all(sample, [hall, wrong], TODAY)
        assert (sample / DATA).read_bytes() == before
    with pytest.raises(UserError) as caught:
        add_all(sample, [{"kind": "place"}, {"measure": "left"}], TODAY)
    assert re.findall(r"^(\w+): missing", str(caught.value), re.MULTILINE)[:4] == [
        "id", "name_ar", "name_en", "value",
    ]  # fmt: skip


@pytest.fixture
def run(
    sample: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """Return a function that runs the command line, with somebody who answers or with nobody."""
    monkeypatch.setattr(command, "ROOT", sample)
    monkeypatch.delenv(command.GIVEN, raising=False)

    def main(*arguments: str, answers: list[str] | None = None) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: answers is not None))

        def answer(_: str) -> str:
            if not answers:
                raise EOFError
            return answers.pop(0)

        monkeypatch.setattr("builtins.input", answer)
        code = command.main(arguments)
        told = capsys.readouterr()
        return code, told.out, told.err

    return main


@pytest.mark.usefixtures("without_pages")
def test_the_command_line(run: Callable[..., tuple[int, str, str]], sample: Path) -> None:
    code, out, err = run(*(f"{name}={value}" for name, value in LEFT.items()))
    assert (code, err) == (0, "")
    assert out.startswith("docs/data/programme.yml:234: 11 lines added\n  +   - measure: left\n")
    assert out.endswith("\nNo page changes.\n")
    assert load(sample / DATA).observations[10].value == 22

    before = (sample / DATA).read_bytes()
    code, out, err = run("measure=left", "value=30")
    assert (code, out) == (1, "")
    names = [line.partition(":")[0] for line in err.splitlines()]
    assert names == ["as_of", "stated_by", "sources", "said", "checked", "Nothing was written."]
    assert run("value")[2].startswith("value: found no value, expected name=value\n")
    assert run("a=1", "a=2")[2].startswith("a: given twice, expected it once\n")
    assert (sample / DATA).read_bytes() == before


@pytest.mark.usefixtures("without_pages")
def test_what_is_missing_is_asked_for_at_a_terminal(
    run: Callable[..., tuple[int, str, str]], sample: Path
) -> None:
    given = [f"{name}={value}" for name, value in LEFT.items() if name not in ("said", "checked")]
    code, out, _ = run(*given, answers=["high", "none"])
    assert code == 0
    assert "How sure it is that it was said. Expected: high, medium or low." in out
    before = (sample / DATA).read_bytes()
    code, _, err = run(answers=["place", "hall"])
    assert (code, err) == (130, "\nNothing was written.\n")
    code, _, err = run("as_of=2024-06-01", "value=1", *given[3:], answers=["observation", *(
        ["left", "high", "none"])])  # fmt: skip
    assert code == 1
    assert "expected at least" in err
    assert "To give these answers again: make add KIND=observation AS_OF=2024-06-01" in err
    assert "SOURCES='paper-1, paper-2'" in err
    assert (sample / DATA).read_bytes() == before


def test_make_hands_over_any_text_as_it_is(tmp_path: Path) -> None:
    """Neither make nor a shell may read what an editor types."""
    (tmp_path / "docs/data").mkdir(parents=True)
    shutil.copy(SAMPLE, tmp_path / DATA)
    shutil.copytree(
        ROOT / "scripts", tmp_path / "scripts", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / ".venv").symlink_to(Path(sys.executable).parent.parent)
    values = {
        "VALUE": "$(shell touch a) $(touch b) `touch c`",
        "AS_OF": "'x' \"y\"; touch d # $HOME $$ \\ \\\\",
        "REPEATS": "«نعم»: 100% && touch e | ${PATH}",
        "SAID": "\\$(touch f)' \" ",
    }
    # PYTHON and PORT are the Makefile's own.
    own = {"PYTHON": "python3", "PORT": "1"}
    given = {**{name.upper(): value for name, value in LEFT.items()}, **own, **values}
    before = {path.name for path in tmp_path.iterdir()}
    done = subprocess.run(
        ["make", "-s", "-o", ".venv/.site-ready", "add", *(f"{n}={v}" for n, v in given.items())],
        cwd=tmp_path, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.returncode == 2
    for name, value in values.items():
        pattern = rf"programme.yml:\d+: observations\[11\].{name.lower()}: found (.*), expected "
        assert (match := re.search(pattern, done.stderr)), done.stderr
        assert match[1] == repr(value.strip())
    assert {path.name for path in tmp_path.iterdir()} == before
    assert (tmp_path / DATA).read_bytes() == SAMPLE.read_bytes()
    assert "Traceback" not in done.stderr
