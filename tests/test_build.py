"""The build, of the real site and a small one: strict, the same twice, harmless when it fails."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html

from build import _commit_time, build, main
from explainer.problems import UserError
from explainer.project import open_project, renew
from explainer.settings import NAMES
from other import make_other, make_reviewed
from runner import clone_as_it_is
from support import SITE_URL, copy_project, keep_packed_files


def digest(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def project(site: Path) -> Path:
    """Return the project that the shared site was built of, which no test changes."""
    return site.parent


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the small project, built, with all pages read beside their twins."""
    root = make_reviewed(tmp_path_factory.mktemp("other"))
    build(root, root / "site")
    return root


@pytest.fixture
def without_index(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the search, which half of a build goes into and nothing here looks at."""
    monkeypatch.setattr("build.write_index", lambda *_: None)


def attempt(root: Path, name: str, old: str, new: str) -> list[str]:
    """Edit a file, build, put the file back; return the problems.

    A failed build has left the published site as it was, byte for byte.
    """
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    before = digest(root / "site")
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    try:
        build(root, root / "site")
    except UserError as error:
        assert digest(root / "site") == before
        return [str(problem) for problem in error.problems]
    finally:
        path.write_text(text, encoding="utf-8")
    return []


def read(project: Path, name: str) -> str:
    text = (project / "site" / name).read_text(encoding="utf-8")
    page: Any = lxml_html.document_fromstring(text)
    return re.sub(r"\s+", " ", page.find(".//article").text_content())


PAGES = ["index.html", "figures/index.html", "en/index.html", "en/figures/index.html"]


@pytest.mark.parametrize("name", PAGES)
def test_pages(name: str, project: Path) -> None:
    text = (project / "site" / name).read_text(encoding="utf-8")
    lang = "en" if name.startswith("en/") else "ar"
    direction = "ltr" if lang == "en" else "rtl"
    assert f'<html lang="{lang}" dir="{direction}"' in text
    assert not re.search(r"\{\{|\{%|[\ue000-\ue003]", text)
    for number in ("412", "288", "198", "90"):
        assert f'<data value="{number}"' in text


def test_figures_in_words(project: Path) -> None:
    arabic, english = read(project, "figures/index.html"), read(project, "en/figures/index.html")
    assert "22 مشاركًا" in arabic
    assert "22 participants" in english
    assert "Most of them left by a royal pardon" in english
    assert "غادر أغلبهم بعفو ملكي" in arabic
    assert "436" in arabic
    assert "436" in english


def test_language_link_stays_on_the_page(project: Path) -> None:
    def target(name: str) -> str:
        text = (project / "site" / name).read_text(encoding="utf-8")
        page: Any = lxml_html.document_fromstring(text)
        return str(page.xpath('//ul[@class="languages"]//a/@href')[0])

    assert target("index.html") == "en/"
    assert target("en/index.html") == "../"
    assert target("figures/index.html") == "../en/figures/"
    assert target("en/figures/index.html") == "../../figures/"


def test_not_found_page_is_in_both_languages(project: Path) -> None:
    text = (project / "site" / "404.html").read_text(encoding="utf-8")
    assert '<html lang="ar" dir="rtl"' in text
    assert "الصفحة غير موجودة" in text
    assert "Page not found" in text


def test_every_id_that_a_table_links_to_is_there_once(project: Path) -> None:
    for name in ("editions/index.html", "en/editions/index.html"):
        text = (project / "site" / name).read_text(encoding="utf-8")
        page: Any = lxml_html.document_fromstring(text)
        ids = [str(found) for found in page.xpath("//@id")]
        assert len(ids) == len(set(ids))
        assert {f"edition-{n}" for n in range(1, 19)} <= set(ids)


def test_the_same_commit_builds_the_same_bytes(project: Path, tmp_path: Path) -> None:
    """From a clean checkout, in another time zone and locale, with other hashes of texts."""
    other = clone_as_it_is(tmp_path / "another place")
    keep_packed_files(other)
    settings = other / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    text = text.replace("https://example.org/moussalaha/", SITE_URL)
    settings.write_text(text, encoding="utf-8")
    elsewhere = {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "LANG": "C"}
    env = {**os.environ, **elsewhere, "PYTHONHASHSEED": "7", "PYTHONUTF8": "0"}
    env["SOURCE_DATE_EPOCH"] = "0"  # the shared site was built where no commit is
    command = [sys.executable, str(other / "scripts/build.py")]
    subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, check=True)
    assert digest(other / "site") == digest(project / "site")


def test_the_time_of_a_build_is_that_of_the_last_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def git(*command: str) -> None:
        subprocess.run(["git", "-C", str(tmp_path), *command], check=True, capture_output=True)

    monkeypatch.setenv("GIT_COMMITTER_DATE", "2031-05-06T07:08:09+00:00")
    git("init")
    assert _commit_time(tmp_path) == "0"
    who = ["-c", "user.name=a", "-c", "user.email=a@site.example"]
    git(*who, "commit", "--allow-empty", "-m", "first")
    assert _commit_time(tmp_path) == "1935817689"


RELEASED = "  - measure: released\n    value: {}\n    as_of: 2025-11-04\n"


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (289, r"value: found 289 .* expected 198 \+ 90 = 288"),
        (500, r"value: found 500 .* at most 412, the participants"),
    ],
)
def test_a_figure_of_the_record_that_cannot_be(value: int, message: str, tmp_path: Path) -> None:
    root = copy_project(tmp_path)
    (root / "site").mkdir()
    (root / "site/index.html").write_text("The last good site", encoding="utf-8")
    first, *_ = attempt(
        root, "docs/data/programme.yml", RELEASED.format(288), RELEASED.format(value)
    )
    assert re.match(rf"docs/data/programme.yml:\d+: {message}", first)


@pytest.mark.usefixtures("without_index")
@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (
            "docs/en/index.md",
            'figure("books")',
            'figure("boks")',
            r"docs/en/index.md:\d+: figure: found the measure 'boks'",
        ),
        (
            "docs/ar/index.md",
            "{#programme}\n",
            "{#programme}\n\n[الكل](missing.md)\n",
            r"docs/ar/index.md:\d+: found the link to missing.md in the section \{#\w+\}, "
            r"expected it in docs/en/index.md too",
        ),
        (
            "mkdocs.yml",
            "all.md",
            "al.md",
            r"mkdocs.yml:0: A reference to 'al.md' is included in the 'nav' configuration",
        ),
        (
            "docs/en/index.md",
            "took part.\n",
            'took part.\n\nIn 2017 it\'s most of {{ figure("books") }}.\n',
            r"docs/ar/index.md:0: |docs/en/index.md:\d+: found (a straight quote|the number '2017'|"
            r"'most' in a sentence|the call figure\('books'\))",
        ),
        (
            "docs/data/programme.yml",
            "      ar: المجاميع\n",
            "      ar: المجاميع, والمستفيدون\n",
            r"docs/data/programme.yml:\d+: found (Latin punctuation \(,\)|'والمستفيدون')",
        ),
        (
            "mkdocs.yml",
            "    editor: ",
            "    editer: ",
            r"mkdocs.yml:\d+: editer: unknown key, expected publisher, editor",
        ),
        (
            "docs/ar/index.md",
            '{{ table("totals") }}',
            'ثم {{ table("totals") }}',
            r"docs/ar/index.md:\d+: table: stands inside other text",
        ),
        (
            "overrides/components/measures.html",
            "{% endfor %}\n</dl>",
            "</dl>",
            r"overrides/components/measures.html:\d+: ",
        ),
        (
            "overrides/components/measures.html",
            "measure.label",
            "measure.lable",
            r"overrides/components/measures.html:\d+: .*'lable'",
        ),
        (
            "overrides/components/measures.html",
            "{% endfor %}\n</dl>",
            "{{ none | when }}{% endfor %}\n</dl>",
            r"overrides/components/measures.html:\d+: AttributeError: ",
        ),
        (
            "overrides/main.html",
            "{% extends",
            "{{ hed.x }}{% extends",
            r"overrides/main.html:2: 'hed' is undefined",
        ),
        (
            "overrides/main.html",
            "{{ head }}{{ end }}",
            "{{ hed }}{{ end }}",
            r"overrides/main.html:9: 'hed' is undefined",
        ),
        (  # a macro that Python calls
            "overrides/components/pieces.html",
            "<bdi>{{ words }}</bdi>{% endmacro %}",
            "<bdi>{{ wrds }}</bdi>{% endmacro %}",
            r"overrides/components/pieces.html:3: 'wrds' is undefined",
        ),
        (
            "overrides/partials/footer.html",
            "{{ config.site_description }}",
            "{{ config.site_description + 1 }}",
            r"overrides/partials/footer.html:\d+: ",
        ),
        (
            "overrides/partials/footer.html",
            "{{ config.site_description }}",
            "{{ config.site_description }",
            r"overrides/partials/footer.html:\d+: unexpected '}'",
        ),
        (
            "overrides/locales/ar/LC_MESSAGES/messages.po",
            'msgstr "التاريخ"',
            'msgstr ""',
            r"overrides/locales/ar/LC_MESSAGES/messages.po:\d+: 'Date': the translation is empty",
        ),
    ],
)
def test_a_bad_edit_is_told_and_changes_nothing(
    name: str, old: str, new: str, message: str, other: Path
) -> None:
    problems = attempt(other, name, old, new)
    assert problems
    assert any(re.match(message, problem) for problem in problems), problems


@pytest.mark.usefixtures("without_index")
def test_what_is_only_seen_on_the_finished_pages_stops_the_build(other: Path) -> None:
    problems = attempt(
        other, "overrides/components/measures.html", 'id="measure-{{ measure.id }}"', ""
    )
    pattern = r"site/.*: found the link .*expected a page that has the id 'measure-"
    assert any(re.match(pattern, problem) for problem in problems), problems


LATER = """  - measure: {}
    value: {}
    as_of: 2024-12-20
    stated_by: library
    sources:
      - paper-1
    said: high
    checked: none
"""


@pytest.mark.usefixtures("without_index")
def test_a_later_observation_reaches_every_language(tmp_path: Path) -> None:
    root = make_other(tmp_path)
    path = root / "docs/data/programme.yml"
    text = path.read_text(encoding="utf-8")
    new = LATER.format("readers", "1990") + LATER.format("books", "1021")
    path.write_text(text.replace("\neditions:", f"{new}\neditions:", 1), encoding="utf-8")
    build(root, root / "site")
    days = {"": "20 دجنبر 2024", "en/": "20 December 2024", "fr/": "20 décembre 2024"}
    for folder, day in days.items():
        words = read(root, f"{folder}index.html")
        assert re.search(r"\b1.990\b", words)
        assert re.search(r"\b1.021\b", words)
        assert day in words
        html = (root / "site" / folder / "index.html").read_text(encoding="utf-8")
        table = html[html.index('id="table-totals"') :]
        row = table[table.index('<time datetime="2024-12-20">') :].split("</tr>")[0]
        assert '<data value="1990">' in row
        assert '<data value="1021">' in row
        assert '<data value="969">' in row  # which nobody typed
        assert re.search(r"\(\W*51\W*%", words), words
    assert "Most of them read a book" in read(root, "en/index.html")


def test_the_command_line(tmp_path: Path) -> None:
    root = copy_project(tmp_path)
    path = root / "docs/data/programme.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("value: 412", "value: four", 1), encoding="utf-8")
    command = [sys.executable, str(root / "scripts/build.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    first, last = done.stderr.splitlines()
    assert re.match(r"docs/data/programme.yml:\d+: observations\[\d+\].value: found 'four'", first)
    assert last == "1 problem found."
    assert "Traceback" not in done.stderr


@pytest.mark.usefixtures("without_index")
def test_a_changed_twin_is_a_task_and_a_notice_until_it_is_reviewed(tmp_path: Path) -> None:
    root = make_reviewed(tmp_path)
    assert not open_project(root).findings.tasks
    page = root / "docs/en/index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nMore to say.\n", encoding="utf-8")
    tasks = open_project(root).findings.tasks
    assert [task.path for task in tasks] == ["docs/ar/index.md", "docs/fr/index.md"]
    assert "docs/en/index.md has changed (programme) since" in tasks[0].message
    build(root, root / "site")
    note = '<aside class="twin-note"'
    assert note in (root / "site/index.html").read_text(encoding="utf-8")
    assert note not in (root / "site/en/index.html").read_text(encoding="utf-8")
    assert renew(root, "ar/index") == ["docs/ar/index.md"]
    assert [task.path for task in open_project(root).findings.tasks] == ["docs/fr/index.md"]
    with pytest.raises(UserError, match="found no page 'wemen', expected one such as ar/index"):
        renew(root, "wemen")


def test_what_is_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("build.ROOT", make_other(tmp_path))
    monkeypatch.setattr(sys, "argv", ["build.py", "--check"])
    assert main() == 0
    told = capsys.readouterr()
    assert told.out == "The data and the pages are in order.\n"
    assert all(line.startswith("task: ") for line in told.err.splitlines())
    assert not (tmp_path / "site").exists()


def test_what_may_be_built_but_not_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_other(tmp_path)
    monkeypatch.setattr("build.ROOT", root)
    monkeypatch.setattr(sys, "argv", ["build.py", "--publishable"])
    settings = root / "mkdocs.yml"
    typed = settings.read_text(encoding="utf-8")
    text = typed.replace("https://example.org/", "https://site.example/")
    assert text != typed
    start, end = text.index("    publisher:"), text.index("markdown_extensions:")
    full = "".join(f"    {name}: A name\n" for name in NAMES)
    settings.write_text(text[:start] + full + text[end:], encoding="utf-8")
    assert main() == 0
    empty = full.replace("funding: A name", 'funding: ""')
    settings.write_text(text[:start] + empty + text[end:], encoding="utf-8")
    capsys.readouterr()
    assert main() == 1
    told = capsys.readouterr().err.splitlines()
    problems = [line for line in told if not line.startswith("task: ")]
    assert re.match(r"mkdocs.yml:\d+: funding: found nothing for ar, expected a text", problems[0])
