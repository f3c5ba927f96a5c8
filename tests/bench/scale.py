"""Whether a build takes time in proportion to its record, and how much memory: `make bench`.

Builds the small site of the tests with 2,500, 5,000 and 10,000 observations, a fifth as many events
and a twentieth as many editions, each in a process of its own. Exit code 1 when twice the record
takes more than 2.6 times the time, or the largest build more than 1 GB.
"""

from __future__ import annotations

import contextlib
import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "tests")]

SIZES = (2_500, 5_000, 10_000)
MOST = 2.6
MEMORY = 1 << 30


def main() -> int:
    """Print a line for each size; return 1 when a limit does not hold."""
    found = [_measured(size) for size in SIZES]
    good = True
    for number, (size, (seconds, memory)) in enumerate(zip(SIZES, found, strict=True)):
        ratio = seconds / found[number - 1][0] if number else 0.0
        told = f", {ratio:.2f} times the time of half of it" if number else ""
        print(f"{size:6} observations: {seconds:6.1f} s, {memory / 2**20:5.0f} MB{told}")
        good &= ratio <= MOST and memory <= MEMORY
    print(f"{'PASS' if good else 'FAIL'}  at most {MOST} times, at most {MEMORY >> 20} MB")
    return 0 if good else 1


def _measured(size: int) -> tuple[float, int]:
    """Return the processor time and the largest memory of a build, in seconds and bytes."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        with (
            tempfile.TemporaryDirectory() as folder,
            contextlib.redirect_stdout(None),
            contextlib.redirect_stderr(None),
        ):
            start = time.process_time()
            _build(Path(folder), size)
            seconds = time.process_time() - start
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        os.write(writing, f"{seconds} {memory}".encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as file:
        told = file.read().decode().split()
    os.waitpid(child, 0)
    return float(told[0]), int(told[1])


def _build(root: Path, size: int) -> None:
    from build import build
    from other import make_other

    make_other(root)
    data = root / "docs/data/programme.yml"
    text = data.read_text(encoding="utf-8")
    text = text.replace("editions: []\n", f"editions:\n{''.join(_editions(size // 20))}")
    text = text.replace("\nevents:\n", f"\nevents:\n{''.join(_events(size // 5))}")
    text = text.replace("\nobservations:\n", f"\nobservations:\n{''.join(_observations(size))}")
    data.write_text(text, encoding="utf-8")
    for page in root.glob("docs/*/all.md"):
        page.write_text(page.read_text(encoding="utf-8") + '\n{{ table("editions") }}\n', "utf-8")
    text = data.read_text(encoding="utf-8")
    table = "  - id: editions\n    caption: {ar: الدورات, en: Editions, fr: Éditions}\n"
    table += "    kind: editions\n    measures: [readers]\n"
    data.write_text(text.replace("\ntables:\n", f"\ntables:\n{table}"), encoding="utf-8")
    build(root, root / "site")


def _observations(number: int) -> Iterator[str]:
    """Yield stated numbers of readers that only grow, a day apart."""
    for at in range(number):
        day = time.strftime("%Y-%m-%d", time.gmtime((at + 7_300) * 86_400))
        yield (
            f"  - measure: readers\n    value: {at // 20}\n    as_of: {day}\n    stated_by: "
            f"{'library' if at % 2 else 'paper'}\n    sources: [paper-1]\n    said: high\n"
            "    checked: none\n"
        )


def _events(number: int) -> Iterator[str]:
    for at in range(number):
        yield (
            f"  - id: event-{at}\n    date: {1980 + at % 40}-03-01\n    category: figures\n"
            f"    title: {{ar: حدث, en: An event, fr: Un événement}}\n    sources: [paper-1]\n"
            "    said: high\n    checked: none\n"
        )


def _editions(number: int) -> Iterator[str]:
    for at in range(1, number + 1):
        month = f"{1970 + at // 12}-{at % 12 + 1:02}"
        yield f"  - id: {at}\n    closed: {month}\n    sources: [paper-1]\n"


if __name__ == "__main__":
    sys.exit(main())
