"""The last look at the built pages finds what no reader may meet."""

from __future__ import annotations

from pathlib import Path

import pytest

from explainer.verify import verify

LOCALES = {"ar": "rtl", "en": "ltr"}


def page(body: str, lang: str = "ar", direction: str = "rtl") -> str:
    return f'<!doctype html>\n<html lang="{lang}" dir="{direction}">\n<body>{body}</body></html>'


def found(folder: Path, pages: dict[str, str]) -> list[str]:
    for name, content in pages.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return [str(problem) for problem in verify(folder, LOCALES, "/moussalaha/")]


def test_a_sound_site(tmp_path: Path) -> None:
    (tmp_path / "style.css").write_text("")
    body = (
        '<p id="top"><a href="#top">فوق</a><a href="figures/#x">ثم</a><a href="./">هنا</a>'
        '<a href="/moussalaha/en/">هناك</a><a href="https://elsewhere.example/x">بعيدًا</a>'
        '<a href="mailto:a@b.example">بريد</a><link href="style.css">'
        '<bdi><data value="1">1</data></bdi></p>'
    )
    pages = {
        "index.html": page(body),
        "figures/index.html": page('<p id="x"><a href="../">فوق</a></p>'),
        "en/index.html": page("", "en", "ltr"),
    }
    assert found(tmp_path, pages) == []


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("<p>{{ figure(1) }}</p>", "found '{{' on the page, expected every call to be replaced"),
        ("<p>{% holds %}</p>", "found '{%' on the page"),
        ("<p>\ue0003\ue001</p>", "found '\\ue000' on the page"),
        ('<data value="">1</data>', "found a figure without a number, expected one"),
        ('<data value="1"> </data>', "found a figure without a number, expected one"),
        ('<a href="gone/">x</a>', "found the link 'gone/', expected a page or file of the site"),
        ('<a href="#gone">x</a>', "found the link '#gone', expected a page that has the id 'gone'"),
        ('<img src="gone.png">', "found the link 'gone.png', expected a page or file"),
        ('<script src="gone.js"></script>', "found the link 'gone.js', expected a page or file"),
        (
            '<a href="/en/">x</a>',
            "found the link '/en/', expected one that starts with /moussalaha/",
        ),
        ('<a href="../up/">x</a>', "found the link '../up/', which leaves the site"),
    ],
)
def test_faults(body: str, message: str, tmp_path: Path) -> None:
    problems = found(tmp_path, {"index.html": page(body)})
    assert any(problem.startswith("site/index.html:3: ") for problem in problems)
    assert any(message in problem for problem in problems)


@pytest.mark.parametrize(
    ("body", "lang", "run"),
    [
        ("<p>سنة 2017</p>", "ar", "2017"),
        ("<p>نص <em>نص</em> ثم 2018</p>", "ar", "2018"),
        ("<p>قالت AFP Press هنا</p>", "ar", "AFP Press"),
        ("<table><tr><td>66%</td></tr></table>", "ar", "66%"),
        ("<p>the word مصالحة here</p>", "en", "مصالحة"),
        ("<p>سنة <bdi>2017</bdi> و<span dir='ltr'>AFP</span> \u20682018\u2069</p>", "ar", None),
        ("<pre><code>make 12</code></pre><script>var x1;</script>", "ar", None),
        ("<p>the word <bdi>مصالحة</bdi>, 217 of it</p>", "en", None),
    ],
)
def test_runs_that_are_not_isolated(body: str, lang: str, run: str | None, tmp_path: Path) -> None:
    name = "index.html" if lang == "ar" else "en/index.html"
    problems = found(tmp_path, {name: page(body, lang, LOCALES[lang])})
    expected = f"site/{name}:3: found {run!r} not isolated, expected bdi or dir around it"
    assert problems == ([expected] if run else [])


def test_language_and_direction(tmp_path: Path) -> None:
    problems = found(tmp_path, {"en/index.html": page("", "ar", "rtl")})
    expected = "expected lang='en' dir='ltr'"
    assert problems == [f"site/en/index.html:1: found lang='ar' dir='rtl' on <html>, {expected}"]


def test_an_empty_folder_is_no_site(tmp_path: Path) -> None:
    assert [p.message for p in verify(tmp_path, LOCALES, "/")] == [
        "found no page, expected at least one"
    ]
