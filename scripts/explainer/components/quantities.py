"""Arithmetic and comparisons on values, at one common date and basis or not at all."""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, DivisionByZero, InvalidOperation
from typing import Any

from explainer.catalog import Catalog, Value
from explainer.components.rendering import FAILED, ComponentError, Impossible
from explainer.components.selection import Selection, common, select

Values = dict[Selection, Value]
_SYMBOLS = {"add": "+", "sub": "-", "mul": "*", "truediv": "/"}
_COMPARISONS = {"lt": "<", "le": "<=", "gt": ">", "ge": ">=", "eq": "==", "ne": "!="}


@dataclass(frozen=True, eq=False)
class Quantity:
    """An amount that is worked out when it is compared, so that all its parts share a date."""

    catalog: Catalog
    selections: tuple[Selection, ...]
    compute: Callable[[Values], Decimal]
    words: Callable[[Values], str]

    @classmethod
    def of(cls, catalog: Catalog, selection: Selection) -> Quantity:
        """Return the quantity of one measure."""
        return cls(
            catalog,
            (selection,),
            lambda values: values[selection].amount,
            lambda values: f"{selection.measure} {values[selection].amount}",
        )

    @classmethod
    def counted(cls, catalog: Catalog, number: int, words: str) -> Quantity:
        """Return the quantity of something counted in the data file; `words` says what."""
        return cls(catalog, (), lambda _: Decimal(number), lambda _: f"{words} {number}")

    @property
    def value(self) -> Value:
        """Return the value itself. Raises ComponentError for a calculation."""
        if len(self.selections) != 1:
            raise ComponentError("found a calculation, expected one value")
        return select(self.catalog, self.selections[0])

    def combine(self, name: str, other: object, *, reverse: bool = False) -> Quantity:
        """Return `self (op) other`, or the reverse."""
        left, right = (_lift(self.catalog, other), self) if reverse else (self, other)
        left, right = _lift(self.catalog, left), _lift(self.catalog, right)
        compute = getattr(operator, name)
        return Quantity(
            self.catalog,
            tuple(dict.fromkeys((*left.selections, *right.selections))),
            lambda values: compute(left.compute(values), right.compute(values)),
            lambda values: f"{left.words(values)} {_SYMBOLS[name]} {right.words(values)}",
        )

    def compare(self, name: str, other: object) -> Truth | Impossible:
        """Return whether a comparison holds, with the values that decided it."""
        try:
            right = _lift(self.catalog, other)
            values = common(self.catalog, (*self.selections, *right.selections))
            holds = getattr(operator, name)(self.compute(values), right.compute(values))
        except ComponentError as error:
            return Impossible(str(error))
        except (DivisionByZero, InvalidOperation):
            return Impossible("found a division by zero, expected another value")
        words = f"{self.words(values)} {_COMPARISONS[name]} {right.words(values)}"
        return Truth(bool(holds), words, tuple(values.values()))


def _lift(catalog: Catalog, other: object) -> Quantity:
    if isinstance(other, Quantity):
        return other
    if isinstance(other, bool) or not isinstance(other, int | Decimal):
        raise ComponentError(f"found {other!r}, expected value(…) or a whole number")
    number = Decimal(other)
    return Quantity(catalog, (), lambda _: number, lambda _: str(number))


def _arithmetic(name: str, *, reverse: bool = False) -> Any:
    def operate(self: Quantity, other: object) -> object:
        return other if other is FAILED else self.combine(name, other, reverse=reverse)

    return operate


def _comparison(name: str) -> Any:
    return lambda self, other: other if other is FAILED else self.compare(name, other)


for _name in _SYMBOLS:
    setattr(Quantity, f"__{_name}__", _arithmetic(_name))
    setattr(Quantity, f"__r{_name}__", _arithmetic(_name, reverse=True))
for _name in _COMPARISONS:
    setattr(Quantity, f"__{_name}__", _comparison(_name))


@dataclass(frozen=True, slots=True)
class Truth:
    """The outcome of a comparison and how it came about."""

    holds: bool
    words: str
    values: tuple[Value, ...] = ()

    def __bool__(self) -> bool:
        """Return the outcome, so that `and` and `or` work in a condition."""
        return self.holds
