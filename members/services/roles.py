"""Giving and ending dated roles, each written to the audit log."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from common import audit
from members.choices import Role, SecretariatRole
from members.models import Affiliation, Organization, SecretariatTerm, User


@transaction.atomic
def give_role(
    *, user: User, organization: Organization, role: Role, starts_on: date, by: int | None
) -> Affiliation:
    """Let `user` act for `organization` as `role` from a day on; `by` is the id of who gave it.

    Raises IntegrityError when they hold an open role there already: end it first.
    """
    affiliation = Affiliation.objects.create(
        user=user, organization=organization, role=role, starts_on=starts_on
    )
    audit.record(
        "gave role", affiliation, actor_id=by, user=user.pk, organization=organization.pk, role=str(role)
    )
    return affiliation


@transaction.atomic
def end_role(*, affiliation: Affiliation, last_day: date, by: int | None) -> None:
    """End a role after `last_day`, which may lie in the past; the row stays, so the record keeps who acted."""
    affiliation.ends_on = last_day
    affiliation.save(update_fields=["ends_on"])
    audit.record("ended role", affiliation, actor_id=by, user=affiliation.user_id, last_day=str(last_day))


@transaction.atomic
def give_secretariat_role(
    *, user: User, role: SecretariatRole, starts_on: date, by: int | None
) -> SecretariatTerm:
    """Make `user` part of the secretariat from a day on."""
    term = SecretariatTerm.objects.create(user=user, role=role, starts_on=starts_on)
    audit.record("gave secretariat role", term, actor_id=by, user=user.pk, role=str(role))
    return term


@transaction.atomic
def end_secretariat_role(*, term: SecretariatTerm, last_day: date, by: int | None) -> None:
    """End a secretariat role after `last_day`."""
    term.ends_on = last_day
    term.save(update_fields=["ends_on"])
    audit.record("ended secretariat role", term, actor_id=by, user=term.user_id, last_day=str(last_day))
