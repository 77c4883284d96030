"""An organization follows what it cares about; its representatives and alternates say what."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model

from common import audit
from common.naming import address_of
from members.models import Follow, Organization, User
from members.selectors.follows import find_followable
from members.services.organizations import NotTheirs, may_speak_for


@transaction.atomic
def follow(*, organization: Organization, target: Model, by: User) -> Follow:
    """Follow a bill, a family, a line or a priority; following it twice is following it.

    Raises NotTheirs when `by` does not speak for the organization, ValueError for what cannot be followed or seen.
    """
    _refuse_others(organization, by)
    if find_followable(address_of(target), by) is None:
        raise ValueError("This cannot be followed.")
    kept, created = Follow.objects.get_or_create(
        organization=organization,
        content_type=ContentType.objects.get_for_model(target),
        object_id=str(target.pk),
        defaults={"chosen_by": by},
    )
    if created:
        audit.record("followed", kept, actor_id=by.pk, acting_for=organization.pk, target=address_of(target))
    return kept


@transaction.atomic
def unfollow(*, follow: Follow, by: User) -> None:
    """Follow something no more. Raises NotTheirs when `by` does not speak for the organization."""
    _refuse_others(follow.organization, by)
    named = f"{follow.content_type.app_label}.{follow.content_type.model}:{follow.object_id}"
    audit.record("unfollowed", follow, actor_id=by.pk, acting_for=follow.organization_id, target=named)
    follow.delete()


def _refuse_others(organization: Organization, by: User) -> None:
    if not may_speak_for(by, organization):
        raise NotTheirs(f"Only a representative or alternate of {organization} chooses what it follows.")
