"""A built site → the same pages for a reader without a network: they open from a folder on disk.

A browser that opens a file finds no `index.html` by itself, and no root of a site: links name the
file that they lead to. What needs a server stays away: the search, whose door leads to the list of
everything instead, as it does without scripts, and the policy that lets a page load only from its
own server, which a file has not. Addresses in feeds, sitemaps, citations and `<head>` are those of
the site.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

LEFT_OUT = ("search/", "assets/search/")
_LINK = re.compile(r'(?<=[ \n])(href|src)="([^":#?]*)(?=[#"])')
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n?')


def offline(folder: Path, site_path: str) -> Iterator[tuple[str, bytes]]:
    """Yield every file to read from disk, by its name, in the order of the names.

    `site_path` is the path of the site's address (`/moussalaha/`), at which absolute links start.
    """
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_dir() or name.startswith(LEFT_OUT):
            continue
        content = path.read_bytes()
        if path.suffix == ".html":
            content = _page(content.decode("utf-8"), name, folder, site_path).encode("utf-8")
        yield name, content


def _page(text: str, name: str, folder: Path, site_path: str) -> str:
    here = posixpath.dirname(name)

    def named(link: re.Match[str]) -> str:
        attribute, way = link[1], link[2]
        if not way:  # to a place on the same page
            return link[0]
        if way.startswith(site_path):  # as on the page for whatever is missing
            target = posixpath.normpath(way.removeprefix(site_path))
        else:
            target = posixpath.normpath(posixpath.join(here, way))
        if (folder / target).is_dir():
            target = posixpath.join(target, "index.html")
        return f'{attribute}="{posixpath.relpath(target, here or ".")}'

    return _LINK.sub(named, _POLICY.sub("", text))
