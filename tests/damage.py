"""Recipes that damage a data file or a page: the same seed damages the same way.

A recipe is a kind of damage and a seed; what it makes is never kept. `checked` says what is wrong
with the answer of the project to a damaged file: nothing, if it refuses it with a line number, or
shows no figure that is not in the data.
"""

from __future__ import annotations

import random
import re
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from types import FrameType
from typing import Any

from lxml import html as lxml_html
from markdown import Markdown

from explainer.catalog import Catalog
from explainer.catalog.values import Key
from explainer.markdown_tokens import ComponentExtension
from explainer.problems import UserError
from explainer.project import Project, open_project
from explainer.prose import ProseExtension

PATIENCE = 5
"""Seconds of processor time after which a damaged file has hung the build."""
EXTENSIONS = ["admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc"]
NUMBERS = [
    "0",
    "-1",
    "1e400",
    ".nan",
    "0x1F",
    "1_103",
    "99999999999999999999",
    "1,103",
    "١١٠٣",
    "~",
]
DATES = [
    "2022-02-30",
    "2022-13",
    "0000",
    "2022-07-01/..",
    "-1",
    "2022-07-01T00:00",
    "soon",
    "2022~",
]
ODD = [
    "\x00",
    "\u202e",
    "\ufeff",
    "\u00a0",
    "\t",
    "\ud800",
    "\u2028",
    "'",
    '"',
    "#",
    ": ",
    "{{",
    "&a ",
]
CALLS = [
    "{{", "}}", "{% holds", "{% endholds %}", "{{ figure( }}", '{{ figure("nobody") }}',
    '{{ figure("readers", as_of="2022-07-01") }}', "{{ figure(readers) }}", "{{ 1103 }}",
    '{{ figure("readers") + 1 }}', '{{ figure("readers").html }}', "{{ [1, 2][0] }}",
    '{{ count("readers", "nobody") }}', "{{ sources() }}", "{{ site_index() }}", "{{ }}",
    '{% holds value("books") > 1 %}', "{% else %}", "{% for x in y %}", "{# x", "{## allow: ##}",
    '{{ "{{" }}', '{{ table("totals") }}', "{{ figure('readers')", "%}", "\ue000", "\ue0021",
    '{{ share("books", "readers") }}', '{{ date("2022-99") }}', '{{ term("x") }}',
    '{{ spread("readers", "reader") }}',
]  # fmt: skip
# Apart from the calls above: a recipe that found something draws from these as it did then.
MISTAKES = [
    "{% for one in nobody %}{{ one }}{% endfor %}", "{{ nobody | list }}", "{{ nobody[0].x }}",
    "{{ range(10**9) | list }}", "{{ 9**9**9**9 }}", "{{ 1/0 }}", "{{ figure(*nobody) }}",
    '{% holds "a" * 9999999999 > 1 %}x{% endholds %}', "{% holds 1/0 > 1 %}x{% endholds %}",
    '{% holds closed_in("2022") > 1 %}x{% endholds %}', "{% raw %}{{{% endraw %}", "{{ see(13) }}",
    "{{ see(edition(1)) }}", "{{ date(edition(1)) }}", "{{ date(2022) }}",
    '{{ share("books", "readers", decimals=30) }}', '{{ figure("readers", edition="x") }}',
]  # fmt: skip
MARKS = [
    "[",
    "](",
    "*",
    "`",
    "<",
    "<div>",
    "|",
    "\n\n",
    "    ",
    "> ",
    "- ",
    "# ",
    "![",
    "[^1]",
    "~~~",
]


def kind_of_data(function: Callable[..., str]) -> Callable[..., str]:
    """Note a kind of damage to the data file."""
    DATA_KINDS[function.__name__] = function
    return function


def kind_of_page(function: Callable[..., str]) -> Callable[..., str]:
    """Note a kind of damage to a page."""
    PAGE_KINDS[function.__name__] = function
    return function


DATA_KINDS: dict[str, Callable[..., str]] = {}
PAGE_KINDS: dict[str, Callable[..., str]] = {}


