"""Interface words: the real file is complete, and a broken one is told with its line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from explainer.export.columns import about, columns, parts
from explainer.export.tables import NUMBER, ORDER, kinds
from explainer.lint import characters
from explainer.lint.passages import Passage
from explainer.messages import load
from explainer.problems import UserError
from explainer.word_forms import Lexicon
from support import ROOT

FOLDER = ROOT / "overrides"
# Words that Python asks for by a name that is not a literal where it is asked.
PYTHON = re.compile(r'"([^"\n]*\{(?:n|date|year|field)\}[^"\n]*)"')


def asked_for() -> set[str]:
    methods = [("**.html", "jinja2"), ("**.py", "python")]
    options = {"**.html": {"newstyle_gettext": "true", "encoding": "utf-8"}}
    keywords = {
        "gettext": None,
        "words": None,
        "_": None,
        "say": None,
        "ngettext": (1, 2),
        "plural_forms": (1, 2),
    }
    found = set()
    for folder in (FOLDER, ROOT / "scripts"):
        for item in extract_from_dir(folder, methods, options, keywords):
            message = item[2]
            found.add(message if isinstance(message, str) else message[0])
    for path in (ROOT / "scripts/explainer").rglob("*.py"):
        code = "\n".join(
            line
            for line in path.read_text(encoding="utf-8").splitlines()
            if ' f"' not in line and "plural_forms(" not in line
        )
        found |= {word for word in PYTHON.findall(code) if "`" not in word and word != "{n}"}
    menu = [yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]]
    while menu:
        item = menu.pop()
        if isinstance(item, dict):
            found |= set(item)
        menu += item.values() if isinstance(item, dict) else item if isinstance(item, list) else ()
    found |= of_the_models()
    return {message for message in found if message.strip()}


def of_the_models() -> set[str]:
    """Return the titles and definitions of the fields that the open data have."""
    found = set()
    for kind in kinds().values():
        for one in (kind, *parts(kind).values()):
            every = columns(one, ("ar",))
            found |= {about(one), *(c.about for c in every), *(t for c in every for t in c.titles)}
    return found | {NUMBER, ORDER, "Disagreement"}


def test_every_word_is_translated_and_no_more() -> None:
    with (FOLDER / "locales/ar/LC_MESSAGES/messages.po").open("rb") as file:
        catalog = read_po(file, locale="ar", abort_invalid=True)
    there = {m.id if isinstance(m.id, str) else m.id[0] for m in catalog if m.id}
    assert there == asked_for()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('msgid "a"\nmsgstr ""\n', "1: 'a': the translation is empty, expected words in ar"),
        ('#, fuzzy\nmsgid "a"\nmsgstr "b"\n', "2: 'a': the translation is marked fuzzy"),
        ("what is this", "1: "),
        (
            'msgid "by {date}"\nmsgstr "قبل {dat}"\n',
            "1: 'قبل {dat}': found {dat}, expected {date} as in 'by {date}'",
        ),
        (
            'msgid "up to %(n)s"\nmsgstr "إلى"\n',
            "1: 'إلى': found no placeholder, expected %(n)s as in 'up to %(n)s'",
        ),
        ('msgid "all"\nmsgstr "100%"\n', "1: '100%': found %, expected no placeholder as in 'all'"),
        (
            'msgid "%(n)s page"\nmsgid_plural "%(n)s pages"\nmsgstr[0] "لا شيء"\nmsgstr[1] "صفحة"\n'
            'msgstr[2] "صفحتان"\nmsgstr[3] "%(n)s صفحات"\nmsgstr[4] "%(m)s صفحة"\n'
            'msgstr[5] "%(n)s صفحة"\n',
            "1: '%(m)s صفحة': found %(m)s, expected %(n)s as in '%(n)s page'",
        ),
    ],
)
def test_broken_files(content: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "ar/LC_MESSAGES/messages.po"
    path.parent.mkdir(parents=True)
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UserError) as caught:
        load(tmp_path, "ar", "locales")
    assert str(caught.value).startswith(f"locales/ar/LC_MESSAGES/messages.po:{message}")


def test_english_is_the_key(tmp_path: Path) -> None:
    assert load(tmp_path, "en", "locales").gettext("Date") == "Date"


def test_arabic_plurals_have_six_forms() -> None:
    words = load(FOLDER / "locales", "ar", "overrides/locales")
    forms = [words.ngettext("%(n)s source", "%(n)s sources", n) for n in (0, 1, 2, 3, 11, 100)]
    assert forms == [
        "لا مصدر",
        "مصدر واحد",
        "مصدران",
        "%(n)s مصادر",
        "%(n)s مصدرًا",
        "%(n)s مصدر",
    ]


def test_the_words_are_written_as_the_language_writes() -> None:
    with (FOLDER / "locales/ar/LC_MESSAGES/messages.po").open("rb") as file:
        catalog = read_po(file, locale="ar", abort_invalid=True)
    wrong = []
    for message in catalog:
        if message.id in ("", "‘{word}’"):  # the inner marks stand within «…»
            continue
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        for text in strings:
            bare = re.sub(r"%\(\w+\)s|\{\w+\}", "\ufffc", str(text))
            passage = Passage("messages.po", message.lineno or 0, "ar", bare, running=False)
            wrong += [str(p) for p in characters.check(passage, "rtl", Lexicon({}))]
    assert wrong == []
