"""Built HTML → the HTML that is published: what the site engine cannot do itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import rjsmin

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_BLANK = re.compile(r"\s+")
_HTML_TAG = re.compile(rb'<html lang="([A-Za-z-]+)"')


def finish(folder: Path, directions: Mapping[str, str]) -> None:
    """Finish every page below a folder, in place; `directions` maps a language to ltr or rtl.

    Style sheets and scripts lose what only their authors read.
    """
    for path in sorted(folder.rglob("*")):
        shorten = _SHORTENED.get(path.suffix)
        if shorten is not None:
            text = path.read_text(encoding="utf-8")
            path.write_text(shorten(text), encoding="utf-8", newline="")
    for path in sorted(folder.rglob("*.html")):
        before = path.read_bytes()
        after = with_direction(before, directions)
        if after != before:
            path.write_bytes(after)


def _without_comments(sheet: str) -> str:
    """Return a style sheet without comments and line breaks, and nothing else changed.

    Packages that shorten more take the space before a colon for idle inside `@container`, where
    `.table :is(td)` then selects something else; gzip finds the rest anyway.
    """
    return _BLANK.sub(" ", _COMMENT.sub("", sheet)).strip()


_SHORTENED = {".css": _without_comments, ".js": rjsmin.jsmin}


def with_direction(html: bytes, directions: Mapping[str, str]) -> bytes:
    """Return a page with `dir` on `<html>`, where it belongs (W3C, qa-html-dir).

    The theme puts it on `<body>` only, so that scroll bars and the title keep the wrong side.
    """
    match = _HTML_TAG.search(html)
    if match is None or (direction := directions.get(match[1].decode())) is None:
        return html
    return html.replace(match[0], match[0] + f' dir="{direction}"'.encode(), 1)
