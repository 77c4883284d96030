"""A table set over several pages is one table in the structure tree, its repeated head read once.

WeasyPrint 70 writes an element for each page a table stands on, each with the head again: a screen reader would
announce several tables and read the head of each. Leans on `box.mark`, like the rest of the finish.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from weasyprint.formatting_structure.boxes import TableBox

from common.pdf.errors import LayoutError

# Rows that are printed again on each page.
REPEATED = {"/THead", "/TFoot"}


def unite_split_tables(document: Any, pdf: Any) -> None:
    """Move the rows of each later page into the first page's table.

    The heads of later pages are left out of the tree, so that their text becomes an artifact with the running heads.
    """
    for boxes in _split(document):
        pieces = [_table_of(box, pdf) for box in boxes]
        tables = [piece for piece in pieces if piece is not None]
        for later in tables[1:]:
            _unite(tables[0], later, pdf)


def _split(document: Any) -> list[list[Any]]:
    """The boxes of each table that stands on more than one page."""
    found: dict[Any, list[Any]] = {}
    for page in document.pages:
        for box in page._page_box.descendants():  # noqa: SLF001 - the pinned version has no public way
            if isinstance(box, TableBox) and box.element is not None:
                found.setdefault(box.element, []).append(box)
    return [boxes for boxes in found.values() if len(boxes) > 1]


def _table_of(box: Any, pdf: Any) -> Any:
    """The structure element of a table's box, found from its first cell; None when no cell is marked."""
    marks = (getattr(cell, "mark", None) for cell in box.descendants())
    element = next((mark for mark in marks if mark is not None), None)
    while element is not None and element["S"] != "/Table":
        element = _at(pdf, element["P"])
    return element


def _unite(first: Any, later: Any, pdf: Any) -> None:
    heads = {kid["S"] for kid in _kids(first, pdf)} & REPEATED
    names = [cell["ID"] for cell in _head_cells(first, pdf)]
    said_again = {id(cell["ID"]): name for cell, name in zip(_head_cells(later, pdf), names, strict=False)}
    for kid in _kids(later, pdf):
        if kid["S"] in heads:
            _refuse_links(kid, pdf)
            continue
        kid["P"] = first.reference
        _add(first, kid, pdf)
        for cell in _below(kid, pdf):
            headers = cell.get("A", {}).get("Headers", [])
            headers[:] = [said_again.get(id(name), name) for name in headers]
    _take_out(later, pdf)


def _add(table: Any, kid: Any, pdf: Any) -> None:
    """Rows go before the foot, which is the last of a table."""
    last = _at(pdf, table["K"][-1]) if table["K"] else None
    place = len(table["K"]) - (last is not None and last["S"] == "/TFoot")
    table["K"].insert(place, kid.reference)


def _take_out(element: Any, pdf: Any) -> None:
    """Take an element out of the tree, and what holds nothing without it."""
    parent = _at(pdf, element["P"])
    parent["K"].remove(element.reference)
    if not parent["K"] and "P" in parent:
        _take_out(parent, pdf)


def _head_cells(table: Any, pdf: Any) -> list[Any]:
    heads = [kid for kid in _kids(table, pdf) if kid["S"] == "/THead"]
    return [cell for head in heads for cell in _below(head, pdf) if cell["S"] == "/TH" and "ID" in cell]


def _refuse_links(head: Any, pdf: Any) -> None:
    below = [one for element in _below(head, pdf) for one in _at_all(pdf, element["K"])]
    if any(one.get("Type") == "/OBJR" for one in below):
        raise LayoutError("A link stands in the head of a table that takes several pages; put it elsewhere.")


def _below(element: Any, pdf: Any) -> Iterator[Any]:
    for kid in _kids(element, pdf):
        yield kid
        yield from _below(kid, pdf)


def _kids(element: Any, pdf: Any) -> list[Any]:
    return [kid for kid in _at_all(pdf, element["K"]) if kid.get("Type") == "/StructElem"]


def _at_all(pdf: Any, kids: Sequence[Any]) -> list[Any]:
    return [_at(pdf, kid) for kid in kids if isinstance(kid, bytes)]


def _at(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
