"""The functions that a page may call. Each gives what `overrides/components/<name>.html` makes."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from explainer.catalog import Catalog, Use, Value
from explainer.components.arguments import shown
from explainer.components.blocks import BLOCKS, Blocks
from explainer.components.fragments import Fragments
from explainer.components.quantities import Quantity
from explainer.components.rendering import ComponentError, Inline, as_text
from explainer.components.selection import Selection, common, known, select
from explainer.components.views import EditionView, EventView
from explainer.dates import Date
from explainer.formatting import isolate
from explainer.model import PARTS


class Calls(Blocks):
    """The component functions in one language."""

    def __init__(
        self, catalog: Catalog, fragments: Fragments, settings: Mapping[str, Mapping[str, str]]
    ) -> None:
        """Take the data, the templates of a language and the settings of the site."""
        self.catalog = catalog
        self.fragments = fragments
        self.settings = settings
        self.languages = {fragments.locale: fragments}
        """The templates of every language, for what is shown in all of them."""
        self.answers: dict[Hashable, Any] = {}
        """What pages have asked for so far: the same call has the same answer on every page."""

    def functions(self) -> Mapping[str, Callable[..., Any]]:
        """Return the functions by the name that pages use."""
        names = (*INLINE, *BLOCKS, "value", "notices", "closed_in", "edition", "event")
        return {name: getattr(self, name) for name in names}

    def figure(self, measure: str, **selection: Any) -> Inline:
        """Return the newest accepted value of a measure, or the one that the options select.

        Options: as_of, edition, cohort, through_edition, counts_starting, standing.
        """
        value = select(self.catalog, Selection.of(measure, selection))
        before, after = self.fragments.around(value)
        amount = self.fragments.digits(value)
        html = self.fragments.render("figure", value=value, before=before, after=after)
        return Inline(html, f"{before}{isolate(amount)}{after}", (value,))

    def count(self, measure: str, noun: str, **selection: Any) -> Inline:
        """Return a value with its noun in the plural form that the language wants (CLDR)."""
        value = select(self.catalog, Selection.of(measure, selection))
        start, end = self.fragments.around(value)
        before, number, after = self._noun(noun, value)
        html = self.fragments.render(
            "count",
            value=value,
            before=f"{start}{before}",
            after=f"{after}{end}",
            numbered=bool(number),
        )
        amount = isolate(self.fragments.digits(value)) if number else ""
        return Inline(html, f"{start}{before}{amount}{after}{end}", (value,))

    def spread(self, measure: str, noun: str | None = None, *, from_edition: int = 1) -> Inline:
        """Return the least and the greatest value that editions have had, from one of them on.

        The noun takes the plural form of the greatest, as CLDR's plural ranges mostly do.
        """
        known("measure", measure, self.catalog.measures)
        numbers = sorted(n for n in self.catalog.editions if n >= from_edition)
        series = self.catalog.series[measure]
        found = [v for n in numbers if (v := series.of_part(n)) is not None and v.exact]
        if len({value.amount for value in found}) < 2:  # noqa: PLR2004 (two ends)
            raise ComponentError(f"found no two values of {measure}, expected a wider choice")
        ends = (min(found, key=lambda v: v.amount), max(found, key=lambda v: v.amount))
        before, _, after = self._noun(noun, ends[1]) if noun is not None else ("", "", "")
        html = self.fragments.render("spread", ends=ends, before=before, after=after)
        return Inline(html, as_text(html), ends)

    def _noun(self, noun: str, value: Value) -> tuple[str, str, str]:
        """Return what stands before a number, `{n}` if it is written, and what stands after."""
        known("noun", noun, self.catalog.nouns)
        category = self.fragments.formats.plural_category(value.amount)
        return self.catalog.nouns[noun].forms[self.fragments.locale][category].partition("{n}")

    def share(
        self, part: str, whole: str, *, as_of: str | None = None, decimals: int = 0
    ) -> Inline:
        """Return one measure as a percentage of another, at their newest common date and basis.

        "About" stands before a share of a number that is about; a bound has no share.
        """
        wanted = (Selection(part, as_of), Selection(whole, as_of))
        values = common(self.catalog, wanted)
        for value in values.values():
            if value.qualifier in ("at-least", "most"):
                raise ComponentError(
                    f"{value.measure} is given as {value.qualifier} {value.amount} on "
                    f"{value.as_of}, expected an exact number or about: a bound has no share"
                )
        if not values[wanted[1]].amount:
            raise ComponentError(f"{whole} is 0, expected a measure to take a share of")
        ratio = values[wanted[0]].amount / values[wanted[1]].amount * 100
        amount = ratio.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
        ends = tuple(values.values())
        rough = [value for value in ends if value.qualifier != "exact"]
        before, after = self.fragments.around(rough[0]) if rough else ("", "")
        html = self.fragments.render(
            "share", amount=amount, values=ends, before=before, after=after
        )
        text = isolate(self.fragments.formats.percent(amount))
        return Inline(html, f"{before}{text}{after}", ends)

    def date(self, what: object, *, weekday: bool = False) -> Inline:
        """Return a date in words: of an EDTF string, a record's date, or a value's date."""
        found = _date_of(what)
        text = self.fragments.formats.date(found, weekday=weekday)
        return Inline(self.fragments.render("date", date=found, words=text), isolate(text))

    def value(self, measure: str, **selection: Any) -> Quantity:
        """Return a value to compare and to calculate with in `{% holds … %}`."""
        wanted = Selection.of(measure, selection)
        select(self.catalog, wanted)
        return Quantity.of(self.catalog, wanted)

    def notices(self, part: str, *, since: str) -> Quantity:
        """Return how many people the pardon notices name since a date, by effect.

        `part` is one of the effects, or `released` for those who left prison by it.
        """
        known("effect", part, (*PARTS, "released"))
        start = _date_of(since).earliest
        new = [p for p in self.catalog.pardons.values() if p.announced.earliest >= start]
        number = sum(getattr(pardon, part) or 0 for pardon in new)
        return Quantity.counted(self.catalog, number, f"{part} since {since}")

    def closed_in(self, year: int) -> Quantity:
        """Return how many editions are known to have closed in a year."""
        closed = [e.closed for e in self.catalog.editions.values() if e.closed is not None]
        number = sum(date.year == year and date.precision != "year" for date in closed)
        return Quantity.counted(self.catalog, number, f"editions closed in {year}")

    def edition(self, number: int) -> EditionView:
        """Return an edition: printed, its name; `.opened` and `.closed` are its dates."""
        known("edition", number, self.catalog.editions)
        words = self.fragments.words.gettext("edition {n}")
        before, _, after = words.partition("{n}")
        html = self.fragments.render("edition", number=number, before=before, after=after)
        name = Inline(html, f"{before}{isolate(str(number))}{after}")
        return EditionView(self.catalog.editions[number], name)

    def event(self, name: str) -> EventView:
        """Return an event: printed, it is a link to its entry; `.date` is its date."""
        known("event", name, self.catalog.events)
        return EventView(self.catalog.events[name], self.see(f"event-{name}"))

    def see(self, entry: str) -> Inline:
        """Return a link to an entry of the record, named by its id, with its title as words."""
        kind, _, name = entry.partition("-")
        known("kind of entry", kind, self.catalog.entries)
        ids = {str(key): key for key in self.catalog.entries[kind]}
        known(kind, name, ids)
        html = self.fragments.render("see", use=Use(kind, ids[name]))
        return Inline(html, as_text(html))

    def term(self, name: str) -> Inline:
        """Return the name of a glossary term, as a link to its entry."""
        known("term", name, self.catalog.terms)
        html = self.fragments.render("term", term=self.catalog.terms[name])
        return Inline(html, as_text(html))

    def place(self, name: str) -> Inline:
        """Return the name of a place."""
        known("place", name, self.catalog.places)
        html = self.fragments.render("place", place=self.catalog.places[name])
        return Inline(html, as_text(html))

    def setting(self, name: str) -> Inline:
        """Return what the site's settings say of its publisher; "not yet named" while empty."""
        known("setting", name, self.settings)
        text = self.settings[name].get(self.fragments.locale, "")
        html = self.fragments.render("setting", text=text)
        return Inline(html, as_text(html))

    def organisation(self, name: str, *, whole: bool = False) -> Inline:
        """Return the short name of an organisation if it has one, or else its whole name."""
        known("organisation", name, self.catalog.organisations)
        found = self.catalog.organisations[name]
        short = found.short if not whole else None
        html = self.fragments.render("organisation", organisation=found, whole=whole)
        return Inline(html, isolate(self.fragments.text(short or found.name)))

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


INLINE = (
    "figure",
    "count",
    "share",
    "spread",
    "date",
    "organisation",
    "place",
    "term",
    "see",
    "setting",
    "cite",
    "file",
)


def _date_of(what: object) -> Date:
    if isinstance(what, Quantity):
        return what.value.as_of
    if isinstance(what, Date):
        return what
    try:
        return Date.parse(what if isinstance(what, str) else "")
    except ValueError as error:
        raise ComponentError(f"date: found {shown(what)}, expected {error}") from None
