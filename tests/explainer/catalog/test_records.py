"""Every kind of mistake in the data file, with its exact message."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explainer.catalog import load
from explainer.problems import UserError
from other import DATA as OTHER

SAMPLE = Path(__file__).parents[2] / "data" / "programme.yml"
CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "bad_records.yml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_bad_record(case: dict[str, Any], problems: Callable[[str], list[str]]) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    assert case["replace"] in text
    assert problems(text.replace(case["replace"], case["with"], 1)) == case["messages"]


def test_all_mistakes_in_one_run(problems: Callable[[str], list[str]]) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    expected = []
    for name in ("float", "impossible date", "bad address", "plural form missing"):
        case = next(case for case in CASES if case["name"] == name)
        text = text.replace(case["replace"], case["with"], 1)
        expected += [message.split(": ", 1)[1] for message in case["messages"]]
    found = [message.split(": ", 1)[1] for message in problems(text)]
    assert sorted(found) == sorted(expected)


def test_sound_records_are_compared_beside_broken_ones(
    problems: Callable[[str], list[str]],
) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    text = text.replace("  - id: town\n", "  - id: The Town\n", 1)
    text = text.replace("  - measure: ended\n    value: 2\n", "  - measure: ended\n    value: 3\n")
    found = problems(text)
    assert len(found) == 2
    assert "places[1].id" in found[0]
    assert "expected 18 + 3 = 21" in found[1]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "programme.yml:1: found nothing, expected a mapping with keys such as"),
        (b"# only a comment\n", "programme.yml:1: found nothing, expected a mapping"),
        (b"- a\n- b\n", "programme.yml:1: found something else, expected a mapping"),
        (b"a: [1\n", "programme.yml:2: broken YAML: did not find expected"),
        (b"a: 'x\n", "programme.yml:2: broken YAML: found unexpected end of stream"),
        (b"a: 1\nb: \xff\n", "programme.yml:2: found byte 0xff, expected UTF-8 text"),
        (b"a: " + b"[" * 100_000, "programme.yml:1: nested deeper than 20 levels"),
        (b"---\na: 1\n---\nb: 1\n", "programme.yml:3: a second YAML document starts"),
    ],
)
def test_unreadable_file(content: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "programme.yml"
    path.write_bytes(content)
    with pytest.raises(UserError) as caught:
        load(path, "programme.yml")
    assert any(str(problem).startswith(message) for problem in caught.value.problems)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        load(tmp_path / "none.yml", "none.yml")
    assert str(caught.value) == "none.yml:0: cannot be read: No such file or directory"


LINES = SAMPLE.read_text(encoding="utf-8").splitlines(keepends=True)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    line=st.integers(0, len(LINES) - 1),
    new=st.one_of(
        st.text(max_size=30),
        st.sampled_from(["- x\n", "  id: 1\n", "    value: {}\n", "\t\n", "    - []\n", "? a\n"]),
    ),
)
def test_no_damaged_line_gives_a_traceback(line: int, new: str, tmp_path: Path) -> None:
    path = tmp_path / "programme.yml"
    text = "".join([*LINES[:line], new, *LINES[line + 1 :]])
    path.write_text(text, encoding="utf-8", errors="surrogatepass")
    try:
        load(path, "programme.yml")
    except UserError as error:
        assert all(problem.line >= 0 and problem.message for problem in error.problems)


def test_a_form_without_its_number_stands_for_one_number_alone(
    problems: Callable[[str], list[str]],
) -> None:
    text = (OTHER / "programme.yml").read_text(encoding="utf-8")
    assert problems(text) == []
    (found,) = problems(text.replace('one: "{n} lecteur"', "one: un lecteur"))
    assert "noun reader (fr, one) is 'un lecteur', expected {n} where the number stands" in found
