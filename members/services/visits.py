"""When a person last came by, for "since your last visit"."""

from __future__ import annotations

from django.utils import timezone

from members.models import User


def note_visit(*, user: User) -> None:
    """Begin a new visit of `user`: the visit before it becomes the one things are counted since."""
    user.previous_visit_at, user.visit_at = user.visit_at, timezone.now()
    User.objects.filter(pk=user.pk).update(previous_visit_at=user.previous_visit_at, visit_at=user.visit_at)
