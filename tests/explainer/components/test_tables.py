"""A row is attributed to whoever stated its numbers, not to whom it is computed from."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html as lxml_html

from explainer.catalog import Catalog, load
from explainer.components.tables import series_rows
from support import SAMPLE, make_calls


def test_what_a_row_states_and_what_it_computes(catalog: Catalog) -> None:
    mixed = next(row for row in series_rows(catalog, ["left", "pardoned", "ended"]) if row.cells[2])
    assert [o.measure for o in mixed.stated] == ["left", "pardoned"]
    assert mixed.computed_from == ()
    alone = next(row for row in series_rows(catalog, ["ended"]) if row.cells[0])
    assert alone.stated == ()
    assert [o.measure for o in alone.computed_from] == ["left", "pardoned"]
    assert (alone.repeats, alone.notes) == (None, ())


@pytest.mark.parametrize("locale", ["ar", "en"])
def test_nobody_is_said_to_have_stated_what_is_computed(tmp_path: Path, locale: str) -> None:
    path = tmp_path / "programme.yml"
    text = SAMPLE.read_text(encoding="utf-8")
    columns = "      - joined\n      - left\n      - pardoned\n      - ended\n"
    path.write_text(text.replace(columns, "      - ended\n", 1), encoding="utf-8")
    calls = make_calls(load(path), locale)
    table = lxml_html.fragment_fromstring(calls.table("totals").html, create_parent="div")
    start = {"ar": "حُسب من أعداد:", "en": "Computed from:"}[locale]
    rows = [*table.iter("tbody")]
    computed = [row for row in rows if row.find_class("computed")]
    assert 0 < len(computed) < len(rows)
    for row in rows:
        (note,) = row.find_class("about")
        assert note.text_content().strip().startswith(start) == (row in computed)
        assert (
            len(row.find_class("said")) == len(row.find_class("checked")) == (row not in computed)
        )
