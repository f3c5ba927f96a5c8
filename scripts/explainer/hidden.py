"""Characters that no text may hold: nobody sees them, or they reorder what stands around them.

In a file under review they hide what a line says; on a page they hide text from readers that
programs read. The same list holds for the data file, the pages and the interface words.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache

from explainer.problems import Problem

# Controls, format characters (directions, zero widths, soft hyphens, tags), private use (our own
# marks), halves of characters, line and paragraph separators.
_CATEGORIES = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
# Format characters that languages write with: the joiners of Persian, of Indic scripts and of
# Arabic abbreviations, and the signs that Arabic puts around numbers, which are seen.
_WRITTEN = {0x200C, 0x200D, *range(0x0600, 0x0606), 0x06DD, 0x08E2}
# Letters and marks that show nothing: Unicode's default ignorables outside category Cf.
_BLANK = {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0, *range(0xE0100, 0xE01F0)}
_BLANKS = frozenset(map(chr, _BLANK))
_NO_CHARACTERS = range(0xFDD0, 0xFDF0)
# A byte order mark is none at the start of a file; tabs and line ends are none within one.
_LAYOUT = dict.fromkeys(map(ord, "\t\r"))


def refused(text: str) -> str:
    """Return the first character that a text may not hold, as `U+202E`; empty for none."""
    if text.isprintable() and _BLANKS.isdisjoint(text):
        return ""  # as most texts are: no controls, formats, private use, separators, unassigned
    wrong = {character for character in set(text) if _is_refused(character)}
    return next((f"U+{ord(character):04X}" for character in text if character in wrong), "")


def hidden_in(text: str, shown: str) -> Iterator[Problem]:
    """Yield each line of a file that holds such a character; `shown` is the path in messages."""
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        if character := refused(line.translate(_LAYOUT)):
            message = f"found the character {character}, expected text without it"
            yield Problem(shown, number, message)


@cache
def _is_refused(character: str) -> bool:
    code = ord(character)
    return code not in _WRITTEN and (
        unicodedata.category(character) in _CATEGORIES
        or code in _BLANK
        or code in _NO_CHARACTERS
        or code & 0xFFFE == 0xFFFE  # noqa: PLR2004 (the last two of each plane are no characters)
    )
