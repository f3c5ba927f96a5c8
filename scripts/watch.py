"""Look at what changes without anybody editing: links, archived copies, old figures, ends.

    python scripts/watch.py                   print the report, in both languages
    python scripts/watch.py --out report.json write it for report_issue.py as well

It reaches the network, takes some minutes and never fails: what it finds is for people to judge.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from console import use_utf8
from explainer.catalog import load
from explainer.problems import UserError
from explainer.project import DATA
from workflows.archive import copies
from workflows.ends import dependencies, watched
from workflows.links import Manners, look
from workflows.report import Found, report

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = "pyproject.toml"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return its exit code."""
    use_utf8()
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--out", type=Path, help="a JSON file with the report")
    parser.add_argument("--today", type=dt.date.fromisoformat, help="the day to judge by")
    options = parser.parse_args(arguments)
    today = options.today or dt.datetime.now().astimezone().date()
    try:
        catalog = load(ROOT / DATA, DATA)
    except UserError as error:
        print(error, file=sys.stderr)
        return 1
    seen = watched(ROOT / SETTINGS)
    manners = Manners(_contact())
    addresses = [one.url for one in catalog.sources.values() if one.url is not None]
    said = Found(
        look(addresses, manners),
        copies(addresses, manners),
        dependencies(seen, manners, today),
    )
    found = report(catalog, seen, said, today)
    print(found.text)
    if options.out is not None:
        content = {"findings": found.findings, "body": found.text}
        options.out.parent.mkdir(parents=True, exist_ok=True)
        options.out.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return 0


def _contact() -> str:
    """Return the address at which hosts find out who asks."""
    server, name = os.environ.get("GITHUB_SERVER_URL"), os.environ.get("GITHUB_REPOSITORY")
    return f"{server}/{name}" if server and name else "https://example.org/moussalaha"


if __name__ == "__main__":
    sys.exit(main())
