"""What the data file may hold: one class per kind of record, one section per class."""

from __future__ import annotations

from explainer.model.base import Record
from explainer.model.charts import Chart, ChartSeries, Panel
from explainer.model.facts import Basis, Measure, Observation, Organisation, Source
from explainer.model.logic import (
    Derivation,
    Disagreement,
    Identity,
    KnownException,
    Version,
)
from explainer.model.programme import Cohort, Edition, Place
from explainer.model.record import PARTS, Claim, Event, Pardon
from explainer.model.voices import (
    SUBJECTS,
    TOPICS,
    VOICES,
    Correction,
    Reply,
    Statement,
    Unknown,
)
from explainer.model.words import About, Licence, Locale, Noun, SearchWords, Table, Term

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
    "events": Event,
    "pardons": Pardon,
    "disagreements": Disagreement,
    "claims": Claim,
    "statements": Statement,
    "unknowns": Unknown,
    "corrections": Correction,
    "terms": Term,
    "nouns": Noun,
    "tables": Table,
    "charts": Chart,
}
"""The lists of the data file; `record:` stands beside them."""

__all__ = [
    "PARTS",
    "SECTIONS",
    "SUBJECTS",
    "TOPICS",
    "VOICES",
    "About",
    "Basis",
    "Chart",
    "ChartSeries",
    "Claim",
    "Cohort",
    "Correction",
    "Derivation",
    "Disagreement",
    "Edition",
    "Event",
    "Identity",
    "KnownException",
    "Licence",
    "Locale",
    "Measure",
    "Noun",
    "Observation",
    "Organisation",
    "Panel",
    "Pardon",
    "Place",
    "Record",
    "Reply",
    "SearchWords",
    "Source",
    "Statement",
    "Table",
    "Term",
    "Unknown",
    "Version",
]
