"""Which files may be handed in, and what is said of the others."""

from __future__ import annotations

import pytest

from common.uploads import LARGEST, UploadRefused, check, clean_name
from tests.uploads import JPEG, PDF, PNG, archive

DOCX = archive("[Content_Types].xml", "word/document.xml")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("brief.pdf", PDF),
        ("BRIEF.PDF", PDF),
        ("letter.docx", DOCX),
        ("slate.xlsx", archive("xl/workbook.xml")),
        ("slides.pptx", archive("ppt/presentation.xml")),
        ("letter.odt", archive("mimetype", "content.xml")),
        ("note.txt", "Café\n".encode()),
        ("old.csv", "Café,1\r\n".encode("cp1252")),
        ("chart.png", PNG),
        ("photo.jpg", JPEG),
        ("photo.jpeg", JPEG),
    ],
)
def test_these_kinds_are_taken(name, content):
    assert check(name, content).name == name


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("page.html", b"<html></html>", "kind that cannot be attached"),
        ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "kind that cannot be attached"),
        ("tool.exe", b"MZ", "kind that cannot be attached"),
        ("noend", PDF, "kind that cannot be attached"),
        ("brief.pdf", b"<html><script>alert(1)</script></html>", "no PDF file"),
        ("brief.pdf", PNG, "no PDF file"),
        ("brief.pdf", b"plain words", "no PDF file"),
        ("letter.docx", archive("xl/workbook.xml"), "no DOCX file"),
        ("letter.docx", archive("anything.txt"), "no DOCX file"),
        ("letter.docx", b"PK\x03\x04 broken", "no DOCX file"),
        ("photo.png", JPEG, "no PNG file"),
        ("note.txt", b"\x00\x01\x02", "no TXT file"),
        ("brief.pdf", b"", "empty"),
        ("brief.pdf", PDF + b" " * LARGEST, "larger than 10 MB"),
    ],
)
def test_what_is_not_taken_is_named_with_the_reason(name, content, why):
    with pytest.raises(UploadRefused, match=why) as refused:
        check(name, content)
    assert name in str(refused.value)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\x\\brief.pdf", "brief.pdf"),
        ("brief\u202efdp.exe", "brieffdp.exe"),
        ('a"b\r\nX: y.pdf', "abX y.pdf"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
        ("..", "file"),
        ("", "file"),
    ],
)
def test_a_name_is_made_harmless(given, kept):
    assert clean_name(given) == kept
