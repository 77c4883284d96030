"""What a packet would say today, set against what it said: gathered now, and not printed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from briefings.packet.assemble import assemble
from briefings.packet.changes import Change, changes
from briefings.packet.document import Packet
from briefings.packet.judging import judge
from briefings.packet.manifest import SHAPE, content_of, decision_states
from briefings.packet.order import Order
from briefings.selectors.behind import rows_behind


@dataclass(frozen=True)
class Since:
    """The changes since a packet was made, and the packet as it would be today."""

    changes: tuple[Change, ...]
    today: Packet
    would_be_refused: int


def can_compare(manifest: dict[str, Any]) -> bool:
    """Whether a stored manifest has what a comparison needs: those of before do not name their places."""
    return bool(manifest.get("shape") == SHAPE)


def what_changed(order: Order, manifest: dict[str, Any], now: datetime) -> Since:
    """Return what changed since the packet of `order`, whose stored manifest is given, was made.

    Raises what `assemble` raises: whoever has no seat any more has no packet today.
    """
    today = assemble(replace(order, made_at=now))
    judged = judge(today)
    content = content_of(today, judged.behind)
    content["decisions_since"] = _decisions_now(manifest, today.on)
    return Since(changes(manifest, content), today, len(judged.refused))


def _decisions_now(manifest: dict[str, Any], on: date) -> dict[str, str]:
    numbers = list(manifest.get("decisions", {}))
    return decision_states(numbers, rows_behind([f"decision:{one}" for one in numbers], on))
