"""Accepted issues on a copy of the project: each form, with the code that the workflow runs."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

import add as command
import from_issue
from explainer.catalog import Catalog, load
from explainer.problems import UserError
from explainer.project import DATA, Project, open_project, renew
from issues import NEW_SOURCE, REPORTS, forms, in_french_too, issue
from other import make_other
from support import ROOT, copy_project
from workflows import proposal as proposals
from workflows.choices import choices, with_choices
from workflows.forms import read_forms
from workflows.proposal import FORMS, Proposal, propose
from workflows.records import records_of
from workflows.titles import words_of

TODAY = dt.date(2026, 5, 3)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Project]:
    """Return a copy of the project, and what it says before anything is added."""
    root = copy_project(tmp_path_factory.mktemp("real") / "project")
    shutil.copytree(ROOT / FORMS, root / FORMS)
    return root, open_project(root)


@pytest.fixture
def root(real: tuple[Path, Project], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return that copy with the data file of the project; it is read once for all tests."""
    place, before = real
    shutil.copy(ROOT / DATA, place / DATA)
    monkeypatch.setattr(command, "open_project", lambda _: before)
    monkeypatch.setattr(proposals, "read_forms", lambda _: forms())
    return place


@pytest.fixture(scope="module")
def recorded() -> Catalog:
    """Return the catalog of the real data file."""
    return load(ROOT / DATA)


def halves(proposal: Proposal) -> tuple[str, str]:
    """Return what a pull request says of the pages of each language."""
    assert proposal.accepted, proposal.body
    arabic, english = proposal.body.split("### What changes on the English pages")
    return arabic.partition("### ما يتغير في الصفحات العربية")[2], english


def test_a_new_figure(root: Path) -> None:
    proposal = propose(root, 12, issue("new-figure", REPORTS["new-figure"]), TODAY)
    arabic, english = halves(proposal)
    assert proposal.title == (
        "عدد جديد: من غادروا السجن من المشاركين · "
        "New figure: Participants who have left prison (#12)"
    )
    assert "<code>docs/ar/figures.md</code>" in arabic
    assert "<td>بلغ عدد من غادروا السجن من المشاركين 300" in arabic
    assert "<td>It was stated that 300 participants had left prison by 1 May 2026" in english
    assert "Closes #12" in proposal.body
    (new,) = [o for o in load(root / DATA).observations if str(o.added) == "2026-05-03"]
    assert (str(new.value), new.stated_by, new.sources) == (
        "300", "centre-moussalaha", ("alyaoum24-1992516",),
    )  # fmt: skip


