"""Rules of the tree itself: layers, sizes, locks, the figures that only the data file may hold."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from support import ROOT

SCRIPTS = ROOT / "scripts"
MODULES = sorted(SCRIPTS.rglob("*.py"))


def imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_modules_are_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) < 250


def test_only_three_scripts_know_mkdocs() -> None:
    knowing = {
        path.name
        for path in MODULES
        if any(name.split(".")[0] == "mkdocs" for name in imports(path))
    }
    assert knowing == {"build.py", "mkdocs_hooks.py", "serve.py"}


def test_arrows_point_down() -> None:
    """DESIGN, rule 1: `model` imports nothing of ours but dates and what no text may hold."""
    below = {
        "model": {"model", "dates", "hidden"},
        "catalog": {"catalog", "model", "dates", "formatting", "hidden", "problems", "yaml_reader"},
        "formatting": {"dates"},
        "word_forms": set(),
        "bidi": {"formatting"},
        "settings": {"problems", "yaml_reader"},
        "dates": set(),
        "problems": set(),
        "hidden": {"problems"},
        "yaml_reader": {"hidden", "problems"},
        "timeline": {"model"},
        "components": {
            "bidi", "catalog", "charts", "components", "dates", "export", "formatting", "model",
            "news", "pages", "problems", "search", "site_index", "timeline", "urls", "word_forms",
        },
        "search": {"catalog", "model", "search", "word_forms"},
        "site_index": {"formatting"},
        "export": {"catalog", "dates", "export", "formatting", "model"},
        "news": {"catalog", "model"},
        "renditions": set(),
        "charts": {"catalog", "charts", "dates", "model"},
        "editing": {
            "catalog", "components", "dates", "editing", "formatting", "hidden", "lint", "model",
            "problems", "project", "yaml_reader",
        },
        "staging": {
            "components", "markdown_tokens", "problems", "project", "prose", "site_index",
            "staging", "urls", "yaml_reader",
        },
        "lint": {
            "catalog", "formatting", "lint", "model", "pages", "problems", "word_forms",
            "yaml_reader",
        },
    }  # fmt: skip
    package = SCRIPTS / "explainer"
    for name, allowed in below.items():
        files = [package / f"{name}.py"] if (package / f"{name}.py").exists() else []
        for path in files or (package / name).rglob("*.py"):
            used = {
                module.split(".")[1]
                for module in imports(path)
                if module.startswith("explainer.") and module.count(".")
            }
            assert used <= allowed | {name}, f"{path.name} imports {used - allowed}"


def test_no_clock_network_or_environment_in_the_package() -> None:
    forbidden = {"time", "os.environ", "socket", "urllib.request", "http", "subprocess", "random"}
    for path in (SCRIPTS / "explainer").rglob("*.py"):
        assert not imports(path) & forbidden, path.name
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\.(today|now|utcnow|getenv)\(", text), path.name


def test_no_markup_in_python() -> None:
    """But for what is read: the paragraph around a token (markdown_tokens.py), isolates as text."""
    for path in (SCRIPTS / "explainer").rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        strings = [
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
        docs = {ast.get_docstring(n, clean=False) for n in ast.walk(tree) if isinstance(n, (
            ast.Module, ast.ClassDef, ast.FunctionDef))}  # fmt: skip
        for text in strings:
            tag = re.search(r"</?(a|p|div|span|table|tr|td|bdi|data|time|ul|li)\b[^>]*>", text)
            tag = None if text in ("<p>", "</p>") or "\ue002" in text else tag
            described = text in docs or path.parent.name == "model" or "found" in text
            described = described or path.name in ("rendering.py", "finish.py")
            assert described or not tag, f"{path.name}: {text!r}"


def test_locks_are_hashed_and_name_no_index() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    site, groups = declared["project"]["dependencies"], declared["dependency-groups"]
    for name, wanted in (
        ("requirements.txt", site),
        ("requirements-dev.txt", [*site, *groups["dev"]]),
        ("requirements-install.txt", groups["install"]),
    ):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert not re.search(r"https?:|file:|--(extra-)?index-url|--find-links", text)
        for block in re.split(r"\n(?=[a-z0-9])", text.strip()):
            assert "==" in block
            assert "--hash=sha256:" in block
        for pin in wanted:
            assert re.fullmatch(r"[A-Za-z0-9_.-]+==[0-9.]+[a-z0-9.]*", pin), pin
            assert f"{pin.lower()} \\\n" in text.lower().replace(" ; ", " \\\n"), (name, pin)


def test_every_dependency_says_why_it_is_there() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    pins = [line for line in text.splitlines() if re.match(r'    "[\w-]+==', line)]
    assert len(pins) > 10
    assert all(re.search(r"# .{10,}", line) for line in pins)


def test_no_generated_files_and_no_paths_of_a_machine_in_git() -> None:
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files"], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    for name in listed:
        assert not re.match(r"(site|\.venv|\.build|\.serve|screenshots)/", name), name
        path = ROOT / name
        if path.suffix in {".py", ".md", ".yml", ".toml", ".html", ".po", ".css", ".txt"}:
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"(?<![\w.])/(work|home|root|Users)/[a-z]", text), name


def test_every_command_is_in_the_help() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", text, re.MULTILINE))
    helped = set(re.findall(r"^([a-z]+):.*## ", text, re.MULTILINE))
    assert targets == helped
    for readme in ("README.md", "README.ar.md"):
        words = (ROOT / readme).read_text(encoding="utf-8")
        assert "make serve" in words
        assert "make test" in words
