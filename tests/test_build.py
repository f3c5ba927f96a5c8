"""The build on the real site: strict, the same twice, and harmless when it fails."""

from __future__ import annotations

import fcntl
import hashlib
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html

from build import build
from explainer.problems import UserError
from support import copy_project


def digest(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_project(tmp_path_factory.mktemp("project"))
    build(root, root / "site")
    return root


@pytest.fixture
def edit(project: Path) -> Callable[[str, str, str], list[str]]:
    """Return a function that edits a file, builds, puts the file back and gives the problems.

    It asserts that a failed build left the published site as it was, byte for byte.
    """

    def attempt(name: str, old: str, new: str) -> list[str]:
        path = project / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        before = digest(project / "site")
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        try:
            build(project, project / "site")
        except UserError as error:
            assert digest(project / "site") == before
            return [str(problem) for problem in error.problems]
        finally:
            path.write_text(text, encoding="utf-8")
        return []

    return attempt


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


def test_home_page_in_words(project: Path) -> None:
    arabic, english = read(project, "index.html"), read(project, "en/index.html")
    assert "22 مشاركًا" in arabic
    assert "22 participants" in english
    assert "most of them by a royal pardon" in english
    assert "أغلبهم بعفو ملكي" in arabic
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
    other = copy_project(tmp_path)
    build(other, other / "site")
    assert digest(other / "site") == digest(project / "site")


RELEASED = "  - measure: released\n    value: {}\n    as_of: 2025-11-04\n"


def test_289_stops_at_198_and_90(edit: Callable[[str, str, str], list[str]]) -> None:
    problems = edit("docs/data/programme.yml", RELEASED.format(288), RELEASED.format(289))
    pattern = r"docs/data/programme.yml:\d+: value: found 289 .* expected 198 \+ 90 = 288"
    assert re.match(pattern, problems[0])


def test_500_stops_at_412(edit: Callable[[str, str, str], list[str]]) -> None:
    problems = edit("docs/data/programme.yml", RELEASED.format(288), RELEASED.format(500))
    pattern = r"docs/data/programme.yml:\d+: value: found 500 .* at most 412, the participants"
    assert re.match(pattern, problems[0])


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (
            "docs/en/index.md",
            'figure("released")',
            'figure("relesed")',
            r"docs/en/index.md:\d+: figure: found the measure 'relesed'",
        ),
        (
            "docs/ar/index.md",
            "(figures.md)",
            "(missing.md)",
            r"mkdocs.yml:0: Doc file 'ar/index.md' contains a link 'missing.md'",
        ),
        (
            "docs/ar/figures.md",
            '{{ table("totals") }}',
            'see {{ table("totals") }}',
            r"docs/ar/figures.md:\d+: table: stands inside other text",
        ),
        (
            "overrides/components/cards.html",
            "{% endfor %}",
            "",
            r"overrides/components/cards.html:\d+: ",
        ),
        (
            "overrides/components/cards.html",
            "value.measure",
            "value.mesure",
            r"overrides/components/cards.html:\d+: .*'mesure'",
        ),
        (
            "overrides/locales/ar/LC_MESSAGES/messages.po",
            'msgstr "التاريخ"',
            'msgstr ""',
            r"overrides/locales/ar/LC_MESSAGES/messages.po:\d+: 'Date': the translation is empty",
        ),
        (
            "overrides/components/measures.html",
            'id="measure-{{ measure.id }}"',
            "",
            r"site/.*: found the link .*expected a page that has the id 'measure-",
        ),
    ],
)
def test_a_bad_edit_is_told_and_changes_nothing(
    name: str, old: str, new: str, message: str, edit: Callable[[str, str, str], list[str]]
) -> None:
    problems = edit(name, old, new)
    assert problems
    assert re.match(message, problems[0]), problems[0]


def test_a_later_observation_reaches_both_languages(project: Path, tmp_path: Path) -> None:
    root = copy_project(tmp_path)
    path = root / "docs/data/programme.yml"
    text = path.read_text(encoding="utf-8")
    new = "".join(
        f"""  - measure: {measure}
    value: {value}
    as_of: 2025-12-20
    through_edition: 18
    counts_starting: true
    stated_by: dgapr
    sources:
      - alyaoum24-1992516
    said: high
    checked: none
"""
        for measure, value in (("released", 289), ("released-by-pardon", 198))
    )
    path.write_text(text.replace("\nderivations:\n", f"{new}\nderivations:\n", 1), encoding="utf-8")
    build(root, root / "site")
    arabic, english = read(root, "index.html"), read(root, "en/index.html")
    assert "بلغ عدد من غادروا السجن من المشاركين 289 بحسب ما أُعلن إلى غاية 20 دجنبر 2025" in arabic
    assert "By 20 December 2025, it was stated that 289 participants had left prison" in english
    for name in ("figures/index.html", "en/figures/index.html"):
        html = (root / "site" / name).read_text(encoding="utf-8")
        row = html[html.index('<time datetime="2025-12-20">') :].split("</tr>")[0]
        assert '<data value="289">289</data>' in row
        assert '<data value="91">91</data>' in row
    for text in (arabic, english):
        assert "91" in text
        assert "69%" in text


def test_the_command_line(project: Path) -> None:
    script = str(project / "scripts/build.py")
    done = subprocess.run(
        [sys.executable, script, "--check"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    path = project / "docs/data/programme.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("value: 412", "value: four", 1), encoding="utf-8")
    try:
        done = subprocess.run(
            [sys.executable, script, "--check"], capture_output=True, text=True, check=False
        )
    finally:
        path.write_text(text, encoding="utf-8")
    assert done.returncode == 1
    first, last = done.stderr.splitlines()
    assert re.match(r"docs/data/programme.yml:\d+: observations\[\d+\].value: found 'four'", first)
    assert last == "1 problem found."
    assert "Traceback" not in done.stderr


def test_a_build_killed_in_the_middle_leaves_the_site(project: Path) -> None:
    before = digest(project / "site")
    code = (
        "import os, sys; sys.path.insert(0, 'scripts'); import build\n"
        "build.verify = lambda *a: os.kill(os.getpid(), 9)\n"
        "build.build(build.ROOT, build.ROOT / 'site')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=project, capture_output=True, check=False
    )
    assert done.returncode == -9
    assert digest(project / "site") == before
    build(project, project / "site")
    assert digest(project / "site") == before
    assert [path.name for path in (project / ".build").iterdir()] == ["lock"]


def test_a_second_build_is_told_to_wait(project: Path) -> None:
    with (project / ".build/lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(UserError, match="another build is running here"):
            build(project, project / "site")
