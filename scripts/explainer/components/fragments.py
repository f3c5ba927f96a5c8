"""The templates of `overrides/components/`, with the filters that one language needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

from babel.support import NullTranslations
from jinja2 import Environment, TemplateSyntaxError
from markupsafe import Markup

from explainer.bidi import runs
from explainer.catalog import Catalog, Value
from explainer.components.rendering import as_text, to_home, without_isolates
from explainer.components.templates import in_words, new_templates, place_in
from explainer.components.wording import Wording
from explainer.dates import Date
from explainer.formatting import Formatter, english_name, isolate
from explainer.model import Organisation
from explainer.problems import Problem, UserError
from explainer.word_forms import Lexicon

# What has a meaning of its own in LaTeX. BibTeX counts braces even after a backslash.
_LATEX = {ord(sign): f"\\{sign}" for sign in "&%$#_"} | {
    ord("\\"): r"\textbackslash{}",
    ord("{"): r"\textbraceleft{}",
    ord("}"): r"\textbraceright{}",
    ord("~"): r"\textasciitilde{}",
    ord("^"): r"\textasciicircum{}",
}


class Fragments(Wording):
    """Renders component templates in one language."""

    def __init__(
        self, folder: Path, shown: str, catalog: Catalog, locale: str, words: NullTranslations
    ) -> None:
        """Take the folder of the templates, and the path that messages name for it."""
        self.locale = locale
        self.catalog = catalog
        self.words = words
        self.formats = Formatter(catalog.locales[locale].formats, words.gettext)
        self._shown = shown
        self._pieces: dict[tuple[str, object], Markup] = {}
        self._macros: Any = None
        self._words: dict[str, Markup] = {}
        self._marked: dict[str, Markup] = {}
        self._environment = self._prepare(folder)

    def _prepare(self, folder: Path) -> Environment:
        environment = new_templates(folder)
        environment.globals |= {"_": self.word, "gettext": self.word, "ngettext": self.words_for}
        environment.filters |= {
            "text": self.marked,
            "plain": self.plain,
            "raw": self.text,
            "as_text": as_text,
            "unmarked": without_isolates,
            "latex": lambda text: text.translate(_LATEX),
            "isolated": self.isolated,
            "number": self.formats.number,
            "percent": self.formats.percent,
            "date": self.formats.date,
            "digits": self.digits,
            "amount": self.amount,
            "num": self.num,
            "when": self.when,
            "name": self.name,
            "source_link": self.source_link,
            "source_links": self.source_links,
        }
        environment.globals |= {
            "home": to_home,
            "address": lambda kind, locale=self.locale: to_home(kind, locale),
            "locale": self.catalog.locales[self.locale],
            "locales": self.catalog.locales,
            "quote": self.quote,
            "checked_until": self.catalog.about.checked_until,
            "comma": self.words.gettext(", "),
            "colon": self.words.gettext(": "),
            "semicolon": self.words.gettext("; "),
            "stop": self.words.gettext(". "),
            "sources_of": self.sources_of,
            "attributions": self.attributions,
            "original": self.catalog.original,
            "unreconciled": self.catalog.unreconciled,
            "in_unit": lambda amount, like: self.in_unit(amount, like.measure),
            "say": lambda message: self.isolated(self.words.gettext(message)),
            "language_name": self.formats.language,
            "english_name": english_name,
            "about": self.catalog.about,
            "version": self.catalog.version,
            "month_name": self.formats.month,
            **{name: getattr(self.catalog, name) for name in _LOOKUPS},
        }
        return environment

    def render(self, name: str, **values: Any) -> str:
        """Return a fragment as HTML. Raises UserError for a template that is missing or broken."""
        with self._told(name):
            return self._environment.get_template(f"{name}.html").render(**values).strip()

    @contextmanager
    def _told(self, name: str) -> Iterator[None]:
        """Turn what is wrong with a template into a problem with its path and line."""
        try:
            yield
        except TemplateSyntaxError as error:
            where = f"{self._shown}/{error.name or f'{name}.html'}"
            raise UserError([Problem(where, error.lineno, f"{error.message}")]) from error
        except UserError:
            raise
        except Exception as error:  # a filter may raise anything for a wrong value
            where, line = place_in(error, self._shown) or (f"{self._shown}/{name}.html", 1)
            raise UserError([Problem(where, line, in_words(error))]) from error

    def piece(self, name: str, key: object, **values: Any) -> Markup:
        """Return what a macro of `pieces.html` gives, such as a date, made once for each key."""
        if (name, key) not in self._pieces:
            with self._told("pieces"):
                macros = self._macros or self._environment.get_template("pieces.html").module
                self._macros = macros
                self._pieces[name, key] = getattr(macros, name)(**values)
        return self._pieces[name, key]

    @cached_property
    def terms(self) -> Lexicon:
        """Return the glossary's terms by the forms that pages of this language give them."""
        terms = self.catalog.terms.values()
        return Lexicon({term.id: term.forms.get(self.locale, ()) for term in terms})

    def marked(self, texts: dict[str, str] | None) -> Markup:
        """Return the text of this language with its foreign words and numbers isolated."""
        text = self.text(texts)
        if text not in self._marked:
            direction = self.catalog.locales[self.locale].direction
            pieces = list(runs(text, direction))
            if any(foreign for _, foreign in pieces):
                self._marked[text] = Markup().join(
                    self._run(piece) if foreign else piece for piece, foreign in pieces
                )
            else:
                self._marked[text] = Markup.escape(text)
        return self._marked[text]

    @cached_property
    def _script(self) -> str | None:
        """The language of words in other letters, where only one is written in them (WCAG 3.1.2).

        Latin letters on an Arabic page may be English, French or a name: nothing is said of them.
        """
        locales = self.catalog.locales
        others = [locale.id for locale in locales.values() if locale.direction == "rtl"]
        known = locales[self.locale].direction == "ltr" and len(others) == 1
        return others[0] if known else None

    def _run(self, words: str) -> Markup:
        return self.piece("run", words, words=words, language=self._script)

    def isolated(self, text: str) -> Markup:
        """Return a text that was made elsewhere with its foreign words and numbers isolated."""
        return self.marked({self.locale: text})

    def plain(self, texts: dict[str, str] | None) -> str:
        """Return the text of this language for places without tags: isolated by characters."""
        direction = self.catalog.locales[self.locale].direction
        pieces = runs(self.text(texts), direction)
        return "".join(isolate(piece) if foreign else piece for piece, foreign in pieces)

    def num(self, number: int) -> Markup:
        """Return an isolated number."""
        return self.piece("num", number, words=self.formats.number(number))

    def when(self, date: Date, weekday: bool = False) -> Markup:
        """Return an isolated date in words, with the weekday if asked for."""
        words = self.formats.date(date, weekday=weekday)
        return self.piece("when", (date.text, weekday), date=date, words=words)

    def name(self, organisation: Organisation) -> Markup:
        """Return the isolated short name of an organisation."""
        return self.piece("name", organisation.id, organisation=organisation)

    def source_link(self, name: str, *, dated: bool = False) -> Markup:
        """Return a link to the entry of a source, named by its publisher and perhaps its date."""
        source = self.catalog.sources[name]
        dated = dated and source.published is not None
        return self.piece("source_link", (name, dated), source=source, dated=dated)

    def source_links(self, names: Sequence[str]) -> Markup:
        """Return links to several sources; two pages of one publisher are told apart by date."""
        publishers = Counter(self.catalog.sources[name].publisher for name in names)
        links = (
            self.source_link(name, dated=publishers[self.catalog.sources[name].publisher] > 1)
            for name in names
        )
        return Markup(self.words.gettext(", ")).join(links)  # noqa: S704 (an interface word)

    def amount(self, value: Value) -> Markup:
        """Return the isolated amount of a value, with the word that it needs when not exact."""
        before, after = self.around(value)
        key = (str(value.amount), self.digits(value), before, after)  # all that is printed of it
        return self.piece("amount", key, value=value, before=before, after=after)

    def word(self, message: str, **values: Any) -> Markup:
        """Return an interface word, with values in their places; what is not markup is escaped."""
        if message not in self._words:
            self._words[message] = Markup.escape(self.words.gettext(message))
        return self._words[message] % values if values else self._words[message]

    def words_for(self, one: str, many: str, number: int, **values: Any) -> Markup:
        """Return an interface word in the plural form of a number."""
        return Markup.escape(self.words.ngettext(one, many, number)) % {"num": number, **values}


_LOOKUPS = (
    "claims",
    "corrections",
    "derivations",
    "events",
    "pardons",
    "statements",
    "terms",
    "unknowns",
    "outlets",
    "uses",
    "organisations",
    "sources",
    "places",
    "measures",
    "editions",
    "cohorts",
    "disagreements",
)
