"""The structure of a tagged PDF, read with pikepdf for the rules of tests/pdf_check.py."""

from __future__ import annotations

import pikepdf


class Structure:
    """The parts of a file that the rules read, gathered once."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.root = pdf.Root
        self.tree = self.root.get("/StructTreeRoot")
        self.elements: list[tuple[pikepdf.Object, str, str]] = []
        self.claims: list[tuple[tuple, int, tuple]] = []
        self.annotation_owners: dict[tuple, tuple[pikepdf.Object, str]] = {}
        if self.tree is not None:
            for kid in kids_of(self.tree):
                self._walk(kid, "StructTreeRoot")
        self.parents = dict(number_tree(self.tree.get("/ParentTree"))) if self.tree is not None else {}

    def _walk(self, element: pikepdf.Object, parent: str) -> None:
        kind = str(element.S)[1:]
        self.elements.append((element, kind, parent))
        for kid in kids_of(element):
            if isinstance(kid, int):
                self.claims.append((element.Pg.objgen, kid, element.objgen))
            elif kid.get("/Type") == "/OBJR":
                self.annotation_owners[kid.Obj.objgen] = (element, kind)
            elif kid.get("/Type") == "/MCR":
                self.claims.append((kid.get("/Pg", element.get("/Pg")).objgen, int(kid.MCID), element.objgen))
            else:
                self._walk(kid, kind)

    def of_kind(self, *kinds: str) -> list[pikepdf.Object]:
        return [element for element, kind, _ in self.elements if kind in kinds]


def kids_of(node: pikepdf.Object) -> list:
    kids = node.get("/K")
    if kids is None:
        return []
    kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return [int(kid) if isinstance(kid, int) else kid for kid in kids]


def number_tree(node: pikepdf.Object | None) -> list[tuple[int, pikepdf.Object]]:
    if node is None:
        return []
    flat = list(node.get("/Nums", []))
    pairs = [(int(key), value) for key, value in zip(flat[::2], flat[1::2], strict=True)]
    for kid in node.get("/Kids", []):
        pairs += number_tree(kid)
    return pairs


def name_tree(node: pikepdf.Object | None) -> list[tuple[bytes, pikepdf.Object]]:
    if node is None:
        return []
    flat = list(node.get("/Names", []))
    pairs = [(bytes(key), value) for key, value in zip(flat[::2], flat[1::2], strict=True)]
    for kid in node.get("/Kids", []):
        pairs += name_tree(kid)
    return pairs
