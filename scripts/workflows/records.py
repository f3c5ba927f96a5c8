"""The answers of an issue form → the records that `make add` is to add, in their order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from explainer.catalog import Catalog
from explainer.editing import KINDS, FieldError
from explainer.problems import nearest
from workflows.titles import Words, event_titles

Fields = dict[str, str]
"""One record, as `make add` takes it."""

# Fields by their names; a text is asked for in each language of the site.
_NEW_SOURCE = (
    *("publisher", "published", "published_basis", "language", "read", "relays"),
    "describes",
)
_NEW_ORGANISATION = ("name", "organisation_kind")
_SAID = ("stated_by", "said", "checked")
_OBSERVATION = (
    *("measure", "value", "as_of", "as_of_basis", "edition", "through_edition"),
    *("counts_starting", "qualifier", "standing", "disagreement", "note", *_SAID),
)
_CORRECTION = ("page", "measure", "as_of", "before", "now", "why")


def records_of(
    form: str,
    given: Mapping[str, str],
    catalog: Catalog,
    issue: int,
    today: str,
    *,
    words: Words,
) -> list[Fields]:
    """Return the records that an issue asks for, those first that others name.

    `words` holds the interface words of each language, for the titles of events.
    Raises FieldError for a source, publisher or speaker that the record does not have where the
    issue does not say what it needs to be added.
    """
    reading = _Reading(given, catalog, issue, today, words)
    makers: dict[str, Callable[[], Iterator[Fields]]] = {
        "edition-opened": lambda: reading.edition("opens", "opened"),
        "edition-closed": lambda: reading.edition("closes", "closed"),
        "mistake": reading.correction,
        "new-figure": reading.figure,
    }
    return [{name: value for name, value in record.items() if value} for record in makers[form]()]


@dataclass
class _Reading:
    given: Mapping[str, str]
    catalog: Catalog
    issue: int
    today: str
    words: Words
    newcomer: str = ""
    """The id of the organisation that the issue adds."""

    def figure(self) -> Iterator[Fields]:
        """Yield an observation, behind the source that it needs."""
        yield from self.source()
        yield self.take("observation", _OBSERVATION, sources=self.source_id)

    def correction(self) -> Iterator[Fields]:
        """Yield the note that a correction leaves for readers."""
        yield self.take(
            "correction",
            _CORRECTION,
            id=f"issue-{self.issue}",
            date=self.today,
            complaint=str(self.issue),
        )

    def edition(self, happens: str, when: str) -> Iterator[Fields]:
        """Yield what is known when an edition opens or closes: dates, numbers, an event."""
        yield from self.source()
        number, basis = self.given.get("edition", ""), f"{when}_basis"
        names = ("edition", when, basis, "place")
        yield self.take("edition", names, sources=self.source_id)
        said = {
            **self.take("observation", _SAID, sources=self.source_id),
            "as_of": self.given.get(when, ""),
            "as_of_basis": self.given.get(basis, ""),
        }
        if value := self.given.get("participants"):
            yield {**said, "measure": "edition-participants", "value": value, "edition": number}
        if value := self.given.get("total"):
            total = {"measure": "participants", "value": value, "through_edition": number}
            yield {**said, **total, "counts_starting": "true" if happens == "opens" else ""}
        event = f"edition-{number}-{happens}"
        if event not in self.catalog.events:
            titles = event_titles(happens, number, self.words)
            yield {
                **self.take("event", _SAID, sources=self.source_id),
                **{f"title_{locale}": title for locale, title in titles.items()},
                "id": event,
                "date": self.given.get(when, ""),
                "date_basis": self.given.get(basis, ""),
                "category": "edition",
                "edition": number,
            }

    def take(self, kind: str, names: tuple[str, ...], **others: str) -> Fields:
        """Return a record: answers by name, speakers by their ids, and whatever else it holds.

        A name that stands for a text gives the answers in every language of the site.
        """
        places = KINDS[kind].names([*self.catalog.locales])
        found = {
            name: self.given.get(name, "")
            for name, place in places.items()
            if name in names or (place.locale and place.field.name in names)
        }
        if found.get("stated_by"):
            found["stated_by"] = self.organisation("stated_by")
        return {"kind": kind, **found, **others}

    @property
    def source_id(self) -> str:
        """Return the id of the source: that of the record, or the one that it will have."""
        text = self.given.get("source", "")
        if text in self.catalog.sources:
            return text
        for source in self.catalog.sources.values():
            if source.url is not None and source.url.rstrip("/") == text.rstrip("/"):
                return source.id
        day = re.sub("[^0-9]", "", self.given.get("published", "")) or f"issue-{self.issue}"
        name = f"{self.organisation('publisher')}-{day}"
        taken = name in self.catalog.sources
        return f"{name}-issue-{self.issue}" if taken else name

    def source(self) -> Iterator[Fields]:
        """Yield the source, and its publisher, where the record has them not."""
        text = self.given.get("source", "")
        if "//" not in text:
            if text not in self.catalog.sources:
                hint = _few(nearest(text, sorted(self.catalog.sources)))
                message = f"found {text[:100]!r}, expected an address, or the id of a source{hint}"
                raise FieldError([("source", message)])
            return
        yield from self.organisations()
        if self.source_id not in self.catalog.sources:
            record = self.take("source", _NEW_SOURCE, id=self.source_id, url=text)
            record["publisher"] = self.organisation("publisher")
            if record["relays"]:
                record["relays"] = self.organisation("relays")
            yield record

    def organisations(self) -> Iterator[Fields]:
        """Yield the organisation that an issue names in every language, unless it is known.

        Its id is made of its English name, or else of another one in Latin letters. Raises
        FieldError where no name has such letters, and where the id is taken.
        """
        names = {name: self.given[name] for name in self.names if self.given.get(name)}
        if not names:
            return
        name = next((name for name, text in names.items() if _slug(text)), next(iter(names)))
        if self._known(names[name]):
            return
        self.newcomer = _slug(names[name])
        if not self.newcomer:
            message = f"found {names[name][:100]!r}, expected a name in Latin letters"
            raise FieldError([(name, f"{message} in one language: the id is made of it")])
        if self.newcomer in self.catalog.organisations:
            message = f"{self.newcomer} is there already under another name, expected that name"
            raise FieldError([(name, message)])
        yield self.take("organisation", _NEW_ORGANISATION, id=self.newcomer)

    @property
    def names(self) -> list[str]:
        """Return what the names of an organisation are asked for as, English first."""
        locales = sorted(self.catalog.locales, key=lambda locale: locale != "en")
        return [f"name_{locale}" for locale in locales]

    def organisation(self, name: str) -> str:
        """Return the id of the organisation that an answer names. Raises FieldError for others."""
        text = self.given.get(name, "")
        found = self._known(text)
        new = {self.newcomer, *(self.given.get(one, "") for one in self.names)}
        if not found and self.newcomer and (text in new or (not text and name == "publisher")):
            found = self.newcomer
        if not found:
            hint = _few(nearest(text.lower(), sorted(self.catalog.organisations)))
            message = f"found {text[:100]!r}, expected the id or the name of an organisation{hint}"
            every = ", ".join(self.names)
            raise FieldError([(name, f"{message}, or {every} and organisation_kind")])
        return found

    def _known(self, text: str) -> str:
        """Return the id of the organisation that has a text as its id or as one of its names."""
        wanted = text.casefold()
        for one in self.catalog.organisations.values():
            names = [one.id, *one.name.values(), *(one.short or {}).values()]
            if wanted in map(str.casefold, names):
                return one.id
        return ""


def _few(ids: str) -> str:
    """Return the id that was meant, as far as one is alike; a list of all helps nobody."""
    return f": {ids}" if " or " not in ids else ""


def _slug(name: str) -> str:
    """Return the id of a name; empty for one without Latin letters and digits."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall("[a-z0-9]+", plain))[:60].strip("-")
