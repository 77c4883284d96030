"""What the finish mends of a print: links that hold more than words, and tables that take several pages."""

import io

import pikepdf
import pytest

from common.pdf import LayoutError
from tests.common.test_pdf import CSS, printed
from tests.pdf_check import check
from tests.pdf_structure import Structure, kids_of

STYLE = CSS + "tr { break-inside: avoid } .float { float: right } .leader::after { content: leader('.') }"
ROWS = 90
TABLE = (
    "<table><caption>$ in millions</caption>"
    '<thead><tr><th scope="col">Line</th><th scope="col">FY 2026</th></tr></thead><tbody>'
    + "".join(f'<tr><th scope="row">Line {n}</th><td>{n}.5</td></tr>' for n in range(ROWS))
    + "</tbody></table>"
)


@pytest.fixture(scope="module")
def style(tmp_path_factory):
    path = tmp_path_factory.mktemp("finish") / "paper.css"
    path.write_text(STYLE)
    return path


def structure(result):
    return Structure(pikepdf.open(io.BytesIO(result.data)))


@pytest.mark.parametrize(
    ("inside", "words", "annotations"),
    [
        ('<img src="image:chart.svg" alt="Victim services">', "Victim services", 2),
        ("The <strong>money</strong> table", "The money table", 1),
        ('<span class="float">At the edge</span> and here', "At the edge and here", 2),
    ],
)
def test_a_link_holds_all_its_annotations_and_says_all_its_words(style, inside, words, annotations):
    result = printed(style, f'<h1>Money</h1><p><a href="https://www.congress.gov/">{inside}</a></p>')
    assert check(result.data) == []
    read = structure(result)
    (link,) = [one for one in read.of_kind("Link") if one.get("/K")]
    assert (
        sum(not isinstance(kid, int) and kid.get("/Type") == "/OBJR" for kid in kids_of(link)) == annotations
    )
    notes = list(read.pdf.pages[0].Annots)
    assert [str(note.Contents) for note in notes] == [words] * annotations


def test_a_table_over_several_pages_is_one_table_whose_head_is_read_once(style):
    result = printed(style, f"<h1>Money</h1><section>{TABLE}</section><p>After it.</p>")
    assert result.page_count > 2
    assert check(result.data) == []
    read = structure(result)
    assert len(read.of_kind("Table")) == len(read.of_kind("THead")) == len(read.of_kind("Caption")) == 1
    assert len(read.of_kind("TR")) == ROWS + 1
    columns = {bytes(cell.ID) for cell in read.of_kind("TH") if str(cell.A.Scope) == "/Column"}
    assert len(columns) == 2
    for cell in read.of_kind("TD"):
        assert sum(bytes(header) in columns for header in cell.A.Headers) == 1


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ('<p class="leader">Contents</p>', "read aloud dot by dot"),
        (TABLE.replace(">FY 2026<", '><a href="https://www.congress.gov/">FY 2026</a><'), "head of a table"),
    ],
)
def test_what_no_finish_can_mend_is_refused(style, body, reason):
    with pytest.raises(LayoutError, match=reason):
        printed(style, body)
