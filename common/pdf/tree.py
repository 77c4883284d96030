"""The plain objects of a tagged PDF before it is written, and the text of the HTML it was set from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


class Tree:
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

    def above(self, element: Any) -> Iterator[Any]:
        """What an element stands in, from the nearest up."""
        while "P" in element:
            element = self.at(element["P"])
            yield element


def text_of(element: Any) -> str:
    """Return the words of an HTML element, spaces run together."""
    return " ".join("".join(element.itertext()).split())
