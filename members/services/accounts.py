"""Closing a person's account and opening it again."""

from __future__ import annotations

from django.db import transaction

from common import audit
from common.dates import today
from members.models import User
from members.services.leaving import end_access_if_nothing_left
from members.services.rights import NotAllowed, require_administrator
from members.services.roles import end_role, end_secretariat_role


@transaction.atomic
def close_account(*, person: User, by: User) -> None:
    """End every role of `person` today and keep them from signing in.

    Raises NotAllowed when `by` is no administrator or closes their own, RoleError when nobody else would be one.
    """
    require_administrator(by)
    if person.pk == by.pk:
        raise NotAllowed("Another administrator closes your account.")
    for affiliation in person.affiliations.running():
        end_role(affiliation=affiliation, last_day=max(today(), affiliation.starts_on), by=by.pk)
    for term in person.secretariat_terms.running():
        end_secretariat_role(term=term, last_day=max(today(), term.starts_on), by=by.pk)
    User.objects.filter(pk=person.pk).update(is_active=False)
    audit.record("closed account", person, actor_id=by.pk)
    end_access_if_nothing_left(user_id=person.pk)


@transaction.atomic
def reopen_account(*, person: User, by: User) -> None:
    """Let `person` sign in again; roles are given anew. Raises NotAllowed, also for one that was anonymized."""
    require_administrator(by)
    if User.objects.select_for_update().get(pk=person.pk).anonymized_at:
        raise NotAllowed("This person was anonymized: invite them anew.")
    User.objects.filter(pk=person.pk).update(is_active=True)
    audit.record("reopened account", person, actor_id=by.pk)
