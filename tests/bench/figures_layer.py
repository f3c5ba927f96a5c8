"""What the figures layer costs: `make bench`.

Pairs, in one warm process, `mkdocs build` of the real pages (copied to at least 40) with the
figures layer, and `mkdocs build` of the same pages with each call replaced by a plain number.
Then loads and renders 1, 10 and 100 times the data. Ratios of one run are what to quote; the
times are those of this machine. Options: --rounds N (7), --copies N (3, which makes 54 pages).
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

from explainer.model import SECTIONS

SHARED = {
    "locales", "nouns", "editions", "cohorts", "places", "tables", "claims", "pardons", "terms",
    "charts",
}  # fmt: skip
CALL = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)


def main() -> None:
    """Print the three tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--copies", type=int, default=3)
    options = parser.parse_args()
    os.environ["SOURCE_DATE_EPOCH"] = "0"
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    print_imports()
    with tempfile.TemporaryDirectory() as folder:
        compare_builds(Path(folder), options.rounds, options.copies)
        grow(Path(folder))


def print_imports() -> None:
    """Print what importing costs a fresh process, which is paid once and not per page."""
    print("imports, each in a fresh process (best of 3)")
    for name in ("explainer.project", "mkdocs.commands.build"):
        code = (
            "import sys, time; sys.path.insert(0, 'scripts'); start = time.perf_counter(); "
            f"import {name}; print(time.perf_counter() - start)"
        )
        command = [sys.executable, "-c", code]
        times = [
            float(subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout)
            for _ in range(3)
        ]
        print(f"  {name:24} {min(times) * 1000:7.0f} ms")
    check = [sys.executable, "scripts/build.py", "--check"]
    took = min(
        timed(lambda: subprocess.run(check, cwd=ROOT, capture_output=True, check=True))
        for _ in range(3)
    )
    print(f"  {'make check, all of it':24} {took * 1000:7.0f} ms   (3,000 at most)")


