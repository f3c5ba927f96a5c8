"""What of a page a search may find, and where each part of it begins and ends."""

from __future__ import annotations

import pytest

from explainer.search import Section, sections, unmarked

PAGE = """<!doctype html><html><body>
<nav>Menu</nav>
<article data-pagefind-body>
<h1 id="page">A page<a class="headerlink" href="#page">¶</a></h1>
<div data-pagefind-ignore>Contents</div>
<p>Before all headings, <bdi>217</bdi>.<span data-pagefind-weight="0.2"> [Source]</span></p>
<h2 id="first">First <bdi>part</bdi><a class="headerlink" href="#first">¶</a></h2>
<p>One.</p><p>Two.</p>
<ul data-pagefind-weight="0.5">
<li id="event-x"><p><a href="#event-x"><strong data-pagefind-meta="title">An event</strong></a></p>
<p>What happened.</p><button>Show</button></li>
<li id="source-y"><strong data-pagefind-meta="label">A paper</strong> A report.</li>
</ul>
<p>After the list.</p>
<h3>Without an id</h3><svg><title>Chart</title></svg>
</article><footer>Foot</footer></body></html>"""


@pytest.fixture
def found() -> dict[str, Section]:
    return {section.id: section for section in sections(PAGE)}


def test_a_page_falls_apart_at_headings_and_entries(found: dict[str, Section]) -> None:
    assert list(found) == ["", "first", "event-x", "source-y"]
    titles = [section.title for section in found.values()]
    assert titles == ["A page", "First part", "An event", "A paper"]
    assert [section.named for section in found.values()] == ["title", "title", "title", "label"]


def test_each_part_has_its_own_text_and_no_other(found: dict[str, Section]) -> None:
    assert found[""].text == "Before all headings, 217. [Source]"
    assert found["first"].text == "One. Two. After the list. Without an id"
    assert found["event-x"].text == "What happened."
    assert found["source-y"].text == "A report."


def test_what_counts_for_less_keeps_its_weight(found: dict[str, Section]) -> None:
    assert (" [Source]", 0.2) in found[""].pieces
    assert {weight for _, weight in found["event-x"].pieces} == {0.5}
    assert {weight for text, weight in found["first"].pieces if text.strip()} == {1.0}


def test_a_page_that_is_not_to_be_searched_has_no_parts() -> None:
    assert sections("<html><body><p>Other</p></body></html>") == []


def test_no_mark_for_the_index_is_published() -> None:
    bare = unmarked(PAGE.encode())
    assert b"pagefind" not in bare
    assert b'<li id="event-x"><p><a href="#event-x"><strong>An event</strong>' in bare
