"""When a person last came by, to the site or to one page, for "since your last visit"."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.utils import timezone

from members.models import PageVisit, User

# Looking again within this time is the same visit: what was new stays marked.
SAME_VISIT = timedelta(minutes=30)


def note_visit(*, user: User) -> None:
    """Begin a new visit of `user`: the visit before it becomes the one things are counted since."""
    user.previous_visit_at, user.visit_at = user.visit_at, timezone.now()
    User.objects.filter(pk=user.pk).update(previous_visit_at=user.previous_visit_at, visit_at=user.visit_at)


def note_page_visit(*, user: User, page_of: Model) -> datetime | None:
    """Note that `user` looks at the page of a thing; return when they did before, or None at the first time."""
    kind, now = ContentType.objects.get_for_model(page_of), timezone.now()
    visit, created = PageVisit.objects.get_or_create(
        user=user, content_type=kind, object_id=str(page_of.pk), defaults={"visit_at": now}
    )
    if not created and now - visit.visit_at > SAME_VISIT:
        visit.previous_at, visit.visit_at = visit.visit_at, now
        visit.save(update_fields=["previous_at", "visit_at"])
    return visit.previous_at
