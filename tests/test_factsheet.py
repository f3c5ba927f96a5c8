"""The fact sheets, without a browser: which pages they are, and what is read from a PDF file."""

from __future__ import annotations

from explainer.project import open_project
from factsheet import Print, Sheet, examine, faults_of, sheets
from support import ROOT

PDF = b"""%PDF-1.4
1 0 obj
<</Type /Page
/Parent 3 0 R>>
endobj
2 0 obj
<</Type /Page
/Parent 3 0 R>>
endobj
3 0 obj
<</Type /Pages
/Count 2
/Kids [1 0 R 2 0 R]>>
endobj
4 0 obj
<</Type /Catalog
/Pages 3 0 R
/MarkInfo <</Type /MarkInfo
/Marked true>>
/StructTreeRoot 5 0 R
/Lang (ar)>>
endobj
"""
SHEET = Sheet("ar", "docs/ar/sheet.md", "sheet/")


def test_each_language_has_its_sheet() -> None:
    found = sheets(open_project(ROOT))
    assert [(sheet.language, sheet.address) for sheet in found] == [
        ("ar", "factsheet/"),
        ("en", "en/factsheet/"),
    ]
    assert [sheet.name for sheet in found] == ["factsheet-ar.pdf", "factsheet-en.pdf"]


def test_a_pdf_says_its_pages_tags_and_language() -> None:
    assert examine(PDF) == Print(pages=2, tagged=True, language="ar")
    assert list(faults_of(SHEET, examine(PDF))) == []


def test_what_is_wrong_with_a_print_is_told() -> None:
    untagged = PDF.replace(b"/Marked true", b"/Marked false").replace(b"(ar)", b"(en)")
    longer = untagged.replace(b"3 0 obj", b"6 0 obj\n<</Type /Page>>\nendobj\n3 0 obj")
    assert [str(problem) for problem in faults_of(SHEET, examine(longer))] == [
        "docs/ar/sheet.md:0: prints on 3 pages, expected 2: shorten the text",
        "docs/ar/sheet.md:0: found a PDF without tags, expected them for screen readers",
        "docs/ar/sheet.md:0: found the language 'en' in the PDF, expected 'ar'",
    ]


def test_a_file_that_is_no_pdf_says_nothing() -> None:
    assert examine(b"") == Print(pages=0, tagged=False, language="")
