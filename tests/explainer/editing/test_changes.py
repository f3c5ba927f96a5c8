"""What changes on the pages of a small programme, whose data file has a line added."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from explainer.editing import PageChange, in_order, page_changes, would_be
from explainer.problems import UserError
from explainer.project import DATA
from support import ROOT, SAMPLE

BLOCKS = (
    'cards("joined")',
    'cards("left")',
    'table("editions")',
    "measures()",
    "timeline()",
    "pardons()",
    "disagreements()",
    "claims()",
    'statements("official", "press", "abroad")',
    "unknowns()",
    "corrections()",
    "glossary()",
    "sources()",
    "site_index()",
)
EN = """\
---
description: Of them {{ figure("left") }} have left.
---
# The record {#record}

By {{ date(value("left")) }}, {{ figure("left") }} of them had **left**, as
[the figures](index.md#record) say.

- {% holds value("left") > 21 %}More than before.{% else %}As before.{% endholds %}

{{ figure("joined") }} joined.
"""
AR = """\
---
description: غادر منهم {{ figure("left") }}.
---
# السجل {#record}

إلى غاية {{ date(value("left")) }} غادر {{ figure("left") }} منهم **السجن**، كما تقول
[الأرقام](index.md#record).

- {% holds value("left") > 21 %}أكثر من قبل.{% else %}كما كان.{% endholds %}

شارك {{ figure("joined") }}.
"""
# The two pages show no chart, and a chart that no page shows is refused.
DATA_TEXT = SAMPLE.read_text(encoding="utf-8").partition("\ncharts:\n")[0] + "\ncharts: []\n"
DATA_TEXT = DATA_TEXT.replace("page: figures\n", "page: index\n")
OBSERVATION = """\
  - measure: {measure}
    value: {value}
    as_of: {as_of}
    through_edition: 2
    {repeats}
    stated_by: agency
    sources:
      - paper-1
    said: high
    checked: none
"""


def with_observation(measure: str, value: int, as_of: str, repeats: str = "") -> str:
    new = OBSERVATION.format(measure=measure, value=value, as_of=as_of, repeats=repeats)
    return DATA_TEXT.replace("\neditions:\n", f"{new}\neditions:\n")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a small project: one page in two languages, one without figures."""
    root = tmp_path_factory.mktemp("small")
    for locale, text in (("ar", AR), ("en", EN)):
        (root / "docs" / locale).mkdir(parents=True)
        blocks = "".join(f"\n{{{{ {call} }}}}\n" for call in BLOCKS)
        (root / "docs" / locale / "index.md").write_text(text + blocks, encoding="utf-8")
        about = (
            "---\ndescription: \n---\n# About {#about}\n\n{{ date(record.checked_until.events) }}"
        )
        (root / "docs" / locale / "about.md").write_text(
            about.replace("About", "عن الموقع") if locale == "ar" else about, encoding="utf-8"
        )
    shutil.copytree(ROOT / "overrides", root / "overrides")
    shutil.copy(ROOT / "mkdocs.yml", root)
    (root / "docs/data").mkdir()
    (root / DATA).write_text(DATA_TEXT, encoding="utf-8")
    return root


@pytest.fixture
def changes(root: Path) -> Callable[[str], dict[str, PageChange]]:
    """Return a function that gives the changes of another data file, by the path of the page."""

    def compare(text: str) -> dict[str, PageChange]:
        before = in_order(root)
        with would_be(root, text) as after:
            found = {page.path: page for page in page_changes(before, after)}
        assert (root / DATA).read_text(encoding="utf-8") == DATA_TEXT
        return found

    return compare


def test_nothing_changes(changes: Callable[[str], dict[str, PageChange]]) -> None:
    assert changes(DATA_TEXT) == {}
    assert changes(DATA_TEXT.replace("\neditions:\n", "\n\n# later\neditions:\n")) == {}


def test_sentences_and_components_in_both_languages(
    changes: Callable[[str], dict[str, PageChange]],
) -> None:
    found = changes(with_observation("left", 22, "2024-05-01"))
    assert list(found) == ["docs/ar/index.md", "docs/en/index.md"]
    english = found["docs/en/index.md"]
    assert english.texts == (
        ("Of them 20 have left.", "Of them 22 have left."),
        (
            "By 1 June 2023, 20 of them had left, as the figures say.",
            "By 1 May 2024, 22 of them had left, as the figures say.",
        ),
        ("As before.", "More than before."),
    )
    assert english.cited == ()
    # The cards of `joined` stand beside those of `left`, and are named with them.
    assert english.components == ("cards", "measures")
    arabic = found["docs/ar/index.md"]
    assert arabic.texts[1] == (
        "إلى غاية 1 يونيو 2023 غادر 20 منهم السجن، كما تقول الأرقام.",
        "إلى غاية 1 ماي 2024 غادر 22 منهم السجن، كما تقول الأرقام.",
    )
    assert arabic.components == english.components
    assert str(english) == (
        "docs/en/index.md\n"
        "  before: Of them 20 have left.\n"
        "  after:  Of them 22 have left.\n"
        "  before: By 1 June 2023, 20 of them had left, as the figures say.\n"
        "  after:  By 1 May 2024, 22 of them had left, as the figures say.\n"
        "  before: As before.\n"
        "  after:  More than before.\n"
        "  changed: cards, measures"
    )


def test_a_note_that_names_other_sources(
    changes: Callable[[str], dict[str, PageChange]],
) -> None:
    found = changes(DATA_TEXT.replace(
        "    value: 103\n    as_of: 2023-06-01\n    through_edition: 2\n    repeats: 2022-06-01\n"
        "    stated_by: agency\n    sources:\n      - paper-2\n",
        "    value: 103\n    as_of: 2023-06-01\n    through_edition: 2\n    repeats: 2022-06-01\n"
        "    stated_by: agency\n    sources:\n      - paper-2\n      - paper-1\n",
    ))  # fmt: skip
    english = found["docs/en/index.md"]
    assert english.texts == ()
    assert english.cited == ("103 joined.",)
    assert "  sources or dates in the note of: 103 joined." in str(english).splitlines()
    assert found["docs/ar/index.md"].cited == ("شارك 103.",)


def test_what_comes_or_goes(changes: Callable[[str], dict[str, PageChange]]) -> None:
    event = """\
  - id: second-opens
    date: 2022-01
    category: edition
    title:
      ar: افتتاح الدورة 2
      en: Edition 2 opens
    sources:
      - paper-2
    said: high
    checked: none
"""
    found = changes(DATA_TEXT.replace("\npardons:\n", f"{event}\npardons:\n"))
    assert not found["docs/ar/index.md"].texts
    assert not found["docs/ar/index.md"].cited
    # The list of everything is made of headings, which wait for the build, and of the record.
    assert found["docs/ar/index.md"].components == ("timeline", "sources", "site_index")
    correction = """\
  - id: second
    date: 2025-02-02
    page: about
    before:
      ar: قبل
      en: Before
    now:
      ar: الآن
      en: Now
    why:
      ar: سبب
      en: A reason
"""
    found = changes(DATA_TEXT.replace("\nterms:\n", f"{correction}\nterms:\n"))
    assert found["docs/en/about.md"] == PageChange(
        "docs/en/about.md", components=("page_corrections",)
    )


def test_the_data_file_that_would_be_is_checked(root: Path) -> None:
    with (
        pytest.raises(UserError, match=r"docs/data/programme.yml:[0-9]+: value: found 19 on 2024"),
        would_be(root, with_observation("left", 19, "2024-05-01")),
    ):
        pass


def test_prose_that_would_be_refused(root: Path) -> None:
    page = root / "docs/en/index.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(
        text.replace("More than before.{% else %}As before.", "More.").replace("> 21", "< 21"),
        encoding="utf-8",
    )
    try:
        with (
            pytest.raises(UserError, match=r"docs/en/index.md:9: holds: left 22 < 21"),
            would_be(root, with_observation("left", 22, "2024-05-01")),
        ):
            pass
    finally:
        page.write_text(text, encoding="utf-8")
    straight = DATA_TEXT.replace("Report on the first edition", "It's a report")
    with (
        pytest.raises(UserError, match=r"programme.yml:[0-9]+: found a straight quote"),
        would_be(root, straight),
    ):
        pass
