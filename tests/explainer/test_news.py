"""What is new: newest first, repeats left out, ids that stay."""

from __future__ import annotations

from dataclasses import replace

from explainer.catalog import Catalog
from explainer.dates import Date
from explainer.news import LIMIT, news


def test_newest_first_and_not_more_than_the_limit(catalog: Catalog) -> None:
    found = news(catalog)
    assert 0 < len(found) <= LIMIT
    assert [one.day for one in found] == sorted((one.day for one in found), reverse=True)
    assert {one.kind for one in found} == {"event", "measure", "correction"}
    assert len({one.id for one in found}) == len(found)


def test_the_oldest_give_way(catalog: Catalog) -> None:
    first = next(iter(catalog.events.values()))
    days = [Date.parse(f"{2100 + n}-01-01") for n in range(LIMIT + 5)]
    events = {
        str(day): first.model_copy(update={"id": f"e{day.year}", "date": day}) for day in days
    }
    found = news(replace(catalog, events=events))
    assert [one.day.year for one in found] == [day.year for day in days[: -LIMIT - 1 : -1]]


def test_repeats_are_no_news(catalog: Catalog) -> None:
    repeats = sum(o.repeats is not None for o in catalog.observations)
    assert repeats
    figures = [one for one in news(catalog) if one.kind == "measure"]
    assert len(figures) == len(catalog.observations) - repeats


def test_what_was_added_late_is_new_and_keeps_its_id(catalog: Catalog) -> None:
    before = {one.id: one for one in news(catalog)}
    name, event = next(iter(catalog.events.items()))
    late = event.model_copy(update={"added": Date.parse("2030-05-06")})
    found = news(replace(catalog, events={**catalog.events, name: late}))
    assert (found[0].kind, found[0].name) == ("event", name)
    assert str(found[0].day) == "2030-05-06"
    assert before[found[0].id].name == name


def test_a_changed_value_keeps_its_id(catalog: Catalog) -> None:
    first, *others = catalog.observations
    changed = replace(catalog, observations=(first.model_copy(update={"value": 1}), *others))
    assert {one.id for one in news(changed)} == {one.id for one in news(catalog)}


def test_two_figures_set_aside_at_one_date_are_two_pieces_of_news(catalog: Catalog) -> None:
    aside = next(o for o in catalog.observations if o.standing != "accepted")
    other = aside.model_copy(update={"value": aside.value + 1})
    both = replace(catalog, observations=(*catalog.observations, other))
    found = news(both)
    assert len(found) == len(news(catalog)) + 1
    assert len({one.id for one in found}) == len(found)
