"""What the scripts print, on every machine."""

from __future__ import annotations

import io
import sys


def use_utf8() -> None:
    """Print in UTF-8 whatever the locale says: messages quote Arabic pages, and must not fail."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
