"""Named filters over offices and meetings."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q

from common.access import is_inside


class OfficeQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Offices are seen inside."""
        return self if is_inside(user) else self.none()

    def keyed(self, key: str) -> Self:
        """The office of a bioguide id, a committee code, or an agency's number."""
        named = Q(legislator_id=key) | Q(committee_id=key)
        return self.filter(named | Q(pk=int(key), kind="agency") if key.isdecimal() else named)


class SeatEntryQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """What staff entered of seats is read inside."""
        return self if is_inside(user) else self.none()

    def standing(self) -> Self:
        """Entries that were not taken back, the newest word of a seat first."""
        return self.filter(taken_back_at__isnull=True).order_by("-as_of", "-pk")


class MeetingQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Notes of meetings are seen inside, never printed for an office (P5)."""
        return self if is_inside(user) else self.none()
