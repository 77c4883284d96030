"""The duty to share (P6): what one member organization knows reaches the others."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django.urls import reverse

from common import audit
from decisions.choices import SharingLevel
from decisions.models import SharedItem
from members.models import Organization, User
from members.selectors.people import people_inside
from members.services.notices import notify


class SharingRefused(Exception):  # noqa: N818 - it is an answer, not an error
    """The post cannot be shared; the message is fit to be shown."""


@transaction.atomic
def share_information(
    *,
    organization: Organization,
    by: User,
    title: str,
    text: str,
    level: SharingLevel = SharingLevel.INSIDE,
    subject: Model | None = None,
    is_sample: bool = False,
) -> SharedItem:
    """Post what bears on `subject` (a bill, a line, a priority, or the work at large) and tell everyone inside.

    The notice has a neutral title (P5). Raises SharingRefused when `by` does not act for `organization`,
    or nothing is said.
    """
    if not any(one.organization_id == organization.pk for one in by.current_affiliations):
        raise SharingRefused(f"You do not act for {organization}.")
    if not title.strip() or not text.strip():
        raise SharingRefused("Give it a title and say what you know.")
    item = SharedItem.objects.create(
        organization=organization,
        posted_by=by,
        title=title.strip(),
        text=text.strip(),
        level=level,
        content_type=ContentType.objects.get_for_model(subject) if subject else None,
        object_id=str(subject.pk) if subject else "",
        is_sample=is_sample,
    )
    notify(
        recipient_ids=people_inside().exclude(pk=by.pk).values_list("pk", flat=True),
        kind="shared information",
        title="A member organization shared information",
        path=reverse("decisions:shared") + f"#item-{item.pk}",
        event_key=f"shared-{item.pk}",
    )
    audit.record("shared information", item, actor_id=by.pk, acting_for=organization.pk, level=str(level))
    return item
