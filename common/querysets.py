"""Named filters of common's tables."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce


def count_of(rows: models.QuerySet[Any]) -> Coalesce:
    """Return an annotation that counts `rows`, which name the outer row by OuterRef.

    Counted row by row, and so for the rows of a page only; where two tables are joined and counted at once, each row
    of the one meets each of the other.
    """
    many = rows.order_by().values(none=models.Value(1)).annotate(many=models.Count("pk")).values("many")
    return Coalesce(models.Subquery(many), 0)


class JobQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        """Jobs that wait or run."""
        return self.filter(state__in=["queued", "running"])

    def of_kind(self, kind: str) -> Self:
        """Jobs of one kind."""
        return self.filter(kind=kind)

    def expired(self, now: datetime) -> Self:
        """Running jobs whose worker has not renewed its lease, and queued ones whose message was lost."""
        return self.open().filter(Q(lease_until__lt=now))


class AuditQuerySet(models.QuerySet[Any]):
    def about(self, subject_type: str, subject_id: object) -> Self:
        """Entries on one subject."""
        return self.filter(subject_type=subject_type, subject_id=str(subject_id))


class NoticeQuerySet(models.QuerySet[Any]):
    def unsent(self) -> Self:
        """Notices not yet e-mailed and not given up."""
        return self.filter(sent_at__isnull=True, error="")

    def due(self, now: datetime) -> Self:
        """Unsent notices whose time to be e-mailed has come."""
        return self.unsent().filter(due_at__lte=now)

    def unread(self) -> Self:
        """Notices whose recipient has not opened them here."""
        return self.filter(seen_at__isnull=True)

    def visible_to(self, user: Any) -> Self:
        """A person sees only what was addressed to them."""
        return self.filter(recipient_id=user.pk)
