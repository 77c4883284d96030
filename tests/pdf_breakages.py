"""Deliberate breakages of a joined file, each with the rule of tests/pdf_check.py that is to catch it.

The file has a part A of three pages (a heading, links, a table, a chart, a list) and a part B of one page.
"""

from __future__ import annotations

import pikepdf

from common.pdf import place_in
from tests.pdf_structure import kids_of, tree_pairs


def elements(node, kind):
    for kid in kids_of(node):
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem":
            if str(kid.S) == f"/{kind}":
                yield kid
            yield from elements(kid, kind)


def first(pdf, kind):
    return next(elements(pdf.Root.StructTreeRoot, kind))


def last(pdf, kind):
    return list(elements(pdf.Root.StructTreeRoot, kind))[-1]


def fonts(pdf):
    return list(pdf.pages[0].Resources.Font.values())


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
    owners = dict(tree_pairs(pdf.Root.StructTreeRoot.ParentTree, "/Nums"))[int(pdf.pages[0].StructParents)]
    owners[0], owners[1] = owners[1], owners[0]


def share_a_page_key(pdf):
    pdf.pages[1].StructParents = pdf.pages[0].StructParents


def say_wrong_limits(pdf):
    pdf.Root.StructTreeRoot.ParentTree.Kids[0].Limits[1] = 0


def say_a_used_key_is_next(pdf):
    pdf.Root.StructTreeRoot.ParentTreeNextKey = 1


def name_another_parent(pdf):
    first(pdf, "Table").P = first(pdf, "H1")


def nest_content_in_an_artifact(pdf):
    stream = pdf.pages[0].Contents
    stream.write(b"/Artifact BMC\n" + stream.read_bytes() + b"\nEMC")


def nest_an_artifact_in_content(pdf):
    stream = pdf.pages[0].Contents
    stream.write(stream.read_bytes() + b"\n/Span <</MCID 900>> BDC /Artifact BMC EMC EMC")


def leave_a_cell_out(pdf):
    row = first(pdf, "TR")
    row.K = pikepdf.Array([row.K[0]])


def suspect_the_tags(pdf):
    pdf.Root.MarkInfo.Suspects = True


def remap_a_standard_type(pdf):
    pdf.Root.StructTreeRoot.RoleMap = pikepdf.Dictionary(P=pikepdf.Name("/Span"))


def put_a_second_part_at_the_top(pdf):
    pdf.Root.StructTreeRoot.K.append(first(pdf, "Part"))


def remove_a_scope(pdf):
    del first(pdf, "TH").A["/Scope"]


def remove_the_id_tree(pdf):
    del pdf.Root.StructTreeRoot["/IDTree"]


def give_two_parts_the_same_ids(pdf):
    last(pdf, "TH").ID = first(pdf, "TH").ID


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


def mistake_the_language(pdf):
    pdf.Root.Lang = pikepdf.String("English, US")


def leave_the_title_out(pdf):
    pdf.docinfo["/Title"] = "Another title"


def forget_to_show_the_title(pdf):
    del pdf.Root.ViewerPreferences["/DisplayDocTitle"]


def hide_the_title(pdf):
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


def remove_the_metadata(pdf):
    del pdf.Root["/Metadata"]


def unname_the_standard(pdf):
    stream = pdf.Root.Metadata
    stream.write(stream.read_bytes().replace(b"pdfuaid:part", b"pdfuaid:corr"))


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


def tab_by_rows(pdf):
    pdf.pages[0].Tabs = pikepdf.Name("/R")


def add_a_sticky_note(pdf):
    note = pikepdf.Dictionary(Type=pikepdf.Name("/Annot"), Subtype=pikepdf.Name("/Text"), Contents="x")
    pdf.pages[0].Annots.append(pdf.make_indirect(note))


def lead_nowhere(pdf):
    pdf.pages[0].Annots[0].Dest = pikepdf.String("B:nowhere")


def leave_a_link_unjoined(pdf):
    pdf.pages[0].Annots[1].A.URI = pikepdf.String(place_in("B", "more"))


def disorder_the_places(pdf):
    kids = pdf.Root.Names.Dests.Kids
    kids[0], kids[1] = kids[1], kids[0]


def miscount_the_bookmarks(pdf):
    pdf.Root.Outlines.Count = 1


def leave_a_part_out_of_the_bookmarks(pdf):
    del pdf.Root.Outlines.First["/Next"]


def label_two_pages_alike(pdf):
    pdf.Root.PageLabels.Nums[3].P = pikepdf.String("A-")


def drop_a_font_program(pdf):
    del fonts(pdf)[0].DescendantFonts[0].FontDescriptor["/FontFile2"]


def drop_the_unicode_of_a_font(pdf):
    del fonts(pdf)[0]["/ToUnicode"]


def map_a_glyph_to_nothing(pdf):
    stream = fonts(pdf)[0].ToUnicode
    data = stream.read_bytes()
    at = data.index(b"<", data.index(b">", data.index(b"beginbfchar")) + 1)
    stream.write(data[: at + 1] + b"0000" + data[data.index(b">", at) :])


def leave_a_letter_unmapped(pdf):
    stream = fonts(pdf)[0].ToUnicode
    start = stream.read_bytes().index(b"beginbfchar")
    stream.write(stream.read_bytes()[:start] + b"beginbfchar endbfchar")


