"""How an organization comes to the coalition and leaves it: the secretariat records what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.text import slugify

from common import audit
from members.choices import OrganizationKind
from members.models import Affiliation, Organization, User
from members.services.invitations import open_invitations, revoke
from members.services.leaving import end_access_if_nothing_left
from members.services.organizations import OrganizationError, free_name, locked
from members.services.rights import require_staff
from members.services.roles import RoleError, give_role


@transaction.atomic
def add_organization(
    *, name: str, kind: OrganizationKind, joined_on: date | None = None, short_name: str = "", by: User
) -> Organization:
    """Enter a member organization (from a day on), an ally or a prospective member.

    Raises NotAllowed unless `by` is of the secretariat, OrganizationError for a taken name or a missing day.
    """
    require_staff(by)
    is_member = kind == OrganizationKind.MEMBER
    if is_member and joined_on is None:
        raise OrganizationError("joined_on", "Say on which day it joined.")
    name = free_name(name)
    organization = Organization.objects.create(
        name=name,
        short_name=short_name,
        slug=_free_slug(name),
        kind=kind,
        joined_on=joined_on if is_member else None,
    )
    audit.record(
        "added organization", organization, actor_id=by.pk, kind=str(kind), joined_on=_day(joined_on)
    )
    return organization


@transaction.atomic
def admit(*, organization: Organization, joined_on: date, by: User) -> Organization:
    """Make an ally or prospective member a member organization from a day on.

    It is asked from the next proposal that opens. Raises NotAllowed, or OrganizationError for a member.
    """
    require_staff(by)
    row = locked(organization)
    if row.kind == OrganizationKind.MEMBER:
        raise OrganizationError("joined_on", "It is a member organization already.")
    before, row.kind, row.joined_on = row.kind, OrganizationKind.MEMBER, joined_on
    row.save()
    audit.record("admitted organization", row, actor_id=by.pk, before=before, joined_on=str(joined_on))
    return row


@transaction.atomic
def record_leaving(*, organization: Organization, last_day: date, by: User) -> Organization:
    """Record the last day of a membership; every role there ends with it and open invitations are revoked.

    The day after, its people open nothing any more, by a session that is open too. Answers it gave stay in
    the record. Raises NotAllowed, or OrganizationError when it is no member, has left, or the day lies before
    it joined.
    """
    require_staff(by)
    row = locked(organization)
    if row.kind != OrganizationKind.MEMBER or row.left_on:
        raise OrganizationError(
            "last_day", "It is not a member organization now, or its leaving is recorded."
        )
    if row.joined_on and last_day < row.joined_on:
        raise OrganizationError("last_day", "The last day cannot lie before the day it joined.")
    row.left_on = last_day
    row.save(update_fields=["left_on"])
    ended = [_end_with(role, last_day) for role in roles_beyond(row, last_day).select_for_update()]
    for user_id in {role.user_id for role in ended}:
        end_access_if_nothing_left(user_id=user_id)
    for token in open_invitations().filter(detail__organization=row.pk):
        revoke(token_id=token.pk, by=by)
    audit.record(
        "recorded leaving",
        row,
        actor_id=by.pk,
        last_day=str(last_day),
        roles_ended=[role.pk for role in ended],
    )
    return row


def roles_beyond(organization: Organization, last_day: date) -> QuerySet[Affiliation]:
    """Return the roles that would go on after a last day: those that end with the membership."""
    return Affiliation.objects.filter(organization=organization).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=last_day)
    )


def roles_ended_with(organization: Organization) -> QuerySet[Affiliation]:
    """Return the roles that ended on the last day of a membership, of people who still have an account."""
    return (
        Affiliation.objects.filter(organization=organization, ends_on=organization.left_on)
        # One that was ended by hand on that day had its own reason.
        .filter(ended_at__isnull=True, user__is_active=True)
        .exclude(user__in=Affiliation.objects.filter(organization=organization, ends_on=None).values("user"))
        .select_related("user")
        .order_by("user__sort_key")
    )


@transaction.atomic
def take_back_leaving(*, organization: Organization, roles: Sequence[Affiliation], by: User) -> Organization:
    """Record that an organization has not left after all; the given roles go on as if never ended.

    Raises NotAllowed, or OrganizationError when no leaving is recorded or a role is not one that ended with it.
    """
    require_staff(by)
    row = _that_left(organization)
    reopened = _checked(row, roles)
    Affiliation.objects.filter(pk__in=reopened).update(ends_on=None)
    last_day, row.left_on = row.left_on, None
    row.save(update_fields=["left_on"])
    audit.record("took back leaving", row, actor_id=by.pk, last_day=str(last_day), roles_reopened=reopened)
    return row


@transaction.atomic
def rejoin(
    *, organization: Organization, joined_on: date, roles: Sequence[Affiliation], by: User
) -> Organization:
    """Record that an organization that left joined again, from a day after its last day.

    The page then says "member since" the new day; the days before stay in the audit log. People of the given
    ended roles get a new one from that day. Raises as `take_back_leaving` does.
    """
    require_staff(by)
    row = _that_left(organization)
    if row.left_on and joined_on <= row.left_on:
        raise OrganizationError("joined_on", "It can join again only after its last day.")
    again = _checked(row, roles)
    joined_before, left_before = _day(row.joined_on), _day(row.left_on)
    row.joined_on, row.left_on = joined_on, None
    row.save(update_fields=["joined_on", "left_on"])
    for role in Affiliation.objects.filter(pk__in=again).select_related("user"):
        try:
            give_role(user=role.user, organization=row, role=role.role, starts_on=joined_on, by=by.pk)
        except RoleError as refused:
            raise OrganizationError("roles", str(refused)) from refused
    audit.record(
        "recorded rejoining",
        row,
        actor_id=by.pk,
        joined_on=str(joined_on),
        joined_before=joined_before,
        left_before=left_before,
    )
    return row


def _that_left(organization: Organization) -> Organization:
    row = locked(organization)
    if row.left_on is None:
        raise OrganizationError("what", "No leaving is recorded.")
    return row


def _checked(organization: Organization, roles: Sequence[Affiliation]) -> list[int]:
    chosen = sorted({role.pk for role in roles})
    known = set(roles_ended_with(organization).filter(pk__in=chosen).values_list("pk", flat=True))
    if known != set(chosen):
        raise OrganizationError("roles", "Only roles that ended with the membership can go on.")
    return chosen


def _end_with(role: Affiliation, last_day: date) -> Affiliation:
    # A role given for later never begins; the database wants its last day not before its first.
    role.ends_on = max(last_day, role.starts_on)
    role.save(update_fields=["ends_on"])
    return role


def _free_slug(name: str) -> str:
    stem = slugify(name)[:70] or "organization"
    # "add" is the address of the page for a new one.
    taken = {"add"} | set(Organization.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(
        slug
        for slug in (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3)))
        if slug not in taken
    )


def _day(value: date | None) -> str:
    return str(value) if value else ""
