"""Mends what WeasyPrint 70 leaves short of PDF/UA-1, on the plain objects before they are written.

Leans on private things of the pinned version: `box.mark`, `box.link_annotation` and `box.is_leader`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pydyf  # type: ignore[import-untyped]

from common.pdf import links
from common.pdf.errors import LayoutError
from common.pdf.lists import keep_lists_to_items
from common.pdf.split_tables import unite_split_tables
from common.pdf.tree import Tree, text_of

POINTS_PER_PIXEL = 0.75
SCOPES = {"col": "/Column", "row": "/Row", "colgroup": "/Column", "rowgroup": "/Row"}


def finish(document: Any, pdf: Any, *, part: str = "") -> None:
    """Mend the structure of `pdf`. Raises LayoutError for what only the document's author can mend."""
    unite_split_tables(document, pdf)
    tree = Tree(pdf)
    _refuse_leaders(document)
    _make_running_heads_artifacts(tree)
    _set_header_scopes(document)
    _index_header_ids(tree, part)
    links.finish(document, tree)
    keep_lists_to_items(tree)
    _turn_figure_boxes(document, tree)
    _require_alternatives(tree)


def _make_running_heads_artifacts(tree: Tree) -> None:
    """Text in page margins is marked but hangs in no tree: make it a pagination artifact."""
    for index, page in enumerate(tree.pages):
        owners = tree.parents[2 * index + 1]
        orphans = {mcid for mcid, owner in enumerate(owners) if int(owner.split()[0]) not in tree.elements}
        operations = tree.at(page["Contents"]).stream
        for place, operation in enumerate(operations):
            if operation == b"BDC" and operations[place - 1].get("MCID") in orphans:
                operations[place - 2] = "/Artifact"
                operations[place - 1] = pydyf.Dictionary({"Type": "/Pagination"})
        for mcid in orphans:
            _empty(tree, owners[mcid])
            owners[mcid] = "null"


def _empty(tree: Tree, reference: bytes) -> None:
    """Leave nothing of an element, and of those above it, that no tree holds."""
    element = tree.at(reference)
    while element.get("Type") == "/StructElem" and element.number not in tree.elements:
        parent = element.get("P")
        element.clear()
        if parent is None:
            return
        element = tree.at(parent)


def _boxes(document: Any) -> Iterator[Any]:
    for page in document.pages:
        yield from page._page_box.descendants()  # noqa: SLF001 - the pinned version has no public way


def _set_header_scopes(document: Any) -> None:
    for box in _boxes(document):
        mark = getattr(box, "mark", None)
        if not mark:
            # No cell, or one of a head that is read once, on an earlier page.
            continue
        if mark["S"] != "/TH":
            if not mark["A"].get("Headers", True):
                del mark["A"]["Headers"]
            continue
        scope = SCOPES.get(box.element.get("scope", ""))
        if scope is None:
            raise LayoutError(f"A header cell has no scope: {text_of(box.element)!r}.")
        mark["A"]["Scope"] = scope


def _index_header_ids(tree: Tree, part: str) -> None:
    """Write the IDTree; cells hold the same String objects, so that renaming one renames all."""
    headers = [element for element in tree.of_kind("/TH") if "ID" in element]
    for element in headers:
        row_and_column = element["ID"].string.split("-", 1)[1]
        element["ID"].string = f"{part}{element.number:06d}-{row_and_column}"
    names = pydyf.Array()
    for element in sorted(headers, key=lambda item: item["ID"].string.encode()):
        names.extend([element["ID"], element.reference])
    if names:
        tree.root["IDTree"] = pydyf.Dictionary({"Names": names})


def _refuse_leaders(document: Any) -> None:
    """Each dot of a leader would be marked and read aloud."""
    if any(getattr(box, "is_leader", False) for box in _boxes(document)):
        raise LayoutError("leader() is read aloud dot by dot: draw a rule instead.")


def _turn_figure_boxes(document: Any, tree: Tree) -> None:
    """WeasyPrint gives pixels from the top; PDF wants points from the bottom."""
    heights = {page.reference: document.pages[index].height for index, page in enumerate(tree.pages)}
    for element in tree.of_kind("/Figure"):
        left, top, right, bottom = element["A"]["BBox"]
        height = heights[element["Pg"]]
        element["A"]["BBox"] = pydyf.Array(
            round(value * POINTS_PER_PIXEL, 3) for value in (left, height - bottom, right, height - top)
        )


def _require_alternatives(tree: Tree) -> None:
    for element in tree.of_kind("/Figure"):
        if "Alt" not in element:
            raise LayoutError("A picture has no alternative text.")
