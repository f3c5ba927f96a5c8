"""Open the pull request for an accepted issue, or say on the issue what is missing.

    python scripts/propose.py FOLDER     takes what from_issue.py has left there

It runs with the right to write and therefore runs nothing but git and gh: what comes from a
stranger is only ever a file of theirs, never a part of a command.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = "docs/data/programme.yml"
LABEL = "accepted"
BOT = "github-actions[bot]"
# The address that GitHub shows as its own: the number is that of the bot's account.
ADDRESS = f"41898282+{BOT}@users.noreply.github.com"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return its exit code."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path, help="where from_issue.py has left the proposal")
    folder = parser.parse_args(arguments).folder
    proposal = json.loads((folder / "proposal.json").read_text(encoding="utf-8"))
    issue, title, body = int(proposal["issue"]), str(proposal["title"]), str(proposal["body"])
    branch = f"record/issue-{issue}"
    if not proposal["accepted"]:
        answer(issue, body)
    elif run("git", "ls-remote", "--heads", remote(), branch):
        answer(issue, f"`{branch}`: هذا الفرع موجود من قبل · this branch is there already\n")
    else:
        shutil.copyfile(folder / Path(DATA).name, ROOT / DATA)
        push(branch, " ".join(title.split()))
        run("gh", "pr", "create", "--base", "main", "--head", branch, "--title", title,
            "--body-file", "-", told=body)  # fmt: skip
        # What GitHub's own token pushes starts no workflow, but for those that are asked for.
        run("gh", "workflow", "run", "site.yml", "--ref", branch)
    return 0


def answer(issue: int, text: str) -> None:
    """Comment on an issue, and take the label away so that it can be given again."""
    run("gh", "issue", "comment", str(issue), "--body-file", "-", told=text)
    run("gh", "issue", "edit", str(issue), "--remove-label", LABEL)


def push(branch: str, message: str) -> None:
    """Commit the data file, and nothing else, to a new branch."""
    run("git", "switch", "--quiet", "--create", branch)
    run("git", "add", "--", DATA)
    who = ("-c", f"user.name={BOT}", "-c", f"user.email={ADDRESS}")
    run("git", *who, "commit", "--quiet", "--message", message)
    # gh hands over the token, so that it stands neither in a file nor in a command.
    helper = ("-c", "credential.helper=", "-c", "credential.helper=!gh auth git-credential")
    run("git", *helper, "push", "--quiet", remote(), f"HEAD:refs/heads/{branch}")


def remote() -> str:
    """Return the address of the repository that the workflow runs in."""
    return f"{os.environ['GITHUB_SERVER_URL']}/{os.environ['GITHUB_REPOSITORY']}.git"


def run(*command: str, told: str = "") -> str:
    """Run a command without a shell, with a text on its standard input; return what it prints."""
    done = subprocess.run(  # noqa: S603 (git and gh, with our own words and checked ids)
        command, cwd=ROOT, input=told, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
