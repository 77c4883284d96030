"""A person's notices, and how they hear of each kind."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from common.models import Notice
from members.choices import Delivery
from members.models import NoticeChoice
from members.notice_kinds import KINDS, Kind


def unread_count(user: Any) -> int:
    """Return how many notices a person has not opened, for the frame of every page: one query."""
    return int(Notice.objects.visible_to(user).unread().count())


def notices_of(user: Any) -> QuerySet[Notice]:
    """Return a person's notices, the unread first, then the newest."""
    rows: QuerySet[Notice] = Notice.objects.visible_to(user)
    return rows.annotate(is_read=Q(seen_at__isnull=False)).order_by("is_read", "-created_at", "-pk")


def deliveries_of(user: Any) -> list[tuple[Kind, Delivery]]:
    """Return each kind that can be switched off with how the person hears of it."""
    chosen = dict(NoticeChoice.objects.filter(user=user).values_list("kind", "delivery"))
    return [(one, Delivery(chosen.get(one.name, one.default))) for one in KINDS if one.can_be_changed]
