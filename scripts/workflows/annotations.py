"""Mistakes as GitHub's workflow commands, which a pull request shows on the line that is meant.

The commands: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from typing import Literal

from explainer.problems import Problem

Level = Literal["error", "warning", "notice"]


def annotation(level: Level, problem: Problem) -> str:
    """Return the command that shows a problem beside its line."""
    place = f"file={_property(problem.path)}"
    if problem.line:  # 0 means the whole file
        place += f",line={problem.line}"
    return f"::{level} {place}::{_data(problem.message)}"


def _data(text: str) -> str:
    """Return text so that no line of it can end the command or begin another one."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
