"""The functions that a page may call. Each gives what `overrides/components/<name>.html` makes."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from explainer.catalog import Catalog, Value
from explainer.components.blocks import BLOCKS, Blocks
from explainer.components.fragments import Fragments
from explainer.components.quantities import Quantity
from explainer.components.rendering import ComponentError, Impossible, Inline
from explainer.components.selection import Selection, common, known, select
from explainer.dates import Date
from explainer.formatting import isolate
from explainer.model import Edition


@dataclass(frozen=True, slots=True)
class EditionView:
    """An edition on a page: printed, it is its name; its dates and place are attributes."""

    edition: Edition
    name: Inline

    @property
    def opened(self) -> Date | Impossible:
        """Return the day it opened, if that is known."""
        return _known_date(self.edition.opened, self.edition.id, "opened")

    @property
    def closed(self) -> Date | Impossible:
        """Return the day it closed, if that is known."""
        return _known_date(self.edition.closed, self.edition.id, "closed")


def _known_date(date: Date | None, number: int, key: str) -> Date | Impossible:
    return date or Impossible(f"edition {number} has no {key}: date, expected another edition")


class Calls(Blocks):
    """The component functions in one language."""

    def __init__(self, catalog: Catalog, fragments: Fragments) -> None:
        """Take the data and the templates of a language."""
        self.catalog = catalog
        self.fragments = fragments
        self.answers: dict[Hashable, Any] = {}
        """What pages have asked for so far: the same call has the same answer on every page."""

    def functions(self) -> Mapping[str, Callable[..., Any]]:
        """Return the functions by the name that pages use."""
        names = (*INLINE, *BLOCKS, "value", "edition")
        return {name: getattr(self, name) for name in names}

    def figure(self, measure: str, **selection: Any) -> Inline:
        """Return the newest accepted value of a measure, or the one that the options select.

        Options: as_of, edition, cohort, through_edition, counts_starting, standing.
        """
        value = select(self.catalog, _selection(measure, selection))
        before, after = self.fragments.around(value)
        amount = self.fragments.digits(value)
        html = self.fragments.render("figure", value=value, before=before, after=after)
        return Inline(html, f"{before}{isolate(amount)}{after}", (value,))

    def count(self, measure: str, noun: str, **selection: Any) -> Inline:
        """Return a value with its noun in the plural form that the language wants (CLDR)."""
        known("noun", noun, self.catalog.nouns)
        value = select(self.catalog, _selection(measure, selection))
        start, end = self.fragments.around(value)
        category = self.fragments.formats.plural_category(value.amount)
        form = self.catalog.nouns[noun].forms[self.fragments.locale][category]
        before, number, after = form.partition("{n}")
        html = self.fragments.render(
            "count",
            value=value,
            before=f"{start}{before}",
            after=f"{after}{end}",
            numbered=bool(number),
        )
        amount = isolate(self.fragments.digits(value)) if number else ""
        return Inline(html, f"{start}{before}{amount}{after}{end}", (value,))

    def share(
        self, part: str, whole: str, *, as_of: str | None = None, decimals: int = 0
    ) -> Inline:
        """Return one measure as a percentage of another, at their newest common date and basis."""
        ends = (Selection(part, as_of), Selection(whole, as_of))
        values = common(self.catalog, ends)
        if not values[ends[1]].amount:
            raise ComponentError(f"{whole} is 0, expected a measure to take a share of")
        ratio = values[ends[0]].amount / values[ends[1]].amount * 100
        amount = ratio.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
        html = self.fragments.render("share", amount=amount, values=tuple(values.values()))
        text = isolate(self.fragments.formats.percent(amount))
        return Inline(html, text, tuple(values.values()))

    def date(self, what: object, *, weekday: bool = False) -> Inline:
        """Return a date in words: of an EDTF string, a record's date, or a value's date."""
        found = _date_of(what)
        text = self.fragments.formats.date(found, weekday=weekday)
        return Inline(self.fragments.render("date", date=found, words=text), isolate(text))

    def value(self, measure: str, **selection: Any) -> Quantity:
        """Return a value to compare and to calculate with in `{% holds … %}`."""
        wanted = _selection(measure, selection)
        select(self.catalog, wanted)
        return Quantity.of(self.catalog, wanted)

    def edition(self, number: int) -> EditionView:
        """Return an edition: printed, its name; `.opened` and `.closed` are its dates."""
        known("edition", number, self.catalog.editions)
        words = self.fragments.words.gettext("edition {n}")
        before, _, after = words.partition("{n}")
        html = self.fragments.render("edition", number=number, before=before, after=after)
        name = Inline(html, f"{before}{isolate(str(number))}{after}")
        return EditionView(self.catalog.editions[number], name)

    def organisation(self, name: str) -> Inline:
        """Return the short name of an organisation, or its name where it has no short one."""
        known("organisation", name, self.catalog.organisations)
        found = self.catalog.organisations[name]
        text = self.fragments.text(found.short or found.name)
        return Inline(self.fragments.render("organisation", organisation=found), isolate(text))

    def cite(self, *sources: str) -> Inline:
        """Return nothing to read here, and name sources in the note of the paragraph."""
        for name in sources:
            known("source", name, self.catalog.sources)
        return Inline("", "", sources=sources)

    def citation(self, values: tuple[Value, ...], sources: tuple[str, ...]) -> str:
        """Return the note that cites what a paragraph states, each statement once."""
        groups: dict[tuple[str, str], list[str]] = {}
        for value in values:
            for o in value.observations:
                read = groups.setdefault((o.stated_by, o.as_of.text), [])
                read += [name for name in o.sources if name not in read]
        statements = [
            (self.catalog.organisations[speaker], Date.parse(as_of), read)
            for (speaker, as_of), read in groups.items()
        ]
        return self.fragments.render("citation", statements=statements, more=sources)


INLINE = ("figure", "count", "share", "date", "organisation", "cite")


def _selection(measure: str, options: dict[str, Any]) -> Selection:
    allowed = Selection.__dataclass_fields__.keys() - {"measure"}
    for name in options:
        known("option", name, sorted(allowed))
    return Selection(measure, **options)


def _date_of(what: object) -> Date:
    if isinstance(what, Quantity):
        return what.value.as_of
    if isinstance(what, Date):
        return what
    try:
        return Date.parse(what if isinstance(what, str) else "")
    except ValueError as error:
        raise ComponentError(f"date: found {what!r}, expected {error}") from None
