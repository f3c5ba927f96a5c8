"""The sample as the exports see it."""

from __future__ import annotations

import pytest

from explainer.catalog import Catalog
from explainer.export import Context
from support import BASES, make_calls


@pytest.fixture(scope="session")
def context(catalog: Catalog) -> Context:
    fragments = {locale: make_calls(catalog, locale).fragments for locale in BASES}
    return Context(
        catalog,
        BASES["ar"],
        {locale: one.words.gettext for locale, one in fragments.items()},
        {locale: one.formats for locale, one in fragments.items()},
        {"ar": {"measure": "all/", "edition": "all/"}, "en": {"measure": "en/all/"}},
    )
