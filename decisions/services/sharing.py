"""The duty to share (P6): what one member organization knows reaches the others."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django.urls import reverse
from django.utils import timezone

from common import audit
from common.access import is_inside
from common.naming import address_of
from decisions.choices import SharingLevel
from decisions.models import SharedItem
from decisions.selectors.subjects import find_shared_about
from members.models import Organization, User
from members.selectors.people import people_inside
from members.services.notices import notify


class SharingRefused(Exception):  # noqa: N818 - it is an answer, not an error
    """The post cannot be shared, changed or taken back; the message is fit to be shown."""


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

    The notice has a neutral title (P5). Raises SharingRefused when `by` does not act for `organization`, the
    subject is none that can be shared about, or nothing is said.
    """
    if not acts_for(user=by, organization=organization):
        raise SharingRefused(f"You do not act for {organization}.")
    if subject is not None and find_shared_about(address_of(subject), by) is None:
        raise SharingRefused("Share what bears on a bill, a line or a priority.")
    said_title, said_text = _said(title, text)
    item = SharedItem.objects.create(
        organization=organization,
        posted_by=by,
        title=said_title,
        text=said_text,
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


@transaction.atomic
def edit_shared(*, item: SharedItem, title: str, text: str, level: SharingLevel, by: User) -> SharedItem:
    """Change what one's organization shared, visibly; another level is a switch of visibility and logged so.

    Raises SharingRefused when `by` does not act for the organization, nothing is said, or it was deleted.
    """
    item = SharedItem.objects.select_for_update(of=("self",)).select_related("organization").get(pk=item.pk)
    if not acts_for(user=by, organization=item.organization):
        raise SharingRefused(f"You do not act for {item.organization}.")
    if item.deleted_at:
        raise SharingRefused("It was deleted.")
    said, before = _said(title, text), item.level
    if (*said, level) == (item.title, item.text, before):
        return item
    item.title, item.text, item.level, item.edited_at = *said, level, timezone.now()
    item.save(update_fields=["title", "text", "level", "edited_at"])
    audit.record(
        "edited shared information",
        item,
        actor_id=by.pk,
        acting_for=item.organization_id,
        before=str(before),
        after=str(level),
    )
    return item


@transaction.atomic
def delete_shared(*, item: SharedItem, by: User) -> SharedItem:
    """Take back what one's organization shared: the words are gone, that they stood there stays visible.

    Raises SharingRefused when `by` neither acts for the organization nor is of the secretariat.
    """
    item = SharedItem.objects.select_for_update(of=("self",)).select_related("organization").get(pk=item.pk)
    if not may_delete_shared(item=item, user=by):
        raise SharingRefused(f"{item.organization} or the secretariat deletes it.")
    if item.deleted_at:
        return item
    item.title, item.text, item.deleted_at, item.deleted_by = "", "", timezone.now(), by
    item.save(update_fields=["title", "text", "deleted_at", "deleted_by"])
    audit.record("deleted shared information", item, actor_id=by.pk, organization=item.organization_id)
    return item


def acts_for(*, user: User, organization: Organization) -> bool:
    """Whether `user` acts for `organization` today, in any role."""
    return is_inside(user) and any(
        one.organization_id == organization.pk for one in user.current_affiliations
    )


def may_delete_shared(*, item: SharedItem, user: User) -> bool:
    """Whether `user` may take a post back: whoever acts for its organization, and the secretariat."""
    return acts_for(user=user, organization=item.organization) or user.is_secretariat


def _said(title: str, text: str) -> tuple[str, str]:
    if not title.strip() or not text.strip():
        raise SharingRefused("Give it a title and say what you know.")
    return title.strip(), text.strip()