def damaged(kind: str, seed: int, text: str) -> str:
    """Return a text as a recipe damages it."""
    draw = random.Random(f"{kind} {seed}")  # noqa: S311 (a recipe, and no secret)
    return {**DATA_KINDS, **PAGE_KINDS}[kind](draw, text)


def _lines(draw: random.Random, text: str) -> tuple[list[str], int]:
    lines = text.splitlines(keepends=True)
    return lines, draw.randrange(len(lines))


def _replaced(draw: random.Random, text: str, pattern: str, new: list[str]) -> str:
    places = [*re.finditer(pattern, text)]
    if not places:
        return text
    found = draw.choice(places)
    return text[: found.start()] + draw.choice(new) + text[found.end() :]


@kind_of_page
@kind_of_data
def line_lost(draw: random.Random, text: str) -> str:
    lines, at = _lines(draw, text)
    return "".join([*lines[:at], *lines[at + 1 :]])


@kind_of_data
def line_twice(draw: random.Random, text: str) -> str:
    lines, at = _lines(draw, text)
    return "".join([*lines[:at], lines[at], *lines[at:]])


@kind_of_data
def block_twice(draw: random.Random, text: str) -> str:
    lines, at = _lines(draw, text)
    return "".join([*lines[: at + 9], *lines[at : at + 9], *lines[at + 9 :]])


@kind_of_data
def lines_swapped(draw: random.Random, text: str) -> str:
    lines, at = _lines(draw, text)
    other = draw.randrange(len(lines))
    lines[at], lines[other] = lines[other], lines[at]
    return "".join(lines)


@kind_of_page
@kind_of_data
def cut_off(draw: random.Random, text: str) -> str:
    return text[: draw.randrange(len(text))]


@kind_of_data
def indented(draw: random.Random, text: str) -> str:
    lines, at = _lines(draw, text)
    lines[at] = draw.choice([" ", "  ", "\t", "    - "]) + lines[at]
    return "".join(lines)


@kind_of_data
def number_changed(draw: random.Random, text: str) -> str:
    return _replaced(draw, text, r"(?<=value: )\d+", NUMBERS)


@kind_of_data
def date_changed(draw: random.Random, text: str) -> str:
    return _replaced(draw, text, r"\b20\d\d(?:-\d\d)*\b", DATES)


@kind_of_data
def key_changed(draw: random.Random, text: str) -> str:
    return _replaced(draw, text, r"\b\w+(?=:)", ["", "id", "valeu", "<<", "?", "!!python/name:os"])


@kind_of_data
def word_changed(draw: random.Random, text: str) -> str:
    words = ["readers", "books", "nobody", "true", "2022", "[]", "{}", "*a", "!!set", "a" * 10_000]
    return _replaced(draw, text, r"(?<=: )[a-z][\w-]*$|(?<=- )[a-z][\w-]*$|\b[a-z]{4,}\b", words)


@kind_of_page
@kind_of_data
def character_put_in(draw: random.Random, text: str) -> str:
    at = draw.randrange(len(text))
    return text[:at] + draw.choice(ODD) + text[at:]


@kind_of_data
def nested(draw: random.Random, text: str) -> str:
    return _replaced(draw, text, r"(?<=: )\S+$|(?<=: )[^\n]+", ["[" * 5_000, "{a: " * 500, "[[1]]"])


@kind_of_data
def aliases(draw: random.Random, text: str) -> str:
    lines = ["a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1]"]
    for n in range(1, draw.choice([2, 30])):
        lines.append(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]")
    return "\n".join([*lines, text])


@kind_of_data
def other_shape(draw: random.Random, text: str) -> str:
    shapes = ["", "null", "[]", "{}", "- a", "a", "--- a\n--- b", "%YAML 9.9\n---\na: b", "!!str a"]
    return draw.choice(
        [*shapes, text.replace("\n", "\r\n"), f"\ufeff{text}", f"{text}\n...\n{text}"]
    )


@kind_of_page
def call_put_in(draw: random.Random, text: str) -> str:
    at = draw.randrange(len(text))
    return text[:at] + draw.choice(CALLS) + text[at:]


@kind_of_page
def calls_put_in(draw: random.Random, text: str) -> str:
    for _ in range(draw.randrange(2, 6)):
        text = call_put_in(draw, text) if draw.random() < 0.7 else marks_put_in(draw, text)
    return text


