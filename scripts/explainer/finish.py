"""Built files → the files that are published: less to fetch, and names that change with content.

The style sheets of a page become one file. Style sheets and scripts lose what only their authors
read, and get a part of their digest as a part of their name, so that a page never meets those of
another build. Nothing that pages share is put into them.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from pathlib import Path
from typing import NamedTuple

import rjsmin

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_BLANK = re.compile(r"\s+")
_SHEETS = re.compile(r'(?:<link rel="stylesheet" href="[^"]+">\s*)+')
_SHEET = re.compile(r'<link rel="stylesheet" href="([^"]+)">')
_SCRIPT = re.compile(r'(<script src=")([^"]+\.js)(")')
# What a script of ours names: another by its place beside it, a style sheet by that in the site.
_NAMED = re.compile(r'"((?:\./|assets/)[\w./-]+\.(?:js|css))"')
_OUTSIDE = re.compile(r'<a (?![^>]*\brel=)(?=[^>]*\bhref="https?:)')
_DIGITS = 8


def finish(folder: Path, site_path: str) -> None:
    """Finish every page, style sheet and script below a folder, in place.

    `site_path` is the path of the site's address (`/moussalaha/`), at which absolute links start.
    """
    files = _Files(folder)
    for path in sorted(folder.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        found = _page(text, _Place(path.parent.relative_to(folder).as_posix(), site_path), files)
        if found != text:
            path.write_text(found, encoding="utf-8", newline="")
    files.remove_what_was_renamed()


class _Place(NamedTuple):
    """Where a page is: its folder in the site, and the path of the site."""

    folder: str
    site_path: str

    def name(self, href: str) -> str:
        """Return the file in the site that a link of the page leads to."""
        if href.startswith(self.site_path):  # as on the page for whatever is missing
            return href.removeprefix(self.site_path)
        return _join(self.folder, href)

    def href(self, name: str, like: str) -> str:
        """Return a link to a file, absolute where the link before it was."""
        if like.startswith(self.site_path):
            return f"{self.site_path}{name}"
        return posixpath.relpath(name, self.folder)


def _page(text: str, place: _Place, files: _Files) -> str:
    def one_sheet(links: re.Match[str]) -> str:
        hrefs = _SHEET.findall(links[0])
        name = files.bundle(tuple(place.name(href) for href in hrefs))
        return f'<link rel="stylesheet" href="{place.href(name, hrefs[0])}">\n'

    def script(tag: re.Match[str]) -> str:
        name = files.script(place.name(tag[2]))
        return f"{tag[1]}{place.href(name, tag[2])}{tag[3]}"

    text = _SCRIPT.sub(script, _SHEETS.sub(one_sheet, text))
    return _OUTSIDE.sub('<a rel="noopener external" ', text)


class _Files:
    """The style sheets and scripts of a folder, each under its new name once it was asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._renamed: dict[str, str] = {}
        self._bundles: dict[tuple[str, ...], str] = {}

    def bundle(self, names: tuple[str, ...]) -> str:
        """Return the name of the file that has all of some style sheets, in their order."""
        if names not in self._bundles:
            sheet = " ".join(_shortened(self._read(name)) for name in names)
            stem = names[0] if len(names) == 1 else "assets/style.css"
            self._bundles[names] = self._write(stem, sheet)
            self._renamed |= dict.fromkeys(names, self._bundles[names])
        return self._bundles[names]

    def script(self, name: str) -> str:
        """Return the new name of a script, which names those that it fetches by theirs."""
        if name not in self._renamed:
            at = posixpath.dirname(name)
            text = rjsmin.jsmin(self._read(name))
            text = _NAMED.sub(lambda found: f'"{self._named(found[1], at)}"', text)
            self._renamed[name] = self._write(name, text)
        return self._renamed[name]

    def _named(self, way: str, at: str) -> str:
        """Return how a script in a folder names a file of which `way` is the old name."""
        if way.endswith(".css"):  # from the root of the site
            if way not in self._renamed:
                self._renamed[way] = self._write(way, _shortened(self._read(way)))
            return self._renamed[way]
        return f"./{posixpath.relpath(self.script(_join(at, way)), at)}"

    def remove_what_was_renamed(self) -> None:
        """Remove the files that nothing asks for by their old names."""
        for name in self._renamed:
            (self._folder / name).unlink(missing_ok=True)

    def _read(self, name: str) -> str:
        return (self._folder / name).read_text(encoding="utf-8")

    def _write(self, name: str, text: str) -> str:
        stem, _, ending = name.rpartition(".")
        digest = hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]
        new = f"{stem}.{digest}.{ending}"
        (self._folder / new).write_text(text, encoding="utf-8", newline="")
        return new


def _join(here: str, way: str) -> str:
    return posixpath.normpath(posixpath.join(here, way))


def _shortened(sheet: str) -> str:
    """Return a style sheet without comments and line breaks, and nothing else changed.

    Packages that shorten more take the space before a colon for idle inside `@container`, where
    `.table :is(td)` then selects something else; gzip finds the rest anyway.
    """
    return _BLANK.sub(" ", _COMMENT.sub("", sheet)).strip()
