"""Builds a project again and again, each time stopped at another moment; tells what was left.

    python tests/interrupt.py ROOT

Killed, as by a machine that goes down; then refused by the disk: full, read-only, no permission.
A process of its own, which forks one child for each moment, so that only the first pays for
starting. Moments are what Python tells audit hooks of (PEP 578): files opened to be written,
folders made, things renamed or removed, programs started; and the two ends of each step. Every
build has another version of the record than the one published, and finds whatever the one before
has left: nothing is put in order between them. Prints a line of JSON for each moment.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "scripts"))

import build
from explainer.project import DATA

SEAMS = {
    "step", "os.rename", "os.chmod", "shutil.rmtree", "subprocess.Popen", "fcntl.flock",
    "ctypes.dlsym",
}  # fmt: skip
"""Every one of these is a moment; of the others one in some."""
OTHERS = {"open", "os.mkdir", "os.remove", "os.rmdir"}
ONCE_IN = {"kill": 12, "refuse": 30}
REFUSALS = (errno.ENOSPC, errno.EROFS, errno.EACCES)
NOT_THE_DISK = {"step", "shutil.rmtree", "ctypes.dlsym"}
"""Moments that call nothing of the disk by themselves, so that it cannot refuse them."""
WRITING = os.O_WRONLY | os.O_RDWR
VALUES = ("value: 1103", "value: 1104")


def main(root: Path) -> None:
    """Print the outcome of a build that is stopped at each moment, in each of the two ways."""
    build.ROOT = root
    published = root / "site"
    text = (root / DATA).read_text(encoding="utf-8")
    versions, mkdocs = {}, build.run_mkdocs
    for value in reversed(VALUES):  # the first one is published in the end
        (root / DATA).write_text(text.replace(VALUES[0], value), encoding="utf-8")
        with contextlib.redirect_stdout(None), contextlib.redirect_stderr(None):
            mkdocs(root, pages(root))
            build.run_mkdocs = ready(root)  # the last two builds of all make the pages themselves
            build.build(root, published)
        versions[digest(published)] = value
    build.run_mkdocs = mkdocs
    now = VALUES[0]

    def outcome(how: str, name: str, number: int, *, quick: bool) -> None:
        nonlocal now
        wanted = VALUES[now == VALUES[0]]
        (root / DATA).write_text(text.replace(VALUES[0], wanted), encoding="utf-8")
        status, said = attempt(root, how, name, number, quick)
        found = versions.get(digest(published), "a mixture")
        tell(how, f"{name} {number}", status, now, wanted, found, said)
        now = found

    for how, once_in in ONCE_IN.items():
        for name, number, quick in moments(root, once_in):
            if how == "kill" or name not in NOT_THE_DISK:
                outcome(how, name, number, quick=quick)
        for _ in VALUES:
            outcome(how, "never", 1, quick=False)


def tell(*outcome: str | int) -> None:
    """Print an outcome as a line, in the order of the fields of test_interrupted.Outcome."""
    sys.stdout.write(f"{json.dumps(outcome)}\n")
    sys.stdout.flush()


def digest(folder: Path) -> str:
    """Return a digest of the names and bytes of all files of a folder."""
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            found.update(f"{path.relative_to(folder)} ".encode() + path.read_bytes())
    return found.hexdigest()


def moments(root: Path, once_in: int) -> Iterator[tuple[str, int, bool]]:
    """Yield the moments of a build by name and number, and whether its pages may be taken ready."""
    for quick in (False, True):
        with tempfile.NamedTemporaryFile("r", encoding="utf-8") as file:
            attempt(root, file.name, "", 0, quick)
            told = file.read().split()
        within = [at for at, name in enumerate(told) if name == "step"]
        start, end = within[2], within[3]  # of the step that builds the pages
        seen: dict[str, int] = {}
        for at, name in enumerate(told):
            seen[name] = seen.get(name, 0) + 1
            wanted = name in SEAMS or seen[name] % once_in == 1
            if wanted and quick != (start < at < end):
                yield name, seen[name], quick


def attempt(root: Path, how: str, name: str, number: int, quick: bool) -> tuple[int, str]:
    """Build in a child that is stopped at a moment; return its exit status and what it printed.

    `how` may also be the path of a file, which gets the names of all moments.
    """
    with tempfile.TemporaryFile() as said:
        child = os.fork()
        if child == 0:
            os.dup2(said.fileno(), 1)
            os.dup2(said.fileno(), 2)
            sys.argv[1:] = []
            try:
                install(root, how, name, number)
                if quick:
                    build.run_mkdocs = ready(root)
                os._exit(build.main())
            except BaseException as error:
                os.write(2, f"Traceback: {error!r}\n".encode())
                os._exit(70)
        _, status = os.waitpid(child, 0)
        said.seek(0)
        return os.waitstatus_to_exitcode(status), said.read().decode()


def ready(root: Path) -> Callable[..., str]:
    """Return what stands for MkDocs at moments before and after it: pages that it has built."""

    def copy(_root: Path, folder: Path, _site: str | None = None) -> str:
        shutil.copytree(pages(root), folder, dirs_exist_ok=True)
        return "/moussalaha/"

    return copy


def pages(root: Path) -> Path:
    """Return the folder of the pages that MkDocs makes of the version in the data file."""
    text = (root / DATA).read_text(encoding="utf-8")
    return root / "pages" / next(value for value in VALUES if value in text)[-4:]


def install(root: Path, how: str, name: str, number: int) -> None:
    """Stop this process when a moment comes."""
    seen: dict[str, int] = {}
    inside = os.fspath(root)

    def reached(event: str) -> None:
        seen[event] = seen.get(event, 0) + 1
        if how.startswith("/"):
            with contextlib.suppress(OSError):
                os.write(log, f"{event}\n".encode())
        elif (event, seen[event]) == (name, number):
            if how == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            code = REFUSALS[sum(seen.values()) % len(REFUSALS)]
            raise OSError(code, os.strerror(code), f"{inside}/docs")

    def hook(event: str, args: tuple[Any, ...]) -> None:
        if event == "open":
            path, _, flags = args
            if isinstance(path, str) and path.startswith(inside) and flags & WRITING:
                reached(event)
        elif event in SEAMS | OTHERS:
            reached(event)

    @contextlib.contextmanager
    def step(name: str) -> Iterator[None]:
        del name
        reached("step")
        yield
        reached("step")

    log = os.open(how, os.O_WRONLY | os.O_APPEND) if how.startswith("/") else -1
    build._step = step
    sys.addaudithook(hook)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
