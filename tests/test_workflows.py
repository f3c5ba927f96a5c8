"""The workflows: safe, in the shape that GitHub reads, and every step of them runs.

What reaches the network or takes minutes is replaced, and this is all of it:

- `make build` builds the small site of a pull request, and makes an empty site for `main`;
- `make test` and `make access` only show what they would run;
- `sudo`, `curl` and `gh` note how they are called; actionlint is a file that `curl` makes up;
- in `make watch`, hosts are answered for in the process itself, which does not wait.
"""

from __future__ import annotations

import hashlib
import io
import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

import pytest

from explainer.project import DATA
from issues import REPORTS, issue
from other import make_reviewed
from runner import WORKFLOWS, Runner, clone_as_it_is, commit, git, run_steps, workflow
from support import ROOT

GITHUB = ROOT / ".github"
TOOLS = Path(sys.executable).parent
NAMES = sorted(path.name for path in WORKFLOWS.glob("*.yml"))
TEST = 'make test CORES=4 TESTS="$TESTS"'
ACCESS = "make access CORES=4"
CONTEXT = {
    "github.token": "token-of-the-job",
    "github.repository": "someone/moussalaha",
    "steps.deployment.outputs.page_url": "https://someone.example/moussalaha/",
}


def tool(name: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(TOOLS / name), *words], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_nothing_in_them_is_unsafe() -> None:
    done = tool("zizmor", "--pedantic", "--offline", "--no-progress", ".github")
    assert done.returncode == 0, done.stdout + done.stderr
    for name in NAMES:
        assert f"completed .github/workflows/{name}" in done.stderr


def test_actionlint_finds_nothing() -> None:
    program = shutil.which("actionlint")
    if program is None:
        pytest.skip("actionlint is not on this machine; site.yml fetches and runs it")
    done = subprocess.run([program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("github-workflows", NAMES),
        ("dependabot", ["../dependabot.yml"]),
        ("github-issue-config", ["../ISSUE_TEMPLATE/config.yml"]),
        ("github-issue-forms", [f"../ISSUE_TEMPLATE/{name}.yml" for name in REPORTS]),
    ],
)
def test_github_reads_them(schema: str, files: list[str]) -> None:
    paths = [str(WORKFLOWS / name) for name in files]
    done = tool("check-jsonschema", "--builtin-schema", f"vendor.{schema}", *paths)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", NAMES)
def test_each_has_the_least_rights(name: str) -> None:
    whole = workflow(name)
    assert whole["permissions"] == {}
    assert "concurrency" in whole
    assert whole["defaults"] == {"run": {"shell": "bash"}}
    text = (WORKFLOWS / name).read_text(encoding="utf-8")
    assert len(re.findall(r"^ +uses: |- uses: ", text, re.MULTILINE)) == len(
        re.findall(r"uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", text, re.MULTILINE)
    )
    assert "pull_request_target" not in text
    assert "cache" not in text
    for job in whole["jobs"].values():
        assert job["timeout-minutes"] <= 90
        assert job["permissions"]
        writes = "write" in job["permissions"].values()
        for step in job["steps"]:
            if "actions/checkout@" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] is False
            if "actions/setup-python@" in step.get("uses", ""):
                assert f">={step['with']['python-version']}" in (ROOT / "pyproject.toml").read_text(
                    encoding="utf-8"
                )
            # What installs packages, builds or reads a stranger's text may not write anything.
            assert not writes or not re.search(r"\bmake\b|\.venv", step.get("run", ""))
            assert writes or "GH_TOKEN" not in step.get("env", {})


def test_pins_are_the_same_everywhere() -> None:
    pins: dict[str, set[str]] = {}
    for name in NAMES:
        text = (WORKFLOWS / name).read_text(encoding="utf-8")
        for action, pin in re.findall(r"uses: (\S+)@(.+)", text):
            pins.setdefault(action, set()).add(pin)
    assert all(len(found) == 1 for found in pins.values()), pins


