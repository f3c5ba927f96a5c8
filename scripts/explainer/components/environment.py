"""How pages are read as templates, and which of them hold the entries of the record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from jinja2 import Environment, TemplateSyntaxError, nodes, pass_environment
from jinja2.sandbox import SandboxedEnvironment

from explainer.catalog import Catalog
from explainer.components.blocks import entries
from explainer.components.calls import Calls
from explainer.components.grammar import Refusal, refused
from explainer.components.guard import Holds
from explainer.components.rendering import FAILED
from explainer.pages import Page
from explainer.problems import Problem

PAGE = "<page>"
"""The file name of compiled pages, by which their frames are known."""


@pass_environment
def _print(environment: Any, value: object) -> str:
    printed: str = environment.emit(value)
    return printed


def new_environment() -> Environment:
    """Return an environment that reads pages; `{#` is left to heading ids.

    To run a page it has to be extended with `emit`, which prints a value, and `decide_holds`.
    """
    environment = SandboxedEnvironment(
        comment_start_string="{##",
        comment_end_string="##}",
        extensions=[Holds],
        keep_trailing_newline=True,
        finalize=_print,
    )
    environment.extend(failed=FAILED)
    return environment


class Call(NamedTuple):
    """A call that stands on a page, with the arguments that are written out."""

    name: str
    arguments: tuple[object, ...]
    line: int


class PageCode(NamedTuple):
    """A page ready to run, the calls that stand on it, and what it may not hold."""

    code: Any
    calls: tuple[Call, ...]
    refused: tuple[Refusal, ...]


_compiled: dict[str, PageCode] = {}


def compiled(environment: Environment, body: str) -> PageCode:
    """Return a page as code, compiled once: the same text needs it neither per build nor twice.

    Raises TemplateSyntaxError. The file name of the code is `PAGE` for every page.
    """
    if body not in _compiled:
        try:
            _compiled[body] = _compile(environment, body)
        except RecursionError:
            message = "found a call that is nested too deeply, expected a plain one"
            raise TemplateSyntaxError(message, _deepest(body)) from None
    return _compiled[body]


def _deepest(body: str) -> int:
    """Return the number of the line with the most opening brackets."""
    lines = body.split("\n")
    return 1 + max(range(len(lines)), key=lambda at: len(re.findall(r"[\[({]", lines[at])))


def _compile(environment: Environment, body: str) -> PageCode:
    tree = environment.parse(body)
    wrong = refused(tree)
    calls = tuple(
        Call(
            call.node.name,
            tuple(argument.value for argument in call.args if isinstance(argument, nodes.Const)),
            call.lineno,
        )
        for call in tree.find_all(nodes.Call)
        if isinstance(call.node, nodes.Name)
    )
    return PageCode(environment.compile(tree, filename=PAGE), calls, wrong)


def find_homes(pages: list[Page], calls: Calls) -> dict[str, str]:
    """Return, for each kind of record, the first page that holds its entries with their ids."""
    homes: dict[str, str] = {}
    environment = new_environment()
    for page in pages:
        try:
            code = compiled(environment, page.body)
        except TemplateSyntaxError:
            continue  # reported, with all else, when the page is rendered
        for call in code.calls:
            for kind in entries(calls.catalog, call.name, call.arguments):
                homes.setdefault(kind, page.path)
    return homes


def on_no_page(catalog: Catalog, homes: Mapping[str, str], shown: str) -> Iterator[Problem]:
    """Yield the charts that no page calls: what is offered of them could not lead back to it."""
    for name, chart in catalog.charts.items():
        if f"chart-{name}" not in homes:
            message = f"chart {name} stands on no page, expected {{{{ chart({name!r}) }}}} on one"
            yield Problem(shown, chart.line_of("id"), message)


def line_in(error: BaseException) -> int:
    """Return the line of a page at which an error arose, from Jinja's rewritten traceback."""
    line, step = 1, error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == PAGE:
            line = step.tb_lineno
        step = step.tb_next
    return line