def make_site(folder: Path, copies: int, *, plain: bool) -> Path:
    """Copy the project with its pages several times over; `plain` replaces each call by 217."""
    for name in ("docs", "overrides", "scripts"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    pages = {locale: sorted((folder / "docs" / locale).glob("*.md")) for locale in ("ar", "en")}
    names = []
    for locale, paths in pages.items():
        for path in paths:
            text = path.read_text(encoding="utf-8")
            if plain:  # the entries that links with a fragment lead to are calls too
                text = re.sub(r"(\.md)#[\w-]+", r"\1", CALL.sub("217", text))
                text = re.sub(r"(?m)^template: .*\n", "", text)  # our templates are not there
            path.write_text(text, encoding="utf-8")
            for number in range(1, copies):
                twin = f"{path.stem}-{number}.md"
                own = re.sub(r"\((\w+)\.md", rf"(\1-{number}.md", text)
                (path.parent / twin).write_text(own, encoding="utf-8")
                names += [twin] if locale == "ar" else []
    nav = "".join(f"  - {name}\n" for name in names)
    config = config.replace("nav:\n", f"nav:\n{nav}")
    if plain:
        config = config.replace("hooks:\n  - scripts/mkdocs_hooks.py\n", "")
        config = config.replace("  custom_dir: overrides\n", "")
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    return folder


def compare_builds(folder: Path, rounds: int, copies: int) -> None:
    """Print the time of both builds, pair by pair, and the ratio."""
    from build import run_mkdocs
    from explainer import project

    plain = make_site(folder / "plain", copies, plain=True)
    full = make_site(folder / "full", copies, plain=False)
    pages = len(list((full / "docs").rglob("*.md")))

    def build_plain() -> None:
        run_mkdocs(plain, folder / "out-plain")

    def build_pages() -> None:
        project._project.cache_clear()
        run_mkdocs(full, folder / "out-full")

    def build_all() -> None:
        project.forget()
        run_mkdocs(full, folder / "out-full")

    print(f"\nmkdocs build of {pages} pages, {rounds} pairs in one warm process (medians)")
    cases = (("all pages rendered again", build_pages), ("data file read again as well", build_all))
    for name, build_full in cases:
        build_plain()
        build_full()
        pairs = [(timed(build_plain), timed(build_full)) for _ in range(rounds)]
        plain_time = statistics.median(pair[0] for pair in pairs)
        full_time = statistics.median(pair[1] for pair in pairs)
        ratio = statistics.median(pair[1] / pair[0] for pair in pairs)
        print(f"  {name}")
        print(f"    calls replaced by numbers {plain_time * 1000:7.0f} ms")
        print(f"    with the figures layer    {full_time * 1000:7.0f} ms")
        print(f"    the layer adds            {(ratio - 1) * 100:7.1f} %   (15 % at most)")


def grow(folder: Path) -> None:
    """Print the time per observation on 1, 10 and 100 times the data."""
    from explainer.catalog import load
    from explainer.components import Calls, Fragments
    from explainer.components.tables import rows
    from explainer.messages import load as load_words

    text = (ROOT / "docs/data/programme.yml").read_text(encoding="utf-8")
    print("\nloading, checking and rendering every event and source (best of 3)")
    first = 0.0
    for factor in (1, 10):
        path = folder / f"record-{factor}.yml"
        path.write_text(multiply(text, factor), encoding="utf-8")

        def record(path: Path = path) -> int:
            catalog = load(path)
            words = load_words(ROOT / "overrides/locales", "ar", "")
            fragments = Fragments(ROOT / "overrides/components", "", catalog, "ar", words)
            calls = Calls(catalog, fragments, {})
            calls.timeline()
            calls.sources()
            return len(catalog.events) + len(catalog.sources)

        number = record()
        each = min(timed(record) for _ in range(3)) / number * 1e6
        first = first or each
        print(
            f"  {number:6} events and sources {each:6.0f} µs each {each / first:6.2f} × the first"
        )
    print("\nloading, checking and laying out every table (best of 3)")
    first = 0.0
    for factor in (1, 10, 100):
        path = folder / f"programme-{factor}.yml"
        path.write_text(multiply(text, factor), encoding="utf-8")

        def work(path: Path = path) -> int:
            catalog = load(path)
            for table in catalog.tables.values():
                rows(catalog, table)
            return len(catalog.observations)

        number = work()
        each = min(timed(work) for _ in range(3 if factor < 100 else 2)) / number * 1e6
        first = first or each
        print(f"  {number:6} observations {each:7.0f} µs each   {each / first:5.2f} × the first")


def multiply(text: str, factor: int) -> str:
    """Return the data file with its measures, observations, sources … several times over.

    Each copy is a programme of its own, whose ids end in the number of the copy; languages,
    nouns, editions and cohorts are shared.
    """
    data = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 (every scalar stays text)
    copied = [name for name in SECTIONS if name in data and name not in SHARED]
    own = {entry["id"] for name in copied for entry in data[name] if "id" in entry}
    for name in copied:
        entries = list(data[name])
        for number in range(1, factor):
            data[name] += [rename(entry, own, f"-c{number}") for entry in entries]
    return "\n".join(lines(data, 0)) + "\n"


def rename(value: Any, own: set[str], ending: str) -> Any:
    """Return a copy of an entry in which every id of the copied sections has an ending."""
    if isinstance(value, dict):
        return {
            key: item
            if key in {"kind", "cohort", "category", "subject", "voice", "topic"}
            else rename(item, own, ending)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [rename(item, own, ending) for item in value]
    if value.startswith("http"):
        return f"{value}?{ending}"
    return f"{value}{ending}" if value in own else value


def lines(value: Any, depth: int) -> Iterator[str]:
    """Yield a value as YAML, one key per line and numbers without quotes, as editors type it."""
    pad = "  " * depth
    for key, item in value.items() if isinstance(value, dict) else ((None, v) for v in value):
        head = f"{pad}{key}:" if key is not None else f"{pad}-"
        if isinstance(item, str):
            plain = re.fullmatch(r"[\w.~/-]+|https?://\S+", item)
            yield f"{head} {item if plain else json.dumps(item, ensure_ascii=False)}"
        elif not item:
            yield f"{head} []"
        elif key is None:
            first, *rest = lines(item, depth + 1)
            yield f"{pad}- {first.strip()}"
            yield from rest
        else:
            yield head
            yield from lines(item, depth + 1)


def timed(function: Callable[[], object]) -> float:
    """Return the seconds that a call takes, with the garbage of earlier calls collected before."""
    gc.collect()
    start = time.perf_counter()
    function()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
