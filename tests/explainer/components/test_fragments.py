"""Small pieces are made once and kept: each is that of its own record, in every order."""

from __future__ import annotations

import re

from explainer.catalog.values import stated
from explainer.components import Calls


def test_a_number_is_never_that_of_another_value(calls: Calls) -> None:
    """Values that nobody keeps give their place in memory to the next one."""
    for observation in [*calls.catalog.observations] * 20:
        html = str(calls.fragments.amount(stated(observation)))
        assert re.findall('value="([^"]+)"', html) == [str(observation.value)]


def test_the_same_number_with_other_words_is_another_piece(calls: Calls) -> None:
    pieces = {str(calls.fragments.amount(stated(o))) for o in calls.catalog.observations}
    printed = {
        (str(o.value), o.qualifier, calls.catalog.measures[o.measure].unit)
        for o in calls.catalog.observations
    }
    assert len(pieces) == len(printed)


def test_marks_inside_a_quotation_are_the_inner_ones(calls: Calls) -> None:
    outer = {"ar": "قال «{}» ثم", "en": "He said “{}” then"}[calls.fragments.locale]
    inner = {"ar": "«قال “كذا” ثم»", "en": "“He said ‘كذا’ then”"}[calls.fragments.locale]
    assert calls.fragments.quote(outer.format("كذا")) == inner
