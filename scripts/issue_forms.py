"""Write into the issue forms the choices that the data file and the pages give (`make forms`)."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from console import use_utf8
from explainer.catalog import load
from explainer.problems import UserError
from explainer.project import DATA
from workflows.choices import choices, with_choices
from workflows.proposal import FORMS

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Rewrite the forms; return the exit code."""
    use_utf8()
    try:
        wanted = choices(ROOT, load(ROOT / DATA, DATA))
    except UserError as error:
        print(error, file=sys.stderr)
        return 1
    for path in sorted((ROOT / FORMS).glob("*.yml")):
        text = path.read_text(encoding="utf-8")
        path.write_text(with_choices(text, wanted), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
