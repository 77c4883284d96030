"""What members shared with one another (P6)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
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


def find_subject(named: str, user: Any) -> Model | None:
    """Return the row that `named` points at ("legislation.bill:119-s-2012") if `user` may see it, else None."""
    label, _, key = named.partition(":")
    app, _, model = label.partition(".")
    kind = ContentType.objects.filter(app_label=app, model=model).first()
    model_class = kind.model_class() if kind and key else None
    rows = model_class._default_manager.all() if model_class else None  # noqa: SLF001 - Django documents it
    if rows is None or not hasattr(rows, "visible_to"):
        return None
    try:
        found: Model | None = rows.visible_to(user).filter(pk=key).first()
    except (ValueError, TypeError, ValidationError):
        return None
    return found
