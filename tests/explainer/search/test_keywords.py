"""The names by which readers may look for a part of a page, all of them from the data file."""

from __future__ import annotations

from dataclasses import replace

import pytest

from explainer.catalog import Catalog
from explainer.search import Keywords, Section
from support import make_calls


@pytest.fixture
def keywords(catalog: Catalog) -> Keywords:
    return Keywords(catalog, "en", make_calls(catalog, "en").fragments.terms)


def test_a_term_is_found_by_its_other_names(catalog: Catalog) -> None:
    first = next(iter(catalog.terms.values()))
    term = first.model_copy(update={"french": "mot rare"})
    terms = make_calls(catalog, "en").fragments.terms
    keywords = Keywords(replace(catalog, terms={term.id: term}), "en", terms)
    found = keywords.of(Section(f"term-{term.id}", term.name["en"]))
    assert term.name["ar"] in found
    assert term.french in found
    assert all(word in found for word in term.avoid.get("en", ()))


def test_a_heading_that_names_a_term_is_found_by_its_other_names(
    catalog: Catalog, keywords: Keywords
) -> None:
    term = next(term for term in catalog.terms.values() if term.forms.get("en"))
    found = keywords.of(Section("some-heading", f"More on {term.forms['en'][0]}"))
    assert term.name["ar"] in found
    assert all(word not in found for word in term.avoid.get("en", ()))


def test_a_source_is_found_by_its_publisher(catalog: Catalog, keywords: Keywords) -> None:
    source = next(iter(catalog.sources.values()))
    found = keywords.of(Section(f"source-{source.id}", "x", named="label"))
    assert catalog.organisations[source.publisher].name["ar"] in found


def test_an_event_is_found_by_who_speaks_in_it(catalog: Catalog, keywords: Keywords) -> None:
    event = next(event for event in catalog.events.values() if event.stated_by)
    assert event.stated_by is not None
    found = keywords.of(Section(f"event-{event.id}", event.title["en"]))
    assert catalog.organisations[event.stated_by].name["ar"] in found


def test_other_parts_have_no_hidden_words(keywords: Keywords) -> None:
    assert keywords.of(Section("limits", "xyz")) == ""
