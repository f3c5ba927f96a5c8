"""How pages are read as templates, and which of them hold the entries of the record."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from explainer.components.calls import BLOCKS, Calls, entries
from explainer.components.guard import Holds
from explainer.pages import Page


def new_environment(**options: Any) -> Environment:
    """Return the environment that reads pages; `{#` is left to heading ids."""
    return SandboxedEnvironment(
        comment_start_string="{##",
        comment_end_string="##}",
        extensions=[Holds],
        keep_trailing_newline=True,
        **options,
    )


def find_homes(pages: list[Page], calls: Calls) -> dict[str, str]:
    """Return, for each kind of record, the first page that holds its entries with their ids."""
    homes: dict[str, str] = {}
    environment = new_environment()
    for page in pages:
        if not any(f"{name}(" in page.body for name in BLOCKS):
            continue
        try:
            tree = environment.parse(page.body)
        except TemplateSyntaxError:
            continue  # reported, with all else, when the page is rendered
        for call in tree.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name):
                arguments = tuple(a.value for a in call.args if isinstance(a, nodes.Const))
                for kind in entries(calls.catalog, call.node.name, arguments):
                    homes.setdefault(kind, page.path)
    return homes
