"""The structure of a tagged PDF, read with pikepdf for the rules of tests/pdf_check.py."""

from __future__ import annotations

from functools import cached_property

import pikepdf

ROOT = "StructTreeRoot"


class Structure:
    """The parts of a file that the rules read, gathered once."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.root = pdf.Root
        self.tree = self.root.get("/StructTreeRoot")
        self.pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        # Element, its kind, the kind of what it stands in.
        self.elements: list[tuple[pikepdf.Object, str, str]] = []
        # What an element stands in, by the tree, not by what the element says.
        self.above: dict[tuple, pikepdf.Object] = {}
        self.claims: list[tuple[tuple, int, tuple]] = []
        self.annotation_owners: dict[tuple, tuple[pikepdf.Object, str]] = {}
        if self.tree is not None:
            for kid in kids_of(self.tree):
                self._walk(kid, self.tree, ROOT)
        self.parents = (
            dict(tree_pairs(self.tree.get("/ParentTree"), "/Nums")) if self.tree is not None else {}
        )

    def _walk(self, element: pikepdf.Object, above: pikepdf.Object, kind_above: str) -> None:
        kind = str(element.S)[1:]
        self.elements.append((element, kind, kind_above))
        self.above[element.objgen] = above
        for kid in kids_of(element):
            if isinstance(kid, int):
                self.claims.append((element.Pg.objgen, kid, element.objgen))
            elif kid.get("/Type") == "/OBJR":
                self.annotation_owners[kid.Obj.objgen] = (element, kind)
            elif kid.get("/Type") == "/MCR":
                self.claims.append((kid.get("/Pg", element.get("/Pg")).objgen, int(kid.MCID), element.objgen))
            else:
                self._walk(kid, element, kind)

    def of_kind(self, *kinds: str) -> list[pikepdf.Object]:
        return [element for element, kind, _ in self.elements if kind in kinds]

    @cached_property
    def operations(self) -> list[list[tuple[list, str]]]:
        """What each page paints, in order: operands and operator."""
        return [
            [(list(operands), str(operator)) for operands, operator in pikepdf.parse_content_stream(page)]
            for page in self.pdf.pages
        ]

    @cached_property
    def notes(self) -> list[tuple[int, pikepdf.Object]]:
        """Every annotation with the number of its page."""
        return [
            (number, note)
            for number, page in enumerate(self.pdf.pages, start=1)
            for note in page.get("/Annots", [])
        ]

    @cached_property
    def places(self) -> list[tuple[bytes, pikepdf.Object]]:
        """The named destinations."""
        return tree_pairs(self.root.get("/Names", {}).get("/Dests"), "/Names")

    def where(self, element: pikepdf.Object) -> str:
        """An element as a reader of the file finds it: its page and its object."""
        page = self.pages.get(element.get("/Pg").objgen) if "/Pg" in element else None
        said = f"page {page}, " if page else ""
        return f"{said}object {element.objgen[0]}"


def kids_of(node: pikepdf.Object) -> list:
    kids = node.get("/K")
    if kids is None:
        return []
    kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return [int(kid) if isinstance(kid, int) else kid for kid in kids]


def tree_pairs(node: pikepdf.Object | None, key: str) -> list[tuple]:
    """The pairs of a number tree (key "/Nums") or a name tree ("/Names"), in the order of the file."""
    if node is None:
        return []
    pairs = []
    flat = list(node.get(key, []))
    for name, value in zip(flat[::2], flat[1::2], strict=True):
        pairs.append((int(name) if key == "/Nums" else bytes(name), value))
    for kid in node.get("/Kids", []):
        pairs += tree_pairs(kid, key)
    return pairs


def tree_faults(node: pikepdf.Object | None, key: str) -> list[str]:
    """What is wrong with a number or name tree: order, a key twice, or limits that do not hold its keys."""
    keys = [name for name, _ in tree_pairs(node, key)]
    found = [] if keys == sorted(set(keys)) else ["unsorted, or with a key twice"]
    for kid in [] if node is None else node.get("/Kids", []):
        inside = [name for name, _ in tree_pairs(kid, key)]
        limits = [int(one) if key == "/Nums" else bytes(one) for one in kid.get("/Limits", [])]
        if limits != [inside[0], inside[-1]]:
            found.append(f"limits {limits} around {inside[0]} to {inside[-1]}")
    return found
