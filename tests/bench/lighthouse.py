"""Lighthouse on served pages, as a phone: its four scores, and what it finds wrong.

It is a Node tool and no part of the project: LIGHTHOUSE=, then `lighthouse` on the path, then npx.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from typing import Any

from browser import find_browser

PACKAGE = "lighthouse@12.8.2"  # the last that runs with Node 20
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
PERFECT = [100] * len(CATEGORIES)
FLAGS = "--headless --no-sandbox --disable-gpu --disable-quic --disable-background-networking"
IDLE = {"notApplicable", "manual", "informative"}
"""Audits in these modes say nothing about a page, or nothing that is right or wrong."""


def print_lighthouse(base: str, addresses: Iterable[str], rounds: int) -> bool | None:
    """Print scores and findings; return whether all are 100, or None where it cannot run.

    A page that is not perfect is tried again, and the best of the rounds counts.
    """
    command = _find()
    if command is None:
        print(f"Lighthouse: not run; expected LIGHTHOUSE=, `lighthouse`, or npx with {PACKAGE}")
        return None
    print("Lighthouse, phone; robots.txt is at the root of the host, outside the site: not judged")
    print(f"  {'':20} {' '.join(f'{name:>14}' for name in CATEGORIES)}")
    found: dict[str, dict[str, list[str]]] = {}
    perfect = True
    for address in addresses:
        name = address or "(home)"
        reports = []
        for _ in range(rounds):
            reports.append(_run(command, base + address))
            if _scores(reports[-1]) == PERFECT:
                break
        report = max(reports, key=lambda each: sum(_scores(each)))
        scores = _scores(report)
        perfect &= scores == PERFECT
        if fault := report.get("runtimeError"):
            print(f"  {name:20} did not finish: {fault['message']}")
            continue
        shown = (f"{score:14.0f}" for score in scores)
        print(f"  {name:20} {' '.join(shown)}")
        for audit, said in _findings(report):
            found.setdefault(audit, {}).setdefault(said, []).append(name)
    print("  audits that are not perfect:" if found else "  every audit is perfect")
    for audit, pages in sorted(found.items()):
        print(f"  - {audit}")
        for said, names in pages.items():
            print(f"      {said}: {', '.join(names)}")
    return perfect


def _find() -> list[str] | None:
    """Return the command of a Lighthouse that starts."""
    given, npx = os.environ.get("LIGHTHOUSE"), shutil.which("npx")
    tried = [[given or "lighthouse"], *([[npx, "--yes", PACKAGE]] if npx and not given else [])]
    for command in tried:
        try:
            done = subprocess.run(
                [*command, "--version"], capture_output=True, timeout=300, check=False
            )
        except (OSError, subprocess.TimeoutExpired):
            continue
        if done.returncode == 0:
            return command
    return None


def _run(command: list[str], url: str) -> dict[str, Any]:
    options = [
        f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-flags={FLAGS}",
        "--output=json",
        "--quiet",
        "--no-enable-error-reporting",
    ]
    environment = {**os.environ, "CHROME_PATH": str(find_browser())}
    try:
        done = subprocess.run(
            [*command, url, *options],
            capture_output=True,
            timeout=300,
            check=False,
            env=environment,
        )
        report: dict[str, Any] = json.loads(done.stdout)
    except (OSError, subprocess.TimeoutExpired) as error:
        return {"runtimeError": {"message": str(error)}}
    except ValueError:
        return {"runtimeError": {"message": done.stderr.decode()[-300:].strip()}}
    return report


def _scores(report: dict[str, Any]) -> list[float]:
    """Return the scores of a report in the order of the categories; none of a failed one."""
    if "runtimeError" in report:
        return []
    return [round((report["categories"][name]["score"] or 0) * 100) for name in CATEGORIES]


def _findings(report: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield each audit that is not perfect, with its category, and what it says and where first."""
    origin = "/".join(report["finalDisplayedUrl"].split("/")[:3])
    for category in CATEGORIES:
        for part in report["categories"][category]["auditRefs"]:
            audit = report["audits"][part["id"]]
            if audit["scoreDisplayMode"] in IDLE or audit["score"] == 1:
                continue
            weight = "" if part["weight"] else " (not in the score)"
            said = audit.get("displayValue") or audit.get("errorMessage") or audit["title"]
            place = _first_place(audit).removeprefix(origin)
            yield f"{category} {audit['id']}{weight}", f"{said} {place}".strip()


def _first_place(audit: dict[str, Any]) -> str:
    """Return where an audit found its first fault, if it says so."""
    items = audit.get("details", {}).get("items", [])
    first = items[0] if items and isinstance(items[0], dict) else {}
    node = first.get("node")
    place = node.get("selector") if isinstance(node, dict) else None
    return " ".join(str(place or first.get("description") or first.get("url") or "").split())[:120]
