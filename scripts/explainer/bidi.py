"""Runs of the other direction inside a text: Latin words and numbers in Arabic, Arabic in English.

Each such run is isolated on a page, so that its neighbours cannot reorder it, nor it them
(UAX #9, rules X5a to X6a). `<bdi>` does that in markup, U+2068 and U+2069 where no tag may stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from explainer.formatting import FSI, PDI

_LATIN = "A-Za-z0-9\u00c0-\u024f"
_ARABIC = (
    "\u0600-\u060b\u060d-\u061a\u061c-\u061e\u0620-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff"
)
_FOREIGN = {
    # A number keeps its sign, decimals and range; a name of several words stays in one piece. A
    # stop, comma or colon before a space belongs to the sentence around, not to the run.
    "rtl": re.compile(rf"[{_LATIN}]+(?:(?:[.,:/'’-]| ?[&+–] ?| )[{_LATIN}]+)*%?"),
    "ltr": re.compile(rf"[{_ARABIC}]+(?:[ ،]{{1,2}}[{_ARABIC}]+)*"),
}
_ISOLATED = re.compile(f"{FSI}[^{PDI}]*{PDI}")


def runs(text: str, direction: str) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of a text, each with whether it runs against the direction of the page.

    What stands between U+2068 and U+2069 is isolated already and passes as it is. The pieces,
    joined, are the text.
    """
    end = 0
    for isolated in [*_ISOLATED.finditer(text), None]:
        start = isolated.start() if isolated is not None else len(text)
        for match in _FOREIGN[direction].finditer(text, end, start):
            if match.start() > end:
                yield text[end : match.start()], False
            yield match[0], True
            end = match.end()
        stop = isolated.end() if isolated is not None else len(text)
        if stop > end:
            yield text[end:stop], False
            end = stop


def bare(text: str, direction: str) -> str | None:
    """Return the first run of a text that is not isolated and runs against the page, or None."""
    return next((piece for piece, foreign in runs(text, direction) if foreign), None)
