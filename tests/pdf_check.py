"""An independent check of a tagged PDF's structure, read with pikepdf alone.

Each rule is named by its failure condition in the Matterhorn Protocol 1.1 (PDF/UA-1), or by the clause
of ISO 32000-1 or ISO 14289-1 where Matterhorn leaves it to the reader. It shares no code with the printer.
It does not check what only a person can judge: whether words and tags say what is meant, contrast, reading order.
"""

from __future__ import annotations

import io
from collections import Counter
from itertools import pairwise

import pikepdf

from tests.pdf_check_document import DOCUMENT
from tests.pdf_check_fonts import FONTS
from tests.pdf_check_navigation import NAVIGATION
from tests.pdf_structure import ROOT, Structure, kids_of, tree_faults, tree_pairs

STANDARD_WORDS = (
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 "
    "L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot "
    "Ruby RB RT RP Warichu WT WP Figure Formula Form"
)
STANDARD_TYPES = frozenset(STANDARD_WORDS.split())
NUMBERED = {"H1", "H2", "H3", "H4", "H5", "H6"}
PAINTING = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Tj", "TJ", "'", '"', "Do", "sh", "INLINE IMAGE"}
# What a type may stand in, and what may stand in it (ISO 32000-1, tables 336 and 337).
ABOVE = {
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
BELOW = {
    "Table": {"Caption", "TR", "THead", "TBody", "TFoot"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TFoot": {"TR"},
    "TR": {"TH", "TD"},
    "L": {"Caption", "L", "LI"},
    "LI": {"Lbl", "LBody"},
}
LISTS = {"L", "LI", "LBody", "Lbl"}


def check(data: bytes) -> list[str]:
    """Return every broken rule as "rule: where and what", or an empty list."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        structure = Structure(pdf)
        return [f"{rule}: {what}" for rule, find in RULES for what in find(structure)]


def _marks(s: Structure, wrong: str) -> list[str]:
    """Where pages paint outside any mark, or nest an artifact and tagged content one way or the other."""
    found = []
    for number, operations in enumerate(s.operations, start=1):
        stack: list[str] = []
        for operands, name in operations:
            if name in {"BDC", "BMC"}:
                kind = _kind_of_mark(name, operands)
                if wrong in {f"{kind} in {outer}" for outer in stack}:
                    found.append(f"page {number}: {wrong}")
                stack.append(kind)
            elif name == "EMC":
                stack.pop()
            elif wrong == "unmarked" and name in PAINTING and not {"artifact", "tagged"} & set(stack):
                found.append(f"page {number}: {name} outside any mark")
    return found


def _kind_of_mark(operator: str, operands: list) -> str:
    if str(operands[0]) == "/Artifact":
        return "artifact"
    return "tagged" if operator == "BDC" and "/MCID" in operands[1] else "other"


def no_artifact_in_content(s: Structure) -> list[str]:
    return _marks(s, "artifact in tagged")


def no_content_in_an_artifact(s: Structure) -> list[str]:
    return _marks(s, "tagged in artifact")


def paint_is_marked(s: Structure) -> list[str]:
    return _marks(s, "unmarked")


def each_mark_is_claimed_once(s: Structure) -> list[str]:
    painted = Counter(
        (page.obj.objgen, int(operands[1].MCID))
        for page, operations in zip(s.pdf.pages, s.operations, strict=True)
        for operands, name in operations
        if name == "BDC" and "/MCID" in operands[1]
    )
    claimed = Counter((page, mcid) for page, mcid, _ in s.claims)
    found = [f"{_mark(s, key)} is painted {count} times" for key, count in painted.items() if count != 1]
    found += [f"{_mark(s, key)} is claimed {claimed[key]} times" for key in painted if claimed[key] != 1]
    return found + [f"{_mark(s, key)} is claimed, never painted" for key in claimed if key not in painted]


def _mark(s: Structure, key: tuple) -> str:
    return f"page {s.pages.get(key[0])}: mark {key[1]}"


def elements_know_what_they_stand_in(s: Structure) -> list[str]:
    return [
        f"{s.where(element)}: a {kind} names another parent"
        for element, kind, _ in s.elements
        if element.get("/P", pikepdf.Dictionary()).objgen != s.above[element.objgen].objgen
    ]


def keys_are_used_once(s: Structure) -> list[str]:
    keys = [int(page["/StructParents"]) for page in s.pdf.pages if "/StructParents" in page]
    keys += [int(note.StructParent) for _, note in s.notes if "/StructParent" in note]
    found = [f"key {key} is used {count} times" for key, count in Counter(keys).items() if count != 1]
    found += tree_faults(s.tree.get("/ParentTree"), "/Nums")
    following = s.tree.get("/ParentTreeNextKey")
    if following is not None and int(following) <= max(keys):
        found.append(f"the next key is {following}, {max(keys)} is used")
    return found


def parent_tree_agrees(s: Structure) -> list[str]:
    keys = {page.obj.objgen: int(page.get("/StructParents", -1)) for page in s.pdf.pages}
    found = []
    for page, mcid, owner in s.claims:
        entry = s.parents.get(keys.get(page, -1))
        if entry is None or mcid >= len(entry) or entry[mcid].objgen != owner:
            found.append(f"{_mark(s, (page, mcid))} leads to another element")
    for number, note in s.notes:
        owner = s.annotation_owners.get(note.objgen)
        entry = s.parents.get(int(note.get("/StructParent", -1)))
        if owner is None or entry is None or entry.objgen != owner[0].objgen:
            found.append(f"page {number}: the annotation {note.get('/Contents')} leads to another element")
    return found


def types_are_standard(s: Structure) -> list[str]:
    roles = s.tree.get("/RoleMap", {})
    return [
        f"{s.where(element)}: {kind}"
        for element, kind, _ in s.elements
        if kind not in STANDARD_TYPES and str(roles.get(f"/{kind}", ""))[1:] not in STANDARD_TYPES
    ]


def standard_types_are_not_remapped(s: Structure) -> list[str]:
    return [name for name in s.tree.get("/RoleMap", {}) if name[1:] in STANDARD_TYPES]


def _nesting(s: Structure, *, lists: bool) -> list[str]:
    return [
        f"{s.where(element)}: {kind} in {above}"
        for element, kind, above in s.elements
        if (above not in ABOVE.get(kind, {above}) or kind not in BELOW.get(above, {kind}))
        and bool({kind, above} & LISTS) is lists
    ]


def tables_are_nested_rightly(s: Structure) -> list[str]:
    return _nesting(s, lists=False)


def lists_are_nested_rightly(s: Structure) -> list[str]:
    return _nesting(s, lists=True)


def one_document_holds_all(s: Structure) -> list[str]:
    tops = [kind for _, kind, above in s.elements if above == ROOT]
    return [] if tops == ["Document"] else [f"the tree begins with {tops}"]


def header_cells_have_scope(s: Structure) -> list[str]:
    return [f"{s.where(cell)}: TH" for cell in s.of_kind("TH") if cell.get("/A", {}).get("/Scope") is None]


def header_ids_are_indexed(s: Structure) -> list[str]:
    index = s.tree.get("/IDTree")
    owners = {name: element.objgen for name, element in tree_pairs(index, "/Names")}
    found = [f"the IDTree: {fault}" for fault in tree_faults(index, "/Names")]
    found += [
        f"{s.where(cell)}: ID {cell.ID} is not indexed"
        for cell in s.of_kind("TH")
        if "/ID" in cell and owners.get(bytes(cell.ID)) != cell.objgen
    ]
    for cell in s.of_kind("TD"):
        headers = cell.get("/A", {}).get("/Headers", [])
        found += [f"{s.where(cell)}: no header {one}" for one in headers if bytes(one) not in owners]
    return found


def rows_of_a_table_are_equally_long(s: Structure) -> list[str]:
    found = []
    for table in s.of_kind("Table"):
        rows = [kid for group in _below(table) for kid in (_below(group) if group.S != "/TR" else [group])]
        cells = [[cell.get("/A", {}) for cell in _below(row)] for row in rows if row.S == "/TR"]
        if not any("/RowSpan" in cell for row in cells for cell in row):
            lengths = {sum(int(cell.get("/ColSpan", 1)) for cell in row) for row in cells}
            found += [f"{s.where(table)}: rows of {sorted(lengths)} cells"] if len(lengths) > 1 else []
    return found


def _below(element: pikepdf.Object) -> list[pikepdf.Object]:
    return [kid for kid in kids_of(element) if not isinstance(kid, int) and "/S" in kid]


def figures_have_alternatives(s: Structure) -> list[str]:
    return [s.where(one) for one in s.of_kind("Figure", "Formula") if not str(one.get("/Alt", "")).strip()]


def figure_boxes_lie_on_their_page(s: Structure) -> list[str]:
    found = []
    for figure in s.of_kind("Figure"):
        left, bottom, right, top = (float(value) for value in figure.A.BBox)
        page = [float(value) for value in figure.Pg.MediaBox]
        if not (page[0] <= left < right <= page[2] and page[1] <= bottom < top <= page[3]):
            found.append(f"{s.where(figure)}: {left}, {bottom}, {right}, {top}")
    return found


def _headings(s: Structure) -> list[tuple[int, str]]:
    return [(int(kind[1]), s.where(element)) for element, kind, _ in s.elements if kind in NUMBERED]


def first_heading_is_first_level(s: Structure) -> list[str]:
    return [f"{where}: H{level}" for level, where in _headings(s)[:1] if level != 1]


def no_heading_level_is_skipped(s: Structure) -> list[str]:
    pairs = pairwise(_headings(s))
    return [f"{where}: H{low} then H{high}" for (low, _), (high, where) in pairs if high > low + 1]


def headings_are_numbered_or_not(s: Structure) -> list[str]:
    return ["both H and numbered headings"] if s.of_kind("H") and s.of_kind(*NUMBERED) else []


RULES = (
    ("01-003", no_artifact_in_content),
    ("01-004", no_content_in_an_artifact),
    ("01-005", paint_is_marked),
    ("01-006 (regular tables)", rows_of_a_table_are_equally_long),
    ("ISO 32000-1 14.7.2", elements_know_what_they_stand_in),
    ("ISO 32000-1 14.7.4.3", each_mark_is_claimed_once),
    ("ISO 32000-1 14.7.4.4 keys", keys_are_used_once),
    ("ISO 32000-1 14.7.4.4", parent_tree_agrees),
    ("ISO 32000-1 14.8.4.2 Document", one_document_holds_all),
    ("02-001", types_are_standard),
    ("02-004", standard_types_are_not_remapped),
    ("09-004", tables_are_nested_rightly),
    ("09-005", lists_are_nested_rightly),
    ("13-004, 17-002", figures_have_alternatives),
    ("ISO 14289-1 7.3 BBox", figure_boxes_lie_on_their_page),
    ("14-002", first_heading_is_first_level),
    ("14-003", no_heading_level_is_skipped),
    ("14-007", headings_are_numbered_or_not),
    ("15-003", header_cells_have_scope),
    ("ISO 14289-1 7.5", header_ids_are_indexed),
    *DOCUMENT,
    *NAVIGATION,
    *FONTS,
)
