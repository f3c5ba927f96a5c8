"""The index of the search: the parts of every built page, written by Pagefind below `search/`.

One index per language, in chunks small enough for a phone: a first search fetches few of them.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import zopfli.gzip
from pagefind.service import get_executable

from explainer.problems import Problem, UserError
from explainer.project import Project
from explainer.search import Folding, Keywords, Section, sections, unmarked
from explainer.urls import address

FOLDER = "search"
KEPT = "squeezed"
"""The folder, beside that of the built site, in which packed files are kept between builds."""
CHUNK = "400"
"""Places of words in a chunk of the index; Pagefind's 20,000 make 30 to 50 kB to fetch for one."""


def write_index(site: Path, project: Project) -> None:
    """Index the pages of a built folder, and take the marks for the index off them.

    Raises UserError where Pagefind cannot run.
    """
    program = get_executable()
    if program is None:
        raise UserError([Problem("requirements.txt", 0, "found no Pagefind for this machine")])
    with tempfile.TemporaryDirectory(dir=site.parent, prefix=f"{site.name}-") as work:
        counts = _write_documents(Path(work), site, project)
        command = [str(program), "--site", work, "--output-path", str(site / FOLDER)]
        settings = {**os.environ, "PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": CHUNK}
        done = subprocess.run(  # noqa: S603 (Pagefind's own program, our arguments, no shell)
            command,
            env=settings,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    if done.returncode:
        last = (done.stderr or done.stdout).strip().splitlines()[-1:]
        message = f"Pagefind stopped: {''.join(last)}, expected an index"
        raise UserError([Problem(FOLDER, 0, message)])
    _tidy(site / FOLDER)
    for locale, count in counts.items():
        words = json.dumps(_words(project, locale, count), ensure_ascii=False)
        (site / FOLDER / f"{locale}.json").write_text(words, encoding="utf-8")


def _write_documents(folder: Path, site: Path, project: Project) -> Counter[str]:
    """Write the parts of each page as the index reads them; the pages lose their marks.

    Returns how many parts each language has.
    """
    counts: Counter[str] = Counter()
    for locale, path in project.pages:
        at = address(path, project.root_of(locale))
        file = site / at / "index.html"
        if not file.exists():
            continue  # a page that the navigation leaves out is not built
        content = file.read_bytes()
        found = sections(content.decode("utf-8"))
        for document in _documents(project, locale, at, found):
            counts[locale] += 1
            name = f"{locale}-{counts[locale]:05}.html"
            (folder / name).write_text(document, encoding="utf-8")
        file.write_bytes(unmarked(content))
    return counts


def _documents(project: Project, locale: str, at: str, found: Sequence[Section]) -> Iterator[str]:
    """Yield the parts of a page, at its address in the site, as the index reads them."""
    fragments = project.renderers[locale].calls.fragments
    keywords = Keywords(project.catalog, locale, fragments.terms)
    for section in found:
        yield fragments.render(
            "search/document",
            section=section,
            page=found[0].title,
            keys=keywords.of(section),
            at=f"{at}#{section.id}" if section.id else at,
        )


def _words(project: Project, locale: str, parts: int) -> dict[str, Any]:
    """Return what the search needs in a language: its dialog, its words, its counted nouns."""
    fragments = project.renderers[locale].calls.fragments
    return {
        "dialog": fragments.render("search/dialog"),
        "all": project.search_page(locale),
        "results": fragments.plural_forms("{n} result", "{n} results"),
        "plurals": project.catalog.locales[locale].formats,
        "table": {**Folding(project.catalog.locales[locale].search).table(), "parts": parts},
    }


def _tidy(folder: Path) -> None:
    """Leave what a search fetches, with the same bytes for the same pages."""
    entry = folder / "pagefind-entry.json"
    content = json.loads(entry.read_text(encoding="utf-8"))
    entry.write_text(json.dumps(content, sort_keys=True, separators=(",", ":")), encoding="utf-8")
    wasm = {f"wasm.{language['wasm']}.pagefind" for language in content["languages"].values()}
    kept = {"pagefind.js", entry.name, *wasm}
    for path in sorted(folder.iterdir()):
        if path.name in wasm or path.suffix == ".pf_meta":
            path.write_bytes(_squeezed(path.read_bytes(), folder.parent.parent / KEPT))
        elif path.is_file() and path.name not in kept:
            path.unlink()


def _squeezed(packed: bytes, kept: Path) -> bytes:
    """Return a gzip file packed harder; that takes a second, and most builds pack the same.

    What was packed before is in the folder `kept`.
    """
    file = kept / hashlib.sha256(packed).hexdigest()
    if file.is_file():
        return file.read_bytes()
    squeezed: bytes = zopfli.gzip.compress(gzip.decompress(packed), numiterations=5)
    kept.mkdir(exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=kept, delete=False) as part:
        part.write(squeezed)
    Path(part.name).replace(file)  # whole, or not there
    return squeezed
