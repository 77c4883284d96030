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


class MeetingQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Notes of meetings are seen inside, never printed for an office (P5)."""
        return self if is_inside(user) else self.none()
