"""Places and helpers that several tests share."""

from __future__ import annotations

from pathlib import Path

from explainer.catalog import Catalog
from explainer.components import Calls, Fragments
from explainer.messages import load as load_words

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "tests" / "data" / "programme.yml"
GOLDEN = ROOT / "tests" / "golden"


def make_calls(catalog: Catalog, locale: str) -> Calls:
    """Return the component functions of a language, with the real templates and words."""
    words = load_words(ROOT / "overrides/locales", locale, "overrides/locales")
    folder = ROOT / "overrides/components"
    return Calls(catalog, Fragments(folder, "overrides/components", catalog, locale, words))
