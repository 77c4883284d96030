"""Links as PDF/UA-1 wants them: each annotation in a Link, announced by the words of the link.

WeasyPrint 70 writes an annotation for every box in a link, and puts that of a picture, a float or emphasized words
outside the Link's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pydyf  # type: ignore[import-untyped]

from common.pdf.errors import LayoutError
from common.pdf.tree import Tree, text_of

# How far, in points, a box may reach out of the area of its link and still be within it.
TOLERANCE = 0.75


def finish(document: Any, tree: Tree) -> None:
    """Name every link by its words and keep its annotations in it. Raises LayoutError for a link without words."""
    _name(document)
    _gather(tree)
    _drop_without_target(tree)


def _name(document: Any) -> None:
    for page in document.pages:
        whole = {
            inner: box.element
            for _, _, _, box in page.links
            if box.element_tag == "a"
            for inner in box.element.iter()
        }
        for _, target, _, box in page.links:
            if not box.link_annotation:
                continue
            element = whole.get(box.element, box.element)
            words = element.get("aria-label") or _words(element)
            if not words:
                raise LayoutError(f"The link to {target!r} has no text.")
            box.link_annotation["Contents"] = pydyf.String(words)


def _words(element: Any) -> str:
    """What a link says: its text, and of a picture in it the alternative."""
    said = [text_of(element), *(picture.get("alt", "") for picture in element.iter("img"))]
    return " ".join(words for words in said if words)


def _gather(tree: Tree) -> None:
    """Move the annotation of a box in a link to its Link, or drop it where the Link's own covers it."""
    numbers = tree.parents
    for place in range(len(numbers) - 2, 2 * len(tree.pages) - 1, -2):
        owner = tree.at(numbers[place + 1])
        if owner["S"] == "/Link":
            continue
        link = next((element for element in tree.above(owner) if element.get("S") == "/Link"), None)
        if link is None:
            raise LayoutError("A link is tagged as something else; put its words in a line.")
        reference = next(kid for kid in owner["K"] if _is_reference(tree, kid))
        owner["K"].remove(reference)
        if _is_covered(tree, reference, link):
            _drop(tree, reference)
            del numbers[place : place + 2]
        else:
            link["K"].append(reference)
            numbers[place + 1] = link.reference


def _is_reference(tree: Tree, kid: Any) -> bool:
    return isinstance(kid, bytes) and tree.at(kid).get("Type") == "/OBJR"


def _is_covered(tree: Tree, reference: bytes, link: Any) -> bool:
    inner = tree.at(reference)
    own = [tree.at(kid) for kid in link["K"] if _is_reference(tree, kid)]
    return any(
        one["Pg"] == inner["Pg"] and _holds(tree.at(one["Obj"])["Rect"], tree.at(inner["Obj"])["Rect"])
        for one in own
    )


def _holds(outer: Sequence[float], inner: Sequence[float]) -> bool:
    """Whether a rectangle, given as two corners, lies in another."""
    (left, right), (low, high) = sorted(outer[::2]), sorted(outer[1::2])
    return (
        left - TOLERANCE <= min(inner[::2])
        and max(inner[::2]) <= right + TOLERANCE
        and low - TOLERANCE <= min(inner[1::2])
        and max(inner[1::2]) <= high + TOLERANCE
    )


def _drop(tree: Tree, reference: bytes) -> None:
    target = tree.at(reference)
    page = tree.at(target["Pg"])
    page["Annots"].remove(target["Obj"])
    tree.at(target["Obj"]).clear()
    target.clear()


def _drop_without_target(tree: Tree) -> None:
    """A page number after a link is tagged Link without an annotation of its own: it is a Span."""
    for element in tree.of_kind("/Link"):
        if not any(_is_reference(tree, kid) for kid in element["K"]):
            element["S"] = "/Span"
