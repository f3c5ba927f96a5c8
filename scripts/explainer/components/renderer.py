"""A page's Markdown with component calls → Markdown with tokens, and every mistake on the way."""

from __future__ import annotations

import difflib
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import FrameType
from typing import Any

from jinja2 import Environment, TemplateError, TemplateSyntaxError

from explainer.components.arguments import fits, usage
from explainer.components.calls import Calls
from explainer.components.environment import (
    PAGE,
    compiled,
    line_in,
    new_environment,
)
from explainer.components.grammar import DECIDE
from explainer.components.quantities import Truth
from explainer.components.rendering import (
    FAILED,
    Block,
    ComponentError,
    Impossible,
    Inline,
    Tokens,
)
from explainer.components.templates import in_words
from explainer.components.views import EditionView, EventView
from explainer.components.ways import Surroundings, Ways
from explainer.dates import Date
from explainer.pages import Page
from explainer.problems import Problem, UserError
from explainer.site_index import Heading

_MISSING = object()
_SOURCE = re.compile(r'#source-([\w-]+)"')


class PageRenderer:
    """Renders the pages of one language."""

    def __init__(
        self,
        calls: Calls,
        tokens: Tokens,
        homes: dict[str, str],
        root: str,
        bases: Mapping[str, str],
    ) -> None:
        """Take the component functions, and where the entries of each kind of record stand.

        `homes` maps a kind of record to a page path; `root` is the folder of the language in the
        site (`""` or `en/`), and `bases` the absolute address of the home of each language.
        """
        self.calls = calls
        self._tokens = tokens
        self.ways = Ways(homes, root, bases)
        self._page: Page  # set by render: nothing is said, printed or decided outside it
        self._cache = calls.answers
        self.problems = self.ways.problems
        self.tasks: list[Problem] = []
        """Guarded sentences that gave way to their neutral form: work for an editor."""
        self._environment = self._prepare()

    def _prepare(self) -> Environment:
        environment = new_environment()
        environment.globals = {
            name: self._watched(name, function) for name, function in self.calls.functions().items()
        }
        environment.globals["record"] = self.calls.catalog.about
        environment.undefined = self._unknown  # type: ignore[assignment]  # called as a class is
        environment.extend(**{DECIDE: self._decide, "emit": self._emit})
        return environment

    def render(self, page: Page) -> str:
        """Return a page's Markdown with a token for each call; mistakes go to `problems`."""
        self._page = page
        try:
            code, _, refused = compiled(self._environment, page.body)
            for line, message in refused:
                self._say(message, line)
            template = self._environment.template_class.from_code(
                self._environment, code, self._environment.globals
            )
            return template.render()
        except TemplateSyntaxError as error:
            self._say(error.message or "broken call", error.lineno)
        except UserError:
            raise  # of a template, which has a path and a line of its own
        except (ComponentError, TemplateError) as error:
            self._say(str(error), line_in(error))
        except Exception as error:  # of a condition, whose parts are whatever the author gave
            self._say(f"{in_words(error)}, expected what can be worked out", line_in(error))
        finally:
            del self._page
        return ""

    def citation(self, values: tuple[Any, ...], sources: tuple[str, ...], page: Page) -> str:
        """Return the note at the end of a paragraph that cites its values and names its sources."""
        key = ("citation", tuple(map(id, values)), sources)
        if key not in self._cache:
            # With the values: none of them may give its place in memory, and so its id, to another.
            self._cache[key] = (values, self.calls.citation(values, sources))
        return self.ways.localise(self._cache[key][1], page)

    def surroundings(self, page: Page) -> Surroundings:
        """Return what the text of a page needs to know; the glossary does not link to itself."""
        fragments = self.calls.fragments
        return Surroundings(
            self.calls.catalog.locales[fragments.locale].direction,
            fragments.terms,
            lambda term: self.ways.to_entry("term", term, page),
        )

    def page_corrections(self, page: Page) -> str:
        """Return the notes for the corrections that concern a page, or nothing."""
        html = self.calls.page_corrections(page.path.removesuffix(".md"))
        return self.ways.localise(html, page) if html else ""

    def page_sources(self, html: str, page: Page) -> str:
        """Return the list of the sources that a page links to; nothing where it lists all."""
        found = dict.fromkeys(_SOURCE.findall(html))
        names = tuple(name for name in found if name in self.calls.catalog.sources)
        listed = not self.ways.to_entry("source", "", page)
        return self.calls.page_sources(names) if names and not listed else ""

    def site_index(self, headings: Sequence[Heading], page: Page) -> str:
        """Return the list of everything on the site, for the page that holds it."""
        return self.ways.localise(self.calls.listed(headings), page)

    def _watched(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function that answers the same call once, and reports what goes wrong."""

        def call(*args: Any, **options: Any) -> Any:
            # With the types: 1, 1.0 and true are the same key, and not the same argument.
            types = (*map(type, args), *map(type, options.values()))
            key = (name, args, types, *options.items())
            try:
                return self._cache[key]
            except (KeyError, TypeError):
                return self._first(key, function, args, options)

        return call

    def _first(
        self, key: tuple[Any, ...], function: Callable[..., Any], args: Any, options: dict[str, Any]
    ) -> Any:
        """Answer a call that was not made before, and keep the answer; report what goes wrong."""
        name = key[0]
        for value in (*args, *options.values()):
            if isinstance(value, Impossible):
                self._say(f"{name}: {value.message}")
            if value is FAILED or isinstance(value, Impossible):
                return FAILED
        try:
            fits(function, args, options)
            answer = self._cache[key] = function(*args, **options)
        except UserError:
            raise  # of a template, which has a path and a line of its own
        except ComponentError as error:
            self._say(f"{name}: {error}")
        except Exception as error:  # an author sees a line, whatever a call makes of its arguments
            self._say(f"{name}: {in_words(error)}, expected {usage(name, function)}")
        else:
            return answer
        return FAILED

    def _emit(self, value: Any) -> str:
        """Return the token of something that a page prints."""
        rendering: Inline | Block | None = None
        if isinstance(value, Inline | Block):
            rendering = value
        elif isinstance(value, EditionView | EventView):
            rendering = value.name
        elif isinstance(value, Date):
            rendering = self.calls.date(value)
        elif isinstance(value, Impossible):
            self._say(value.message)
        elif value is not FAILED:
            shown = type(value).__name__.lower()
            self._say(f"found a bare {shown} in braces, expected a component such as figure(…)")
        if rendering is None:
            return ""
        return self._tokens.add(self._for_page(rendering), self._page.shown, self._place())

    def _for_page(self, rendering: Inline | Block) -> Inline | Block:
        if "\ue002" not in rendering.html:
            return rendering
        html = self.ways.localise(rendering.html, self._page)
        return replace(rendering, html=html)

    def _unknown(
        self, hint: str | None = None, obj: Any = _MISSING, name: str = "", **_: Any
    ) -> Any:
        """Report a name or attribute that does not exist; Jinja calls this for each."""
        if obj is _MISSING:
            names = sorted(self._environment.globals)
            close = difflib.get_close_matches(name, names, n=1)
            expected = f"such as {close[0]}" if close else f"of {', '.join(names)}"
            self._say(f"found the unknown name {name!r}, expected one {expected}")
        elif obj is not FAILED:
            self._say(hint or f"found the unknown attribute {name!r} of {type(obj).__name__}")
        return FAILED

    def _decide(self, truth: object, has_else: bool, source: str) -> bool:
        """Return whether a guarded sentence stands; without an else it must."""
        if isinstance(truth, Impossible):
            self._say(f"holds: {truth.message}")
        if truth is FAILED or isinstance(truth, Impossible):
            return True
        if not isinstance(truth, Truth | bool):
            self._say("holds: found no comparison, expected one such as value(…) > value(…)")
            return True
        if truth:
            return True
        words = truth.words if isinstance(truth, Truth) else "the condition"
        message = f"holds: {words} is no longer so: {source}"
        if has_else:
            self.tasks.append(Problem(self._page.shown, self._here(), message))
            return False
        self._say(f"{message}, expected a sentence that fits the data or an {{% else %}}")
        return True

    def _say(self, message: str, line: int | None = None) -> None:
        where = self._here() if line is None else line + self._page.offset
        self.problems.append(Problem(self._page.shown, where, message))

    def _here(self) -> int:
        """Return the line of the page that is being rendered, front matter included."""
        return self._place()()

    def _place(self) -> Callable[[], int]:
        """Return a function that works out that line, which is slow and mostly not needed."""
        offset = self._page.offset
        frame: FrameType | None = sys._getframe(1)
        while frame is not None:
            if frame.f_code.co_filename == PAGE:
                template, number = frame.f_globals["__jinja_template__"], frame.f_lineno
                return lambda: template.get_corresponding_lineno(number) + offset
            frame = frame.f_back
        return lambda: offset + 1
