"""What members shared with one another (P6)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet

from decisions.models import SharedItem


def shared_about(subject: Model, user: Any) -> QuerySet[SharedItem]:
    """Return what bears on a bill, a line or a priority, newest first, as far as `user` may read it."""
    kind = ContentType.objects.get_for_model(subject)
    return SharedItem.objects.visible_to(user).about(kind.pk, subject.pk).select_related("organization")


def shared_since(moment: datetime, user: Any) -> QuerySet[SharedItem]:
    """Return what was shared after a moment and still stands, newest first, as far as `user` may read it."""
    rows: QuerySet[SharedItem] = SharedItem.objects.visible_to(user).live().filter(posted_at__gt=moment)
    return rows.select_related("organization")
