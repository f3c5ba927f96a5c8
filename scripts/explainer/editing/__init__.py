"""New records for the data file: what may be given, where it goes, which pages it changes.

Text in, text out: nothing here writes a file that stays, and nothing that was typed is changed.
"""

from __future__ import annotations

from explainer.editing.asking import complete
from explainer.editing.changes import PageChange, page_changes
from explainer.editing.datafile import Added, Edit, edit, ids_of
from explainer.editing.gather import Entry, FieldError, gather, kind_of, missing
from explainer.editing.kinds import KINDS, Kind
from explainer.editing.trial import check_data, in_order, would_be

__all__ = [
    "KINDS",
    "Added",
    "Edit",
    "Entry",
    "FieldError",
    "Kind",
    "PageChange",
    "check_data",
    "complete",
    "edit",
    "gather",
    "ids_of",
    "in_order",
    "kind_of",
    "missing",
    "page_changes",
    "would_be",
]
