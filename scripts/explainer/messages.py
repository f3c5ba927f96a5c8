"""Interface words: `messages.po` to translations, in memory (no compiled file in the tree)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from babel.support import NullTranslations, Translations

from explainer.hidden import hidden_in
from explainer.problems import Problem, UserError

# `%(n)s` is filled in by templates and `{date}` by our code; any other % ends in an error there.
_PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}|%")


def load(directory: Path, locale: str, shown: str) -> NullTranslations:
    """Return the translations of a language; English, the key, needs none.

    `shown` is the path of `directory` that messages name. Raises UserError for a file that is not
    a gettext catalog or holds hidden characters, for entries that are empty or marked fuzzy, and
    for those whose placeholders are not those of the English.
    """
    path = directory / locale / "LC_MESSAGES" / "messages.po"
    name = f"{shown}/{locale}/LC_MESSAGES/messages.po"
    return _compiled(path.read_bytes(), locale, name) if path.exists() else NullTranslations()


@lru_cache(maxsize=8)  # a build asks for the words of a language at every turn, and they stay
def _compiled(content: bytes, locale: str, name: str) -> Translations:
    try:
        problems = list(hidden_in(content.decode("utf-8"), name))
        catalog = read_po(io.BytesIO(content), locale=locale, abort_invalid=True)
    except PoFileError as error:
        raise UserError(
            [Problem(name, error.lineno + 1, f"{error.args[0]}, expected gettext")]
        ) from error
    except (UnicodeDecodeError, ValueError) as error:
        raise UserError([Problem(name, 1, f"{error}, expected a gettext file in UTF-8")]) from error
    for message in catalog:
        if message.id and (message.fuzzy or not all(_forms(message.string or ""))):
            state = "marked fuzzy" if message.fuzzy else "empty"
            text = f"{message.id!r}: the translation is {state}, expected words in {locale}"
            problems.append(Problem(name, message.lineno or 1, text))
        elif message.id:
            problems += _placeholders(message, name)
    if problems:
        raise UserError(problems)
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return Translations(compiled)


def _placeholders(message: Message, name: str) -> Iterator[Problem]:
    """Yield where a translation lacks a placeholder or has one that nothing fills in.

    A form of a plural may do without the number: Arabic says one and two with the noun alone.
    """
    plural = isinstance(message.id, tuple | list)
    keys, words = _forms(message.id), _forms(message.string)
    known = {found for key in keys for found in _PLACEHOLDER.findall(key)}
    for text in words:
        found = set(_PLACEHOLDER.findall(text))
        if found - known or (not plural and known - found):
            told = f"found {_named(found)}, expected {_named(known)} as in {keys[0]!r}"
            yield Problem(name, message.lineno or 1, f"{text!r}: {told}")


def _forms(words: object) -> tuple[str, ...]:
    """Return the forms of a plural, or a text as its only form."""
    return tuple(map(str, words)) if isinstance(words, tuple | list) else (str(words),)


def _named(placeholders: set[str]) -> str:
    return ", ".join(sorted(placeholders)) or "no placeholder"
