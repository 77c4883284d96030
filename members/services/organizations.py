"""What an organization says of itself, and what the secretariat keeps of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from common import audit
from common.access import is_staff
from common.countries import COUNTRIES
from common.sorting import sort_key
from common.states import STATES
from members.choices import ANSWERING_ROLES, Naming, OrganizationKind, ReachKind
from members.models import Organization, Reach, User

# What either may edit, and what the secretariat alone may; being named to offices is in neither list (P7).
OWN_FIELDS = ("short_name", "about", "website", "survivor_led")
STAFF_FIELDS = ("name", "kind", "joined_on")
REACH_FIELDS = {
    "states": ReachKind.STATE,
    "countries": ReachKind.COUNTRY,
    "national": ReachKind.NATIONAL,
    "international": ReachKind.INTERNATIONAL,
}
_KNOWN: dict[str, Mapping[str, str]] = {"states": STATES, "countries": COUNTRIES}
OUTSIDE = (OrganizationKind.ALLY, OrganizationKind.PROSPECTIVE)


class NotTheirs(Exception):  # noqa: N818 - it is an answer, not an error
    """Who asks may not do this for the organization."""


class OrganizationError(ValueError):
    """What was entered cannot be kept; `field` names what to change, the message says why."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def may_speak_for(user: User, organization: Organization) -> bool:
    """Whether `user` is a representative or alternate of `organization` today."""
    return any(
        one.organization_id == organization.pk and one.role in ANSWERING_ROLES
        for one in user.current_affiliations
    )


def may_edit(*, user: User, organization: Organization) -> bool:
    """Whether `user` may edit the profile: those who speak for the organization, and the secretariat."""
    return is_staff(user) or may_speak_for(user, organization)


def locked(organization: Organization) -> Organization:
    """Return the organization's row, held against others until the transaction ends."""
    row: Organization = Organization.objects.select_for_update().get(pk=organization.pk)
    return row


def free_name(name: str, *, besides: int | None = None) -> str:
    """Return a name with its spaces folded. Raises OrganizationError when another bears it, whatever its case."""
    folded = " ".join(name.split())
    same = Organization.objects.filter(sort_key=sort_key(folded.removeprefix("The "))).exclude(pk=besides)
    if same.exists():
        raise OrganizationError("name", "There is an organization of this name already.")
    return folded


@transaction.atomic
def edit_profile(*, organization: Organization, profile: Mapping[str, Any], by: User) -> list[str]:
    """Keep what an organization says of itself; return the names of the fields that changed.

    `profile` holds any of OWN_FIELDS, REACH_FIELDS (codes and flags), "skills" (Skill rows) and, from the
    secretariat only, STAFF_FIELDS. The audit log names the fields, never the texts. Raises NotTheirs for who
    may not, OrganizationError for what cannot be kept.
    """
    if not may_edit(user=by, organization=organization):
        raise NotTheirs(f"{by} does not speak for {organization}.")
    if not is_staff(by) and (beyond := set(profile) & set(STAFF_FIELDS)):
        raise NotTheirs(f"The secretariat keeps: {', '.join(sorted(beyond))}.")
    row = locked(organization)
    changed = _keep_plain(row, profile)
    if "skills" in profile and set(profile["skills"]) != set(row.skills.all()):
        row.skills.set(profile["skills"])
        changed.append("skills")
    changed += _keep_reach(row, profile)
    if changed:
        audit.record(
            "edited organization",
            row,
            actor_id=by.pk,
            acting_for=row.pk if may_speak_for(by, row) else None,
            fields=changed,
        )
    return changed


def _keep_plain(row: Organization, profile: Mapping[str, Any]) -> list[str]:
    values = {name: profile[name] for name in (*OWN_FIELDS, *STAFF_FIELDS) if name in profile}
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    if "name" in changed:
        values["name"] = free_name(values["name"], besides=row.pk)
    if "kind" in changed and (row.kind not in OUTSIDE or values["kind"] not in OUTSIDE):
        raise OrganizationError("kind", "Membership begins by admitting and ends by leaving.")
    if "joined_on" in changed:
        _check_joined(row, values["joined_on"])
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        row.save()
    return changed


def _check_joined(row: Organization, joined_on: Any) -> None:
    if row.kind != OrganizationKind.MEMBER:
        raise OrganizationError("joined_on", "It has not been admitted.")
    if joined_on is None:
        raise OrganizationError("joined_on", "A member organization has a day on which it joined.")
    if row.left_on and joined_on > row.left_on:
        raise OrganizationError("joined_on", "It cannot have joined after its last day.")


def _keep_reach(row: Organization, profile: Mapping[str, Any]) -> list[str]:
    """Make the rows of reach what `profile` says, for the parts it names; return those that changed."""
    changed = []
    for name in (one for one in REACH_FIELDS if one in profile):
        kind = REACH_FIELDS[name]
        wanted = _codes(name, profile[name])
        before = set(row.reach.filter(kind=kind).values_list("code", flat=True))
        if before == wanted:
            continue
        row.reach.filter(kind=kind, code__in=before - wanted).delete()
        Reach.objects.bulk_create(
            [Reach(organization=row, kind=kind, code=code) for code in sorted(wanted - before)]
        )
        changed.append(name)
    return changed


def _codes(name: str, value: Any) -> set[str]:
    """Return the codes to keep for one part of the reach; working wide is the one code ""."""
    if name not in _KNOWN:
        return {""} if value else set()
    chosen = set(value)
    if unknown := sorted(chosen - _KNOWN[name].keys()):
        raise OrganizationError(name, f"Not known: {', '.join(unknown)}.")
    return chosen


@transaction.atomic
def choose_naming(
    *, organization: Organization, naming: Naming, states: Sequence[str], by: User
) -> Organization:
    """Set whether an organization may be named to offices, and for which states (P7: it says so itself).

    `states` are postal codes, kept only when the choice is "for the states it chose". Raises NotTheirs when
    `by` does not speak for it, ValueError for an unknown state or for a choice of states that names none.
    """
    if not may_speak_for(by, organization):
        raise NotTheirs(f"{by} does not speak for {organization}.")
    chosen = sorted(set(states)) if naming == Naming.CHOSEN_STATES else []
    if unknown := [code for code in chosen if code not in STATES]:
        raise ValueError(f"No such state: {', '.join(unknown)}.")
    if naming == Naming.CHOSEN_STATES and not chosen:
        raise ValueError("Choose at least one state.")
    organization = locked(organization)
    before = organization.naming
    organization.naming, organization.naming_states = naming, chosen
    organization.save(update_fields=["naming", "naming_states"])
    audit.record(
        "chose naming",
        organization,
        actor_id=by.pk,
        acting_for=organization.pk,
        before=before,
        after=str(naming),
        states=chosen,
    )
    return organization
