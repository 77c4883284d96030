"""Giving and ending dated roles, each written to the audit log; whoever has none left is out at once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from common import audit
from common.dates import today
from members.choices import Role, SecretariatRole
from members.models import Affiliation, Organization, SecretariatTerm, User
from members.services.leaving import end_access_if_nothing_left
from members.services.rights import NotAllowed, require_administrator, require_staff


class RoleError(Exception):
    """A role cannot be given or ended so; the message is fit to be shown."""


@transaction.atomic
def give_role(
    *, user: User, organization: Organization, role: Role, starts_on: date, by: int | None
) -> Affiliation:
    """Let `user` act for `organization` as `role` from a day on; `by` is the id of who gave it, None the desk itself.

    Raises RoleError when they hold a role there at that time or later, when the account is closed, or when the
    organization has left by then, or when `by` gives it to themselves: the secretariat has no vote. NotAllowed when
    `by` is not of the secretariat.
    """
    if by is not None:
        require_staff(User.objects.get(pk=by))
        _refuse_oneself(user, by)
    _lock_open_account(user)
    if organization.left_on and organization.left_on < starts_on:
        raise RoleError(f"{organization} has left the coalition.")
    if held := _later_than(user.affiliations.filter(organization=organization), starts_on).first():
        raise RoleError(
            f"{user} is {held.get_role_display().lower()} of {organization} then: change or end that role."
        )
    affiliation = Affiliation.objects.create(
        user=user, organization=organization, role=role, starts_on=starts_on
    )
    audit.record(
        "gave role", affiliation, actor_id=by, user=user.pk, organization=organization.pk, role=str(role)
    )
    return affiliation


@transaction.atomic
def change_role(*, affiliation: Affiliation, role: Role, by: int) -> Affiliation:
    """Let a person go on as `role` from today: the role so far ends now and stays on the record.

    Raises RoleError when it is over or is that role already, NotAllowed when `by` is not of the secretariat.
    """
    if affiliation.role == role:
        raise RoleError(f"{affiliation.user} is {affiliation.get_role_display().lower()} already.")
    _end(affiliation, today(), by=by)
    return give_role(
        user=affiliation.user, organization=affiliation.organization, role=role, starts_on=today(), by=by
    )


@transaction.atomic
def end_role(*, affiliation: Affiliation, last_day: date, by: int | None) -> None:
    """End a role after `last_day`; today or earlier ends it at once. The row stays: the record keeps who acted.

    Raises RoleError for a day before it began or a role that is over, NotAllowed when `by` is not of the secretariat.
    """
    _end(affiliation, last_day, by=by)
    end_access_if_nothing_left(user_id=affiliation.user_id)


@transaction.atomic
def give_secretariat_role(
    *, user: User, role: SecretariatRole, starts_on: date, by: int | None
) -> SecretariatTerm:
    """Make `user` part of the secretariat from a day on; `by` is an administrator's id, None the desk itself.

    Raises RoleError when they hold that role at that time or later or the account is closed, NotAllowed otherwise.
    """
    if by is not None:
        require_administrator(User.objects.get(pk=by))
    _lock_open_account(user)
    if _later_than(user.secretariat_terms.filter(role=role), starts_on).exists():
        raise RoleError(f"{user} holds that role of the secretariat then.")
    term = SecretariatTerm.objects.create(user=user, role=role, starts_on=starts_on)
    audit.record("gave secretariat role", term, actor_id=by, user=user.pk, role=str(role))
    return term


@transaction.atomic
def end_secretariat_role(*, term: SecretariatTerm, last_day: date, by: int | None) -> None:
    """End a secretariat role after `last_day`; today or earlier ends it at once.

    Raises RoleError as `end_role` does, and when nobody else would be administrator afterwards (two administrators
    ending each other's role at one moment leave one of them); NotAllowed when `by` is no administrator.
    """
    term = _still_running(SecretariatTerm.objects.filter(pk=term.pk), last_day, lock_all=term.role)
    if by is not None:
        # After the lock: whoever waited for it may have lost the role meanwhile.
        require_administrator(User.objects.get(pk=by))
    if term.role == SecretariatRole.ADMINISTRATOR and not _administrators_after(last_day, without=term):
        raise RoleError("Nobody else would be administrator: give another person that role first.")
    _put_end(term, last_day)
    audit.record("ended secretariat role", term, actor_id=by, user=term.user_id, last_day=str(last_day))
    end_access_if_nothing_left(user_id=term.user_id)


def _end(affiliation: Affiliation, last_day: date, *, by: int | None) -> None:
    if by is not None:
        require_staff(User.objects.get(pk=by))
    running = _still_running(Affiliation.objects.filter(pk=affiliation.pk), last_day)
    _put_end(running, last_day)
    affiliation.ends_on, affiliation.ended_at = running.ends_on, running.ended_at
    audit.record(
        "ended role",
        running,
        actor_id=by,
        user=running.user_id,
        organization=running.organization_id,
        last_day=str(last_day),
    )


def _refuse_oneself(user: User, by: int) -> None:
    # Who keeps the roles could otherwise answer for an organization as if it had chosen them (P3).
    if user.pk == by:
        raise RoleError(
            "Nobody gives a role in an organization to themselves: another of the secretariat does."
        )


def _lock_open_account(user: User) -> None:
    """Lock the person, so that two roles are not given at one moment; refuse one whose account is closed."""
    if not User.objects.select_for_update().get(pk=user.pk).is_active:
        raise RoleError("This account is closed: open it again first.")


def _later_than(roles: Any, day: date) -> Any:
    """Those of a person's roles that still hold on a day or later."""
    return roles.filter(ended_at__isnull=True).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))


def _still_running(rows: Any, last_day: date, lock_all: str = "") -> Any:
    """Lock and return the one role of `rows`; with `lock_all`, every role of that kind with it."""
    if lock_all:
        list(SecretariatTerm.objects.select_for_update().filter(role=lock_all).order_by("pk"))
    role = rows.order_by().select_for_update().get()
    if role.ended_at or (role.ends_on and role.ends_on < today()):
        raise RoleError("This role is over already.")
    if last_day < role.starts_on:
        raise RoleError("The last day lies before the first.")
    return role


def _put_end(role: Affiliation | SecretariatTerm, last_day: date) -> None:
    role.ends_on = last_day
    role.ended_at = timezone.now() if last_day <= today() else None
    role.save(update_fields=["ends_on", "ended_at"])


def _administrators_after(last_day: date, *, without: SecretariatTerm) -> bool:
    """Whether anybody else is administrator on the day after, whose account is open."""
    day = max(last_day, today()) + timedelta(days=1)
    others = SecretariatTerm.objects.filter(role=SecretariatRole.ADMINISTRATOR, user__is_active=True)
    return bool(
        others.filter(ended_at__isnull=True)
        .filter(starts_on__lte=today())
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))
        .exclude(user_id=without.user_id)
        .exists()
    )


__all__ = [
    "NotAllowed",
    "RoleError",
    "change_role",
    "end_role",
    "end_secretariat_role",
    "give_role",
    "give_secretariat_role",
]
