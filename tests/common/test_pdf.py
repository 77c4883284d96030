"""How a document becomes a PDF: what it may load, what stops it, and that its bytes are repeatable."""

import io
import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest

from common.pdf import AssetRefusedError, LayoutError, PdfError, html_to_pdf, library_versions
from tests.pdf_check import check

CSS = """
@page { size: letter; margin: 0.8in; font-family: "Source Sans Pro";
        @bottom-left { content: "Demo Coalition" }
        @bottom-right { content: "Page " counter(page) " of " counter(pages) } }
html { font-family: "Source Sans Pro" }
h1, h2, h3 { font-family: "Source Serif Pro" }
h2 { break-before: page }
"""
CHART = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100"><rect width="50" height="80"/>'
    b'<text x="60" y="40" font-family="Source Sans Pro">83.5</text></svg>'
)
BODY = """
<h1>Money</h1>
<p>See <a href="#second">the second part</a> or <a href="https://www.congress.gov/">Congress.gov</a>.</p>
<table><caption>$ in millions</caption>
<thead><tr><th scope="col">Line</th><th scope="col">FY 2024</th></tr></thead>
<tbody><tr><th scope="row">Victim services</th><td>88.0</td></tr></tbody></table>
<p><img src="image:chart.svg" alt="Victim services rose to 88.0"></p>
<h2 id="second">Second</h2><p>Text.</p>
<h2 id="third">Third</h2><ul><li>One</li><li>Two</li></ul>
"""


@pytest.fixture
def css(tmp_path):
    path = tmp_path / "paper.css"
    path.write_text(CSS)
    return path


def printed(css, body=BODY, **changes):
    settings = {
        "stylesheets": [css],
        "title": "A title",
        "created": datetime(2026, 11, 21, 14, 30, tzinfo=UTC),
        "identifier": "packet 1",
        "images": {"image:chart.svg": CHART},
    }
    return html_to_pdf(f'<html lang="en-US"><body>{body}</body></html>', **{**settings, **changes})


def opened(result):
    return pikepdf.open(io.BytesIO(result.data))


def test_a_print_passes_every_rule_of_the_structure_check(css):
    assert check(printed(css).data) == []


def test_a_print_tells_its_pages_and_where_its_anchors_are(css):
    result = printed(css)
    assert result.page_count == 3
    assert result.pages_by_anchor == {"second": 2, "third": 3}


def test_pages_are_us_letter(css):
    with opened(printed(css)) as pdf:
        assert [float(value) for value in pdf.pages[0].MediaBox] == [0, 0, 612, 792]


def test_running_feet_are_artifacts_and_not_read_aloud(css):
    with opened(printed(css)) as pdf:
        marks = [
            str(o[1])
            for o, name in pikepdf.parse_content_stream(pdf.pages[0])
            if str(name) == "BDC" and str(o[0]) == "/Artifact"
        ]
        assert len(marks) == 2
        assert all("/Pagination" in mark for mark in marks)
        owners = list(pdf.Root.StructTreeRoot.ParentTree.Nums[1])
        assert [owner for owner in owners if owner is None] == [None, None]


def test_a_link_is_announced_by_its_words(css):
    with opened(printed(css)) as pdf:
        assert [str(note.Contents) for note in pdf.pages[0].Annots] == ["the second part", "Congress.gov"]


def test_both_families_are_embedded_and_nothing_else(css):
    with opened(printed(css)) as pdf:
        names = {str(font.BaseFont).split("+")[1] for font in pdf.pages[0].Resources.Font.values()}
    assert {name.removesuffix("-Bold") for name in names} == {"Source-Sans-Pro", "Source-Serif-Pro"}


def test_dates_and_title_come_from_the_caller(css):
    with opened(printed(css)) as pdf:
        assert str(pdf.docinfo["/CreationDate"]) == "D:20261121143000Z"
        assert str(pdf.docinfo["/Title"]) == "A title"


def test_the_same_input_gives_the_same_bytes(css):
    assert printed(css).sha256 == printed(css).sha256


def test_the_bytes_do_not_depend_on_the_process(css):
    code = (
        "import sys; from pathlib import Path; from tests.common.test_pdf import printed;"
        f"print(printed(Path({str(css)!r})).sha256)"
    )
    root = Path(__file__).resolve().parents[2]
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": seed},
            text=True,
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert digests == {printed(css).sha256 + "\n"}


def test_another_identifier_gives_another_file_id(css):
    with opened(printed(css)) as one, opened(printed(css, identifier="packet 2")) as two:
        assert one.trailer.ID[0] != two.trailer.ID[0]


def test_header_ids_carry_the_name_of_their_part(css):
    with opened(printed(css, part="A.")) as pdf:
        names = [str(name) for name in list(pdf.Root.StructTreeRoot.IDTree.Names)[::2]]
    assert len(names) == 3
    assert all(name.startswith("A.") for name in names)


@pytest.mark.parametrize(
    "body",
    [
        '<img src="file:///etc/passwd" alt="x">',
        '<img src="https://example.org/x.png" alt="x">',
        '<img src="http://169.254.169.254/" alt="x">',
        '<img src="data:image/svg+xml,<svg/>" alt="x">',
        '<img src="image:unknown.svg" alt="x">',
        '<link rel="stylesheet" href="file:///etc/passwd">',
        '<link rel="attachment" href="file:///etc/passwd">',
        '<style>@import "file:///etc/passwd";</style>',
        '<style>@font-face { font-family: x; src: url("file:///etc/passwd") }</style><p>x',
        '<p style="background: url(file:///etc/passwd)">x</p>',
        '<object data="file:///etc/passwd"></object>',
    ],
)
def test_a_document_reads_no_file_and_no_address(css, body):
    with pytest.raises(AssetRefusedError, match="was not handed to the printer"):
        printed(css, body)


def test_a_picture_cannot_read_a_file_either(css):
    hostile = (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
        b'<image href="file:///etc/passwd" width="9" height="9"/></svg>'
    )
    with pytest.raises(PdfError):
        printed(css, images={"image:chart.svg": hostile})


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ('<p style="shade: red">x', "unknown property"),
        ('<a href="#nowhere">x</a>', "No anchor #nowhere"),
        ('<img src="chart.svg" alt="x">', "without a base URI"),
        ('<img src="image:chart.svg">', "no alternative text"),
        ("<p>\ue123</p>", "U\\+E123"),
        ("<table><tr><th>Line</th><td>1</td></tr></table>", "no scope: 'Line'"),
        ('<a href="https://example.org/"> </a>', "has no text"),
    ],
)
def test_what_cannot_be_printed_well_is_refused_with_its_reason(css, body, reason):
    with pytest.raises(LayoutError, match=reason):
        printed(css, body)


def test_a_missing_stylesheet_fails_loudly(tmp_path):
    with pytest.raises(FileNotFoundError):
        printed(tmp_path / "missing.css")


def test_a_broken_picture_fails_loudly(css):
    with pytest.raises(LayoutError):
        printed(css, images={"image:chart.svg": b"not a picture"})


def test_versions_that_decide_the_bytes_are_named():
    versions = library_versions()
    assert set(versions) == {
        "weasyprint",
        "pydyf",
        "pikepdf",
        "qpdf",
        "pango",
        "harfbuzz",
        "fontconfig",
        "zlib",
    }
    assert versions["weasyprint"] == "70.0"
    assert all(re.fullmatch(r"\d+(\.\d+)+.*", number) for number in versions.values()), versions
