"""Records that a page may print or ask for a date: `{{ edition(13) }}`, `edition(13).closed`."""

from __future__ import annotations

from dataclasses import dataclass

from explainer.components.rendering import Impossible, Inline
from explainer.dates import Date
from explainer.model import Edition, Event


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


@dataclass(frozen=True, slots=True)
class EventView:
    """An event on a page: printed, it is a link to its entry."""

    event: Event
    name: Inline

    @property
    def date(self) -> Date:
        """Return the date of the event."""
        return self.event.date


def _known_date(date: Date | None, number: int, key: str) -> Date | Impossible:
    return date or Impossible(f"edition {number} has no {key}: date, expected another edition")
