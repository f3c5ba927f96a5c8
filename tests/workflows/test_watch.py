"""The weekly look: what hosts say is judged as readers would, and told in both languages."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import subprocess
import urllib.request
from email.message import Message
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.response import addinfourl

import pytest

import report_issue
import watch
from explainer.catalog import Catalog, load
from explainer.project import DATA
from support import ROOT
from workflows import links
from workflows.archive import copies, has_copy
from workflows.ends import Dependency, End, Watched, dependencies, months, near, told, watched
from workflows.links import (
    Answer,
    Look,
    Manners,
    State,
    by_host,
    in_ascii,
    judge,
    look,
    patiently,
)
from workflows.report import MARK, Found, report
from workflows.stale import stale

TODAY = dt.date(2026, 11, 30)
MANNERS = Manners("https://site.example", pause=1, tries=3)


class Web:
    """Hosts that answer as told, one answer after the other; the last one again and again."""

    def __init__(self, **answers: Any) -> None:
        self.answers = {name: list(found) for name, found in answers.items()}
        self.asked: list[str] = []
        self.waits: list[float] = []

    def open(self, request: urllib.request.Request, timeout: float) -> addinfourl:
        assert timeout > 0
        assert request.get_header("User-agent") == "moussalaha-watch/1 (+https://site.example)"
        self.asked.append(request.full_url)
        name = request.full_url.split("//")[1].split(".")[0]
        known = self.answers[name]
        answer = known.pop(0) if len(known) > 1 else known[0]
        if isinstance(answer, Exception):
            raise answer
        status, content = answer
        if status >= 400:
            headers = Message()
            headers["Retry-After"] = content
            raise HTTPError(request.full_url, status, "reason", headers, None)
        place = content if content.startswith("http") else request.full_url
        return addinfourl(io.BytesIO(content.encode()), Message(), place, status)


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Web:
    """Return the hosts that are asked instead of those of the network; nobody waits."""
    found = Web()
    monkeypatch.setattr(links, "urlopen", found.open)
    monkeypatch.setattr("time.sleep", found.waits.append)
    return found


@pytest.mark.parametrize(
    ("answers", "state", "asked"),
    [
        ([(200, "text")], "opens", 1),
        ([(404, "")], "gone", 1),
        ([(410, "")], "gone", 1),
        ([(403, "")], "refused", 1),
        ([(503, ""), (200, "")], "opens", 2),
        ([(500, "")], "fails", 3),
        ([(429, "7"), (404, "")], "gone", 2),
        ([URLError("no such host")], "fails", 3),
        ([TimeoutError(), (200, "")], "opens", 2),
        ([(200, "https://a.example/")], "moved", 1),
        ([(200, "https://b.example/other/page")], "opens", 1),
    ],
)
def test_what_an_answer_means(web: Web, answers: list[Any], state: str, asked: int) -> None:
    web.answers["a"] = answers
    address = "https://a.example/2024/page"
    assert look([address], MANNERS)[address].state == state
    assert len(web.asked) == asked


def test_waiting_grows_and_hosts_may_say_how_long(web: Web) -> None:
    web.answers["a"] = [(503, ""), (503, "9"), (503, "")]
    patiently("https://a.example/x", MANNERS)
    assert web.waits == [2, 9]
    web.answers["a"] = [(429, "999999")]
    patiently("https://a.example/x", MANNERS)
    assert max(web.waits) == 60


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        ("https://a.example/a%20b?c=%D9%81#d", "https://a.example/a%20b?c=%D9%81#d"),
        (
            "https://a.example/سجن/%D9%81?q=ف&r=a+b%20c#ق",
            "https://a.example/%D8%B3%D8%AC%D9%86/%D9%81?q=%D9%81&r=a+b%20c#%D9%82",
        ),
        ("https://a.example/é(1);2,3", "https://a.example/%C3%A9(1);2,3"),
        ("https://مثال.إختبار:8080/", "https://xn--mgbh0fb.xn--kgbechtv:8080/"),
    ],
)
def test_letters_that_ascii_lacks_are_sent_encoded(address: str, sent: str) -> None:
    """The names of hosts are those that IANA gave for tests of Arabic ones."""
    assert in_ascii(address) == sent


def test_an_address_in_arabic_is_asked_for(web: Web) -> None:
    web.answers["a"] = [(200, "text")]
    address = "https://a.example/سجن?q=ف"
    found = look([address], MANNERS)
    assert {name: one.state for name, one in found.items()} == {address: "opens"}
    assert web.asked == ["https://a.example/%D8%B3%D8%AC%D9%86?q=%D9%81"]
    nowhere = f"https://{'م' * 70}.example/"  # a longer name than hosts may have
    assert look([nowhere], MANNERS)[nowhere].state == "fails"


def test_a_host_that_is_silent_is_given_up(web: Web) -> None:
    web.answers |= {"a": [TimeoutError("timed out")], "b": [(200, "")]}
    silent = [f"https://a.example/{number}" for number in range(200)]
    found = look([*silent, "https://b.example/x"], MANNERS)
    assert [found[address].state for address in silent] == ["fails"] * 3 + ["unseen"] * 197
    assert found["https://b.example/x"].state == "opens"
    assert len(web.asked) == 3 * MANNERS.tries + 1


def test_only_failures_in_a_row_count(web: Web) -> None:
    manners = Manners("https://site.example", tries=1)
    web.answers["a"] = [*([(503, ""), URLError("x"), (404, "")] * 3), (429, "")]
    addresses = [f"https://a.example/{number}" for number in range(20)]
    states = [one.state for one in look(addresses, manners).values()]
    assert states == [*["fails", "fails", "gone"] * 3, *["refused"] * 3, *["unseen"] * 8]


def test_a_host_that_takes_too_long_is_given_up(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    web.answers["a"] = [(200, "")]
    clock = iter(range(0, 10_000, 60))
    monkeypatch.setattr(links, "monotonic", lambda: next(clock))
    addresses = [f"https://a.example/{number}" for number in range(9)]
    states = [one.state for one in look(addresses, Manners(MANNERS.contact, patience=300)).values()]
    assert states == ["opens"] * 5 + ["unseen"] * 4


def test_what_an_archive_or_an_index_did_not_say_is_unknown(web: Web) -> None:
    web.answers |= {"archive": [(503, "")], "pypi": [TimeoutError()]}
    addresses = [f"https://a.example/{number}" for number in range(9)]
    assert copies(addresses, MANNERS) == dict.fromkeys(addresses)
    pins = tuple((f"name-{number}", "1.0") for number in range(9))
    found = dependencies(Watched(12, 9, 24, (), pins), MANNERS, TODAY)
    assert [(one.name, one.state) for one in found] == [(name, "unknown") for name, _ in pins]
    assert len(web.asked) == 2 * 3 * MANNERS.tries


def test_one_host_is_never_hurried(web: Web) -> None:
    web.answers |= {"a": [(200, "")], "b": [(200, "")]}
    three = [f"https://a.example/{name}" for name in "xyz"]
    found = look([*three, "https://b.example/", three[0]], MANNERS)
    assert sorted(found) == sorted([*three, "https://b.example/"])
    assert sorted(web.asked) == sorted(found)
    assert web.waits == [MANNERS.pause] * 2
    assert by_host(["https://www.a.example/x", "http://a.example/y", "https://b.a.example"]) == [
        ["https://www.a.example/x", "http://a.example/y"],
        ["https://b.a.example"],
    ]


def test_a_front_page_may_be_the_source() -> None:
    address = "https://a.example/"
    assert judge(address, Answer(200, "https://a.example/")).state == "opens"
    assert judge("https://a.example/?p=1", Answer(200, address)).state == "moved"


def test_copies_in_the_archive(web: Web) -> None:
    there = {"archived_snapshots": {"closest": {"available": True}}}
    web.answers["archive"] = [
        (200, json.dumps(there)),
        (200, '{"archived_snapshots": {}}'),
        (429, ""),
    ]
    found = copies(["https://a.example/é?x=1", "https://b.example/", "https://c.example/",
                    "https://web.archive.org/web/2020/https://d.example/"], MANNERS)  # fmt: skip
    assert list(found.values()) == [True, False, None]
    assert web.asked[0].endswith("?url=https%3A%2F%2Fa.example%2F%C3%A9%3Fx%3D1")
    assert has_copy(Answer(200, "", b"<html>")) is None
    assert has_copy(Answer(200, "", b"[]")) is None


def test_months_and_ends() -> None:
    days = [(2025, 11, 30), (2025, 12, 1), (2026, 11, 30), (2026, 12, 1), (2027, 1, 1)]
    assert [months(dt.date(*day), TODAY) for day in days] == [12, 11, 0, -1, -2]
    ends = [End(name, dt.date.fromisoformat(day), "x") for name, day in [
        ("far", "2028-01-01"), ("near", "2027-05-05"), ("over", "2026-01-01"),
    ]]  # fmt: skip
    assert [end.name for end in near(ends, TODAY, 6)] == ["over", "near"]


def test_what_pyproject_says() -> None:
    found = watched(ROOT / watch.SETTINGS)
    assert dict(found.pins)["PyYAML"]
    assert dict(found.pins)["pytest"]
    assert dict(found.pins)["uv"]
    assert {end.name: end.day for end in found.ends}["Material for MkDocs"] == dt.date(2027, 5, 5)
    assert all(end.source.startswith("https://") for end in found.ends)


def test_every_group_of_dependencies_is_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text(
        '[project]\ndependencies = ["a==1"]\n'
        '[dependency-groups]\nx = ["b==2", {include-group = "y"}]\ny = ["c==3"]\n'
        "[tool.watch]\nstale_months = 1\nahead_months = 1\nsilent_months = 1\nends = []\n",
        encoding="utf-8",
    )
    assert watched(path).pins == (("a", "1"), ("b", "2"), ("c", "3"))


def index(**versions: str) -> Answer:
    releases = {
        name.strip("v").replace("_", "."): [
            {"upload_time": f"{day.strip('!')}T10:00:00", "yanked": day.endswith("!")}
        ]
        for name, day in versions.items()
    }
    newest = list(releases)[-1]
    content = {"info": {"version": newest}, "releases": releases}
    return Answer(200, "", json.dumps(content).encode())


@pytest.mark.parametrize(
    ("answer", "states"),
    [
        (index(v1_0="2026-10-01"), []),
        (index(v1_0="2026-10-01", v1_1="2026-11-29"), []),
        (index(v1_0="2026-08-01", v1_1="2026-10-01"), ["behind"]),
        (index(v1_0="2024-01-01"), ["silent"]),
        (index(v1_0="2026-08-01!", v1_1="2026-11-29"), ["yanked"]),
        (index(v2_0="2026-10-01"), ["unknown"]),
        (Answer(404, ""), ["unknown"]),
        (Answer(200, "", b"<html>"), ["unknown"]),
    ],
)
def test_what_is_told_of_a_dependency(answer: Answer, states: list[str]) -> None:
    assert [one.state for one in told("name", "1.0", answer, TODAY, 24)] == states


def test_stale_figures(catalog: Catalog) -> None:
    found = stale(catalog, TODAY, 12)
    assert [one.newest.as_of.order for one in found] == sorted(
        one.newest.as_of.order for one in found
    )
    assert {one.measure.id for one in found} <= {o.measure for o in catalog.observations}
    assert all(one.newest.repeats is None for one in found)
    oldest = found[0]
    assert stale(catalog, oldest.newest.as_of.latest, 1) == []
    assert stale(catalog, TODAY, oldest.months + 1) == []


SEEN = Watched(12, 9, 24, (End("Engine", dt.date(2027, 5, 5), "https://e.example/"),), ())


def test_the_report_is_in_both_languages() -> None:
    catalog = load(ROOT / DATA)
    addresses = [one.url for one in catalog.sources.values() if one.url]
    looks = {url: Look(url, "opens", "") for url in addresses}
    states: list[State] = ["gone", "moved", "fails", "refused"]
    for url, state in zip(addresses, states, strict=False):
        looks[url] = Look(url, state, "<b>told</b>")
    taken = [Dependency("old", "1", "2", "silent", dt.date(2024, 1, 1))]
    found = report(catalog, SEEN, Found(looks, {addresses[5]: False, addresses[6]: None}, taken),
                   TODAY)  # fmt: skip
    headings = re.findall(r"^### (.+) · (.+)$", found.text, re.MULTILINE)
    assert len(headings) == 8
    assert all(re.search("[\u0620-\u064a]", arabic) for arabic, _ in headings)
    assert found.text.startswith(MARK + "\n")
    assert "<b>" not in found.text
    assert "تقرير 2026-11-30" in found.text
    assert f"https://web.archive.org/save/{addresses[5]}" in found.text.replace("&amp;", "&")
    assert "about 1 links" in found.text
    assert found.findings == sum(
        int(number) for number in re.findall(r"^### .*\((\d+)\)$", found.text, re.MULTILINE)
    )


def test_what_nobody_asked_for_is_not_counted_as_opened(catalog: Catalog) -> None:
    looks = {f"https://a.example/{n}": Look("", "opens", "") for n in range(30)}
    looks |= {f"https://b.example/{n}": Look("", "unseen", "") for n in range(40)}
    text = report(catalog, SEEN, Found(looks, {}, []), TODAY).text
    assert "فُتح 30 رابطًا" in text
    assert "30 links were opened" in text
    assert "لم يُفتح 40 من الروابط" in text
    assert "40 links were not looked at" in text
    assert "not looked at" not in report(catalog, SEEN, Found({}, {}, []), TODAY).text


def test_what_hosts_say_mentions_no_one_and_links_nowhere(catalog: Catalog) -> None:
    """Reasons, final addresses and versions are words of strangers, and an issue shows them."""
    hostile = "404 @torvalds\r\nsee https://evil.example #1, GH-2 and www.evil.example" + "x" * 999
    address = next(one.url for one in catalog.sources.values() if one.url)
    states: list[State] = ["gone", "moved", "fails", "refused"]
    for state in states:
        looks = {address: Look(address, state, hostile)}
        text = report(catalog, SEEN, Found(looks, {}, []), TODAY).text
        assert "torvalds" in text
        for live in ("@torvalds", "#1,", "GH-2", "https://evil", "www.evil", "x" * 200, "\r"):
            assert live not in text
    taken = [Dependency("name", "1", hostile, "behind", TODAY)]
    text = report(catalog, SEEN, Found({}, {}, taken), TODAY).text
    assert "torvalds" in text
    assert "@torvalds" not in text


def test_a_report_of_everything_at_once_still_fits() -> None:
    catalog = load(ROOT / DATA)
    addresses = [one.url for one in catalog.sources.values() if one.url]
    looks = {url: Look(url, "fails", "x" * 200) for url in addresses}
    found = report(catalog, SEEN, Found(looks, dict.fromkeys(addresses, False), []), TODAY)
    assert len(found.text) <= 60_000
    assert found.text.rstrip().endswith("</table>")
    assert found.findings > 2 * len(set(addresses))


def test_nothing_to_report(catalog: Catalog) -> None:
    day = max(o.as_of.latest for o in catalog.observations)
    found = report(catalog, Watched(999, 0, 24, (), ()), Found({}, {}, []), day)
    assert found.findings == 0
    assert "###" not in found.text


@pytest.mark.parametrize(
    ("listed", "findings", "wanted"),
    [
        ([], 3, ["issue list", "label create", "issue create"]),
        ([], 0, ["issue list"]),
        ([(8, MARK), (5, MARK)], 3, ["issue list", "issue edit 5"]),
        ([(8, MARK)], 0, ["issue list", "issue edit 8", "issue close 8"]),
        ([(4, f"not the first line\n{MARK}")], 1, ["issue list", "label create", "issue create"]),
    ],
)
def test_there_is_one_issue(
    listed: list[tuple[int, str]],
    findings: int,
    wanted: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls: list[list[str]] = []

    def run(command: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
        calls.append(command)
        assert options["check"]
        assert options["input"] == ("text" if "--body-file" in command else "")
        rows = [{"number": number, "body": body} for number, body in listed]
        return subprocess.CompletedProcess(command, 0, json.dumps(rows), "")

    monkeypatch.setattr(subprocess, "run", run)
    path = tmp_path / "report.json"
    path.write_text(json.dumps({"findings": findings, "body": "text"}), encoding="utf-8")
    assert report_issue.main([str(path)]) == 0
    assert report_issue.MARK == MARK
    shown = [" ".join(word for word in call[1:4] if not word.startswith("--")) for call in calls]
    assert [one.removesuffix(" watch") for one in shown] == wanted
