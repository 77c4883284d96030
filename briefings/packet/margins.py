"""What a draft says in its margin: beside each item that the gate would refuse, in a few words. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefings.gate_rules import RULES
from briefings.packet.gate import Refusal
from briefings.packet.places import Placed, placed, with_marks

if TYPE_CHECKING:
    from briefings.packet.document import Packet

# A row of a table or a line of a list: what goes for its neighbors too is said at the first of them.
_ROW = re.compile(r"^(.*\.(?!own|annex|tables|charts)\w+)\[\d+\]$")


def with_margins(packet: Packet, refused: Sequence[Refusal]) -> Packet:
    """Return a draft with the marks of what was refused; the places are those the gate named.

    A mark stands at the first refused fact of each ask, row or section, once for all its reasons.
    """
    facts = placed(packet)
    at = {one.where: one for one in facts}
    first: dict[str, str] = {}
    words: dict[str, list[str]] = {}
    for one in refused:
        told: set[str] = set()
        for where in one.places:
            if where not in at:
                continue
            block = at[where].block
            container = _container(block)
            if container in told:
                continue
            told.add(container)
            words.setdefault(block, []).append(_margin(one))
            first[block] = _earlier(first.get(block), where, facts)
    return with_marks(packet, {first[block]: tuple(dict.fromkeys(said)) for block, said in words.items()})


def _margin(one: Refusal) -> str:
    rule = RULES.get(one.rule)
    return rule.margin if rule else one.reason


def _container(block: str) -> str:
    """Asks and rows of standing are each looked at; rows of one table that share a refusal say it once."""
    row = _ROW.match(block)
    return row[1] if row else block


def _earlier(known: str | None, where: str, facts: Sequence[Placed]) -> str:
    if known is None:
        return where
    return next(one.where for one in facts if one.where in {known, where})
