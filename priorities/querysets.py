"""Named filters over plans, positions and asks."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

from common.access import is_inside
from common.dates import today


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
        """Positions that hold on a day."""
        day = on or today()
        return self.filter(starts_on__lte=day).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))


class AskQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Asks are prepared inside; an office sees them in its packet."""
        return self if is_inside(user) else self.none()

    def in_force(self, on: date | None = None) -> Self:
        """Asks that have not expired."""
        day = on or today()
        return self.filter(Q(expires_on__isnull=True) | Q(expires_on__gte=day))


class TriageQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Triage is deliberation: open inside, closed outside (P5)."""
        return self if is_inside(user) else self.none()
