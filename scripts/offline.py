"""The built site as one file to carry away: a zip whose pages open from disk."""

from __future__ import annotations

import os
import time
import zipfile
from pathlib import Path

from explainer.offline import offline

NAME = "offline.zip"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""A zip knows no day before it."""


def write_offline(site: Path, site_path: str, target: Path) -> None:
    """Write the zip of a built site, the same bytes for the same site and commit, or nothing.

    `site_path` is the path of the site's address. Raises OSError, and leaves what is there then.
    """
    seconds = int(os.environ.get("SOURCE_DATE_EPOCH", "0"))
    stamp = max(_EARLIEST, time.gmtime(seconds)[:6])
    part = target.with_name(f".{target.name}.part")
    try:
        with zipfile.ZipFile(part, "w") as archive:
            for name, content in offline(site, site_path):
                entry = zipfile.ZipInfo(f"{target.stem}/{name}", stamp)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                archive.writestr(entry, content, compresslevel=9)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
