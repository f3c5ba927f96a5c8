"""A page is taken apart into sections, calls, links and passages, each with its line."""

from __future__ import annotations

from explainer.lint.source import Call
from support import take_apart

PAGE = """\
# Title with {{ figure("left") }} {#top}

!!! summary "In short"
    First. Second {{ count(
      "left", 'participant') }} here.
    Third.

## Women {#women}

- one [link](pardon.md#how "title") and `code 12`
- two{{ cite("a") }}[^1]

[^1]: A note.

```
12 in code
```

{% holds value("left") > 3 %}most of
them{% else %}some{% endholds %} left. {## allow: a law ##}
"""


def test_sections_calls_links_and_footnotes() -> None:
    source = take_apart(PAGE, front="title: x\nhide: y\n")
    assert [(s.level, s.id, s.line) for s in source.sections] == [
        (0, "", 5),
        (1, "top", 5),
        (2, "women", 12),
    ]
    top, women = source.sections[1:]
    assert top.calls == [Call("figure('left')", 5), Call("count('left','participant')", 8)]
    assert [call.text for call in women.calls] == [
        "cite('a')",
        "holds value ( 'left' ) > 3",
        "else",
        "endholds",
    ]
    assert women.links == [("pardon.md#how", 14)]
    assert women.footnotes == [("1", 15), ("1", 17)]
    assert source.excuses == {24: "a law"}


def test_passages_hold_prose_only_and_know_their_lines() -> None:
    passages = take_apart(PAGE).passages
    texts = [
        (p.line, p.running, p.section, " ".join(p.words.replace("\ufffc", " ").split()))
        for p in passages
    ]
    assert texts == [
        (1, False, "top", "Title with"),
        (3, False, "top", "In short"),
        (4, True, "top", "First. Second here. Third."),
        (8, False, "women", "Women"),
        (10, True, "women", "one [link] and"),
        (11, True, "women", "two"),
        (13, True, "women", "A note."),
        (19, True, "women", "most of them some left."),
    ]


def test_sentences_know_their_line_their_calls_and_what_is_guarded() -> None:
    passages = take_apart(PAGE).passages
    summary = passages[2].sentences
    assert [(sentence.line, sentence.calls) for sentence in summary] == [
        (4, ()),
        (4, ("count",)),
        (6, ()),
    ]
    guarded = passages[-1].sentences[0]
    assert "most" in guarded.text
    assert "most" not in guarded.unguarded
    assert "left" in guarded.unguarded


def test_a_page_whose_calls_cannot_be_read_has_no_parts() -> None:
    assert take_apart("# Title\n\n{{ figure( }}\n").sections == []
