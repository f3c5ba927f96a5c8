"""GitHub's runner as far as our workflows need it: it runs their steps in clean checkouts.

Actions are not fetched: what each of those in use does to the files of a job stands in `_use`.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from search_index import KEPT
from support import ROOT
from workplace import WORK

WORKFLOWS = ROOT / ".github/workflows"
_EXPRESSION = re.compile(r"\$\{\{\s*(.+?)\s*\}\}")
_CONDITION = re.compile(r"([\w.-]+) (==|!=) '([^']*)'")
_SHELL = ("bash", "--noprofile", "--norc", "-eo", "pipefail")
# Each program is told what it was called with, and finds there what it is to answer.
_STUB = """#!{python}
import json, pathlib, sys
name = pathlib.Path(sys.argv[0]).name
told = sys.stdin.read() if "-" in sys.argv else ""
with open({calls!r}, "a", encoding="utf-8") as file:
    file.write(json.dumps([name, sys.argv[1:], told]) + "\\n")
{body}
"""


def workflow(name: str) -> dict[str, Any]:
    """Return a workflow. YAML takes `on` for true, which `"on"` then names."""
    text = (WORKFLOWS / name).read_text(encoding="utf-8")
    found: dict[Any, Any] = yaml.safe_load(text)
    found["on"] = found.pop(True)
    return found


def run_steps() -> Iterator[tuple[str, str, str]]:
    """Yield every `run:` of every workflow: the file, the job, the commands."""
    for path in sorted(WORKFLOWS.glob("*.yml")):
        for job, content in workflow(path.name)["jobs"].items():
            for step in content["steps"]:
                if "run" in step:
                    yield path.name, job, step["run"]


def commit(folder: Path, message: str) -> None:
    """Commit everything in a repository."""
    who = ("-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false")
    git(folder, "add", "--all")
    git(folder, *who, "commit", "--quiet", "--allow-empty", "--message", message)


def git(folder: Path, *words: str) -> str:
    """Run git in a folder; return what it prints."""
    done = subprocess.run(
        ["git", "-C", str(folder), *words], check=True, capture_output=True, text=True
    )
    return done.stdout


def clone_as_it_is(target: Path) -> Path:
    """Clone the project as it stands here, with what is not committed yet, on `main`."""
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(target)], check=True)
    git(target, "checkout", "--quiet", "-B", "main")
    listed = git(ROOT, "ls-files", "-z", "--modified", "--others", "--deleted",
                 "--exclude-standard", "--", ".", ":!.venv")  # fmt: skip
    for name in filter(None, listed.split("\0")):
        (target / name).unlink(missing_ok=True)
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target / name)
    commit(target, "As it is")
    return target


@dataclass
class Runner:
    """A machine on which the jobs of one event run, one after the other."""

    source: Path
    """The repository that jobs check out."""
    folder: Path
    """Where everything of this event is kept."""
    context: Mapping[str, str]
    """What expressions such as `github.ref` stand for."""
    event: Mapping[str, Any] = field(default_factory=dict)
    replaced: Mapping[str, str] = field(default_factory=dict)
    """Commands that take minutes, with what is run instead."""
    environment: Mapping[str, str] = field(default_factory=dict)
    ran: list[tuple[str, str, str]] = field(default_factory=list)
    """Every `run:` that was executed: the file, the job, the commands as they stand there."""
    printed: dict[str, str] = field(default_factory=dict)
    """What each of them printed, by its commands."""
    published: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Make the folders of the machine."""
        for name in ("bin", "temp", "artifacts", "jobs"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        (self.folder / "calls").touch()
        (self.folder / "event.json").write_text(json.dumps(self.event), encoding="utf-8")
        make = shutil.which("make")
        # What is installed here is up to date: nothing is fetched.
        ready = "-o .venv/.site-ready -o .venv/.dev-ready"
        self.program("make", f'#!/bin/sh\nexec {make} {ready} "$@"\n')

    def program(self, name: str, content: str) -> None:
        """Put a program before those of the machine."""
        path = self.folder / "bin" / name
        path.write_text(content, encoding="utf-8")
        path.chmod(0o755)

    def stub(self, name: str, body: str = "") -> None:
        """Put a program there that notes how it is called, and then does as `body` says."""
        calls = str(self.folder / "calls")
        self.program(name, _STUB.format(python=sys.executable, calls=calls, body=body))

    @property
    def calls(self) -> list[tuple[str, list[str], str]]:
        """Return how the stubs were called: name, arguments, standard input."""
        lines = (self.folder / "calls").read_text(encoding="utf-8").splitlines()
        return [(name, words, told) for name, words, told in map(json.loads, lines)]

    @property
    def summary(self) -> str:
        """Return what the jobs have written for the page of the run."""
        path = self.folder / "summary.md"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def run(self, name: str) -> None:
        """Run the jobs of a workflow that the event asks for, those first that others need."""
        jobs, done = workflow(name)["jobs"], set[str]()
        while waiting := [job for job in jobs if job not in done]:
            for job in waiting:
                needs = jobs[job].get("needs", [])
                needs = [needs] if isinstance(needs, str) else needs
                if done.issuperset(needs):
                    if self.holds(jobs[job].get("if", ""), self.context):
                        self._job(name, job, jobs[job])
                    done.add(job)

    def _job(self, name: str, job: str, content: Mapping[str, Any]) -> None:
        for number, row in enumerate(
            content.get("strategy", {}).get("matrix", {}).get("include", [{}])
        ):
            context = {**self.context, **{f"matrix.{key}": value for key, value in row.items()}}
            context["runner.temp"] = str(self.folder / "temp" / job)
            Path(context["runner.temp"]).mkdir(exist_ok=True)
            place = self.folder / "jobs" / f"{job}-{number}"
            for step in content["steps"]:
                if not self.holds(step.get("if", ""), context):
                    continue
                given = {
                    key: self.fill(value, context)
                    for key, value in {**step.get("with", {}), **step.get("env", {})}.items()
                }
                if "run" in step:
                    self.ran.append((name, job, step["run"]))
                    self._execute(place, step["run"], given, context)
                else:
                    self._use(place, step["uses"].partition("@")[0], given)

    def fill(self, text: object, context: Mapping[str, str]) -> str:
        """Return a text with its expressions put in; KeyError for one that is not known here."""
        return _EXPRESSION.sub(lambda match: context[match[1]], str(text))

    @staticmethod
    def holds(condition: str, context: Mapping[str, str]) -> bool:
        """Return whether a condition of comparisons that are joined by `&&` is met."""
        for part in filter(None, condition.split(" && ")):
            match = _CONDITION.fullmatch(part)
            assert match, f"cannot judge: {condition}"
            if (context[match[1]] == match[3]) is not (match[2] == "=="):
                return False
        return True

    def _use(self, place: Path, action: str, given: Mapping[str, str]) -> None:
        artifacts = self.folder / "artifacts"
        match action:
            case "actions/checkout":
                assert given["persist-credentials"] == "False"
                subprocess.run(
                    ["git", "clone", "--quiet", str(self.source), str(place)], check=True
                )
                (place / ".venv").symlink_to(Path(sys.executable).parent.parent)
                (ROOT / WORK / KEPT).mkdir(parents=True, exist_ok=True)
                (place / WORK).mkdir()
                (place / WORK / KEPT).symlink_to(ROOT / WORK / KEPT)
            case "actions/upload-artifact" | "actions/upload-pages-artifact":
                name = given.get("name", "github-pages")
                shutil.copytree(place / given["path"], artifacts / name)
                assert list((artifacts / name).iterdir()), f"{name}: nothing to keep"
            case "actions/download-artifact":
                shutil.copytree(artifacts / given["name"], given["path"], dirs_exist_ok=True)
            case "actions/deploy-pages":
                self.published += sorted(
                    path.name for path in (artifacts / "github-pages").iterdir()
                )
            case _:
                assert action == "actions/setup-python"

    def _execute(
        self, place: Path, commands: str, given: Mapping[str, str], context: Mapping[str, str]
    ) -> None:
        assert "${{" not in commands, "values reach commands through the environment"
        script = self.folder / "step.sh"
        script.write_text(self.replaced.get(commands.strip(), commands), encoding="utf-8")
        done = subprocess.run(
            [*_SHELL, str(script)],
            cwd=place,
            env={
                "PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}",
                "HOME": str(self.folder),
                "LANG": "C.UTF-8",
                "CI": "true",
                "GITHUB_ACTIONS": "true",
                "GITHUB_EVENT_PATH": str(self.folder / "event.json"),
                "GITHUB_EVENT_NAME": context["github.event_name"],
                "GITHUB_REF": context["github.ref"],
                "GITHUB_REPOSITORY": context["github.repository"],
                "GITHUB_SERVER_URL": "https://github.example",
                "GITHUB_STEP_SUMMARY": str(self.folder / "summary.md"),
                "GITHUB_OUTPUT": str(self.folder / "output"),
                "RUNNER_TEMP": context["runner.temp"],
                **given,
                **self.environment,
            },
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )
        self.printed[commands.strip()] = done.stdout + done.stderr
        assert done.returncode == 0, f"{commands}\n{done.stdout}\n{done.stderr}"
