"""Charts as they are drawn: labels keep apart at every width, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

LABELS = (Path(__file__).parent / "labels.js").read_text(encoding="utf-8")
WIDTHS = (320, 768, 1280)


@pytest.mark.parametrize("root", ["", "en/"])
@pytest.mark.parametrize("address", ["", "editions/", "pardons/", "figures/"])
def test_no_label_is_cut_or_covers_another(
    root: str, address: str, open_site: Callable[..., Page]
) -> None:
    page = open_site(f"{root}{address}")
    assert page.locator("figure.chart svg.drawing").count() >= 2
    faults = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.locator("figure.chart svg.drawing:visible").count()
        faults += [f"{width}: {fault}" for fault in page.evaluate(LABELS)]
    assert faults == []


@pytest.mark.parametrize("width", WIDTHS)
def test_one_drawing_of_a_chart_is_shown(width: int, open_site: Callable[..., Page]) -> None:
    page = open_site("", viewport=(width, 900))
    shown = page.locator("figure.chart svg.drawing:visible").count()
    assert shown == page.locator("figure.chart").count() >= 2


def test_a_line_runs_from_left_to_right_and_bars_from_where_the_language_starts(
    open_site: Callable[..., Page],
) -> None:
    def lefts(address: str, selector: str) -> list[float]:
        page = open_site(address)
        boxes = page.locator(f".chart-wide {selector}")
        return [float(box["x"]) for b in boxes.all() if (box := b.bounding_box()) is not None]

    for root in ("", "en/"):
        dots = lefts(root, "#chart-over-time .k1 .dot") or lefts(root, ".k1 .dot")
        assert dots == sorted(dots)
    assert len(set(lefts("en/editions/", ".base ~ rect.k1"))) == 1
    assert len(set(lefts("editions/", ".base ~ rect.k1"))) > 1
