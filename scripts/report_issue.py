"""Put the weekly report into its one issue: open it, write it anew, or close it.

    python scripts/report_issue.py report.json     takes what watch.py has written

It runs with the right to write issues and runs nothing but gh; the report reaches it as a file.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

LABEL = "watch"
MARK = "<!-- moussalaha-watch -->"
TITLE = "ما يحتاج إلى مراجعة · What needs a look"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return its exit code."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("report", type=Path, help="the report that watch.py has written")
    report = json.loads(parser.parse_args(arguments).report.read_text(encoding="utf-8"))
    findings, body = int(report["findings"]), str(report["body"])
    number = open_issue()
    if number:
        gh("issue", "edit", number, "--body-file", "-", told=body)
        if not findings:
            gh("issue", "close", number)
    elif findings:
        gh("label", "create", LABEL, "--force", "--color", "C5DEF5", "--description",
           "The weekly report of watch.yml")  # fmt: skip
        gh("issue", "create", "--title", TITLE, "--label", LABEL, "--body-file", "-", told=body)
    print(f"{findings} findings.")
    return 0


def open_issue() -> str:
    """Return the number of the issue with the report, or nothing.

    Only those who may label issues can make one that is taken for it.
    """
    listed = gh("issue", "list", "--label", LABEL, "--state", "open", "--limit", "100",
                "--json", "number,body")  # fmt: skip
    numbers = [one["number"] for one in json.loads(listed) if one["body"].startswith(MARK)]
    return str(min(numbers)) if numbers else ""


def gh(*words: str, told: str = "") -> str:
    """Run gh with a text on its standard input; return what it prints."""
    # Where gh is differs from one image of the runner to the next: only its PATH knows.
    done = subprocess.run(  # noqa: S603 (our own words; the report only as its input)
        ["gh", *words],  # noqa: S607 (as said above)
        input=told,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
