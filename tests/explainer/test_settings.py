"""Who answers for the site: one text or one per language, and what is still empty."""

from __future__ import annotations

from pathlib import Path

import pytest

from explainer.problems import UserError
from explainer.settings import NAMES, read_settings

SITE = "site_url: https://site.example/explainer\n"


def read(folder: Path, text: str, site: str = SITE) -> tuple[dict[str, dict[str, str]], list[str]]:
    path = folder / "mkdocs.yml"
    path.write_text(text + site, encoding="utf-8")
    try:
        settings = read_settings(path, "mkdocs.yml", ("ar", "en"))
    except UserError as error:
        return {}, [str(problem) for problem in error.problems]
    return settings.texts, [str(problem) for problem in settings.unnamed]


FULL = """\
site_name: x
extra:
  imprint:
    publisher:
      ar: جمعية
      en: A society
    editor: E. D.
    funding: none
    contact: desk@paper.example
"""


def test_full_settings(tmp_path: Path) -> None:
    texts, unnamed = read(tmp_path, FULL)
    assert tuple(texts) == NAMES
    assert texts["publisher"] == {"ar": "جمعية", "en": "A society"}
    assert texts["contact"] == dict.fromkeys(("ar", "en"), "desk@paper.example")
    assert unnamed == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("      en: A society\n", "", "4: publisher: found nothing for en, expected a text before"),
        (
            "funding: none",
            'funding: ""',
            "8: funding: found nothing for ar, expected a text before",
        ),
        ("    contact: desk@paper.example\n", "", "3: contact: found nothing for ar, expected a"),
    ],
)
def test_what_is_empty_is_told(old: str, new: str, message: str, tmp_path: Path) -> None:
    _, unnamed = read(tmp_path, FULL.replace(old, new))
    assert unnamed[0].startswith(f"mkdocs.yml:{message}")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("editor:", "editer:", "7: editer: unknown key, expected publisher, editor, funding"),
        ("      en: A", "      fr: A", "6: publisher.fr: found 'A society', expected one text for"),
        ("E. D.", "[a]", "7: editor: found a list, expected a text"),
    ],
)
def test_mistakes(old: str, new: str, message: str, tmp_path: Path) -> None:
    _, problems = read(tmp_path, FULL.replace(old, new))
    assert problems[0].startswith(f"mkdocs.yml:{message}")


def test_nothing_there(tmp_path: Path) -> None:
    _, unnamed = read(tmp_path, "site_name: x\n")
    assert len(unnamed) == len(NAMES) * 2
    _, problems = read(tmp_path, "extra:\n  imprint: x\n")
    assert problems[0].startswith("mkdocs.yml:2: imprint: found 'x', expected the keys publisher")


def test_the_address_of_the_site(tmp_path: Path) -> None:
    path = tmp_path / "mkdocs.yml"
    path.write_text(SITE, encoding="utf-8")
    assert read_settings(path, "mkdocs.yml", ("ar",)).site == "https://site.example/explainer/"


@pytest.mark.parametrize(
    "site",
    [
        "",
        "site_url: ''\n",
        "site_url: //x/\n",
        "site_url: [a]\n",
        "site_url: https://x.example/?a=b\n",
        "site_url: https://x.example/#top\n",
        "site_url: https://x.example/a b/\n",
    ],
)
def test_an_address_that_is_none(site: str, tmp_path: Path) -> None:
    _, problems = read(tmp_path, "site_name: x\n", site)
    assert ": site_url: found " in problems[0]
    assert problems[0].endswith("expected an address such as https://name.example/moussalaha/")


def test_the_example_is_not_published(tmp_path: Path) -> None:
    _, unnamed = read(tmp_path, FULL, "site_url: https://example.org/explainer/\n")
    assert unnamed == [
        "mkdocs.yml:10: site_url: found https://example.org/explainer/, expected the real address "
        "before publishing"
    ]
