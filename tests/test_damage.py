"""Damaged data files and pages: refused with a line, or shown right; no traceback, no hang."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from damage import CALLS, DATA_KINDS, MARKS, MISTAKES, PAGE_KINDS, checked, damaged
from explainer.project import DATA, forget
from other import make_other

EACH = 10
PAGE = "docs/en/index.md"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    yield make_other(tmp_path_factory.mktemp("damaged"))
    forget()


@pytest.mark.parametrize(("kinds", "path"), [(DATA_KINDS, DATA), (PAGE_KINDS, PAGE)])
def test_recipes(
    kinds: dict[str, Callable[..., str]],
    path: str,
    root: Path,
    record_property: Callable[[str, object], None],
) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert checked(root, path, text) == ("shown", [])
    wrong, answers = {}, Counter[str]()
    for kind in kinds:
        for seed in range(EACH):
            content = damaged(kind, seed, text)
            try:
                answer, faults = checked(root, path, content)
            except Exception as error:
                answer, faults = "stopped", [repr(error)]
            answers[answer] += 1
            if faults:
                wrong[kind, seed] = faults
    assert wrong == {}
    told = ", ".join(f"{number} {answer}" for answer, number in sorted(answers.items()))
    record_property(f"damaged {path}", told)


FOUND = [
    ("docs/en/index.md", "marks_put_in", 46),  # more brackets than Python can follow
    ("docs/ar/all.md", "calls_put_in", 31),
    ("docs/en/index.md", "call_put_in", 0),  # half a call was shown as text
]


@pytest.mark.parametrize(("path", "kind", "seed"), FOUND)
def test_what_was_found_once(path: str, kind: str, seed: int, root: Path) -> None:
    content = damaged(kind, seed, (root / path).read_text(encoding="utf-8"))
    assert checked(root, path, content) == ("refused", [])


@pytest.mark.parametrize("mistake", MISTAKES)
def test_mistakes_that_hung_or_stopped_the_build(mistake: str, root: Path) -> None:
    text = (root / PAGE).read_text(encoding="utf-8")
    assert checked(root, PAGE, f"{text}\n{mistake}\n") == ("refused", [])


def test_there_are_enough_recipes() -> None:
    assert EACH * (len(DATA_KINDS) + len(PAGE_KINDS)) >= 200


PIECES = st.sampled_from(
    [
        *CALLS,
        *MARKS,
        *MISTAKES,
        '{{ figure("readers") }}',
        "أغلب ",
        "most ",
        " 2017 ",
        "word ",
        "\n",
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join))
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
def test_any_page(root: Path, body: str) -> None:
    assert checked(root, PAGE, f"# A page {{#programme}}\n\n{body}\n")[1] == []
