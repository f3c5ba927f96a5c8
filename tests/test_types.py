"""The types of the code hold; beside the other tests, so that one core does not wait for it."""

from __future__ import annotations

import subprocess
import sys

from support import ROOT


def test_types() -> None:
    command = [sys.executable, "-m", "mypy"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
