"""Turn an accepted issue into a change of the data file; propose.py opens the pull request.

    python scripts/from_issue.py FOLDER     reads the issue from the event that GitHub hands over

The text of the issue is data from a stranger: it is read as a form (workflows/forms.py), checked as
`make add` checks what an editor types, and reaches no shell. FOLDER gets what is proposed: the new
data file, and what the pull request, or else a comment on the issue, is to say.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from console import use_utf8
from explainer.project import DATA
from workflows.proposal import propose

ROOT = Path(__file__).resolve().parent.parent
PROPOSAL = "proposal.json"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return its exit code, which is 0 for an issue that is refused, too."""
    use_utf8()
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path, help="where the proposal is written")
    parser.add_argument("--today", type=dt.date.fromisoformat, help="the day of the change")
    options = parser.parse_args(arguments)
    event = json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_text(encoding="utf-8"))
    issue = event["issue"]
    today = options.today or dt.datetime.now().astimezone().date()
    proposal = propose(ROOT, int(issue["number"]), issue["body"] or "", today)
    options.folder.mkdir(parents=True, exist_ok=True)
    proposal.save(options.folder / PROPOSAL)
    if proposal.accepted:
        shutil.copyfile(ROOT / DATA, options.folder / Path(DATA).name)
    print("The data file holds what is proposed." if proposal.accepted else "Refused.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
