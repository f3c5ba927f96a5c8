"""Links in the HTML of a page → the same as authors write them: from file to file.

Components write them from address to address, which is right in a finished site. An engine that
reads a page takes every link for one from file to file, follows it and checks its fragment.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable

from explainer.urls import address

_LINK = re.compile(r'(<[a-z][^<>]*?\s(?:href|src)=")([^"#:]+)(?=["#])')


class Links:
    """The pages of a language, by their address in the site."""

    def __init__(self, pages: Iterable[str], root: str) -> None:
        """Take the paths of the pages, and the folder of the language in the site."""
        self._root = root
        self._pages = {address(page, root): page for page in pages}

    def from_files(self, text: str, page: str) -> str:
        """Return the text of a page with the links of its HTML as ways from its file."""
        here = address(page, self._root)
        folder = posixpath.dirname(page)

        def way(link: re.Match[str]) -> str:
            if link[2].startswith("/"):
                return link[0]
            target = posixpath.normpath(posixpath.join(here, link[2]))
            target = "" if target == "." else target
            ending = "/" if link[2].endswith("/") and target else ""
            found = self._pages.get(f"{target}{ending}")
            if found is not None:
                return f"{link[1]}{posixpath.relpath(found, folder or '.')}"
            start = posixpath.join(self._root, folder) or "."
            return (
                f"{link[1]}{posixpath.relpath(target or '.', start)}{ending or '/' * (not target)}"
            )

        return _LINK.sub(way, text)
