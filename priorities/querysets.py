"""Named filters over plans, positions and asks."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from common.access import is_inside
from common.dates import congress_day, today
from priorities.expiring import BEYOND_CONGRESS, DONE


class PlanQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """The plan is read inside; packets carry what offices may see of it."""
        return self if is_inside(user) else self.none()

    def in_force(self, on: date | None = None) -> Self:
        """Plans whose period holds a day."""
        day = on or today()
        return self.filter(starts_on__lte=day, ends_on__gte=day, is_archived=False)


class PriorityQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """The plan's priorities are read inside, like the plan."""
        return self if is_inside(user) else self.none()

    def named_like(self, words: str) -> Self:
        """Priorities of plans that are not archived, by number or words of their title."""
        by_name = Q(code=words.strip()) | Q(short_title__icontains=words.strip())
        return self.filter(by_name, pillar__plan__is_archived=False)


class PositionQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Public positions are seen by all, others inside."""
        return self if is_inside(user) else self.public()

    def public(self) -> Self:
        """Positions fit for outside: public, and resting on a public decision."""
        return self.filter(is_public=True, decision__is_public=True)

    def in_force(self, on: date | None = None) -> Self:
        """Positions that hold on a day: begun, not ended, and not expired with the bill's Congress."""
        return self.open(on).exclude(_over(on), ~Q(bill__stage__in=BEYOND_CONGRESS))

    def open(self, on: date | None = None) -> Self:
        """Positions that nobody has ended by a day, expired ones too."""
        day = on or today()
        return self.filter(starts_on__lte=day).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))

    def expired(self, on: date | None = None) -> Self:
        """Positions that were in force when their bill's Congress ended, by a day, and expired with it."""
        last = F("bill__congress__ends_on")
        kept = self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=last), starts_on__lte=last)
        return kept.filter(_over(on)).exclude(bill__stage__in=BEYOND_CONGRESS)

    def told(self, on: date | None = None) -> Self:
        """Positions to be shown beside a bill: those that hold, and those that expired with its Congress."""
        return self.filter(
            Q(pk__in=self.model.objects.open(on).values("pk"))
            | Q(pk__in=self.model.objects.expired(on).values("pk"))
        )


class CutFlagQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """That a bill pays by cutting another cause is our judgment: open inside, closed outside (P5)."""
        return self if is_inside(user) else self.none()

    def standing(self) -> Self:
        """Flags that nobody withdrew."""
        return self.filter(withdrawn_at__isnull=True)


class MessageQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Those inside read what was cleared for packets; the secretariat also what is being written (P5)."""
        if not is_inside(user):
            return self.none()
        return self if user.is_secretariat else self.for_packets()

    def for_packets(self) -> Self:
        """Messages that a named person cleared for packets, and nobody archived."""
        return self.filter(cleared_at__isnull=False, archived_at__isnull=True)


class AskQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Asks are prepared inside; an office sees them in its packet."""
        return self if is_inside(user) else self.none()

    def standing(self) -> Self:
        """Asks that nobody withdrew."""
        return self.filter(withdrawn_at__isnull=True)

    def over(self, on: date | None = None) -> Self:
        """Asks that nobody withdrew and that expired by a day, by their own day or with the bill's Congress."""
        return self.standing().exclude(pk__in=self.model.objects.in_force(on).values("pk"))

    def in_force(self, on: date | None = None) -> Self:
        """Asks that have not expired, by their own day or with the bill's Congress."""
        return self.open(on).exclude(_over(on), ~Q(bill__stage__in=DONE))

    def open(self, on: date | None = None) -> Self:
        """Asks that nobody withdrew and whose own day has not passed, those expired with a Congress too."""
        day = on or today()
        return self.standing().filter(Q(expires_on__isnull=True) | Q(expires_on__gte=day))

    def expired(self, on: date | None = None) -> Self:
        """Asks that were in force when their bill's Congress ended, by a day, and expired with it."""
        last = F("bill__congress__ends_on")
        kept = self.standing().filter(Q(expires_on__isnull=True) | Q(expires_on__gte=last))
        return kept.filter(_over(on)).exclude(bill__stage__in=DONE)

    def told(self, on: date | None = None) -> Self:
        """Asks to be shown beside a bill: those in force, and those that expired with its Congress."""
        return self.filter(
            Q(pk__in=self.model.objects.open(on).values("pk"))
            | Q(pk__in=self.model.objects.expired(on).values("pk"))
        )


def _over(on: date | None) -> Q:
    """The bill's Congress is over on a day; the rule is priorities/expiring.py."""
    return Q(bill__congress__ends_on__lte=on or congress_day())


class TriageQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Triage is deliberation: open inside, closed outside (P5)."""
        return self if is_inside(user) else self.none()
