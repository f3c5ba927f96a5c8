"""Tell which figures differ from those of another commit, in every language, as Markdown.

    python scripts/changed_figures.py HEAD^1            the figures beside those of that commit
    python scripts/changed_figures.py --refuse HEAD^1   an error for each change without correction

A data file that cannot be read, here or there, is told and is no failure: the build says why.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from console import use_utf8
from explainer.catalog import Catalog, load
from explainer.catalog.history import unexplained_changes
from explainer.problems import Problem, UserError
from explainer.project import DATA
from workflows.annotations import annotation
from workflows.figures import summary
from workflows.writing import write

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return its exit code."""
    use_utf8()
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("commit", help="such as HEAD^1")
    parser.add_argument("--refuse", action="store_true", help="end with 1 if any is unexplained")
    given = parser.parse_args(arguments)
    if not given.refuse:
        print(compared(ROOT, given.commit))
        return 0
    problems = unexplained(ROOT, given.commit)
    if problems is None:
        print(f"The figures could not be compared with those of {given.commit}.", file=sys.stderr)
    for problem in problems or ():
        print(problem, file=sys.stderr)
        if os.environ.get("GITHUB_ACTIONS"):
            print(annotation("error", problem))
    return 1 if problems else 0


def compared(root: Path, commit: str) -> str:
    """Return the text about a folder beside one of its commits."""
    states = _states(root, commit)
    return summary(root, *states) if states else write("not-compared.md", where=commit)


def unexplained(root: Path, commit: str) -> list[Problem] | None:
    """Return each figure of a commit that changed without a correction; None if unreadable."""
    states = _states(root, commit)
    return [*unexplained_changes(*states, DATA)] if states else None


def _states(root: Path, commit: str) -> tuple[Catalog, Catalog] | None:
    """Return what a commit recorded and what is recorded now; None if one cannot be read."""
    before = _before(root, commit)
    if before is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "data.yml"
        path.write_bytes(before)
        try:
            return load(path, DATA), load(root / DATA, DATA)
        except UserError:
            return None


def _before(root: Path, commit: str) -> bytes | None:
    """Return the data file of a commit; None where there is none."""
    command = ["git", "-C", str(root), "show", "--end-of-options", f"{commit}:{DATA}"]
    # The commit comes from GitHub's event: it reaches no shell, and git takes it for no option.
    done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 (as said above)
    return done.stdout if done.returncode == 0 else None


if __name__ == "__main__":
    sys.exit(main())
