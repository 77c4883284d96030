"""Judging a packet: what stands behind it is read, and the gate says what keeps it from being final."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from briefings.packet.document import Packet
from briefings.packet.freshness import limits_on
from briefings.packet.gate import Refusal, names_in, refusals
from briefings.packet.margins import with_margins
from briefings.selectors.behind import Behind, rows_behind


@dataclass(frozen=True)
class Judged:
    """A packet with what was refused of it; of a draft, the packet carries the marks in its margin."""

    packet: Packet
    refused: tuple[Refusal, ...]
    behind: Mapping[str, Behind]


def judge(packet: Packet, cleared: Collection[str] = ()) -> Judged:
    """Return a packet as it may be printed, and what the gate refuses of it.

    `cleared` are keys of words cleared in a packet that is not kept yet. A few queries, whatever the packet holds.
    """
    behind = rows_behind(names_in(packet), packet.on)
    if cleared:
        behind[f"packet:{packet.id}"] = Behind(f"packet:{packet.id}", cleared=frozenset(cleared))
    refused = refusals(packet, behind, limits_on(packet.on))
    return Judged(with_margins(packet, refused) if packet.is_draft else packet, refused, behind)
