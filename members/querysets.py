"""Named filters over people and organizations."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

from common.access import is_inside
from common.dates import today


class DatedQuerySet(models.QuerySet[Any]):
    """Rows that hold from `starts_on` until `ends_on` (the last day, or open)."""

    def current(self, on: date | None = None) -> Self:
        """Rows in force on a day, by default now in Washington, when what was ended this very day is over."""
        day = on or today()
        rows = self.filter(starts_on__lte=day).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))
        return rows if on else rows.filter(ended_at__isnull=True)

    def running(self) -> Self:
        """Rows that hold now or will: what can still be ended."""
        return self.filter(ended_at__isnull=True).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today()))


class OrganizationQuerySet(models.QuerySet[Any]):
    def active(self, on: date | None = None) -> Self:
        """Member organizations that have joined and not left."""
        day = on or today()
        return self.filter(kind="member", joined_on__lte=day).filter(
            Q(left_on__isnull=True) | Q(left_on__gte=day)
        )

    def former(self, on: date | None = None) -> Self:
        """Organizations whose membership has ended."""
        return self.filter(kind="member", left_on__lt=on or today())

    def not_yet(self, on: date | None = None) -> Self:
        """Organizations admitted from a later day on."""
        return self.filter(kind="member", joined_on__gt=on or today(), left_on__isnull=True)

    def prospects(self) -> Self:
        """Organizations that might join: prospective members, allies, and those admitted from a later day on."""
        return self.filter(Q(kind__in=["prospective", "ally"]) | Q(pk__in=self.model.objects.not_yet()))

    def named_like(self, words: str) -> Self:
        """Organizations by words of their name."""
        words = words.strip()
        return self.filter(Q(name__icontains=words) | Q(short_name__icontains=words))

    def visible_to(self, user: Any) -> Self:
        """The secretariat and active members see every organization; nobody else sees any."""
        if is_inside(user):
            return self
        return self.none()


class UserQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """The secretariat sees everyone; a person sees themselves."""
        if not user.is_authenticated:
            return self.none()
        return self if user.is_secretariat else self.filter(pk=user.pk)


class SubscriptionQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """A person's alerts are their own affair."""
        return self.filter(user=user.pk)

    def on(self, content_type: Any, object_id: object) -> Self:
        """Alerts on one thing."""
        return self.filter(content_type=content_type, object_id=str(object_id))
