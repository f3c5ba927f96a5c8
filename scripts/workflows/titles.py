"""What an issue is about → the titles that follow from it, in every language of the site.

They are interface words: English is the key, and shown until somebody translates.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from explainer.catalog import Catalog
from explainer.messages import load
from explainer.project import WORDS
from workflows.writing import short

Words = Mapping[str, Callable[[str], str]]
"""What returns an interface word, by language."""
_LONGEST = 240  # GitHub takes 256 characters, with the number of the issue


def words_of(root: Path, catalog: Catalog) -> Words:
    """Return the interface words of each language of a folder. Raises UserError for a bad file."""
    return {locale: load(root / WORDS, locale, WORDS).gettext for locale in catalog.locales}


def event_titles(happens: str, number: str, words: Words) -> dict[str, str]:
    """Return the titles of the event that an edition `opens` or `closes`, by language."""
    return {
        locale: _of_event(happens, gettext).replace("{n}", number)
        for locale, gettext in words.items()
    }


def _of_event(happens: str, gettext: Callable[[str], str]) -> str:
    return gettext("Edition {n} opens") if happens == "opens" else gettext("Edition {n} closes")


def subject(form: str, given: Mapping[str, str], catalog: Catalog, words: Words) -> str:
    """Return what a pull request is about, in every language, each wording once.

    The answers that it names were checked by the model.
    """
    titles = (_of_change(form, given, catalog, locale, words[locale]) for locale in words)
    return short(" · ".join(dict.fromkeys(titles)), _LONGEST)


def _of_change(
    form: str,
    given: Mapping[str, str],
    catalog: Catalog,
    locale: str,
    gettext: Callable[[str], str],
) -> str:
    match form:
        case "edition-opened":
            return gettext("Edition {n} opened").replace("{n}", given["edition"])
        case "edition-closed":
            return gettext("Edition {n} closed").replace("{n}", given["edition"])
        case "mistake":
            return gettext("Correction on the page {page}").replace("{page}", given["page"])
        case _:
            label = catalog.measures[given["measure"]].label[locale]
            return gettext("New figure: {measure}").replace("{measure}", label)