@kind_of_page
def mistake_put_in(draw: random.Random, text: str) -> str:
    at = draw.randrange(len(text))
    return text[:at] + draw.choice(MISTAKES) + text[at:]


@kind_of_page
def marks_put_in(draw: random.Random, text: str) -> str:
    at = draw.randrange(len(text))
    return text[:at] + draw.choice(MARKS) * draw.choice([1, 3, 400]) + text[at:]


@kind_of_page
def letters_swapped(draw: random.Random, text: str) -> str:
    at = draw.randrange(len(text) - 1)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


@contextmanager
def patience() -> Iterator[None]:
    """Stop what has taken too much of the processor."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError(f"hung: {PATIENCE} s of processor time")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def checked(root: Path, path: str, content: str) -> tuple[str, list[str]]:
    """Put a damaged file into a project; return "refused" or "shown", and what is wrong with it."""
    file = root / path
    before = file.read_bytes()
    file.write_text(content, encoding="utf-8", errors="surrogatepass")
    try:
        with patience():
            project = open_project(root)
            if project.findings.problems:
                raise UserError(project.findings.problems)
            faults = list(_faults(project))
            if late := project.late_problems():
                raise UserError(late)
            return "shown", faults
    except UserError as error:
        unplaced = [str(problem) for problem in error.problems if not _has_place(str(problem))]
        return "refused", unplaced or ([] if error.problems else ["refused without a word"])
    finally:
        file.write_bytes(before)


def _has_place(problem: str) -> bool:
    place, _, message = problem.partition(": ")
    return bool(re.fullmatch(r"[\w./-]+:\d+", place)) and len(message) > 10


def _faults(project: Project) -> Iterator[str]:
    """Yield what no page may show: calls, marks of calls, figures that are not in the data."""
    numbers, percents = _known(project.catalog)
    for key, text in project.markdown.items():
        page: Any = lxml_html.fragment_fromstring(_html(project, key, text), create_parent="div")
        words = "".join(page.xpath(".//text()[not(ancestor::pre)]"))  # BibTeX has braces of its own
        if found := re.search(r"\{\{|\}\}|\{%|%\}|[\ue000-\ue003]", words):
            yield f"{key}: shows {found[0]!r}"
        for figure in page.iter("data"):
            locale = figure.xpath("string(ancestor::*[@lang][1]/@lang)") or key[0]
            formats = project.renderers[locale].calls.fragments.formats
            amount = Decimal(figure.get("value"))
            right = {formats.percent(amount)} if amount in percents else set()
            if amount in numbers:
                # None, one and two of something are words in Arabic, without a number.
                forms = [noun.forms[locale] for noun in project.catalog.nouns.values()]
                right |= {word for form in forms for word in form.values()}
                right.add(formats.number(amount))
            if figure.text_content() not in right:
                yield f"{key}: shows {figure.text_content()!r} for {figure.get('value')!r}"


def _known(catalog: Catalog) -> tuple[set[Decimal], set[Decimal]]:
    """Return every number and every percentage that pages may show, worked out anew.

    The small site computes nothing but differences, and its shares have no decimals.
    """
    stated = {(o.measure, Key(o.as_of.text, o.basis)): o.value for o in catalog.observations}
    known = dict(stated)
    for derivation in catalog.derivations.values():
        whole, *parts = derivation.of
        for (measure, key), amount in stated.items():
            if measure == whole and all((part, key) in stated for part in parts):
                less = [stated[part, key] for part in parts]
                known.setdefault((derivation.measure, key), amount - sum(less))
    percents = {
        (100 * part / whole).quantize(Decimal(1), ROUND_HALF_UP)
        for (_, key), part in known.items()
        for (_, other), whole in known.items()
        if key == other and whole
    }
    return {*known.values()}, percents


def _html(project: Project, key: tuple[str, str], text: str) -> str:
    ours = [
        ComponentExtension(project.tokens, lambda *cited: project.cite(*key, *cited)),
        ProseExtension(lambda: project.surroundings(*key)),
    ]
    return Markdown(extensions=[*EXTENSIONS, *ours]).convert(text)
