"""The components that stand alone on a line: tables, cards and the entries of the record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from explainer import charts
from explainer.catalog import Catalog, Value
from explainer.components.rendering import Block, to_home
from explainer.components.reuse import FRAME, Reuse
from explainer.components.selection import Selection, known, select
from explainer.components.tables import identity_groups, rows
from explainer.formatting import sort_key
from explainer.model import SUBJECTS, TOPICS, VOICES
from explainer.search.words import Folding
from explainer.site_index import Heading, Place, alphabetical
from explainer.timeline import by_year


class Blocks(Reuse):
    """The block components in one language."""

    def table(self, name: str) -> Block:
        """Return a table of the data file."""
        known("table", name, self.catalog.tables)
        found = self.catalog.tables[name]
        return self.block("table", table=found, rows=rows(self.catalog, found))

    def cards(self, *measures: str) -> Block:
        """Return a card for the newest accepted value of each measure."""
        return self.block("cards", values=[self._newest(measure) for measure in measures])

    def chart(self, name: str) -> Block:
        """Return a chart as two drawings, of which a page shows the one that fits."""
        known("chart", name, self.catalog.charts)
        found = self.catalog.charts[name]
        drawings = self.drawings(found)
        frame_height = round(drawings["wide"].height) + FRAME
        sources = charts.sources(self.catalog, found)
        return self.block(
            "chart", chart=found, drawings=drawings, sources=sources, frame_height=frame_height
        )

    def measures(self) -> Block:
        """Return what each measure counts; the entries that carry `measure-…` ids."""
        newest = {name: self._latest(name) for name in self.catalog.measures}
        return self.block("measures", newest=newest, in_languages=self.in_languages)

    def marks(self) -> Block:
        """Return the marks that figures and events carry, with what each of them means."""
        return self.block("marks")

    def timeline(self) -> Block:
        """Return every event in order, by year; the entries that carry `event-…` ids."""
        return self.block("timeline", years=by_year(self.catalog.events.values()))

    def pardons(self) -> Block:
        """Return each royal pardon with its breakdown; the entries that carry `pardon-…` ids."""
        found = sorted(self.catalog.pardons.values(), key=lambda pardon: pardon.announced.order)
        return self.block("pardons", rows=found)

    def disagreements(self, *statuses: str) -> Block:
        """Return what sources say differently, of some statuses: open, settled, single."""
        for status in statuses:
            known("status", status, ("open", "settled", "single"))
        everything = self.catalog.disagreements.values()
        found = [d for d in everything if not statuses or d.status in statuses]
        return self.block("disagreements", rows=found)

    def claims(self) -> Block:
        """Return the source article, claim by claim; the entries that carry `claim-…` ids."""
        return self.block("claims")

    def calculation(self, identity: str) -> Block:
        """Return the arithmetic of one identity, line by line."""
        groups = {group.identity.id: group for group in identity_groups(self.catalog)}
        known("identity", identity, groups)
        return self.block("calculation", rows=[groups[identity]])

    def statements(self, *voices: str) -> Block:
        """Return what some kinds of speakers said, or all; with `statement-…` ids."""
        for voice in voices:
            known("voice", voice, VOICES)
        everything = self.catalog.statements.values()
        found = [s for s in everything if not voices or s.voice in voices]
        return self.block("statements", rows=sorted(found, key=lambda s: s.date.order))

    def told(self, subject: str) -> Block:
        """Return a table of who said what on a subject, and what each statement lacks."""
        known("subject", subject, SUBJECTS)
        found = [s for s in self.catalog.statements.values() if s.subject == subject]
        found.sort(key=lambda statement: statement.date.order)
        return self.block("told", rows=found, subject=subject)

    def unknowns(self, *topics: str) -> Block:
        """Return what is not known on some topics, or on all; with `unknown-…` ids."""
        for topic in topics:
            known("topic", topic, TOPICS)
        everything = self.catalog.unknowns.values()
        return self.block(
            "unknowns", rows=[u for u in everything if not topics or u.topic in topics]
        )

    def glossary(self) -> Block:
        """Return every term in the order of the language's dictionaries; with `term-…` ids."""
        terms = self.catalog.terms.values()
        found = sorted(terms, key=lambda term: self._sorted_by(self.fragments.text(term.name)))
        return self.block("glossary", rows=found)

    def corrections(self) -> Block:
        """Return what was corrected, and complaints with their answers, newest first."""
        found = sorted(self.catalog.corrections.values(), key=lambda c: c.date.order, reverse=True)
        return self.block("corrections", rows=found)

    def page_corrections(self, page: str) -> str:
        """Return the notes on a page, named by its path, for the corrections that concern it."""
        found = [c for c in self.catalog.corrections.values() if c.page == page]
        return self.fragments.render("page_corrections", rows=found) if found else ""

    def page_sources(self, names: Sequence[str]) -> str:
        """Return some sources with their addresses, by publisher, for the foot of a page."""
        publisher = {o.id: self.fragments.text(o.name) for o in self.catalog.organisations.values()}
        found = [self.catalog.sources[name] for name in names]
        by = {name: self._sorted_by(text) for name, text in publisher.items()}
        found.sort(key=lambda source: (by[source.publisher], str(source.published or "")))
        return self.fragments.render("page_sources", rows=found)

    def checked_until(self) -> str:
        """Return how far the record was checked, for the foot of every page."""
        return self.fragments.render("checked_until")

    def sources(self) -> Block:
        """Return every source; the entries that carry `source-…` ids."""
        return self.block("sources")

    def site_index(self) -> Block:
        """Return the place of the list of everything on the site, for when all pages are known."""
        return self.block("site_index", groups=())

    def listed(self, headings: Sequence[Heading]) -> str:
        """Return that list: some headings, and the entries of the record that have addresses."""
        found = [(heading.title, Place(heading.page, heading.address)) for heading in headings]
        for kind in ("term", "measure", "edition", "event"):
            for name, record in self.catalog.entries[kind].items():
                found.append(self._listed_as(kind, name, record))
        return self.fragments.render("site_index", groups=alphabetical(found, self._fold))

    @cached_property
    def _fold(self) -> Callable[[str], str]:
        return Folding(self.catalog.locales[self.fragments.locale].search).fold

    def _sorted_by(self, text: str) -> str:
        """Return what dictionaries sort a name by: in Arabic «أ» stands where «ا» does."""
        return self._fold(sort_key(text))

    def _listed_as(self, kind: str, name: object, record: Any) -> tuple[str, Place]:
        """Return an entry of the record as the list shows it, with what tells it from others."""
        words, text = self.fragments.words.gettext, self.fragments.text
        title, label = "", ""
        match kind:
            case "term":
                title, label = text(record.name), words("term")
            case "measure":
                title, label = text(record.label), words("figure")
            case "edition":
                title = words("edition {n}").format(n=name)
            case _:
                title, label = text(record.title), self.fragments.formats.date(record.date)
        return title, Place(label, f"{to_home(kind)}#{kind}-{name}")

    def _latest(self, measure: str) -> Value | None:
        """Return the newest accepted value of a measure, or None where it has none."""
        return self._newest(measure) if self.catalog.series[measure].values else None

    def _newest(self, measure: str) -> Value:
        return select(self.catalog, Selection(measure))


_ENTRIES = {
    "measures": "measure",
    "timeline": "event",
    "pardons": "pardon",
    "disagreements": "disagreement",
    "claims": "claim",
    "statements": "statement",
    "unknowns": "unknown",
    "corrections": "correction",
    "glossary": "term",
    "sources": "source",
    "site_index": "page",
    "data_tables": "data",
}
BLOCKS = ("table", "calculation", "chart", "cards", "marks", "told", "example", *_ENTRIES)


def entries(catalog: Catalog, name: str, arguments: tuple[object, ...]) -> tuple[str, ...]:
    """Return the kinds of record whose entries, with their ids, a block component holds."""
    if name == "chart":
        return tuple(f"chart-{name}" for name in arguments[:1])
    if name == "table":
        table = catalog.tables.get(str(arguments[0])) if arguments else None
        held = ("edition", "cohort") if table is not None and table.kind == "editions" else ()
        return (*(f"table-{name}" for name in arguments[:1]), *held)
    return (_ENTRIES[name],) if name in _ENTRIES else ()
