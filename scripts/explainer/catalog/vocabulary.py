"""Words that the languages need: CLDR's locales, nouns with their plural forms, glossary terms."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.catalog.records import Records
from explainer.formatting import is_one_number, known_locale, plural_categories
from explainer.model import Locale, Noun, Term
from explainer.problems import Problem


def check(records: Records, path: str) -> Iterator[Problem]:
    """Yield locales that CLDR lacks, and nouns whose forms are not those of their language."""
    locales: list[Locale] = []
    for locale in records.sound["locales"]:
        if known_locale(locale.formats):
            locales.append(locale)
        else:
            message = f"formats: found {locale.formats!r}, expected a CLDR locale such as ar-MA"
            yield Problem(path, locale.line_of("formats"), message)
    for noun in records.sound["nouns"]:
        for locale in locales:
            yield from _forms(noun, locale, path)
    yield from _terms(records.sound["terms"], path)


def _terms(terms: list[Term], path: str) -> Iterator[Problem]:
    """A form belongs to one term, and is avoided by none: else a page could not be told what."""
    owner: dict[tuple[str, str], Term] = {}
    for term in terms:
        for locale, forms in term.forms.items():
            for form in forms:
                other = owner.setdefault((locale, form.casefold()), term)
                if other is not term:
                    message = f"forms: {form!r} is a form of term {other.id} too, expected one term"
                    yield Problem(path, term.line_of("forms"), message)
        for locale in term.needs:
            if not term.forms.get(locale):
                message = f"needs: found {locale} without forms: for it, expected both"
                yield Problem(path, term.line_of("needs"), message)
    for term in terms:
        for locale, words in term.avoid.items():
            for word in words:
                other = owner.get((locale, word.casefold()), term)
                if other is not term or word.casefold() in map(
                    str.casefold, term.forms.get(locale, ())
                ):
                    message = f"avoid: {word!r} is a form of term {other.id}, expected another word"
                    yield Problem(path, term.line_of("avoid"), message)


def _forms(noun: Noun, locale: Locale, path: str) -> Iterator[Problem]:
    forms = noun.forms.get(locale.id, {})
    needed = plural_categories(locale.formats)
    line = noun.line_of("forms")
    missing = [category for category in needed if category not in forms]
    extra = [category for category in forms if category not in needed]
    if missing:
        message = f"forms: noun {noun.id} lacks {', '.join(missing)} in {locale.id}"
        yield Problem(path, line, f"{message}, expected {', '.join(needed)}")
    if extra:
        message = f"forms: noun {noun.id} has {', '.join(extra)} in {locale.id}"
        yield Problem(path, line, f"{message}, expected only {', '.join(needed)}")
    for category, form in forms.items():
        # Arabic says "one" and "two" with the noun alone; what stands for more has to say which.
        if "{n}" not in form and not is_one_number(locale.formats, category):
            message = f"forms: noun {noun.id} ({locale.id}, {category}) is {form!r}"
            yield Problem(path, line, f"{message}, expected {{n}} where the number stands")
