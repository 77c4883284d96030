"""The message library: the list on its pages, and the messages that packets may carry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from common.clearing import cleared_keys
from decisions.models import Decision
from priorities.models import Message


@dataclass(frozen=True)
class PacketMessage:
    """A message cleared for packets, as it read when it was taken; `cleared` are keys for guard.open_hits."""

    id: int
    title: str
    text: str
    tags: tuple[str, ...] = ()
    decision: str = ""
    is_sample: bool = False
    cleared: frozenset[str] = frozenset()


def messages_for(user: Any) -> QuerySet[Message]:
    """Return the messages `user` may see, by title."""
    rows: QuerySet[Message] = Message.objects.visible_to(user).select_related("decision", "cleared_by")
    return rows.order_by("title", "id")


def messages_for_packets() -> tuple[PacketMessage, ...]:
    """Return the messages that packets may carry, by title; two queries.

    Left out: those not cleared or archived, and those that rest on a decision that is restricted or not in force.
    """
    fit = Decision.objects.in_force().filter(is_public=True)
    rows = Message.objects.for_packets().select_related("decision").order_by("title", "id")
    known = list(rows.exclude(decision__isnull=False, decision__in=Decision.objects.exclude(pk__in=fit)))
    cleared = cleared_keys(known)
    return tuple(
        PacketMessage(
            id=one.pk,
            title=one.title,
            text=one.text,
            tags=tuple(one.tags),
            decision=one.decision.number if one.decision else "",
            is_sample=one.is_sample,
            cleared=cleared[str(one.pk)],
        )
        for one in known
    )