def test_the_site_is_published_from_main_once_everything_is_tested() -> None:
    site = workflow("site.yml")
    deploy = site["jobs"]["deploy"]
    assert set(deploy["needs"]) == site["jobs"].keys() - {"deploy", "access"}
    assert deploy["if"].startswith("github.ref == 'refs/heads/main' && ")
    assert deploy["permissions"] == {"pages": "write", "id-token": "write"}
    assert site["on"]["push"] == {"branches": ["main"]}
    parts = [row["tests"] for row in site["jobs"]["test"]["strategy"]["matrix"]["include"]]
    chosen = [part for part in parts if not part.startswith("--ignore=")]
    assert sorted(parts) == sorted([*chosen, *(f"--ignore={part}" for part in chosen)])
    assert all((ROOT / part).is_dir() for part in chosen)


def test_the_label_that_starts_a_change_is_the_one_that_is_taken_away() -> None:
    condition = workflow("accepted.yml")["jobs"]["read"]["if"]
    from propose import LABEL  # noqa: PLC0415

    assert condition == f"github.event.label.name == '{LABEL}'"


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a repository with the project as it stands here."""
    return clone_as_it_is(tmp_path_factory.mktemp("source") / "project")


def runner(source: Path, folder: Path, ref: str, name: str, **rest: Any) -> Runner:
    """Return a machine for an event of a name; what else it is given is a field of it."""
    context = {**CONTEXT, "github.ref": ref, "github.event_name": name, **rest.pop("context", {})}
    return Runner(source, folder, context, **rest)


def fetched(machine: Runner) -> dict[str, str]:
    """Let `curl` bring an actionlint that says so; return the environment that takes it."""
    script = b"#!/bin/sh\necho nothing found\n"
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        member = tarfile.TarInfo("actionlint")
        member.size, member.mode = len(script), 0o755
        archive.addfile(member, io.BytesIO(script))
    (machine.folder / "packed").write_bytes(packed.getvalue())
    machine.stub(
        "curl",
        "import shutil\n"
        "target = sys.argv[sys.argv.index('--output') + 1]\n"
        f"shutil.copy({str(machine.folder / 'packed')!r}, target)",
    )
    return {"SHA256": hashlib.sha256(packed.getvalue()).hexdigest()}


CORRECTION = "corrections:\n  - id: readers\n    date: 2025-01-02\n    measure: readers\n" + (
    "    as_of: 2022-07-01\n"
    + "".join(
        f"    {key}:\n      ar: قديم\n      en: old\n      fr: ancien\n"
        for key in ("before", "now", "why")
    )
)


@pytest.fixture(scope="module")
def pull_request(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """Run the workflow of a pull request that changes a figure and a page of one language.

    The scripts and workflows are those of the project, the site is the small one.
    """
    folder = tmp_path_factory.mktemp("pull-request")
    change = folder / "change"
    subprocess.run(["git", "clone", "--quiet", str(source), str(change)], check=True)
    other = make_reviewed(folder / "other")
    for name in ("docs", "overrides"):
        shutil.rmtree(change / name)
        shutil.copytree(other / name, change / name)
    shutil.copy(other / "mkdocs.yml", change)
    commit(change, "Another programme")
    data, page = change / DATA, change / "docs/en/index.md"
    text = data.read_text(encoding="utf-8").replace("value: 1103\n", "value: 1987\n")
    data.write_text(text.replace("corrections: []\n", CORRECTION), encoding="utf-8")
    words = page.read_text(encoding="utf-8")
    page.write_text(words.rstrip("\n") + "\n\nOne more sentence.\n", encoding="utf-8")
    commit(change, "Another figure")
    machine = runner(
        change, folder / "machine", "refs/pull/7/merge", "pull_request",
        replaced={
            step: f"make --dry-run {step.removeprefix('make ')}" for step in (TEST, ACCESS)
        },
    )  # fmt: skip
    machine.stub("sudo")
    machine.environment = fetched(machine)
    machine.run("site.yml")
    return machine


def test_a_pull_request_is_built_and_told_about(pull_request: Runner) -> None:
    assert not pull_request.published
    preview = pull_request.folder / "artifacts/preview"
    assert '<data value="1987"' in (preview / "en/index.html").read_text(encoding="utf-8")
    summary = pull_request.summary
    arabic, _, english = summary.partition("### Figures that changed")
    assert "### الأعداد التي تغيرت" in arabic
    assert "<td>1.103</td><td>1.987</td></tr>" in arabic
    assert "<td>1,103</td><td>1,987</td></tr>" in english
    assert "### Preview" in summary
    # The sentence that only one language has, on the page that lacks it.
    assert re.search(
        r"^::warning file=docs/ar/index\.md,line=\d+::.*docs/en/index\.md has changed",
        pull_request.printed["make build"],
        re.MULTILINE,
    )


def test_a_pull_request_is_tested(pull_request: Runner) -> None:
    (curl,) = [words for name, words, _ in pull_request.calls if name == "curl"]
    assert curl[-1].startswith("https://github.com/rhysd/actionlint/releases/download/v")
    assert pull_request.printed['"$RUNNER_TEMP/actionlint" -color'] == "nothing found\n"
    command = "-m pytest -n 4 --dist loadfile --no-loadscope-reorder --ignore=tests/browser"
    assert command in pull_request.printed[TEST]
    assert "ruff format --check" in pull_request.printed[TEST]
    assert "-n 4 --dist load tests/browser/test_access.py" in pull_request.printed[ACCESS]


@pytest.fixture(scope="module")
def merged(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """Run the workflow of a change that has come to `main`."""
    folder = tmp_path_factory.mktemp("merged")
    change = folder / "change"
    subprocess.run(["git", "clone", "--quiet", str(source), str(change)], check=True)
    settings = change / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8").replace("example.org", "someone.example")
    settings.write_text(re.sub(r'(: )""$', r'\1"Someone"', text, flags=re.MULTILINE), "utf-8")
    commit(change, "Who publishes")
    machine = runner(
        change, folder / "machine", "refs/heads/main", "push",
        replaced={
            TEST: "true", ACCESS: "true", "make build": "mkdir site && touch site/index.html",
        },
    )  # fmt: skip
    machine.stub("sudo")
    machine.environment = fetched(machine)
    machine.run("site.yml")
    return machine


def test_what_is_merged_is_published(merged: Runner) -> None:
    assert merged.published == ["index.html"]
    assert merged.summary == ""


WEB = """
import io, json, time, urllib.request
from email.message import Message
from urllib.error import HTTPError
from urllib.response import addinfourl

