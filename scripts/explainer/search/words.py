"""What readers type → words to look for: one table of foldings for the build and the browser.

`docs/assets/search/words.js` does the same with the same table (`Folding.table`); one list of
cases tests both (`tests/search/foldings.yml`). What is folded is the query, and the names that are
compared with it; the text of the pages is never rewritten.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from explainer.model import SearchWords

# U+0640 stretches a word and U+200B to U+206F steer its layout: none of them is a letter of it.
_UNSEEN = re.compile("[\u0640\u200b-\u200f\u202a-\u202e\u2060-\u206f]")
_BETWEEN_DIGITS = re.compile("(?<=\\d)[.,\u066b\u066c](?=\\d)")
_WITHIN_WORD = re.compile("(?<=[^\\W\\d_])[-\u2010\u2011'\u2019](?=[^\\W\\d_]{2})")
_WORD = re.compile(r"[^\W_]+")


class Folding:
    """The foldings of one language."""

    def __init__(self, search: SearchWords) -> None:
        """Take how the readers of the language type."""
        self._search = search
        self._letters = str.maketrans(
            {letter: group[0] for group in search.letters for letter in group[1:]}
        )

    def fold(self, text: str) -> str:
        """Return a text as it is compared: no case, marks or layout; a group's first letters.

        Letters lose what NFD takes off them (so hamza and accents), as in the index.
        """
        bare = unicodedata.normalize("NFD", _UNSEEN.sub("", text).lower())
        kept = (c for c in bare if not unicodedata.category(c).startswith("M"))
        return "".join(kept).translate(self._letters)

    def words(self, text: str) -> list[str]:
        """Return the words of a text, folded; a number with separators is one word."""
        bare = _BETWEEN_DIGITS.sub("", self.fold(text))
        return _WORD.findall(_WITHIN_WORD.sub("", bare))

    def table(self) -> Mapping[str, Any]:
        """Return what the browser needs to do the same."""
        return {
            "letters": list(self._search.letters),
            "attached": sorted(self._search.attached, key=lambda p: (-len(p), p)),
            "idle": sorted({word for text in self._search.idle for word in self.words(text)}),
            "apart": sorted({word for text in self._search.apart for word in self.words(text)}),
            "alike": [list(dict.fromkeys(group)) for group in self._search.alike],
        }
