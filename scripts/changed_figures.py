"""Tell which figures differ from those of another commit, in every language, as Markdown.

    python scripts/changed_figures.py HEAD^1     the figures beside those of the commit before

A data file that cannot be read, here or there, is told and is no failure: the build says why.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from console import use_utf8
from explainer.catalog import load
from explainer.problems import UserError
from explainer.project import DATA
from workflows.figures import summary
from workflows.writing import write

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return its exit code."""
    use_utf8()
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("commit", help="such as HEAD^1")
    print(compared(ROOT, parser.parse_args(arguments).commit))
    return 0


def compared(root: Path, commit: str) -> str:
    """Return the text about a folder beside one of its commits."""
    before = _before(root, commit)
    if before is None:
        return write("not-compared.md", where=commit)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "data.yml"
        path.write_bytes(before)
        try:
            return summary(root, load(path, DATA), load(root / DATA, DATA))
        except UserError:
            return write("not-compared.md", where=commit)


def _before(root: Path, commit: str) -> bytes | None:
    """Return the data file of a commit; None where there is none."""
    command = ["git", "-C", str(root), "show", "--end-of-options", f"{commit}:{DATA}"]
    # The commit comes from GitHub's event: it reaches no shell, and git takes it for no option.
    done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 (as said above)
    return done.stdout if done.returncode == 0 else None


if __name__ == "__main__":
    sys.exit(main())
