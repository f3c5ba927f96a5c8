"""`{% holds condition %}sentence{% else %}neutral sentence{% endholds %}` on a page."""

from __future__ import annotations

from jinja2 import nodes
from jinja2.ext import Extension
from jinja2.parser import Parser

from explainer.components.grammar import DECIDE

_SHOWN = 120


class Holds(Extension):
    """A sentence that stands only while the data bear it out.

    The condition is a comparison of `value(…)` calls. When it fails, the text after `{% else %}`
    stands instead and an editor gets a task; without one, the page is in error.
    """

    tags = {"holds"}  # noqa: RUF012 (Jinja's own attribute)

    def parse(self, parser: Parser) -> nodes.Node:
        """Return the tag as an if statement on `environment.decide_holds`."""
        line = next(parser.stream).lineno
        condition = parser.parse_expression()
        body = parser.parse_statements(("name:else", "name:endholds"))
        otherwise: list[nodes.Node] = []
        has_else = next(parser.stream).value == "else"
        if has_else:
            otherwise = parser.parse_statements(("name:endholds",), drop_needle=True)
        arguments: list[nodes.Expr] = [
            condition,
            nodes.Const(has_else),
            nodes.Const(_sentence(body)),
        ]
        decide = nodes.Call(
            nodes.EnvironmentAttribute(DECIDE), arguments, [], None, None, lineno=line
        )
        return nodes.If(decide, body, [], otherwise).set_lineno(line)


def _sentence(body: list[nodes.Node]) -> str:
    """Return the guarded words, for messages."""
    words = [
        data.data
        for node in body
        for data in (
            [node] if isinstance(node, nodes.TemplateData) else node.find_all(nodes.TemplateData)
        )
    ]
    text = " … ".join(" ".join(words).split(" … "))
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
