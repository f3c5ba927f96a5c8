"""Words that the glossary avoids are found, with the word to use; some words need another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from explainer.catalog import Catalog
from explainer.lint.passages import Passage
from explainer.lint.terms import Terms
from support import take_apart


def found(catalog: Catalog, body: str, locale: str) -> list[str]:
    terms = Terms(catalog, locale)
    return [
        f"{problem.line}: {problem.message}"
        for passage in take_apart(body, locale).passages
        for problem in terms.check(passage)
    ]


BENEFICIARY = "expected words such as 'participant' (glossary: participant)"
MUSTAFID = "expected words such as 'مشارك' (glossary: participant)"


@pytest.mark.parametrize(
    ("body", "locale", "messages"),
    [
        ("a\n\nBeneficiaries of", "en", [f"3: found 'Beneficiaries', {BENEFICIARY}"]),
        ("called “beneficiaries” by the Agency", "en", []),
        ("وللمستفيدون حق", "ar", [f"1: found 'وللمستفيدون', {MUSTAFID}"]),
        ("سماهم «المستفيدون»", "ar", []),
        ("it is voluntary", "en", ["1: found 'voluntary' alone, expected 'disputed' beside it"]),
        ("it is voluntary; disputed", "en", []),
        (
            "voluntary\n\ndisputed",
            "en",
            ["1: found 'voluntary' alone, expected 'disputed' beside it"],
        ),
        ("بحث طوعي وهو محل خلاف", "ar", []),
        ("بحث طوعيّ", "ar", ["1: found 'طوعيّ' alone, expected 'خلاف' beside it"]),
    ],
)
def test_words(body: str, locale: str, messages: list[str], catalog: Catalog) -> None:
    assert found(catalog, body, locale) == messages


def test_a_proper_name_is_exempt(catalog: Catalog) -> None:
    paper = catalog.organisations["paper"].model_copy(update={"name": {"en": "The Beneficiaries"}})
    changed = replace(catalog, organisations={**catalog.organisations, "paper": paper})
    body = "The Beneficiaries wrote on beneficiaries"
    assert found(changed, body, "en") == [f"1: found 'beneficiaries', {BENEFICIARY}"]


def test_a_disagreement_and_the_glossary_may_say_a_word_alone(catalog: Catalog) -> None:
    terms = Terms(catalog, "en")
    for section, number in (("disagreements.subject", 0), ("terms.name", 0), ("events.text", 1)):
        passage = Passage("data", 1, "en", "is it voluntary?", section=section)
        assert len(list(terms.check(passage))) == number