EDITIONS = """
tables:
  - id: editions
    caption: {ar: الدورات, en: The editions, fr: Les éditions}
    kind: editions
    measures: [books]
"""


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the small site in three languages, with forms that ask for texts in each of them.

    Unlike others, it has a table of editions: a page has to show those that are added.
    """
    other = make_other(tmp_path_factory.mktemp("three"))
    data = other / DATA
    text = data.read_text(encoding="utf-8").replace("\ntables:\n", EDITIONS)
    for empty in ("editions: []\n", "corrections: []\n"):  # lists with a line each go there
        text = text.replace(empty, "")
    data.write_text(text, encoding="utf-8")
    for page in other.glob("docs/*/all.md"):
        with page.open("a", encoding="utf-8") as file:
            file.write('\n{{ table("editions") }}\n')
    renew(other, "index")
    renew(other, "all")
    wanted = choices(other, load(data))
    (other / FORMS).mkdir(parents=True)
    for form in (ROOT / FORMS).glob("*.yml"):
        text = with_choices(in_french_too(form.read_text(encoding="utf-8")), wanted)
        (other / FORMS / form.name).write_text(text, encoding="utf-8")
    return other


@pytest.fixture
def of_three(three: Path) -> Iterator[Callable[[str, Mapping[str, str]], Proposal]]:
    """Return what proposes an issue on that site, whose data file is then as it was."""
    before = (three / DATA).read_bytes()

    def proposed(form: str, given: Mapping[str, str]) -> Proposal:
        text = issue(form, given, read_forms(three / FORMS))
        return propose(three, 12, text, TODAY)

    yield proposed
    (three / DATA).write_bytes(before)


def thirds(proposal: Proposal) -> tuple[str, str, str]:
    """Return what a pull request of that site says of the pages of each language."""
    arabic, rest = halves(proposal)
    english, french = rest.split("### What changes on the pages in Français")
    return arabic, english, french


NEWS = {
    "source": "https://news.example/1",
    "language": "fr",
    "read": "full",
    "describes_ar": "خبر عن الدورة",
    "describes_en": "Report on the edition",
    "describes_fr": "Article sur l’édition",
    "name_ar": "الأخبار",
    "name_en": "The News",
    "name_fr": "Les nouvelles",
    "organisation_kind": "press",
    "stated_by": "Les nouvelles",
    "said": "high",
    "checked": "none",
}
"""A source of that site, and its publisher, which the record does not have."""
Three = Callable[[str, Mapping[str, str]], Proposal]


def test_another_site_is_shown_in_all_its_languages(of_three: Three) -> None:
    readers = {
        "measure": "القراء · Readers · Lecteurs (readers)",
        "value": "1200",
        "as_of": "2024-01",
        "stated_by": "library",
        "said": "high",
        "checked": "none",
        "source": "paper-1",
    }
    proposal = of_three("new-figure", readers)
    assert proposal.title == "عدد جديد: القراء · New figure: Readers · New figure: Lecteurs (#12)"
    arabic, english, french = thirds(proposal)
    assert "<td>شارك في البرنامج 1.200 قارئ." in arabic
    assert "<td>In the programme, 1,200 readers took part." in english
    assert "<td>Au programme, 1\N{NARROW NO-BREAK SPACE}200 lecteurs ont participé." in french


def test_a_figure_has_its_note_and_its_new_source_in_all_languages(
    three: Path, of_three: Three
) -> None:
    notes = {"note_ar": "ملاحظة", "note_en": "A note", "note_fr": "Une note"}
    readers = {"measure": "readers", "value": "1200", "as_of": "2024-01", **NEWS, **notes}
    thirds(of_three("new-figure", readers))
    catalog = load(three / DATA)
    source = catalog.sources["the-news-issue-12"]
    assert source.describes["fr"] == "Article sur l’édition"
    assert catalog.organisations["the-news"].name["fr"] == "Les nouvelles"
    assert (source.publisher, catalog.observations[1].stated_by) == ("the-news", "the-news")
    assert catalog.observations[1].note == {"ar": "ملاحظة", "en": "A note", "fr": "Une note"}


@pytest.mark.parametrize(
    ("form", "title", "subject"),
    [
        (
            "edition-opened",
            {"ar": "افتتاح الدورة 1", "en": "Edition 1 opens", "fr": "Ouverture de l’édition 1"},
            "افتتاح الدورة 1 · Edition 1 opened (#12)",
        ),
        (
            "edition-closed",
            # What nobody has translated is shown in English.
            {"ar": "اختتام الدورة 1", "en": "Edition 1 closes", "fr": "Edition 1 closes"},
            "اختتام الدورة 1 · Edition 1 closed (#12)",
        ),
    ],
)  # fmt: skip
def test_an_event_has_a_title_in_all_languages(
    form: str, title: dict[str, str], subject: str, three: Path, of_three: Three
) -> None:
    when = form.removeprefix("edition-")
    proposal = of_three(form, {"edition": "1", when: "2024-02-01", **NEWS})
    for text, language in zip(thirds(proposal), title, strict=True):
        assert f"<code>docs/{language}/all.md</code>" in text
    assert proposal.title == subject
    catalog = load(three / DATA)
    (event,) = (one for one in catalog.events.values() if one.edition == 1)
    assert event.title == title
    source = catalog.sources["the-news-issue-12"]
    assert source.describes["fr"] == "Article sur l’édition"
    assert source.publisher == event.stated_by == "the-news"
    assert str(getattr(catalog.editions[1], when)) == "2024-02-01"


def test_a_correction_is_in_all_languages(three: Path, of_three: Three) -> None:
    texts = {
        f"{name}_{language}": word
        for name in ("before", "now", "why")
        for language, word in (("ar", "نص"), ("en", "A text"), ("fr", "Un texte"))
    }
    proposal = of_three("mistake", {"page": "index", "source": "paper-1", **texts})
    assert "<code>docs/fr/index.md</code>" in thirds(proposal)[2]
    assert load(three / DATA).corrections["issue-12"].why["fr"] == "Un texte"


@pytest.mark.parametrize(
    ("left_out", "told"),
    [
        ("describes_fr", "<th>describes_fr</th><td>missing"),
        ("name_fr", "<th>name_fr</th><td>missing"),
        ("stated_by", "<th>stated_by</th><td>"),
    ],
)
def test_what_lacks_in_the_third_language_is_told(
    left_out: str, told: str, of_three: Three
) -> None:
    given = {**NEWS, left_out: "", "stated_by": "nobody" if left_out == "stated_by" else "library"}
    proposal = of_three("edition-closed", {"edition": "1", "closed": "2024-02-01", **given})
    assert not proposal.accepted
    assert told in proposal.body
    if left_out == "stated_by":
        assert "or name_en, name_ar, name_fr and organisation_kind" in proposal.body


def test_an_edition_opens(root: Path) -> None:
    proposal = propose(root, 12, issue("edition-opened", REPORTS["edition-opened"]), TODAY)
    arabic, english = halves(proposal)
    assert proposal.title == "افتتاح الدورة 19 · Edition 19 opened (#12)"
    assert "<code>docs/ar/timeline.md</code>" in arabic
    assert "<code>docs/en/editions.md</code>" in english
    catalog = load(root / DATA)
    source = catalog.sources["le360-20260502"]
    assert (source.publisher, source.relays, source.url) == (
        "le360", "dgapr", NEW_SOURCE["source"],
    )  # fmt: skip
    edition = catalog.editions[19]
    assert (str(edition.opened), edition.place, edition.sources) == (
        "2026-05-01", "sale-prison", (source.id,),
    )  # fmt: skip
    (size,) = [o for o in catalog.observations if o.edition == 19]
    assert (size.measure, str(size.value), str(size.as_of)) == (
        "edition-participants", "21", "2026-05-01",
    )  # fmt: skip
    event = catalog.events["edition-19-opens"]
    assert event.title == {"ar": "افتتاح الدورة 19", "en": "Edition 19 opens"}
    assert event.stated_by == size.stated_by == "centre-moussalaha"


def test_an_edition_closes_as_somebody_new_tells(root: Path) -> None:
    proposal = propose(root, 12, issue("edition-closed", REPORTS["edition-closed"]), TODAY)
    arabic, english = halves(proposal)
    assert "<code>docs/ar/sources.md</code>" in arabic
    assert "<code>docs/en/timeline.md</code>" in english
    catalog = load(root / DATA)
    paper = catalog.organisations["new-daily-rabat"]
    assert (paper.name["en"], paper.kind) == ("New Daily: Rabat", "press")
    source = catalog.sources["new-daily-rabat-issue-12"]
    assert source.publisher == catalog.events["edition-19-closes"].stated_by == paper.id
    assert (str(catalog.editions[19].closed), catalog.editions[19].closed_basis) == (
        "2026-06~", "inferred",
    )  # fmt: skip


def test_a_mistake_leaves_a_note_for_readers(root: Path) -> None:
    proposal = propose(root, 12, issue("mistake", REPORTS["mistake"]), TODAY)
    arabic, english = halves(proposal)
    assert proposal.title == "تصحيح في الصفحة women · Correction on the page women (#12)"
    for text, language in ((arabic, "ar"), (english, "en")):
        assert f"<code>docs/{language}/women.md</code>" in text
        assert f"<code>docs/{language}/corrections.md</code>" in text
    (note,) = load(root / DATA).corrections.values()
    assert (note.id, note.complaint, note.page, str(note.date)) == (
        "issue-12", 12, "women", "2026-05-03",
    )  # fmt: skip
    # Where the value itself is to be put right, newest first.
    line = next(one for one in proposal.body.splitlines() if one.startswith(f"- `{DATA}:"))
    number = int(line.strip("`").rpartition(":")[2])
    lines = (root / DATA).read_text(encoding="utf-8").splitlines()
    assert lines[number - 2].strip() == "- measure: women"
    assert "put the page or the value right" in proposal.body.lower()


@pytest.mark.usefixtures("without_pages")
def test_an_edition_that_has_opened_closes(root: Path) -> None:
    opened = {**REPORTS["edition-opened"], "total": ""}
    # Both forms ask for the place, and readers answer it in both.
    assert propose(root, 12, issue("edition-opened", opened), TODAY).accepted
    closed = {
        "edition": "19", "closed": "2026-07-01", "closed_basis": "stated", "place": "sale-prison",
        "participants": "20", "total": "432",
        "stated_by": "DGAPR", "said": "high", "checked": "none", "source": NEW_SOURCE["source"],
    }  # fmt: skip
    elsewhere = issue("edition-closed", {**closed, "place": "al-arjat-1"})
    refused = propose(root, 13, elsewhere, TODAY)
    assert not refused.accepted
    assert "place: found sale-prison for edition 19 already, expected the same" in refused.body
    assert "and not al-arjat-1;" in refused.body
    proposal = propose(root, 13, issue("edition-closed", closed), TODAY)
    assert proposal.accepted, proposal.body
    catalog = load(root / DATA)
    edition = catalog.editions[19]
    assert (str(edition.opened), str(edition.closed)) == ("2026-05-01", "2026-07-01")
    assert edition.place == "sale-prison"
    assert edition.sources == ("le360-20260502",)  # known by its address now
    total = [o for o in catalog.observations if o.through_edition == 19]
    assert [(o.measure, str(o.value), o.counts_starting) for o in total] == [
        ("participants", "432", False)
    ]


@pytest.mark.usefixtures("without_pages")
@pytest.mark.parametrize(
    ("form", "given", "told"),
    [
        ("new-figure", {"source": "alyaoum24-199251"}, "expected an address, or the id of a sour"),
        ("new-figure", {"source": "https://a.example/1"}, "publisher</th><td>found"),
        ("new-figure", {"stated_by": "nobody"}, "stated_by</th><td>found"),
        ("new-figure", {"value": "3: x # y"}, "expected a number"),
        ("new-figure", {"value": "281"}, "expected at least 288"),
        ("new-figure", {"note_en": "only in one language"}, "note_ar</th><td>missing"),
        ("new-figure", {"as_of": "2026-05-01\u202e"}, "found the character U+202E"),
        ("new-figure", {"through_edition": "18, 19"}, "through_edition"),
        ("edition-opened", {"edition": "19 @all"}, "edition"),
        ("edition-opened", {"edition": "18"}, "for edition 18 already"),
        ("edition-opened", {"name_en": "مصالحة", "name_ar": "مصالحة"}, "a name in Latin letters"),
        ("edition-opened", {"name_en": "dgapr!", "name_ar": "م"}, "is there already under anot"),
        ("edition-opened", {"language": ""}, "language</th><td>missing"),
        ("edition-opened", {"describes_ar": "{{ figure }}"}, "text without {{"),
        ("edition-opened", {"source": "javascript://x"}, "expected an address that starts with"),
        ("mistake", {"now_ar": ""}, "now_ar</th><td>missing"),
    ],
)
def test_what_the_record_does_not_take(
    form: str, given: dict[str, str], told: str, root: Path
) -> None:
    proposal = propose(root, 12, issue(form, {**REPORTS[form], **given}), TODAY)
    assert not proposal.accepted
    assert proposal.title == ""
    assert told in proposal.body
    assert "لم نتمكن من تحويل هذا البلاغ" in proposal.body
    assert (root / DATA).read_bytes() == (ROOT / DATA).read_bytes()


@pytest.mark.usefixtures("without_pages")
def test_what_a_stranger_wrote_is_shown_and_does_nothing(root: Path) -> None:
    words = "<b>@all</b> closes #1, GH-2 and https://github.com/a/b/issues/3 www.a.example"
    given = {**REPORTS["new-figure"], "note_en": f"Note {words}", "note_ar": f"ملاحظة {words}"}
    taken = propose(root, 12, issue("new-figure", given), TODAY)
    refused = propose(root, 12, issue("new-figure", {**given, "value": words}), TODAY)
    assert (taken.accepted, refused.accepted) == (True, False)
    assert "<b>" not in taken.title + taken.body + refused.body
    # Between <pre> and </pre> nothing is linked; everywhere else the signs are broken up.
    assert "&lt;b&gt;@all" in taken.body.partition("<pre>")[2]
    for live in ("@all", "#1,", "GH-2", "https://github", "www.a"):
        assert live not in refused.body


def test_no_issue_is_too_long_for_a_pull_request(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = {"note_en": "A short sentence. " * 90, "note_ar": "جملة قصيرة. " * 140}
    given = {**REPORTS["new-figure"], **long}
    monkeypatch.setattr(proposals, "LONGEST", 4_500)
    proposal = propose(root, 12, issue("new-figure", given), TODAY)
    assert proposal.accepted
    assert len(proposal.body) < 4_500
    assert "[…]" in proposal.body
    # Fewer pages are shown, of each language as many.
    assert [re.search(r"<p>\+ (\d+)</p>", half) is not None for half in halves(proposal)] == [
        True, True,
    ]  # fmt: skip


def test_ids_of_events_are_those_that_the_record_uses(recorded: Catalog) -> None:
    """An edition that has opened already gets no second entry on the timeline."""
    given = {**REPORTS["edition-opened"], "edition": "18", "source": "albab-18"}
    words = words_of(ROOT, recorded)
    found = records_of("edition-opened", given, recorded, 1, "2026-01-01", words=words)
    kinds = [one["kind"] for one in found]
    assert "edition-18-opens" in recorded.events
    assert kinds == ["edition", "observation"]


def test_the_command_leaves_what_propose_takes(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    event = tmp_path / "event.json"
    event.write_text(json.dumps({"issue": {"number": 9, "body": None}}), encoding="utf-8")
    monkeypatch.setenv("GITHUB_EVENT_PATH", str(event))
    monkeypatch.setattr(from_issue, "ROOT", root)
    assert from_issue.main([str(tmp_path / "out"), "--today", "2026-05-03"]) == 0
    assert capsys.readouterr().out == "Refused.\n"
    saved = json.loads((tmp_path / "out/proposal.json").read_text(encoding="utf-8"))
    assert (saved["issue"], saved["accepted"]) == (9, False)
    assert not (tmp_path / "out/programme.yml").exists()


def test_a_record_that_was_out_of_order_is_told(root: Path) -> None:
    (root / DATA).write_text("a: [", encoding="utf-8")
    proposal = propose(root, 12, issue("mistake", REPORTS["mistake"]), TODAY)
    assert "broken YAML" in proposal.body
    with pytest.raises(UserError):
        load(root / DATA, DATA)
