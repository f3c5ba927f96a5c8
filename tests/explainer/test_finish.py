"""What is done to the built files before they are published."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from explainer.finish import finish

PAGE = """<!doctype html>
<head><script src="{0}assets/site.js"></script>
<link rel="stylesheet" href="{0}assets/one.css">
<link rel="stylesheet" href="{0}assets/two.css">
</head><a href="https://other.example/">out</a><a rel="license" href="https://l.example/">x</a>
<a href="inside/">in</a>"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a finished site; one page has only one of the style sheets, one absolute links."""
    files = {
        "index.html": PAGE.format(""),
        "en/figures/index.html": PAGE.format("../../"),
        "404.html": PAGE.format("/explainer/"),
        "charts/a.html": '<link rel="stylesheet" href="../assets/one.css">\n',
        "assets/one.css": "/* Why */\na { color: red }",
        "assets/two.css": "b { color: blue }\n",
        "assets/more/open.css": "c  { color: green }",
        "assets/site.js": 'import("./more/open.js"); // when asked\n',
        "assets/more/open.js": 'import { a } from "./a.js";\nlink("assets/more/open.css");',
        "assets/more/a.js": "export const a = 1;",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    finish(tmp_path, "/explainer/")
    return tmp_path


def test_a_page_has_one_style_sheet_and_its_script(site: Path) -> None:
    for name in ("index.html", "en/figures/index.html", "charts/a.html", "404.html"):
        text = (site / name).read_text(encoding="utf-8")
        for address in re.findall(r'(?:src|rel="stylesheet" href)="([^"]+)"', text):
            assert address.startswith("/explainer/") == (name == "404.html")
            at = site if name == "404.html" else (site / name).parent
            assert (at / address.removeprefix("/explainer/")).resolve().is_file(), address
        assert text.count('rel="stylesheet"') == 1
    both = {
        re.search(r'href="(?:\.\./)*(assets/[^"]+css)"', (site / name).read_text())[1]  # type: ignore[index]
        for name in ("index.html", "en/figures/index.html")
    }
    (name,) = both
    text = (site / name).read_text(encoding="utf-8")
    assert text == "a { color: red } b { color: blue }"


def test_names_change_with_what_is_in_them(site: Path, tmp_path: Path) -> None:
    names = {path.name for path in site.rglob("*") if path.suffix in (".css", ".js")}
    assert len(names) == 6
    assert all(re.fullmatch(r"[a-z]+\.[0-9a-f]{8}\.(css|js)", name) for name in names)


def test_scripts_name_each_other_by_their_new_names(site: Path) -> None:
    def named(path: Path) -> list[str]:
        return re.findall(r'"([^"]+\.(?:js|css))"', path.read_text(encoding="utf-8"))

    (first,) = (site / "assets").glob("site.*.js")
    (opened,) = named(first)
    second = site / "assets" / opened
    other, sheet = named(second)
    assert (second.parent / other).is_file()
    assert (site / sheet).is_file()


def test_links_to_elsewhere_keep_this_page_to_themselves(site: Path) -> None:
    text = (site / "index.html").read_text(encoding="utf-8")
    assert '<a rel="noopener external" href="https://other.example/">' in text
    assert '<a rel="license" href="https://l.example/">' in text
    assert '<a href="inside/">' in text


def one(folder: Path, ending: str, text: str) -> str:
    page = '<link rel="stylesheet" href="a.css">' if ending == "css" else '<script src="a.js">'
    (folder / "index.html").write_text(page, encoding="utf-8")
    (folder / f"a.{ending}").write_text(text, encoding="utf-8")
    finish(folder, "/explainer/")
    (found,) = folder.glob(f"a.*.{ending}")
    return found.read_text(encoding="utf-8")


def test_style_sheets_lose_comments_and_keep_their_meaning(tmp_path: Path) -> None:
    sheet = (
        "/* Why\n so */\n@container (max-width: 36em) {\n"
        "  .a :is(b, c) { width: calc(1px + 2px); }\n}\n"
    )
    expected = "@container (max-width: 36em) { .a :is(b, c) { width: calc(1px + 2px); } }"
    assert one(tmp_path, "css", sheet) == expected


def test_scripts_lose_comments_and_keep_their_strings(tmp_path: Path) -> None:
    script = 'const a = "/* kept */"; // gone\nconst b = /[/*]/u.test(`${a} // kept`) ?? 1;\n'
    code = one(tmp_path, "js", script)
    assert '"/* kept */"' in code
    assert "`${a} // kept`" in code
    assert "/[/*]/u" in code
    assert "gone" not in code
