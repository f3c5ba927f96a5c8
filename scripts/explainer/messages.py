"""Interface words: `messages.po` to translations, in memory (no compiled file in the tree)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from babel.support import NullTranslations, Translations

from explainer.hidden import hidden_in
from explainer.problems import Problem, UserError

_PERCENT = re.compile(r"%(?:(\(\w+\)s)|%)?")
"""A place for a value in words of a template, `%%` for a sign, or a sign that is neither."""
_BRACES = re.compile(r"\{\w*\}")
_NUMBERS = {"{n}", "%(n)s", "%(num)s", "%(count)s"}
"""What a form for one number alone may leave out: "no source", "one source", "two sources"."""
_TRIED = 1000
"""How many numbers a plural rule is tried with; CLDR's rules look at no more than two digits."""


def load(directory: Path, locale: str, shown: str) -> NullTranslations:
    """Return the translations of a language; English, the key, needs none.

    `shown` is the path of `directory` that messages name. Raises UserError for a file that is not
    a gettext catalog or holds hidden characters, and for entries that are empty, marked fuzzy, or
    have other places for values than the words that they translate.
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
    except (LookupError, ValueError) as error:  # the former of an encoding that is none
        raise UserError([Problem(name, 1, f"{error}, expected a gettext file in UTF-8")]) from error
    if str(catalog.charset).lower().replace("-", "") != "utf8":
        text = f"found the charset {catalog.charset}, expected UTF-8"
        raise UserError([*problems, Problem(name, _line_of(b"charset=", content), text)])
    try:
        translations = _translations(catalog, _line_of(b"Plural-Forms:", content), name)
    except UserError as error:
        raise UserError([*problems, *error.problems]) from error
    alone = _forms_of_one(translations)
    for message in catalog:
        if message.id:
            line = message.lineno or 1
            wrong = _wrong(message, locale, alone)
            problems += (Problem(name, line, f"{message.id!r}: {text}") for text in wrong)
    if problems:
        raise UserError(problems)
    return translations


def _translations(catalog: Catalog, line: int, name: str) -> Translations:
    """Return a catalog ready for use. Raises UserError for a plural rule that is none."""
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    try:
        translations = Translations(compiled)
        forms = {translations.plural(number) for number in range(_TRIED)}
    except (ArithmeticError, ValueError) as error:
        raise UserError([Problem(name, line, f"{error}, expected a plural rule")]) from error
    if not forms <= {*range(catalog.num_plurals)}:
        expected = f"forms from 0 to {catalog.num_plurals - 1}"
        message = f"found the form {max(forms)} in the plural rule, expected {expected}"
        raise UserError([Problem(name, line, message)])
    return translations


def _forms_of_one(translations: Translations) -> set[int]:
    """Return the plural forms that stand for a single number, as three of the six in Arabic."""
    forms = [translations.plural(number) for number in range(_TRIED)]
    return {form for form in forms if forms.count(form) == 1}


def _line_of(start: bytes, content: bytes) -> int:
    return content[: max(0, content.find(start))].count(b"\n") + 1


def _wrong(message: Message, locale: str, alone: set[int]) -> Iterator[str]:
    """Yield what is wrong with an entry; `alone` are the forms that stand for a single number."""
    plural = not isinstance(message.id, str)
    keys = (message.id,) if isinstance(message.id, str) else message.id
    typed = (message.string,) if isinstance(message.string, str) else message.string or ()
    words = [words for words in typed if words]
    if message.fuzzy or len(words) < max(1, len(typed)):
        state = "marked fuzzy" if message.fuzzy else "empty"
        yield f"the translation is {state}, expected words in {locale}"
        return
    wanted = {place for key in keys for place in _places(key)}
    braces = any(place.startswith("{") for place in wanted)
    percents = any(place.startswith("%") for place in wanted) or (plural and not braces)
    for form, text in enumerate(words):
        found = _places(text)
        spare = _NUMBERS if plural and form in alone else set()
        where = f"form {form} of the translation" if plural else "the translation"
        if not wanted - spare <= found <= wanted:
            yield f"found {_listed(found)} in {where}, expected {_listed(wanted)}"
        elif percents and any(sign[0] == "%" for sign in _PERCENT.finditer(text)):
            yield f"found a bare % in {where}, expected %%"
        elif braces and not _is_format(text):
            yield f"found a bare brace in {where}, expected two of them"


def _places(text: str) -> set[str]:
    """Return the places for values in a text, as they are written: `%(n)s`, `{date}`."""
    named = {match[0] for match in _PERCENT.finditer(text) if match[1]}
    return named | {*_BRACES.findall(text)}


def _is_format(text: str) -> bool:
    try:
        return all(not spec and not how for _, _, spec, how in Formatter().parse(text))
    except ValueError:
        return False


def _listed(places: set[str]) -> str:
    return ", ".join(sorted(places)) or "no place for a value"
