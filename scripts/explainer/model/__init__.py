"""What the data file may hold: one class per kind of record, one section per class."""

from __future__ import annotations

from explainer.model.base import Record
from explainer.model.facts import Basis, Measure, Observation, Organisation, Source
from explainer.model.logic import (
    Derivation,
    Disagreement,
    Identity,
    KnownException,
    Version,
)
from explainer.model.programme import Cohort, Edition, Place
from explainer.model.words import About, Locale, Noun, Table

SECTIONS: dict[str, type[Record]] = {
    "locales": Locale,
    "organisations": Organisation,
    "sources": Source,
    "places": Place,
    "measures": Measure,
    "observations": Observation,
    "editions": Edition,
    "cohorts": Cohort,
    "derivations": Derivation,
    "identities": Identity,
    "disagreements": Disagreement,
    "nouns": Noun,
    "tables": Table,
}
"""The lists of the data file; `record:` stands beside them."""

__all__ = [
    "SECTIONS",
    "About",
    "Basis",
    "Cohort",
    "Derivation",
    "Disagreement",
    "Edition",
    "Identity",
    "KnownException",
    "Locale",
    "Measure",
    "Noun",
    "Observation",
    "Organisation",
    "Place",
    "Record",
    "Source",
    "Table",
    "Version",
]
