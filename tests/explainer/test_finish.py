"""What is done to the built files before they are published."""

from __future__ import annotations

from pathlib import Path

from explainer.finish import finish, with_direction

DIRECTIONS = {"ar": "rtl", "en": "ltr"}


def test_the_direction_stands_on_html() -> None:
    page = b'<!doctype html>\n<html lang="ar" class="no-js"><body dir="rtl">'
    assert with_direction(page, DIRECTIONS).startswith(
        b'<!doctype html>\n<html lang="ar" dir="rtl"'
    )
    assert with_direction(b"<p>no page</p>", DIRECTIONS) == b"<p>no page</p>"
    assert with_direction(b'<html lang="fr">', DIRECTIONS) == b'<html lang="fr">'


def test_style_sheets_lose_comments_and_keep_their_meaning(tmp_path: Path) -> None:
    sheet = tmp_path / "a.css"
    sheet.write_text(
        "/* Why\n so */\n@container (max-width: 36em) {\n"
        "  .a :is(b, c) { width: calc(1px + 2px); }\n}\n",
        encoding="utf-8",
    )
    finish(tmp_path, DIRECTIONS)
    expected = "@container (max-width: 36em) { .a :is(b, c) { width: calc(1px + 2px); } }"
    assert sheet.read_text(encoding="utf-8") == expected


def test_scripts_lose_comments_and_keep_their_strings(tmp_path: Path) -> None:
    script = tmp_path / "a.js"
    script.write_text(
        'const a = "/* kept */"; // gone\nconst b = /[/*]/u.test(`${a} // kept`) ?? 1;\n',
        encoding="utf-8",
    )
    finish(tmp_path, DIRECTIONS)
    code = script.read_text(encoding="utf-8")
    assert '"/* kept */"' in code
    assert "`${a} // kept`" in code
    assert "/[/*]/u" in code
    assert "gone" not in code
