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
            'msgid "b"\nmsgstr "c"\n\nmsgid "about {date}"\nmsgstr "حوالي {dat}"\n',
            "4: 'about {date}': found {dat} in the translation, expected {date}",
        ),
        (
            'msgid "on %(date)s"\nmsgstr "في %(m)s"\n',
            "1: 'on %(date)s': found %(m)s in the translation, expected %(date)s",
        ),
        (
            'msgid "on %(date)s"\nmsgstr "في يوم"\n',
            "1: 'on %(date)s': found no place for a value in the translation, expected %(date)s",
        ),
        ('msgid "a"\nmsgstr "{x}"\n', "1: 'a': found {x} in the translation, expected no place"),
        (
            'msgid "%(n)s of all"\nmsgstr "100% %(n)s"\n',
            "1: '%(n)s of all': found a bare % in the translation, expected %%",
        ),
        (
            'msgid "{n} of all"\nmsgstr "{ {n}"\n',
            "1: '{n} of all': found a bare brace in the translation, expected two of them",
        ),
        (
            'msgid "{n} of all"\nmsgstr "{n} {n!r}"\n',
            "1: '{n} of all': found a bare brace in the translation, expected two of them",
        ),
        ('msgid ""\nmsgstr "Content-Type: text/plain; charset=none\\n"\n', "2: found the"),
    ],
)
def test_broken_files(content: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "ar/LC_MESSAGES/messages.po"
    path.parent.mkdir(parents=True)
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UserError) as caught:
        load(tmp_path, "ar", "locales")
    assert str(caught.value).startswith(f"locales/ar/LC_MESSAGES/messages.po:{message}")


PLURAL = """msgid ""
msgstr ""
"Plural-Forms: nplurals={}; plural={};\\n"

msgid "%(n)s day"
msgid_plural "%(n)s days"
"""


@pytest.mark.parametrize(
    ("rule", "forms", "message"),
    [
        ((2, "n!=1"), ("a day", "%(n)s days"), ""),
        ((2, "n>1"), ("un jour", "%(n)s jours"), "form 0 of the translation, expected %(n)s"),
        ((2, "n!=1"), ("a day", "days"), "form 1 of the translation, expected %(n)s"),
        ((2, "n!=1"), ("a %(m)s", "%(n)s days"), "form 0 of the translation, expected %(n)s"),
        ((2, "n!=1"), ("a % day", "%(n)s days"), "found a bare % in form 0 of the translation"),
        ((2, "soon"), ("a day", "%(n)s days"), "po:3: invalid token in plural form: soon"),
        ((2, "5/n"), ("a day", "%(n)s days"), "po:3: integer division or modulo by zero"),
        ((2, "n"), ("a day", "%(n)s days"), "po:3: found the form 999 in the plural rule, expect"),
    ],
)
def test_plural_forms(
    rule: tuple[int, str], forms: tuple[str, str], message: str, tmp_path: Path
) -> None:
    path = tmp_path / "fr/LC_MESSAGES/messages.po"
    path.parent.mkdir(parents=True)
    entry = "".join(f'msgstr[{n}] "{form}"\n' for n, form in enumerate(forms))
    path.write_text(PLURAL.format(*rule) + entry)
    if not message:
        assert load(tmp_path, "fr", "locales").ngettext("%(n)s day", "%(n)s days", 1) == "a day"
        return
    with pytest.raises(UserError) as caught:
        load(tmp_path, "fr", "locales")
    assert message in str(caught.value)


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
