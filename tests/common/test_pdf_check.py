"""The structure check itself: each deliberate breakage is caught by the rule that names it."""

import io

import pikepdf
import pytest

from tests.common.test_pdf import css, printed  # noqa: F401 - a fixture
from tests.pdf_check import check
from tests.pdf_structure import kids_of


def elements(node, kind):
    for kid in kids_of(node):
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem":
            if str(kid.S) == f"/{kind}":
                yield kid
            yield from elements(kid, kind)


def first(pdf, kind):
    return next(elements(pdf.Root.StructTreeRoot, kind))


def unmark_a_paragraph(pdf):
    stream = pdf.pages[0].Contents
    stream.write(stream.read_bytes().replace(b"/Span", b"/Nope", 1).replace(b"<</MCID 1>>", b"<<>>", 1))


def paint_outside_marks(pdf):
    stream = pdf.pages[0].Contents
    stream.write(stream.read_bytes() + b"\n0 0 10 10 re f\n")


def claim_a_mark_twice(pdf):
    paragraph = first(pdf, "H1")
    span = paragraph.K[0]
    span.K = pikepdf.Array([0, 0])


def cross_the_parent_tree(pdf):
    owners = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    owners[0], owners[1] = owners[1], owners[0]


def share_a_page_key(pdf):
    pdf.pages[1].StructParents = 0


def remove_a_scope(pdf):
    del first(pdf, "TH").A["/Scope"]


def remove_the_id_tree(pdf):
    del pdf.Root.StructTreeRoot["/IDTree"]


def remove_alternative(pdf):
    del first(pdf, "Figure")["/Alt"]


def turn_the_figure_box(pdf):
    first(pdf, "Figure").A.BBox = pikepdf.Array([0, 900, 10, 1000])


def skip_a_heading_level(pdf):
    first(pdf, "H2").S = pikepdf.Name("/H3")


def start_below_the_first_level(pdf):
    first(pdf, "H1").S = pikepdf.Name("/H2")


def forget_the_language(pdf):
    del pdf.Root["/Lang"]


def hide_the_title(pdf):
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


def unname_the_standard(pdf):
    del pdf.Root["/Metadata"]


def mark_as_untagged(pdf):
    pdf.Root.MarkInfo.Marked = False


def name_a_link_by_its_address(pdf):
    pdf.pages[0].Annots[1].Contents = pikepdf.String("https://www.congress.gov/")


def take_a_link_out_of_the_tree(pdf):
    first(pdf, "Link").S = pikepdf.Name("/Span")


def call_plain_text_a_link(pdf):
    first(pdf, "P").K[0].S = pikepdf.Name("/Link")


def follow_no_tab_order(pdf):
    del pdf.pages[0]["/Tabs"]


def drop_a_font_program(pdf):
    font = next(iter(pdf.pages[0].Resources.Font.values()))
    del font.DescendantFonts[0].FontDescriptor["/FontFile2"]


def drop_the_bookmarks(pdf):
    del pdf.Root["/Outlines"]


def invent_a_type(pdf):
    first(pdf, "P").S = pikepdf.Name("/Paragraph")


def put_a_cell_outside_a_row(pdf):
    first(pdf, "TR").S = pikepdf.Name("/Div")


@pytest.mark.parametrize(
    ("breakage", "rule"),
    [
        (unmark_a_paragraph, "01-005"),
        (paint_outside_marks, "01-005"),
        (claim_a_mark_twice, "ISO 32000-1 14.7.4.3"),
        (cross_the_parent_tree, "ISO 32000-1 14.7.4.4"),
        (share_a_page_key, "ISO 32000-1 14.7.4.4"),
        (invent_a_type, "02-001"),
        (unname_the_standard, "06-002"),
        (mark_as_untagged, "06-001"),
        (hide_the_title, "07-001"),
        (put_a_cell_outside_a_row, "09-004"),
        (forget_the_language, "11-001"),
        (remove_alternative, "13-004"),
        (turn_the_figure_box, "ISO 14289-1 7.3"),
        (start_below_the_first_level, "14-002"),
        (skip_a_heading_level, "14-003"),
        (remove_a_scope, "15-003"),
        (remove_the_id_tree, "ISO 14289-1 7.5"),
        (name_a_link_by_its_address, "28-002"),
        (take_a_link_out_of_the_tree, "28-002"),
        (call_plain_text_a_link, "28-011"),
        (follow_no_tab_order, "28-009"),
        (drop_a_font_program, "31-009"),
        (drop_the_bookmarks, "ISO 14289-1 7.17"),
    ],
)
def test_a_deliberate_breakage_is_caught_by_its_rule(css, breakage, rule):  # noqa: F811
    with pikepdf.open(io.BytesIO(printed(css).data)) as pdf:
        breakage(pdf)
        out = io.BytesIO()
        pdf.save(out)
    assert any(line.startswith(rule) for line in check(out.getvalue())), check(out.getvalue())
