"""Mends what WeasyPrint 70 leaves short of PDF/UA-1, on the plain objects before they are written.

Leans on two private things of the pinned version: `box.mark` and `box.link_annotation`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pydyf  # type: ignore[import-untyped]

from common.pdf.errors import LayoutError

POINTS_PER_PIXEL = 0.75
SCOPES = {"col": "/Column", "row": "/Row", "colgroup": "/Column", "rowgroup": "/Row"}


def finish(document: Any, pdf: Any, *, part: str = "") -> None:
    """Mend the structure of `pdf`. Raises LayoutError for what only the document's author can mend."""
    tree = _Tree(pdf)
    _make_running_heads_artifacts(tree)
    _set_header_scopes(document)
    _index_header_ids(tree, part)
    _name_links(document)
    _drop_links_without_target(tree)
    _turn_figure_boxes(document, tree)
    _require_alternatives(tree)


class _Tree:
    """The structure tree of a PDF that is not yet written."""

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        self.root = self.at(pdf.catalog["StructTreeRoot"])
        self.pages = [self.at(reference) for reference in pdf.page_references]
        self.parents = self.at(self.root["ParentTree"])["Nums"]
        self.elements = {item.number: item for item in self._below(self.root)}

    def at(self, reference: bytes) -> Any:
        return self.pdf.objects[int(reference.split()[0])]

    def _below(self, node: Any) -> Iterator[Any]:
        for kid in node.get("K", ()):
            if isinstance(kid, bytes):
                child = self.at(kid)
                if child.get("Type") == "/StructElem":
                    yield child
                    yield from self._below(child)

    def of_kind(self, *kinds: str) -> list[Any]:
        return [element for element in self.elements.values() if element["S"] in kinds]


def _make_running_heads_artifacts(tree: _Tree) -> None:
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


def _empty(tree: _Tree, reference: bytes) -> None:
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
        if mark is None or mark["S"] != "/TH":
            if mark is not None and not mark["A"].get("Headers", True):
                del mark["A"]["Headers"]
            continue
        scope = SCOPES.get(box.element.get("scope", ""))
        if scope is None:
            raise LayoutError(f"A header cell has no scope: {_text(box.element)!r}.")
        mark["A"]["Scope"] = scope


def _index_header_ids(tree: _Tree, part: str) -> None:
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


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _name_links(document: Any) -> None:
    """A link is announced by its words, not by the bare address WeasyPrint writes."""
    for page in document.pages:
        for _, target, _, box in page.links:
            if box.link_annotation:
                words = box.element.get("aria-label") or _text(box.element)
                if not words:
                    raise LayoutError(f"The link to {target!r} has no text.")
                box.link_annotation["Contents"] = pydyf.String(words)


def _drop_links_without_target(tree: _Tree) -> None:
    """A page number after a link is tagged Link without an annotation of its own: it is a Span."""
    for element in tree.of_kind("/Link"):
        kids = [tree.at(kid) for kid in element["K"] if isinstance(kid, bytes)]
        if not any(kid.get("Type") == "/OBJR" for kid in kids):
            element["S"] = "/Span"


def _turn_figure_boxes(document: Any, tree: _Tree) -> None:
    """WeasyPrint gives pixels from the top; PDF wants points from the bottom."""
    heights = {page.reference: document.pages[index].height for index, page in enumerate(tree.pages)}
    for element in tree.of_kind("/Figure"):
        left, top, right, bottom = element["A"]["BBox"]
        height = heights[element["Pg"]]
        element["A"]["BBox"] = pydyf.Array(
            round(value * POINTS_PER_PIXEL, 3) for value in (left, height - bottom, right, height - top)
        )


def _require_alternatives(tree: _Tree) -> None:
    for element in tree.of_kind("/Figure"):
        if "Alt" not in element:
            raise LayoutError("A picture has no alternative text.")
