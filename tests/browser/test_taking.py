"""Taking figures away in a browser: what the buttons copy, and what a table gives a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

Open = Callable[..., Page]
ALLOWED = ["clipboard-read", "clipboard-write"]
SELECT = """selector => {
  const range = document.createRange();
  range.selectNodeContents(document.querySelector(selector));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


# What the tables of the site may hold one day: separators, isolates, marks, hidden words.
ROWS = """() => {
  const row = (name, value, text) => `<tr><th>${name}<button>[1 source]</button></th>` +
    `<td><bdi><data value="${value}">\u2068${text}\u2069</data></bdi>` +
    `<span class="visually-hidden">hidden</span></td></tr>`;
  const table = (id, ...rows) =>
    `<table class="data" id="${id}"><tbody>${rows.join("")}</tbody></table>`;
  document.querySelector("article").insertAdjacentHTML("beforeend",
    table("one", row("first", 22000, "22,000"), row("second", 66.79, "66.79%"),
      row("third", 3, "3")) + table("two", row("fourth", 4, "4")));
}"""
BETWEEN = """([start, end]) => {
  const range = document.createRange();
  range.setStartBefore(document.querySelector(start));
  range.setEndAfter(document.querySelector(end));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


@pytest.mark.parametrize(
    ("folder", "words"),
    [
        ("", ("من غادروا السجن من المشاركين: 288. ", "إلى غاية الدورة 18")),
        ("en/", ("Participants who have left prison: 288. Stated by ", "up to edition 18")),
    ],
)
def test_a_figure_is_copied_in_a_sentence(
    folder: str, words: tuple[str, ...], open_site: Open
) -> None:
    page = open_site(f"{folder}figures/#measure-released")
    page.context.grant_permissions(ALLOWED)
    entry = page.locator("#measure-released")
    assert entry.locator("button.copy").count() == 0
    entry.locator("summary").click()
    buttons = entry.locator("button.copy")
    buttons.first.wait_for()
    assert buttons.count() == 6  # a sentence, a reference and BibTeX, in both languages
    label = buttons.first.inner_text()
    buttons.first.click()
    for word in words:
        assert word in clipboard(page)
    assert buttons.first.inner_text() != label
    buttons.nth(2).click()
    assert buttons.first.inner_text() == label
    bibtex = clipboard(page)
    assert bibtex.startswith("@online{moussalaha-released-")
    assert bibtex.count("{") == bibtex.count("}")
    assert f"/{folder}figures/#measure-released}}" in bibtex


def test_nothing_is_fetched_before_it_is_asked_for(open_site: Open) -> None:
    page = open_site("en/figures/")
    loaded = "performance.getEntriesByType('resource').map(e => e.name)"
    assert not any("/copy." in name for name in page.evaluate(loaded))
    with page.expect_response("**/copy.*.js"):
        page.locator("#measure-released summary").click()


@pytest.mark.parametrize("folder", ["", "en/"])
def test_a_table_is_copied_as_plain_digits(folder: str, open_site: Open) -> None:
    page = open_site(f"{folder}editions/")
    page.context.grant_permissions(ALLOWED)
    page.evaluate(SELECT, "table.data")
    with page.expect_response("**/copy.*.js"):
        page.evaluate(SELECT, "table.data tbody")
    page.evaluate(SELECT, "table.data")
    page.keyboard.press("Control+c")
    rows = [line.split("\t") for line in clipboard(page).split("\n")]
    assert len(rows) > 18
    cells = [cell for row in rows for cell in row]
    assert not any(set("\u2066\u2067\u2068\u2069\u200e\u200f") & set(cell) for cell in cells)
    assert sum(cell.isascii() and cell.isdigit() for cell in cells) > 18


@pytest.fixture
def copied(open_site: Open) -> Callable[[str, str], list[list[str]]]:
    """Return a function that copies from one element to another and gives rows of cells."""
    page = open_site("en/editions/")
    page.context.grant_permissions(ALLOWED)
    page.evaluate(ROWS)
    with page.expect_response("**/copy.*.js"):
        page.evaluate(SELECT, "#one th")

    def copy(start: str, end: str) -> list[list[str]]:
        page.evaluate("navigator.clipboard.writeText('')")
        page.evaluate(BETWEEN, [start, end])
        page.keyboard.press("Control+c")
        return [line.split("\t") for line in clipboard(page).split("\n")]

    return copy


def test_figures_arrive_as_digits_and_nothing_else(
    copied: Callable[[str, str], list[list[str]]],
) -> None:
    assert copied("#one th", "#one tr:last-child td data") == [
        ["first", "22000"],
        ["second", "66.79"],
        ["third", "3"],
    ]


def test_only_what_is_selected_is_copied(copied: Callable[[str, str], list[list[str]]]) -> None:
    second, third = "#one tr:nth-child(2)", "#one tr:nth-child(3)"
    assert copied(f"{second} th", f"{third} td data") == [["second", "66.79"], ["third", "3"]]
    assert copied(f"{second} th button", f"{second} td data") == [["second", "66.79"]]


def test_two_tables_are_copied_as_ever(copied: Callable[[str, str], list[list[str]]]) -> None:
    assert "fourth" in str(copied("#one th", "#two td data"))


def test_a_box_that_is_opened_again_has_no_more_buttons(open_site: Open) -> None:
    page = open_site("en/figures/#measure-released")
    entry = page.locator("#measure-released")
    for _ in range(3):
        with page.expect_event("console", lambda m: m.text == "toggled"):
            page.evaluate("""() => {
              const box = document.querySelector("#measure-released .take");
              box.addEventListener("toggle", () => setTimeout(() => console.log("toggled"), 200),
                { once: true });
              box.open = !box.open;
            }""")
    assert entry.locator("button.copy").count() == 6


def test_words_of_a_cell_are_copied_as_ever(open_site: Open) -> None:
    page = open_site("en/editions/")
    page.context.grant_permissions(ALLOWED)
    with page.expect_response("**/copy.*.js"):
        page.evaluate(SELECT, "table.data tbody th")
    page.keyboard.press("Control+c")
    assert (
        clipboard(page).replace("\u00a0", " ").strip()
        == page.locator("table.data tbody th").first.inner_text().replace("\u00a0", " ").strip()
    )


@pytest.mark.parametrize("folder", ["", "en/"])
@pytest.mark.parametrize("width", [320, 760])
def test_a_chart_on_another_site(
    folder: str,
    width: int,
    open_site: Open,
    sideways: Callable[[Page, int], list[str]],
) -> None:
    page = open_site(f"{folder}figures/")
    frame = page.locator("#chart-over-time details.take code").text_content() or ""
    address = frame.split('src="')[1].split('"')[0].rpartition("/charts/")[2]
    height = int(frame.split('height="')[1].split('"')[0])
    chart = open_site(f"{folder}charts/{address}")
    assert sideways(chart, width) == []
    shown = "document.body.getBoundingClientRect().height"
    if width == 760:
        assert float(chart.evaluate(shown)) <= height
    visible = chart.locator("svg.drawing:visible")
    assert visible.count() == 1
    assert chart.locator("a").last.get_attribute("target") == "_blank"


def test_everything_can_be_taken_without_a_script(open_site: Open) -> None:
    page = open_site("en/figures/", javascript=False)
    page.locator("#measure-released summary").click()
    assert "@online{moussalaha-released-en" in page.locator("#measure-released").inner_text()
    assert page.locator("button.copy").count() == 0
