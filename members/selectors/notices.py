"""A person's notices, and how they hear of each kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from common.models import Notice
from common.querysets import ALERT
from members.choices import Delivery
from members.models import NoticeChoice
from members.notice_kinds import KINDS, Kind


@dataclass(frozen=True)
class Unread:
    """How many notices and how many alerts a person has not opened."""

    notices: int = 0
    alerts: int = 0


def unread_count(user: Any) -> Unread:
    """Return how much a person has not opened, for the frame of every page: one query."""
    is_alert = Q(kind=ALERT)
    rows = Notice.objects.visible_to(user).unread()
    return Unread(
        **rows.aggregate(notices=Count("pk", filter=~is_alert), alerts=Count("pk", filter=is_alert))
    )


def notices_of(user: Any) -> QuerySet[Notice]:
    """Return a person's notices but alerts, the unread first, then the newest."""
    rows: QuerySet[Notice] = Notice.objects.visible_to(user).of_the_work()
    return rows.annotate(is_read=Q(seen_at__isnull=False)).order_by("is_read", "-created_at", "-pk")


def deliveries_of(user: Any) -> list[tuple[Kind, Delivery]]:
    """Return each kind that can be switched off with how the person hears of it."""
    chosen = dict(NoticeChoice.objects.filter(user=user).values_list("kind", "delivery"))
    return [(one, Delivery(chosen.get(one.name, one.default))) for one in KINDS if _is_chosen_here(one)]


def _is_chosen_here(kind: Kind) -> bool:
    return kind.can_be_changed and not kind.chosen_one_by_one
