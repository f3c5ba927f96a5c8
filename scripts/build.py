"""The build: check the data and the pages, build strictly, finish, verify, and only then publish.

    python scripts/build.py            build into site/
    python scripts/build.py --offline  build, and write offline.zip, whose pages open from disk
    python scripts/build.py --check    check the data and the pages, and build nothing
    python scripts/build.py --reviewed ar/women
                                       note that a page says the same as its twins
    python scripts/build.py --publishable
                                       check, and refuse what may be built but not published

A failed or interrupted build leaves the published folder as it was. On GitHub, mistakes and tasks
are shown on their lines as well.
"""

from __future__ import annotations

import argparse
import contextlib
import logging
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent))

from console import use_utf8
from explainer.components.templates import in_words, place_in
from explainer.finish import finish
from explainer.outputs import outputs, renditions
from explainer.problems import Problem, UserError
from explainer.project import Project, open_project, renew
from explainer.publish import publish, recover
from explainer.verify import verify
from offline import NAME, write_offline
from search_index import write_index
from workflows.annotations import Level, annotation
from workplace import fresh_folder, one_at_a_time, told

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Run the command line; return its exit code."""
    use_utf8()
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--check", action="store_true", help="check, and build nothing")
    parser.add_argument("--offline", action="store_true", help=f"build, and write {NAME}")
    parser.add_argument("--publishable", action="store_true", help="check, as before publishing")
    parser.add_argument("--reviewed", metavar="PAGE", help="such as ar/women; `women` for both")
    options = parser.parse_args()
    try:
        if options.reviewed:
            for name in renew(ROOT, options.reviewed):
                print(f"{name} now names its twins as they are.")
        elif options.check or options.publishable:
            project = open_project(ROOT)
            report(project)
            if options.publishable and project.settings.unnamed:
                raise UserError(project.settings.unnamed)
            print("The data and the pages are in order.")
        else:
            build(ROOT, ROOT / "site", offline=ROOT / NAME if options.offline else None)
            print(f"site/ {'and offline.zip are' if options.offline else 'is'} ready.")
    except UserError as error:
        print(error, file=sys.stderr)
        annotate("error", error.problems)
        number = len(error.problems)
        print(f"{number} problem{'s' if number != 1 else ''} found.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Interrupted; what was published is unchanged.", file=sys.stderr)
        return 130
    return 0


def report(project: Project) -> None:
    """Print what is left for an editor. Raises UserError for what has to be put right first.

    Tasks are guarded sentences that gave way and pages whose twin has changed; what an author
    excused is counted, so that excuses do not pile up unseen.
    """
    findings = project.findings
    if findings.problems:
        raise UserError(findings.problems)
    tasks = (*project.tasks, *findings.tasks)
    for task in tasks:
        print(f"task: {task}", file=sys.stderr)
    annotate("warning", tasks)
    if findings.excused:
        number = len(findings.excused)
        print(f"{number} finding{'s' if number != 1 else ''} excused by `allow:` notes.")


def annotate(level: Level, problems: Iterable[Problem]) -> None:
    """Show problems on their lines in the change that GitHub's runner is about."""
    if os.environ.get("GITHUB_ACTIONS") == "true":
        for problem in problems:
            print(annotation(level, problem))


def build(
    root: Path, target: Path, *, site_url: str | None = None, offline: Path | None = None
) -> None:
    """Build the site of a folder into `target`. Raises UserError, and changes nothing then.

    `site_url` is the address to build for where it is not that of the settings; `offline` the file
    that gets the pages to read from disk.
    """
    with told(root), one_at_a_time(root), fresh_folder(root) as fresh:
        os.environ.setdefault("SOURCE_DATE_EPOCH", _commit_time(root))
        recover(target)
        with _step("check the data and the pages"):
            project = open_project(root, site_url)
        report(project)
        with _step("build the pages"):
            path = run_mkdocs(root, fresh, site_url)
        directions = {name: locale.direction for name, locale in project.catalog.locales.items()}
        with _step("write the data, charts and feeds"):
            _write(fresh, outputs(project, root))
        with _step("finish pages, style sheets and scripts"):
            finish(fresh, path)
        with _step("write the pages as Markdown"):
            _write(fresh, renditions(project, fresh))
        with _step("index the pages for the search"):
            write_index(fresh, project)
        with _step("verify what was built"):
            problems = list(verify(fresh, directions, path))
        if problems:
            raise UserError(problems)
        if offline is not None:
            with _step("write the pages to read from disk"):
                write_offline(fresh, path, offline)
        publish(fresh, target)


def _write(folder: Path, files: Mapping[str, str]) -> None:
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8", newline="")


def run_mkdocs(root: Path, folder: Path, site_url: str | None = None) -> str:
    """Build with MkDocs into a folder; return the path of the site's address."""
    from mkdocs.commands.build import build as mkdocs_build  # noqa: PLC0415 (0.3 s: not to check)
    from mkdocs.config import load_config  # noqa: PLC0415
    from mkdocs.exceptions import Abort, MkDocsException  # noqa: PLC0415

    shown = _Collector()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(shown)
    try:
        options = {"site_url": site_url} if site_url else {}
        config = load_config(str(root / "mkdocs.yml"), site_dir=str(folder), **options)
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
        return urlsplit(config.site_url or "/").path or "/"
    except (Abort, MkDocsException) as error:
        lines = shown.lines or [str(error)]
        raise UserError([_as_problem(line) for line in lines]) from error
    except Exception as error:  # MkDocs lets through whatever a template of the theme raises
        place = place_in(error, "overrides")
        if place is None:  # no mistake of a template, but one of ours
            raise
        raise UserError([Problem(*place, in_words(error))]) from error
    finally:
        logger.removeHandler(shown)


class _Collector(logging.Handler):
    """Keeps MkDocs' warnings and errors; under `strict` each of them stops the build."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines += record.getMessage().splitlines()


def _as_problem(line: str) -> Problem:
    """Return a line of MkDocs as a problem; ours have a path and a line number already."""
    path, _, rest = line.partition(":")
    number, _, message = rest.partition(": ")
    if message and number.isdecimal():
        return Problem(path, int(number), message)
    return Problem("mkdocs.yml", 0, line)


def _commit_time(root: Path) -> str:
    """Return the time of the last commit: the only clock that the built bytes may show."""
    git = shutil.which("git")
    if git is None:
        return "0"
    command = [git, "-C", str(root), "log", "-1", "--format=%ct"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    return result.stdout.strip() or "0"


@contextlib.contextmanager
def _step(name: str) -> Iterator[None]:
    """Say what is being done, and how long it took."""
    print(f"{name} …", end=" ", flush=True)
    start = time.monotonic()
    try:
        yield
    except BaseException:
        print("stopped")
        raise
    print(f"{time.monotonic() - start:.1f} s")


if __name__ == "__main__":
    sys.exit(main())
