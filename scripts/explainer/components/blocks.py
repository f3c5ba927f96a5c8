"""The components that stand alone on a line: tables, cards and the entries of the record."""

from __future__ import annotations

from typing import Any

from explainer.catalog import Catalog, Value
from explainer.components.fragments import Fragments
from explainer.components.rendering import Block
from explainer.components.selection import Selection, known, select
from explainer.components.tables import rows
from explainer.model import SUBJECTS
from explainer.timeline import by_year


class Blocks:
    """The block components in one language."""

    catalog: Catalog
    fragments: Fragments

    def table(self, name: str) -> Block:
        """Return a table of the data file."""
        known("table", name, self.catalog.tables)
        found = self.catalog.tables[name]
        return self._block("table", table=found, rows=rows(self.catalog, found))

    def cards(self, *measures: str) -> Block:
        """Return a card for the newest accepted value of each measure."""
        return self._block("cards", values=[self._newest(measure) for measure in measures])

    def measures(self) -> Block:
        """Return what each measure counts; the entries that carry `measure-…` ids."""
        return self._block("measures")

    def marks(self) -> Block:
        """Return the marks that figures and events carry, with what each of them means."""
        return self._block("marks")

    def timeline(self) -> Block:
        """Return every event in order, by year; the entries that carry `event-…` ids."""
        return self._block("timeline", years=by_year(self.catalog.events.values()))

    def pardons(self) -> Block:
        """Return each royal pardon with its breakdown; the entries that carry `pardon-…` ids."""
        found = sorted(self.catalog.pardons.values(), key=lambda pardon: pardon.announced.order)
        return self._block("pardons", rows=found)

    def disagreements(self, *statuses: str) -> Block:
        """Return what sources say differently, of some statuses: open, settled, slip."""
        for status in statuses:
            known("status", status, ("open", "settled", "slip"))
        everything = self.catalog.disagreements.values()
        found = [d for d in everything if not statuses or d.status in statuses]
        return self._block("disagreements", rows=found)

    def claims(self) -> Block:
        """Return the source article, claim by claim; the entries that carry `claim-…` ids."""
        return self._block("claims")

    def statements(self, *subjects: str) -> Block:
        """Return who said what on some subjects, or on all; with `statement-…` ids."""
        everything = self.catalog.statements.values()
        there = sorted({statement.subject for statement in everything})
        for subject in subjects:
            known("subject", subject, there)
        found = [s for s in everything if not subjects or s.subject in subjects]
        found.sort(key=lambda statement: statement.date.order)
        order = [subject for subject in SUBJECTS if subject in {s.subject for s in found}]
        grouped = [(subject, [s for s in found if s.subject == subject]) for subject in order]
        return self._block("statements", rows=grouped)

    def corrections(self) -> Block:
        """Return what was corrected, and complaints with their answers, newest first."""
        found = sorted(self.catalog.corrections.values(), key=lambda c: c.date.order, reverse=True)
        return self._block("corrections", rows=found)

    def page_corrections(self, page: str) -> str:
        """Return the notes on a page, named by its path, for the corrections that concern it."""
        found = [c for c in self.catalog.corrections.values() if c.page == page]
        return self.fragments.render("page_corrections", rows=found) if found else ""

    def checked_until(self) -> str:
        """Return how far the record was checked, for the foot of every page."""
        return self.fragments.render("checked_until")

    def sources(self) -> Block:
        """Return every source; the entries that carry `source-…` ids."""
        return self._block("sources")

    def _newest(self, measure: str) -> Value:
        return select(self.catalog, Selection(measure))

    def _block(self, name: str, **values: Any) -> Block:
        return Block(self.fragments.render(name, **values), name)


_ENTRIES = {
    "measures": "measure",
    "timeline": "event",
    "pardons": "pardon",
    "disagreements": "disagreement",
    "claims": "claim",
    "statements": "statement",
    "corrections": "correction",
    "sources": "source",
}
BLOCKS = ("table", "cards", "marks", *_ENTRIES)


def entries(catalog: Catalog, name: str, arguments: tuple[object, ...]) -> tuple[str, ...]:
    """Return the kinds of record whose entries, with their ids, a block component holds."""
    if name == "table":
        table = catalog.tables.get(str(arguments[0])) if arguments else None
        return ("edition", "cohort") if table is not None and table.kind == "editions" else ()
    return (_ENTRIES[name],) if name in _ENTRIES else ()
