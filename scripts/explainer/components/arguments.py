"""Whether what a page gives to a call is of the kind that the call takes."""

from __future__ import annotations

import inspect
import typing
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from types import NoneType
from typing import Any

from explainer.components.rendering import ComponentError

_KINDS = {str: "a text in quotes", int: "a whole number", bool: "true or false"}
_NO_CHECK = (Any, object)
_WITHIN = {"decimals": range(7), "year": range(1000, 10_000)}
"""Which numbers an argument of this name may be."""


def fits(function: Callable[..., Any], given: tuple[Any, ...], options: Mapping[str, Any]) -> None:
    """Raise ComponentError for an argument of another kind than the function says it takes.

    Raises TypeError, as a call would, where arguments are missing or too many.
    """
    hints = _hints(getattr(function, "__func__", function))
    for name, value in _bound(inspect.signature(function), given, options):
        check(name, value, hints.get(name, Any))


def check(name: str, value: object, hint: Any) -> None:
    """Raise ComponentError for a value that is not of a kind, such as `str` or `int | None`.

    A whole number has to be within what an argument of this name can mean.
    """
    kinds = typing.get_args(hint) or (hint,)
    if any(kind in _NO_CHECK for kind in kinds):
        return
    if type(value) not in kinds:  # `true` is no whole number here, although Python takes it as one
        names = " or ".join(_KINDS[kind] for kind in kinds if kind is not NoneType)
        raise ComponentError(f"{name}: found {shown(value)}, expected {names}")
    if isinstance(value, int) and name in _WITHIN and value not in _WITHIN[name]:
        expected = f"a whole number from {_WITHIN[name][0]} to {_WITHIN[name][-1]}"
        raise ComponentError(f"{name}: found {value}, expected {expected}")


def shown(value: object) -> str:
    """Return a value as messages name it: as it was typed, or else what it is."""
    if value is None or isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str | int | float):
        return repr(value)
    return "what another call gives"


def usage(name: str, function: Callable[..., Any]) -> str:
    """Return how a call is written, with the names of its arguments: `share(part, whole, …)`."""
    signature = inspect.signature(function)
    parameters = [p.replace(annotation=p.empty) for p in signature.parameters.values()]
    return f"{name}{signature.replace(parameters=parameters, return_annotation=signature.empty)}"


@cache  # of a function and not of a method, which would keep the data of its object
def _hints(function: Callable[..., Any]) -> Mapping[str, Any]:
    return typing.get_type_hints(function)


def _bound(
    signature: inspect.Signature, given: tuple[Any, ...], options: Mapping[str, Any]
) -> Iterator[tuple[str, Any]]:
    """Yield each argument with the name of what takes it."""
    for name, value in signature.bind(*given, **options).arguments.items():
        kind = signature.parameters[name].kind
        if kind is inspect.Parameter.VAR_POSITIONAL:
            yield from ((name, one) for one in value)
        elif kind is inspect.Parameter.VAR_KEYWORD:
            yield from value.items()
        else:
            yield name, value
