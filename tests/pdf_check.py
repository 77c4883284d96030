"""An independent check of a tagged PDF's structure, read with pikepdf alone.

Each rule is named by its failure condition in the Matterhorn Protocol 1.1 (PDF/UA-1), or by the clause
of ISO 32000-1 or ISO 14289-1 where Matterhorn leaves it to the reader. It shares no code with the printer.
"""

from __future__ import annotations

import io
from collections import Counter
from itertools import pairwise

import pikepdf

from tests.pdf_structure import Structure, name_tree

STANDARD_WORDS = (
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 "
    "L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot "
    "Ruby RB RT RP Warichu WT WP Figure Formula Form"
)
STANDARD_TYPES = frozenset(STANDARD_WORDS.split())
PAINTING = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Tj", "TJ", "'", '"', "Do", "sh", "INLINE IMAGE"}
PARENTS = {
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TFoot": {"Table"},
    "LI": {"L"},
    "LBody": {"LI"},
    "Lbl": {"LI", "Note"},
}


def check(data: bytes) -> list[str]:
    """Return every broken rule as "rule: what", or an empty list."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        structure = Structure(pdf)
        return [f"{rule}: {what}" for rule, find in RULES for what in find(structure)]


def paint_is_marked(s: Structure) -> list[str]:
    found = []
    for number, page in enumerate(s.pdf.pages, start=1):
        stack: list[str] = []
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in {"BDC", "BMC"}:
                stack.append(marked_kind(name, operands))
            elif name == "EMC":
                stack.pop()
            elif name in PAINTING and not {"artifact", "tagged"} & set(stack):
                found.append(f"page {number} paints {name} outside any mark")
            if {"artifact", "tagged"} <= set(stack):
                found.append(f"page {number} nests an artifact and tagged content")
    return found


def marked_kind(operator: str, operands: list) -> str:
    if str(operands[0]) == "/Artifact":
        return "artifact"
    return "tagged" if operator == "BDC" and "/MCID" in operands[1] else "other"


def each_mark_is_claimed_once(s: Structure) -> list[str]:
    painted = Counter(
        (page.obj.objgen, int(operands[1].MCID))
        for page in s.pdf.pages
        for operands, operator in pikepdf.parse_content_stream(page)
        if str(operator) == "BDC" and "/MCID" in operands[1]
    )
    claimed = Counter((page, mcid) for page, mcid, _ in s.claims)
    found = [f"mark {key} is painted {count} times" for key, count in painted.items() if count != 1]
    found += [f"mark {key} is claimed {claimed[key]} times" for key in painted if claimed[key] != 1]
    return found + [f"mark {key} is claimed but never painted" for key in claimed if key not in painted]


def parent_tree_agrees(s: Structure) -> list[str]:
    pages = {page.obj.objgen: page.obj for page in s.pdf.pages}
    keys = [int(page["/StructParents"]) for page in pages.values() if "/StructParents" in page]
    keys += [
        int(note.StructParent)
        for page in pages.values()
        for note in page.get("/Annots", [])
        if "/StructParent" in note
    ]
    found = [f"key {key} is used {count} times" for key, count in Counter(keys).items() if count != 1]
    for page, mcid, owner in s.claims:
        entry = s.parents.get(int(pages[page]["/StructParents"]))
        if entry is None or mcid >= len(entry) or entry[mcid].objgen != owner:
            found.append(f"mark {mcid} of page {page} leads elsewhere")
    for page in pages.values():
        for note in page.get("/Annots", []):
            owner = s.annotation_owners.get(note.objgen)
            entry = s.parents.get(int(note.get("/StructParent", -1)))
            if owner is None or entry is None or entry.objgen != owner[0].objgen:
                found.append(f"annotation {note.get('/Contents')} leads elsewhere")
    return found


def types_are_standard(s: Structure) -> list[str]:
    return [kind for _, kind, _ in s.elements if kind not in STANDARD_TYPES]


def nesting_is_valid(s: Structure) -> list[str]:
    return [
        f"{kind} in {parent}"
        for _, kind, parent in s.elements
        if kind in PARENTS and parent not in PARENTS[kind]
    ]


def header_cells_have_scope(s: Structure) -> list[str]:
    return [str(cell.get("/ID")) for cell in s.of_kind("TH") if cell.get("/A", {}).get("/Scope") is None]


def header_ids_are_indexed(s: Structure) -> list[str]:
    index = name_tree(s.tree.get("/IDTree"))
    names = [name for name, _ in index]
    found = [] if names == sorted(set(names)) else ["the IDTree is unsorted or holds a name twice"]
    owners = {name: element.objgen for name, element in index}
    found += [
        f"ID {cell.ID} is not indexed"
        for cell in s.of_kind("TH")
        if "/ID" in cell and owners.get(bytes(cell.ID)) != cell.objgen
    ]
    for cell in s.of_kind("TD"):
        headers = cell.get("/A", {}).get("/Headers", [])
        found += [f"no header {header}" for header in headers if bytes(header) not in owners]
    return found


def figures_have_alternatives(s: Structure) -> list[str]:
    return ["a figure" for figure in s.of_kind("Figure") if not str(figure.get("/Alt", "")).strip()]


def figure_boxes_lie_on_their_page(s: Structure) -> list[str]:
    found = []
    for figure in s.of_kind("Figure"):
        left, bottom, right, top = (float(value) for value in figure.A.BBox)
        page = [float(value) for value in figure.Pg.MediaBox]
        if not (page[0] <= left < right <= page[2] and page[1] <= bottom < top <= page[3]):
            found.append(f"{left}, {bottom}, {right}, {top}")
    return found


def headings(s: Structure) -> list[int]:
    return [int(kind[1]) for _, kind, _ in s.elements if kind in {"H1", "H2", "H3", "H4", "H5", "H6"}]


def first_heading_is_first_level(s: Structure) -> list[str]:
    return [f"H{level}" for level in headings(s)[:1] if level != 1]


def no_heading_level_is_skipped(s: Structure) -> list[str]:
    levels = headings(s)
    return [f"H{low} then H{high}" for low, high in pairwise(levels) if high > low + 1]


def language_is_set(s: Structure) -> list[str]:
    return [] if str(s.root.get("/Lang", "")).strip() else ["no /Lang"]


def metadata_names_the_standard(s: Structure) -> list[str]:
    text = bytes(s.root.Metadata.read_bytes()) if "/Metadata" in s.root else b""
    return [] if b'pdfuaid:part="1"' in text else ["no pdfuaid:part"]


def metadata_has_the_title(s: Structure) -> list[str]:
    with s.pdf.open_metadata() as metadata:
        title = metadata.get("dc:title")
    return [] if title and title == str(s.pdf.docinfo.get("/Title", "")) else [f"dc:title is {title!r}"]


def title_is_shown(s: Structure) -> list[str]:
    preferences = s.root.get("/ViewerPreferences", {})
    return [] if preferences.get("/DisplayDocTitle", False) is True else ["DisplayDocTitle is not true"]


def file_is_marked(s: Structure) -> list[str]:
    mark = s.root.get("/MarkInfo", {})
    return (
        []
        if mark.get("/Marked", False) is True and mark.get("/Suspects", False) is not True
        else ["MarkInfo"]
    )


def links_are_tagged_and_named(s: Structure) -> list[str]:
    found = []
    for page in s.pdf.pages:
        for note in page.get("/Annots", []):
            words = str(note.get("/Contents", "")).strip()
            if s.annotation_owners.get(note.objgen, (None, ""))[1] != "Link":
                found.append(f"{words!r} is not in a Link")
            if not words or "://" in words or words == str(note.get("/Dest", "")):
                found.append(f"{words!r} does not say where it leads")
    return found


def link_elements_have_annotations(s: Structure) -> list[str]:
    owners = {element.objgen for element, _ in s.annotation_owners.values()}
    return ["a Link without annotation" for link in s.of_kind("Link") if link.objgen not in owners]


def tab_order_follows_structure(s: Structure) -> list[str]:
    return [str(page.index) for page in s.pdf.pages if "/Annots" in page and page.get("/Tabs") != "/S"]


def fonts_are_embedded(s: Structure) -> list[str]:
    found = []
    for font in {
        font.objgen: font for page in s.pdf.pages for font in page.Resources.get("/Font", {}).values()
    }.values():
        descendants = font.get("/DescendantFonts", [font])
        descriptor = descendants[0].get("/FontDescriptor", {})
        if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor.keys()):
            found.append(f"{font.BaseFont} is not embedded")
        if "/ToUnicode" not in font:
            found.append(f"{font.BaseFont} has no ToUnicode")
    return found


def bookmarks_lead_to_pages(s: Structure) -> list[str]:
    if len(s.pdf.pages) < 3:
        return []
    pages = {page.obj.objgen for page in s.pdf.pages}
    with s.pdf.open_outline() as outline:
        items = list(outline.root)
        found = [] if items else ["no bookmarks"]
        while items:
            item = items.pop()
            items += item.children
            if item.destination is None or item.destination[0].objgen not in pages:
                found.append(item.title)
    return found


RULES = (
    ("01-005 (01-003, 01-004)", paint_is_marked),
    ("ISO 32000-1 14.7.4.3", each_mark_is_claimed_once),
    ("ISO 32000-1 14.7.4.4", parent_tree_agrees),
    ("02-001", types_are_standard),
    ("06-002", metadata_names_the_standard),
    ("06-003", metadata_has_the_title),
    ("06-001 MarkInfo (ISO 14289-1 6.2)", file_is_marked),
    ("07-001", title_is_shown),
    ("09-004", nesting_is_valid),
    ("11-001", language_is_set),
    ("13-004", figures_have_alternatives),
    ("ISO 14289-1 7.3 BBox", figure_boxes_lie_on_their_page),
    ("14-002", first_heading_is_first_level),
    ("14-003", no_heading_level_is_skipped),
    ("15-003", header_cells_have_scope),
    ("ISO 14289-1 7.5", header_ids_are_indexed),
    ("28-002, 28-012", links_are_tagged_and_named),
    ("28-011", link_elements_have_annotations),
    ("28-009", tab_order_follows_structure),
    ("31-009, 10-001", fonts_are_embedded),
    ("ISO 14289-1 7.17", bookmarks_lead_to_pages),
)
