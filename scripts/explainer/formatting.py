"""Numbers, dates and counted nouns in words of a language: the one place that calls Babel.

Babel's traps that are closed here (Babel 2.18, CLDR): `format_percent` rounds to whole percents
unless it gets a pattern; years go through `format_decimal` as 2.024; short dates carry U+200F;
the minus sign loses its U+200E in Arabic. Every number that leaves this module is to be isolated
(UAX #9, rules X5a to X6a): with <bdi> in markup, with `isolate` where no tag may stand.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cache

from babel import Locale as CldrLocale
from babel import UnknownLocaleError
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from explainer.dates import Date

_ARTICLE = re.compile(r"^(?:ال|(?:an?|the)\s+)")
_PERCENT = re.compile(r"[#0,.]+")
"""What stands for the number in CLDR's pattern of a percentage."""
FSI, PDI = "\u2068", "\u2069"
_ISOLATES = re.compile("[\u2066-\u2069]")
_SPACES = re.compile(r"[^\S\u00a0\u202f]+")
_SEASONS = {21: "spring {year}", 22: "summer {year}", 23: "autumn {year}", 24: "winter {year}"}
_FEW_HUNDRED = 300  # CLDR's rules look at the last two digits of a whole number
# CLDR's order of plural categories; Babel gives them as a set.
_CATEGORIES = ("zero", "one", "two", "few", "many", "other")


def isolate(text: str) -> str:
    """Return text between U+2068 and U+2069, so that its neighbours cannot reorder it."""
    return f"{FSI}{text}{PDI}"


def one_line(text: str) -> str:
    """Return text, which is no HTML, on one line and without isolates.

    No-break spaces stay: French has one in 1 103 and before a percent sign.
    """
    return _SPACES.sub(" ", _ISOLATES.sub("", text)).strip()


def sort_key(text: str) -> str:
    """Return what a dictionary sorts a word by: without quotes, case and an article at its head."""
    return _ARTICLE.sub("", text.lstrip('«“"').casefold())


@cache
def _cldr(formats: str) -> CldrLocale:
    return CldrLocale.parse(formats, sep="-")


def known_locale(formats: str) -> bool:
    """Return whether CLDR has a locale such as `ar-MA`."""
    try:
        _cldr(formats)
    except (UnknownLocaleError, ValueError):
        return False
    return True


def english_name(code: str) -> str:
    """Return the English name of a language, by which programs such as BibLaTeX know it."""
    return str(_cldr("en").languages.get(code, code)).lower()


@cache
def plural_categories(formats: str) -> tuple[str, ...]:
    """Return the plural categories of a locale in CLDR's order: six for Arabic, two for English."""
    tags = {*_cldr(formats).plural_form.tags, "other"}
    return tuple(category for category in _CATEGORIES if category in tags)


@cache
def is_one_number(formats: str, category: str) -> bool:
    """Return whether a plural category is that of a single whole number, as Arabic's two is.

    French's `one` is that of 0 and 1, Russian's that of 1, 21, 31 and so on (CLDR).
    """
    form = _cldr(formats).plural_form
    return [form(number) for number in range(_FEW_HUNDRED)].count(category) == 1


@cache
def calendar_names(formats: str) -> tuple[str, ...]:
    """Return the names of the months and of the days of the week, as CLDR writes them."""
    cldr = _cldr(formats)
    months = cldr.months["format"]["wide"].values()
    days = cldr.days["format"]["wide"].values()
    return tuple(dict.fromkeys([*months, *days]))


class Formatter:
    """Formats for one language. `gettext` translates the few words that dates need."""

    def __init__(self, formats: str, gettext: Callable[[str], str]) -> None:
        """Take a CLDR locale such as `ar-MA` and the translations of the same language."""
        self._locale = _cldr(formats)
        self._gettext = gettext
        self._dates: dict[tuple[str, bool], str] = {}
        self._numbers: dict[str, str] = {}
        self._patterns: dict[str, str] = {  # CLDR's: "1 November 2025", "1. November 2025" …
            "day": self._locale.date_formats["long"].pattern,
            "month": self._locale.datetime_skeletons["yMMMM"].pattern,
            "year": "y",
        }

    def number(self, amount: Decimal | int) -> str:
        """Return a number with the language's separators and exactly its own decimals."""
        key = str(amount)
        if key not in self._numbers:
            amount = Decimal(amount)
            decimals = max(0, -int(amount.as_tuple().exponent))
            pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
            self._numbers[key] = format_decimal(amount, pattern, locale=self._locale)
        return self._numbers[key]

    def percent(self, amount: Decimal) -> str:
        """Return a percentage, given in percent (66.79), with its sign where the language has it.

        CLDR's pattern says where: "66.79%" in English, "66,79 %" in French, "%66,79" in Turkish.
        """
        sign: str = self._locale.number_symbols["latn"]["percentSign"]
        before, after = _PERCENT.split(self._locale.percent_formats[None].pattern)
        text = before + self.number(amount) + after
        return text.replace("%", sign.strip("\u200e\u200f\u061c"))

    def plural_category(self, amount: Decimal | int) -> str:
        """Return the CLDR plural category of a number: zero, one, two, few, many or other."""
        return str(self._locale.plural_form(Decimal(amount)))

    def list(self, items: Sequence[str]) -> str:
        """Return items joined as the language joins them ("a, b and c")."""
        return format_list(items, locale=self._locale)

    def language(self, code: str) -> str:
        """Return the name of a language, or its code where CLDR has none."""
        return str(self._locale.languages.get(code, code))

    def month(self, number: int) -> str:
        """Return the name of a month (1 to 12), short where the language has a short one."""
        return str(self._locale.months["format"]["abbreviated"][number])

    def date(self, date: Date, *, weekday: bool = False) -> str:
        """Return a date in words: "4 November 2025", "autumn 2024", "by October 2021"."""
        key = (date.text, weekday)
        if key not in self._dates:
            self._dates[key] = self._in_words(date, weekday=weekday)
        return self._dates[key]

    def _in_words(self, date: Date, *, weekday: bool) -> str:
        text = self._bare(date, weekday=weekday)
        if date.approximate:
            text = self._gettext("about {date}").format(date=text)
        if date.uncertain:
            text = self._gettext("{date} (uncertain)").format(date=text)
        if date.open_start:
            text = self._gettext("by {date}").format(date=text)
        return text

    def _bare(self, date: Date, *, weekday: bool) -> str:
        if date.season is not None:
            return self._gettext(_SEASONS[date.season]).format(year=date.year)
        pattern = self._patterns[date.precision]
        if weekday and date.precision == "day":
            pattern = f"EEEE {pattern}"
        day = dt.date(date.year, date.month or 1, date.day or 1)
        return format_date(day, pattern, locale=self._locale)
