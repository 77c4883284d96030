"""A list holds items and nothing else, as ISO 32000-1 wants it."""

from __future__ import annotations

from typing import Any

from common.pdf.tree import Tree

IN_A_LIST = {"/LI", "/L", "/Caption"}


def keep_lists_to_items(tree: Tree) -> None:
    """Move what stands between the items of a list, such as spaces between items set in a line, into the item before.

    What stands before the first item goes into the first.
    """
    for element in tree.of_kind("/L"):
        kids = [tree.at(kid) for kid in element["K"]]
        items = [kid for kid in kids if kid["S"] == "/LI"]
        stray = [kid for kid in kids if kid["S"] not in IN_A_LIST]
        if not items or not stray:
            continue
        item, before_all = items[0], True
        for kid in kids:
            if kid["S"] == "/LI":
                item, before_all = kid, False
            elif kid["S"] not in IN_A_LIST:
                _move(kid, element, _body(item, tree), first=before_all)


def _body(item: Any, tree: Tree) -> Any:
    kids = [tree.at(kid) for kid in item["K"] if isinstance(kid, bytes)]
    return next((kid for kid in reversed(kids) if kid.get("S") == "/LBody"), item)


def _move(kid: Any, above: Any, into: Any, *, first: bool) -> None:
    above["K"].remove(kid.reference)
    into["K"].insert(0 if first else len(into["K"]), kid.reference)
    kid["P"] = into.reference
