"""A coverage-guided fuzzer for dates, numbers, the data file and pages, to be run by hand.

    pip install atheris; python tests/fuzz.py -max_total_time=600

It stops at the first traceback, hang, or page with a wrong figure, and prints what led there; the
finding then becomes a test. Atheris is no dependency of the project: it needs a compiler's runtime.
"""

from __future__ import annotations

import random
import sys
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import atheris

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / "scripts")]

with atheris.instrument_imports(include=["explainer"]):
    from damage import CALLS, DATA_KINDS, MARKS, PAGE_KINDS, checked
    from explainer.dates import Date
    from explainer.formatting import Formatter
    from explainer.problems import UserError
    from explainer.project import DATA
    from other import make_other

ROOT = make_other(Path(tempfile.mkdtemp()))
PAGE = "docs/en/index.md"
TEXTS = {path: (ROOT / path).read_text(encoding="utf-8") for path in (DATA, PAGE)}
FORMATS = [Formatter(name, str) for name in ("ar-MA", "en-001", "fr")]
PIECES = [*CALLS, *MARKS, '{{ figure("readers") }}', "word ", "\n"]


class _Draws(random.Random):
    """Choices that the fuzzer makes, for the recipes of damage.py."""

    def __init__(self, data: Any) -> None:
        super().__init__(0)
        self._data = data

    def random(self) -> float:
        return int(self._data.ConsumeIntInRange(0, 2**16 - 1)) / 2**16

    def getrandbits(self, count: int) -> int:
        return int(self._data.ConsumeIntInRange(0, 2**count - 1)) if count < 60 else 0


def one_input(raw: bytes) -> None:
    """Try one input: a date, a number, a damaged data file, a damaged or a new page."""
    data = atheris.FuzzedDataProvider(raw)
    what = data.ConsumeIntInRange(0, 4)
    if what == 0:
        try:
            date = Date.parse(data.ConsumeUnicodeNoSurrogates(20))
        except (ValueError, UserError):
            return
        for formats in FORMATS:
            assert formats.date(date)
    elif what == 1:
        number = Decimal(data.ConsumeIntInRange(-(10**9), 10**9)).scaleb(
            -data.ConsumeIntInRange(0, 4)
        )
        for formats in FORMATS:
            assert any(character.isdigit() for character in formats.number(number))
    elif what == 4:
        chosen = (data.PickValueInList(PIECES) for _ in range(data.ConsumeIntInRange(0, 12)))
        body = "".join(chosen) + data.ConsumeUnicode(40)
        _check(PAGE, f"# A page {{#programme}}\n\n{body}\n")
    else:
        path, kinds = ((DATA, DATA_KINDS), (PAGE, PAGE_KINDS))[what - 2]
        text = TEXTS[path]
        for _ in range(data.ConsumeIntInRange(1, 3)):
            kind = data.PickValueInList(sorted(kinds))
            text = kinds[kind](_Draws(data), text) if len(text) > 1 else text
        _check(path, text)


def _check(path: str, text: str) -> None:
    _, faults = checked(ROOT, path, text)
    if faults:
        raise AssertionError(f"{faults} in {path}:\n{text}")


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
