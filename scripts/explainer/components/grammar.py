"""What a page may hold of a template: calls, guards and notes; all else is refused at its line.

Loops, macros, filters and arithmetic outside a guard are no part of what authors write (README.md,
"What an author writes"), and some of them would never end or take all memory. They are refused
before the page is compiled, since Jinja works out constants such as `9**9**9` while compiling.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

DECIDE = "decide_holds"
"""The attribute of the environment that a guard calls."""
_CALL = (nodes.Call, nodes.Keyword, nodes.Name, nodes.Getattr, nodes.Const)
_ANYWHERE = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, *_CALL)
_CALCULATION = (nodes.Add, nodes.Sub, nodes.Mul, nodes.Div)
_CONDITION = (nodes.Operand, nodes.And, nodes.Or, nodes.Not, *_CALCULATION, *_CALL)
_COMPARISONS = {"eq", "ne", "lt", "lteq", "gt", "gteq"}
_TAGS = {
    nodes.Assign: "set",
    nodes.AssignBlock: "set",
    nodes.CallBlock: "call",
    nodes.FilterBlock: "filter",
    nodes.FromImport: "from",
    nodes.ScopedEvalContextModifier: "autoescape",
}
_NAMES: dict[type[nodes.Node], str] = {
    nodes.Compare: "such a comparison",
    nodes.And: "the word 'and'",
    nodes.Or: "the word 'or'",
    nodes.Not: "the word 'not'",
    nodes.CondExpr: "the word 'if'",
    nodes.Concat: "a text put together with ~",
    nodes.Test: "the word 'is'",
    nodes.Getitem: "square brackets after a name",
    nodes.List: "a list in square brackets",
    nodes.Tuple: "a list in brackets",
    nodes.Dict: "a mapping",
}


class Refusal(NamedTuple):
    """Something that a page may not hold."""

    line: int
    message: str


def refused(tree: nodes.Template) -> tuple[Refusal, ...]:
    """Take out of a parsed page what it may not hold, and return that in the order of lines.

    An expression leaves the attribute `failed` of the environment behind, a tag nothing, so that
    the rest of the page can be checked.
    """
    sieve = _Sieve()
    sieve.visit(tree)
    return tuple(sorted(sieve.found))


class _Sieve(NodeTransformer):
    def __init__(self) -> None:
        self.found: list[Refusal] = []
        self._deciding = False

    def visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> Any:
        """Keep a node with what it may hold; replace any other, and whatever stands inside it."""
        return super().visit(node, *args, **kwargs) if self._fits(node) else self._refuse(node)

    def visit_If(self, node: nodes.If) -> nodes.Node | None:  # noqa: N802 (Jinja's name)
        """Keep a guard, whose condition may compare and calculate; `{% if %}` is no guard."""
        if not is_guard(node):
            return self._refuse(node)
        decide = node.test
        assert isinstance(decide, nodes.Call)  # noqa: S101 (what is_guard has found)
        self._deciding = True
        decide.args[0] = self.visit(decide.args[0])
        self._deciding = False
        node.body = self._all(node.body)
        node.else_ = self._all(node.else_)
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Node | None:  # noqa: N802 (Jinja's name)
        """Keep the call of a name, whose arguments are plain even in a condition."""
        if not isinstance(node.node, nodes.Name) or node.dyn_args or node.dyn_kwargs:
            return self._refuse(node)
        deciding, self._deciding = self._deciding, False
        kept = self.generic_visit(node)
        self._deciding = deciding
        return kept

    def visit_TemplateData(self, node: nodes.TemplateData) -> nodes.Node:  # noqa: N802 (Jinja's name)
        """Keep text; braces in it can only come from `{% raw %}`, and no page may show them."""
        for mark in ("{{", "{%"):
            if mark in node.data:
                line = node.lineno + node.data[: node.data.index(mark)].count("\n")
                self._say(line, f"{mark} in the tag {{% raw %}}, expected no such braces")
        return node

    def _all(self, found: list[nodes.Node]) -> list[nodes.Node]:
        kept = (self.visit(node) for node in found)
        return [node for node in kept if node is not None]

    def _fits(self, node: nodes.Node) -> bool:
        """Return whether a node may stand here, whatever it holds."""
        if not self._deciding:
            return isinstance(node, _ANYWHERE)
        if isinstance(node, nodes.Const):  # a text could only be multiplied, which takes all memory
            return not isinstance(node.value, str)
        if isinstance(node, nodes.Compare):  # as numbers are compared, which `in` does not
            return all(operand.op in _COMPARISONS for operand in node.ops)
        return isinstance(node, _CONDITION)

    def _refuse(self, node: nodes.Node) -> nodes.Node | None:
        if isinstance(node, nodes.Stmt):
            name = next((tag for kind, tag in _TAGS.items() if isinstance(node, kind)), "")
            tag = name or type(node).__name__.lower()
            expected = "{{ a call }}, {% holds … %} or {## a note ##}"
            self._say(node.lineno, f"the tag {{% {tag} %}}, expected {expected}")
            return None
        where = "a condition" if self._deciding else "braces"
        expected = "value(…) or a whole number" if self._deciding else "a call such as figure(…)"
        self._say(node.lineno, f"{_named(node)} in {where}, expected {expected}")
        return nodes.EnvironmentAttribute("failed").set_lineno(node.lineno)

    def _say(self, line: int, message: str) -> None:
        self.found.append(Refusal(line, f"found {message}"))


def is_guard(node: nodes.If) -> bool:
    """Return whether an if statement is a guard; an author cannot write one that looks like it."""
    call = node.test
    return (
        isinstance(call, nodes.Call)
        and isinstance(call.node, nodes.EnvironmentAttribute)
        and call.node.name == DECIDE
    )


def _named(node: nodes.Node) -> str:
    if isinstance(node, nodes.Filter):
        return f"the filter {node.name!r}"
    if isinstance(node, nodes.Const):
        return f"the text {node.value!r}"
    if isinstance(node, nodes.BinExpr | nodes.UnaryExpr):
        return _NAMES.get(type(node)) or f"a calculation with {node.operator}"
    if isinstance(node, nodes.Call):
        starred = node.dyn_args or node.dyn_kwargs
        return "a call with a star" if starred else "a call of something else than a name"
    return _NAMES.get(type(node), type(node).__name__.lower())
