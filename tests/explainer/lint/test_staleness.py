"""A page knows which version of its twin it was checked against; a new figure changes nothing."""

from __future__ import annotations

from explainer.lint.source import Source
from explainer.lint.staleness import reviewed, stale, versions
from support import take_apart

ENGLISH = (
    'Top.\n\n# Title {#title}\n\nText {{ figure("left") }} here.\n\n## Part {#part}\n\nMore.\n'
)
ARABIC = "# عنوان {#title}\n\nنص.\n\n## قسم {#part}\n\nالمزيد.\n"


def noted(english: str = ENGLISH) -> tuple[str, Source]:
    """Return the Arabic page after a review, as text and taken apart."""
    page = take_apart(ARABIC, "ar", "description: x\n")
    text = reviewed(f"---\ndescription: x\n---\n{ARABIC}", page, {"en": take_apart(english)})
    front = text.split("---\n")[1]
    return text, take_apart(ARABIC, "ar", front)


def tasks(arabic: Source, english: str) -> list[str]:
    pages = {"page.md": {"ar": arabic, "en": take_apart(english)}}
    return [str(one.task) for one in stale(pages) if one.source is arabic]


def test_a_review_is_noted_in_the_front_matter_and_nothing_else_changes() -> None:
    text, page = noted()
    assert text.startswith("---\ndescription: x\nchecked_against:\n  en:\n    top: '")
    assert text.endswith(f"---\n{ARABIC}")
    assert tasks(page, ENGLISH) == []
    again = reviewed(text, page, {"en": take_apart(ENGLISH)})
    assert again == text


def test_a_new_figure_or_other_spaces_do_not_make_it_stale() -> None:
    _, page = noted()
    other = ENGLISH.replace('{{ figure("left") }}', '{{ figure("left", as_of="2023-06-01") }}')
    assert tasks(page, other.replace("Text ", "Text   ")) == []


def test_changed_new_and_lost_sections_are_named() -> None:
    _, page = noted()
    assert tasks(page, ENGLISH.replace("More.", "Much more.")) == [
        "ar/page.md:3: en/page.md has changed (part) since this page was checked against it, "
        "expected a new reading, then `make reviewed PAGE=ar/page`"
    ]
    changed = ENGLISH.replace("{#part}", "{#new}").replace("Top.", "")
    assert "(new, top, part)" in tasks(page, changed)[0]


def test_a_page_that_was_never_compared() -> None:
    page = take_apart(ARABIC, "ar", "description: x\n")
    assert tasks(page, ENGLISH) == [
        "ar/page.md:1: checked_against: names no version of en/page.md, expected a reading of "
        "both, then `make reviewed PAGE=ar/page`"
    ]


def test_a_page_without_front_matter_gets_one() -> None:
    page = take_apart(ARABIC, "ar")
    text = reviewed(ARABIC, page, {"en": take_apart(ENGLISH)})
    assert text.startswith("---\nchecked_against:\n  en:\n")
    assert text.endswith(f"---\n{ARABIC}")


def test_each_section_has_a_version_of_its_own() -> None:
    assert list(versions(take_apart(ENGLISH))) == ["top", "title", "part"]
