"""Templates → the texts that GitHub shows: issues, comments, pull requests, summaries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from explainer.formatting import one_line

LONGEST = 60_000
"""GitHub takes 65,536 characters as the text of an issue or a pull request."""
_FOLDER = Path(__file__).resolve().parent / "texts"
# What GitHub turns into a mention, a reference or a link: `@name`, `#12`, `GH-12`, an address.
_LIVE = re.compile(r"[@#]|(?i:GH)(?=-\d)|:(?=//)|(?i:www)(?=\.)")
_JOINER = "\u2060"  # nobody sees it, and it ends a name


def quiet(text: object) -> str:
    """Return text that nobody vouches for: it mentions no one, closes no issue and links nowhere.

    What stands in it for markup is escaped by the template.
    """
    return _LIVE.sub(lambda match: match[0] + _JOINER, one_line(str(text)))


def short(text: str, longest: int = 600) -> str:
    """Return text, cut where it is longer than a reader of a preview needs."""
    return text if len(text) <= longest else f"{text[:longest].rstrip()} […]"


def first(rows: Iterable[Any], number: int) -> list[Any]:
    """Return the first of some rows."""
    return list(islice(rows, number))


def more(rows: Sequence[Any], number: int) -> int:
    """Return how many rows `first` leaves out."""
    return max(0, len(rows) - number)


def write(name: str, **values: object) -> str:
    """Return a text from its template, such as `refusal.md`; values are escaped for HTML."""
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"quiet": quiet, "short": short, "first": first, "more": more}
    return environment.get_template(name).render(values)
