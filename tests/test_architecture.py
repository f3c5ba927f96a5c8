"""The picture of the architecture is that of the imports, with no arrow too many or too few."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from support import ROOT

SCRIPTS = ROOT / "scripts"
PICTURE = ROOT / "docs-dev/architecture.md"


def parts() -> dict[Path, str]:
    """Return the part of the picture that each module belongs to: a package counts as one."""
    found = {}
    for path in sorted(SCRIPTS.rglob("*.py")):
        place = path.relative_to(SCRIPTS).with_suffix("").parts
        if place[0] == "explainer" and place[1] != "__init__":
            found[path] = place[1]
        elif place[0] != "explainer":
            found[path] = f"{place[0]}.py" if len(place) == 1 else f"{place[0]}/"
    return found


def imports() -> dict[str, set[str]]:
    """Return the parts that each part imports, itself left out."""
    modules = parts()
    graph: dict[str, set[str]] = {part: set() for part in modules.values()}
    for path, part in modules.items():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            for name in names:
                first, _, rest = name.partition(".")
                second = rest.split(".")[0] if first == "explainer" else ""
                graph[part] |= {second, f"{first}.py", f"{first}/"} & (graph.keys() - {part})
    return graph


def reached(graph: dict[str, set[str]], start: str) -> set[str]:
    found: set[str] = set()
    waiting = [*graph[start]]
    while waiting:
        part = waiting.pop()
        if part not in found:
            found.add(part)
            waiting += graph[part]
    return found


def test_no_part_imports_itself_by_a_detour() -> None:
    graph = imports()
    assert [part for part in graph if part in reached(graph, part)] == []


def test_the_picture_has_the_arrows_that_do_not_follow_from_others() -> None:
    graph = imports()
    needed = {
        f"{part} --> {other}"
        for part, others in graph.items()
        for other in others
        if not any(other in reached(graph, between) for between in others - {other})
    }
    text = PICTURE.read_text(encoding="utf-8")
    names = dict(re.findall(r"^ +(\w+)\[\"?([\w./]+)", text, re.MULTILINE))
    drawn = {
        f"{names[start]} --> {names[end]}"
        for start, ends in re.findall(r"^ +(\w+) --> (\w+(?: & \w+)*)$", text, re.MULTILINE)
        for end in ends.split(" & ")
    }
    assert drawn == needed
    assert set(names.values()) == graph.keys()
