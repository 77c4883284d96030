"""What an organization sets for itself."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from common import audit
from common.states import STATES
from members.choices import ANSWERING_ROLES, Naming
from members.models import Organization, User


class NotTheirs(Exception):  # noqa: N818 - it is an answer, not an error
    """Only a representative or alternate of the organization may do this."""


def may_speak_for(user: User, organization: Organization) -> bool:
    """Whether `user` is a representative or alternate of `organization` today."""
    return any(
        one.organization_id == organization.pk and one.role in ANSWERING_ROLES
        for one in user.current_affiliations
    )


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