def show_a_missing_glyph(pdf):
    stream = pdf.pages[0].Contents
    name = next(iter(pdf.pages[0].Resources.Font.keys())).encode()
    stream.write(stream.read_bytes() + b"\n/Artifact BMC BT " + name + b" 9 Tf <0000> Tj ET EMC")


def forget_the_glyph_map(pdf):
    del fonts(pdf)[0].DescendantFonts[0]["/CIDToGIDMap"]


def widen_the_glyphs(pdf):
    widths = fonts(pdf)[0].DescendantFonts[0].W
    widths[1] = pikepdf.Array([float(width) + 40 for width in widths[1]])


def give_two_subsets_one_name(pdf):
    one, two = fonts(pdf)[0], next(iter(pdf.pages[-1].Resources.Font.values()))
    for font in (two, two.DescendantFonts[0]):
        font.BaseFont = one.BaseFont
    two.DescendantFonts[0].FontDescriptor.FontName = one.BaseFont


def drop_the_bookmarks(pdf):
    del pdf.Root["/Outlines"]


def invent_a_type(pdf):
    first(pdf, "P").S = pikepdf.Name("/Paragraph")


def put_a_cell_outside_a_row(pdf):
    first(pdf, "TR").S = pikepdf.Name("/Div")


def put_words_between_items(pdf):
    first(pdf, "LI").S = pikepdf.Name("/Span")


def mix_kinds_of_headings(pdf):
    last(pdf, "H3").S = pikepdf.Name("/H")


def leave_a_note_without_id(pdf):
    last(pdf, "P").S = pikepdf.Name("/Note")


def add_a_nameless_layer(pdf):
    pdf.Root.OCProperties = pikepdf.Dictionary(D=pikepdf.Dictionary())


BREAKAGES = (
    (nest_an_artifact_in_content, "01-003"),
    (nest_content_in_an_artifact, "01-004"),
    (unmark_a_paragraph, "01-005"),
    (paint_outside_marks, "01-005"),
    (leave_a_cell_out, "01-006"),
    (suspect_the_tags, "01-007"),
    (mark_as_untagged, "ISO 14289-1 7.1"),
    (name_another_parent, "ISO 32000-1 14.7.2"),
    (claim_a_mark_twice, "ISO 32000-1 14.7.4.3"),
    (cross_the_parent_tree, "ISO 32000-1 14.7.4.4"),
    (share_a_page_key, "ISO 32000-1 14.7.4.4 keys"),
    (say_wrong_limits, "ISO 32000-1 14.7.4.4 keys"),
    (say_a_used_key_is_next, "ISO 32000-1 14.7.4.4 keys"),
    (put_a_second_part_at_the_top, "ISO 32000-1 14.8.4.2"),
    (invent_a_type, "02-001"),
    (remap_a_standard_type, "02-004"),
    (remove_the_metadata, "06-001"),
    (unname_the_standard, "06-002"),
    (leave_the_title_out, "06-003"),
    (forget_to_show_the_title, "07-001"),
    (hide_the_title, "07-002"),
    (put_a_cell_outside_a_row, "09-004"),
    (put_words_between_items, "09-005"),
    (leave_a_letter_unmapped, "10-001"),
    (forget_the_language, "11-001"),
    (mistake_the_language, "11-001"),
    (remove_alternative, "13-004"),
    (turn_the_figure_box, "ISO 14289-1 7.3"),
    (start_below_the_first_level, "14-002"),
    (skip_a_heading_level, "14-003"),
    (mix_kinds_of_headings, "14-007"),
    (remove_a_scope, "15-003"),
    (remove_the_id_tree, "ISO 14289-1 7.5"),
    (give_two_parts_the_same_ids, "ISO 14289-1 7.5"),
    (leave_a_note_without_id, "19-003"),
    (add_a_nameless_layer, "20-001"),
    (add_a_sticky_note, "28-006"),
    (follow_no_tab_order, "28-008"),
    (tab_by_rows, "28-009"),
    (take_a_link_out_of_the_tree, "28-011"),
    (name_a_link_by_its_address, "28-012"),
    (call_plain_text_a_link, "ISO 14289-1 7.18.5"),
    (lead_nowhere, "ISO 32000-1 12.3.2.3"),
    (leave_a_link_unjoined, "ISO 32000-1 12.3.2.3"),
    (disorder_the_places, "ISO 32000-1 7.9.6"),
    (drop_the_bookmarks, "ISO 14289-1 7.17"),
    (miscount_the_bookmarks, "ISO 32000-1 12.3.3"),
    (leave_a_part_out_of_the_bookmarks, "ISO 32000-1 12.3.3"),
    (label_two_pages_alike, "ISO 32000-1 12.4.2"),
    (forget_the_glyph_map, "31-004"),
    (drop_a_font_program, "31-009"),
    (widen_the_glyphs, "31-016"),
    (drop_the_unicode_of_a_font, "31-027"),
    (map_a_glyph_to_nothing, "31-028"),
    (show_a_missing_glyph, "31-030"),
    (give_two_subsets_one_name, "ISO 32000-1 9.6.4"),
)
