"""Interface words: `messages.po` to translations, in memory (no compiled file in the tree)."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from babel.support import NullTranslations, Translations

from explainer.hidden import hidden_in
from explainer.problems import Problem, UserError


def load(directory: Path, locale: str, shown: str) -> NullTranslations:
    """Return the translations of a language; English, the key, needs none.

    `shown` is the path of `directory` that messages name. Raises UserError for a file that is not
    a gettext catalog or holds hidden characters, and for entries that are empty or marked fuzzy.
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
        words = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if message.id and (message.fuzzy or not all(words)):
            state = "marked fuzzy" if message.fuzzy else "empty"
            text = f"{message.id!r}: the translation is {state}, expected words in {locale}"
            problems.append(Problem(name, message.lineno or 1, text))
    if problems:
        raise UserError(problems)
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return Translations(compiled)
