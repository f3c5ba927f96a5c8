"""Twins with the same structure pass; each difference is told on the page that lacks it."""

from __future__ import annotations

import pytest

from explainer.lint import parity
from explainer.lint.source import Source
from support import take_apart

ARABIC = """\
# عنوان {#top}

نص {{ figure("left") }} و[رابط](pardon.md#how)[^1].

## قسم {#part}

نص {{ count("left", "participant") }}.

[^1]: حاشية
"""
ENGLISH = """\
# A title {#top}

Text[^1] with [a link](pardon.md#how) and {{ figure( 'left' ) }}.

## A part {#part}

{{ count('left', "participant") }} of text.

[^1]: a note
"""
FRONT = "description: x\n"


def found(english: str, front: str = FRONT, arabic: str = ARABIC) -> list[str]:
    pages: dict[str, dict[str, Source]] = {
        "page.md": {"ar": take_apart(arabic, "ar", FRONT), "en": take_apart(english, "en", front)}
    }
    return sorted(str(problem) for problem in parity.check(pages))


def test_twins() -> None:
    assert found(ENGLISH) == []


@pytest.mark.parametrize(
    ("old", "new", "messages"),
    [
        (
            "{#part}",
            "{#other}",
            ["en/page.md:8: found the heading ## {#other}, expected ## {#part} as on ar/page.md:8"],
        ),
        (
            "## A part",
            "### A part",
            ["en/page.md:8: found the heading ### {#part}, expected ## {#part} as on ar/page.md:8"],
        ),
        (
            "[^1]: a note",
            "[^1]: a note\n\n## More {#more}",
            ["en/page.md:14: found the heading ## {#more}, expected it in ar/page.md too"],
        ),
        (
            "{{ figure( 'left' ) }}",
            "{{ figure('joined') }}",
            [
                "ar/page.md:6: found the call figure('left') in the section {#top}, "
                "expected it in en/page.md too",
                "en/page.md:6: found the call figure('joined') in the section {#top}, "
                "expected it in ar/page.md too",
            ],
        ),
        (
            "pardon.md#how",
            "pardon.md",
            [
                "ar/page.md:6: found the link to pardon.md#how in the section {#top}, "
                "expected it in en/page.md too",
                "en/page.md:6: found the link to pardon.md in the section {#top}, "
                "expected it in ar/page.md too",
            ],
        ),
        (
            "Text[^1] with",
            "Text with",
            [
                "ar/page.md:6: found the footnote 1 in the section {#top}, "
                "expected it in en/page.md too"
            ],
        ),
    ],
)
def test_differences(old: str, new: str, messages: list[str]) -> None:
    assert old in ENGLISH
    assert found(ENGLISH.replace(old, new, 1)) == messages


def test_front_matter() -> None:
    assert found(ENGLISH, "description: x\nhide: y\n") == [
        "en/page.md:3: hide: stands in the front matter, expected it in ar/page.md too"
    ]


def test_a_page_without_a_twin() -> None:
    pages = {
        "page.md": {"ar": take_apart(ARABIC, "ar"), "en": take_apart(ENGLISH)},
        "lone.md": {"en": take_apart("# Alone {#alone}", path="lone.md")},
    }
    assert [str(problem) for problem in parity.check(pages)] == [
        "en/lone.md:0: lone.md has no twin in ar, expected a page in every language"
    ]


def test_every_heading_has_an_id_of_its_own() -> None:
    body = "# A {#top}\n\n## B\n\n```\n# no heading\n```\n\n### C {#top}\n\n## D {#d}\n"
    problems = [str(problem) for problem in parity.without_ids([take_apart(body)])]
    assert problems == [
        "en/page.md:3: found a heading without an id, expected one such as {#law} at its end",
        "en/page.md:9: found the id {#top} of line 1 again, expected another one",
    ]
