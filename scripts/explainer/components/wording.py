"""What templates print of the record: its texts, numbers and sources in one language."""

from __future__ import annotations

from decimal import Decimal

from babel.support import NullTranslations

from explainer.catalog import Catalog, Value
from explainer.formatting import Formatter
from explainer.model import Observation, Organisation

# Below this every plural category of CLDR's languages has had its turn (Arabic: 100 is "other").
_ALL_CATEGORIES = 101
QUALIFIED = {"about": "about {n}", "at-least": "at least {n}", "most": "most of {n}"}


class Wording:
    """The words of one language for what the data file holds."""

    locale: str
    catalog: Catalog
    words: NullTranslations
    formats: Formatter

    def text(self, texts: dict[str, str] | None) -> str:
        """Return the text of this language."""
        return texts[self.locale] if texts else ""

    def digits(self, value: Value) -> str:
        """Return the amount of a value in digits of this language, with its sign if percent."""
        return self.in_unit(value.amount, value.measure)

    def in_unit(self, amount: Decimal, measure: str) -> str:
        """Return an amount in the unit of a measure: as a percentage or as a number."""
        percent = self.catalog.measures[measure].unit == "percent"
        return self.formats.percent(amount) if percent else self.formats.number(amount)

    def around(self, value: Value) -> tuple[str, str]:
        """Return the words before and after a number that is not exact, such as "about "."""
        qualifier = value.observation.qualifier if value.observation is not None else "exact"
        if qualifier == "exact":
            return "", ""
        before, _, after = self.words.gettext(QUALIFIED[qualifier]).partition("{n}")
        return before, after

    def quote(self, text: str) -> str:
        """Return text in quotation marks; those in it become the inner ones of the language."""
        start, _, end = self.words.gettext("“{word}”").partition("{word}")
        inner = self.words.gettext("‘{word}’").partition("{word}")
        return start + text.replace(start, inner[0]).replace(end, inner[2]) + end

    def plural_forms(self, one: str, many: str) -> dict[str, str]:
        """Return an interface word by plural category (CLDR), for a script that counts."""
        forms: dict[str, str] = {}
        for number in range(_ALL_CATEGORIES):
            category = self.formats.plural_category(number)
            forms.setdefault(category, self.words.ngettext(one, many, number))
        return forms

    def sources_of(self, *values: Value) -> list[str]:
        """Return the ids of the sources that values rest on, each once."""
        return list(
            dict.fromkeys(name for v in values for o in v.observations for name in o.sources)
        )

    def attributions(
        self, observations: tuple[Observation, ...]
    ) -> list[tuple[Organisation, list[str], tuple[str, ...]]]:
        """Return who stated which measures of a row, and the sources of each statement.

        The measures are left out where all of the row was stated together.
        """
        read: dict[tuple[str, str], dict[str, None]] = {}
        named: dict[str, str] = {}  # measures that tables call by the same name are one here
        for o in observations:
            counted = self.catalog.measures[o.measure]
            name = named.setdefault(self.text(counted.short or counted.label), o.measure)
            read.setdefault((o.stated_by, name), {}).update(dict.fromkeys(o.sources))
        found: dict[tuple[str, tuple[str, ...]], list[str]] = {}
        for (who, measure), sources in read.items():
            found.setdefault((who, tuple(sources)), []).append(measure)
        alone = len(found) == 1
        return [
            (self.catalog.organisations[who], [] if alone else names, names_of_sources)
            for (who, names_of_sources), names in found.items()
        ]