time.sleep = lambda seconds: None
seen = open({seen!r}, "a", encoding="utf-8")


class Web(urllib.request.BaseHandler):
    handler_order = 1

    def https_open(self, request):
        print(request.full_url, request.get_header("User-agent"), file=seen, flush=True)
        status, content = 200, b""
        if "//archive.org/" in request.full_url:
            content = json.dumps({{"archived_snapshots": {{}}}}).encode()
        elif "//pypi.org/" in request.full_url:
            status = 404
        elif "belpresse" in request.full_url:
            status = 410
        found = addinfourl(io.BytesIO(content), Message(), request.full_url, status)
        found.msg = "said"
        return found

    http_open = https_open


urllib.request.install_opener(urllib.request.build_opener(Web))
"""


@pytest.fixture(scope="module")
def looked(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """Run the weekly look on a machine whose hosts are made up; `seen` has what was asked."""
    folder = tmp_path_factory.mktemp("looked")
    (folder / "sitecustomize.py").write_text(WEB.format(seen=str(folder / "seen")), "utf-8")
    machine = runner(
        source, folder / "machine", "refs/heads/main", "schedule",
        environment={"PYTHONPATH": str(folder)},
    )  # fmt: skip
    machine.stub("gh", "print('[]')")
    machine.run("watch.yml")
    return machine


def test_the_weekly_look(looked: Runner) -> None:
    asked = (looked.folder.parent / "seen").read_text(encoding="utf-8").splitlines()
    assert all("(+https://github.example/someone/moussalaha)" in line for line in asked)
    assert len(asked) == len(set(asked)) > 500
    calls = [(words[:2], told) for name, words, told in looked.calls if name == "gh"]
    assert [words for words, _ in calls] == [
        ["issue", "list"], ["label", "create"], ["issue", "create"],
    ]  # fmt: skip
    body = calls[-1][1]
    assert body.startswith("<!-- moussalaha-watch -->\n")
    gone = body.partition("Links that are gone (")[2].partition("###")[0]
    assert "<code>belpresse-477930</code>" in gone
    assert "أرشيف الإنترنت" in body
    assert "token-of-the-job" not in "".join(looked.printed.values())


def accepted(source: Path, folder: Path, text: str) -> Runner:
    """Run the workflow for an issue, on a machine where pushes go to a folder."""
    subprocess.run(
        ["git", "clone", "--quiet", "--bare", str(source), str(folder / "bare")], check=True
    )
    event = {
        "issue": {"number": 31, "title": "$(touch title)", "body": text},
        "label": {"name": "accepted"},
    }
    machine = runner(
        source, folder / "machine", "refs/heads/main", "issues", event=event,
        context={"github.event.label.name": "accepted"},
        environment={
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": f"url.{folder / 'bare'}.insteadOf",
            "GIT_CONFIG_VALUE_0": "https://github.example/someone/moussalaha.git",
        },
    )  # fmt: skip
    machine.stub("gh")
    machine.run("accepted.yml")
    return machine


@pytest.fixture(scope="module")
def proposed(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """Run the workflow for an issue that a maintainer has accepted."""
    text = issue("new-figure", REPORTS["new-figure"])
    return accepted(source, tmp_path_factory.mktemp("proposed"), text)


def test_an_accepted_issue_becomes_a_pull_request(source: Path, proposed: Runner) -> None:
    branch = "record/issue-31"
    bare = proposed.folder.parent / "bare"
    shown = git(bare, "show", "--format=%an %ae%n%s", "--numstat", branch).split("\n")
    assert shown[0] == "github-actions[bot] 41898282+github-actions[bot]@users.noreply.github.com"
    assert shown[1].endswith("New figure: Participants who have left prison (#31)")
    assert re.fullmatch(rf"\d+\t0\t{DATA}", shown[3])
    assert len([line for line in shown if line]) == 3
    assert git(bare, "rev-parse", f"{branch}^") == git(source, "rev-parse", "main")
    (created, started) = [(words, told) for name, words, told in proposed.calls if name == "gh"]
    assert created[0][:6] == ["pr", "create", "--base", "main", "--head", branch]
    assert created[0][7] == shown[1]
    assert "300 participants had left prison by 1 May 2026" in created[1]
    assert "300 بحسب ما أُعلن إلى غاية 1 ماي 2026" in created[1]
    assert started[0] == ["workflow", "run", "site.yml", "--ref", branch]


def test_an_issue_that_says_too_little_is_answered(source: Path, tmp_path: Path) -> None:
    hostile = {**REPORTS["mistake"], "now_en": "", "why_en": "$(touch why) `touch why` @all #1"}
    machine = accepted(source, tmp_path, issue("mistake", hostile))
    (told, taken) = [(words, told) for name, words, told in machine.calls if name == "gh"]
    assert told[0] == ["issue", "comment", "31", "--body-file", "-"]
    assert "<th>now_en</th><td>missing" in told[1]
    assert "لم نتمكن من تحويل هذا البلاغ" in told[1]
    assert taken[0] == ["issue", "edit", "31", "--remove-label", "accepted"]
    assert not git(tmp_path / "bare", "branch", "--list", "record/*")
    assert not list(machine.folder.rglob("why")) + list(machine.folder.rglob("title"))


def test_every_step_has_run(
    pull_request: Runner, merged: Runner, looked: Runner, proposed: Runner
) -> None:
    ran = {step for machine in (pull_request, merged, looked, proposed) for step in machine.ran}
    assert ran == set(run_steps())
