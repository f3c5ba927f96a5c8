"""Sums that do not hold and are not listed, and listed exceptions that hold after all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from explainer.catalog.arithmetic import Check
from explainer.model import Identity
from explainer.problems import Problem


def check(
    tests: Sequence[Check], identities: Sequence[Identity], path: str, others: Sequence[Problem]
) -> Iterator[Problem]:
    """Yield sums that do not hold and are not listed, and listed exceptions that now hold.

    Sums over a value that is already in `others` are left out: they would only repeat it.
    """
    broken = {problem.line for problem in others}
    used, told = set(), set()
    for test in tests:
        used.add(id(test.exception))
        values = (test.total, *test.terms, *([test.base] if test.base else []))
        if broken & {value.line for value in values}:
            continue
        failure = (test.identity.id, test.total.amount, test.expected)
        if test.total.repeats and failure in told:
            continue
        told.add(failure)
        if not test.holds and test.exception is None:
            yield Problem(path, test.total.line, _failure(test))
        elif test.holds and test.exception is not None:
            message = (
                f"exceptions: {test.identity.id} holds on {test.total.as_of} "
                f"({arithmetic(test)}), expected no exception for that date any more"
            )
            yield Problem(path, test.exception.line_of(), message)
    for identity in identities if not others else ():
        for exception in identity.exceptions:
            if id(exception) not in used:
                message = (
                    f"as_of: found {exception.as_of}, expected a date on which {identity.id} "
                    "can be worked out"
                )
                yield Problem(path, exception.line_of("as_of"), message)


def _failure(test: Check) -> str:
    terms = ", ".join(f"{v.measure} {v.amount} on line {v.line}" for v in test.terms)
    return (
        f"value: found {test.total.amount} for {test.total.measure} on {test.total.as_of}, "
        f"expected {arithmetic(test)} ({test.identity.id}: {terms}); set one aside with "
        "standing: unreconciled, or list the exception with its explanation"
    )


def arithmetic(test: Check) -> str:
    """Return the calculation in digits: `198 + 90 = 288`, or `(150 + 23) / 259 = 66.80 %`."""
    amounts = [str(value.amount) for value in test.terms]
    terms = " + ".join([*amounts, *(str(pardon.released) for pardon in test.pardons)])
    if test.base is not None:
        terms = f"({terms})" if len(test.terms) > 1 else terms
        return f"{terms} / {test.base.amount} = {test.expected} %"
    return f"{terms} = {test.expected}"
