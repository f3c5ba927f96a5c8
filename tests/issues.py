"""Issues as GitHub writes them from a form, for the tests of what reads them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from support import ROOT
from workflows.forms import Form, read_forms, value_of
from workflows.proposal import FORMS

NEW_SOURCE = {
    "source": "https://www.le360.example/edition?a=1&b=2",
    "publisher": "Le360",
    "published": "2026-05-02",
    "published_basis": "printed",
    "language": "fr",
    "read": "full",
    "relays": "dgapr",
    "describes_ar": "خبر عن دورة جديدة من برنامج «مصالحة»",
    "describes_en": "Report on a new edition of Moussalaha",
}
SAID = {"stated_by": "مركز مصالحة", "said": "high", "checked": "none"}
REPORTS: dict[str, dict[str, str]] = {
    "edition-opened": {
        "edition": "19",
        "opened": "2026-05-01",
        "opened_basis": "stated",
        "place": "sale-prison",
        "participants": "21",
        **SAID,
        **NEW_SOURCE,
    },
    "edition-closed": {
        "edition": "19",
        "closed": "2026-06~",
        "closed_basis": "inferred",
        **SAID,
        **NEW_SOURCE,
        "publisher": "",
        "stated_by": "New Daily: Rabat",
        "name_ar": "اليومية الجديدة",
        "name_en": "New Daily: Rabat",
        "organisation_kind": "press",
        "published": "",
        "published_basis": "",
    },
    "new-figure": {
        "measure": "released",
        "value": "300",
        "as_of": "2026-05-01",
        "through_edition": "18",
        "counts_starting": "true",
        **SAID,
        "source": "alyaoum24-1992516",
    },
    "mistake": {
        "page": "women",
        "measure": "women",
        "before_ar": "ذكرت الصفحة شهرًا آخر",
        "before_en": "The page gave another month",
        "now_ar": "يذكر البلاغ شهر نونبر",
        "now_en": "The statement gives the month of the ceremony",
        "why_ar": "قراءة جديدة للمصدر",
        "why_en": "The source was read again",
        "source": "https://dgapr.example/page",
    },
}
"""What a reader answers in each form: values, not the words of the choices."""


@cache
def forms() -> dict[str, Form]:
    """Return the issue forms of the project."""
    return read_forms(ROOT / FORMS)


def in_french_too(text: str) -> str:
    """Return the file of a form that asks for every text in a third language as well."""
    head, *items = re.split(r"(?m)^(?=  - type: )", text)
    found = [head]
    for item in items:
        found.append(item)
        if re.search(r"(?m)^    id: \w+_en$", item):
            french = item.replace("بالإنجليزية", "بالفرنسية").replace("in English", "in French")
            found.append(re.sub(r"(?m)^(    id: \w+)_en$", r"\1_fr", french))
    return "".join(found)


def issue(form: str, given: Mapping[str, str], asked: Mapping[str, Form] | None = None) -> str:
    """Return the text of the issue that GitHub makes of a form that was filled in.

    `asked` holds the forms of another site.
    """
    parts = []
    for question in (asked or forms())[form].questions:
        answer = given.get(question.name, "") or "_No response_"
        if question.kind == "checkboxes":
            answer = "\n".join(f"- [X] {option}" for option in question.options)
        elif question.kind == "dropdown" and question.name in given:
            found = [one for one in question.options if value_of(one) == given[question.name]]
            answer = found[0] if found else given[question.name] or "_No response_"
        parts.append(f"### {question.label}\n\n{answer}")
    return "\n\n".join(parts)
