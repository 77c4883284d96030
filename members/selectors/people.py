"""Who is inside, and people as the secretariat's pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from common.dates import today
from members.choices import ANSWERING_ROLES, SecretariatRole
from members.models import Affiliation, Organization, SecretariatTerm, User


@dataclass(frozen=True)
class PersonLine:
    """A person in a list: who, with which roles today, and whether a second step guards the account."""

    person: User
    roles: list[str]
    second_step: bool


def people_inside() -> QuerySet[User]:
    """Return everyone who may read deliberation today: the secretariat and people of active member organizations."""
    affiliated = Affiliation.objects.current().filter(organization__in=Organization.objects.active())
    people: QuerySet[User] = User.objects.filter(is_active=True).filter(
        Q(pk__in=affiliated.values("user")) | Q(pk__in=SecretariatTerm.objects.current().values("user"))
    )
    return people


def speakers_of(organization: Organization) -> QuerySet[User]:
    """Return who may answer for an organization today."""
    current = Affiliation.objects.current().filter(organization=organization, role__in=ANSWERING_ROLES)
    speakers: QuerySet[User] = User.objects.filter(is_active=True, pk__in=current.values("user"))
    return speakers


def with_roles(people: QuerySet[User]) -> QuerySet[User]:
    """Return people with what a list shows of each, in two more queries however many there are."""
    factors = Authenticator.objects.filter(user_id=OuterRef("pk"))
    return people.annotate(second_step=Exists(factors)).prefetch_related(
        Prefetch(
            "affiliations",
            Affiliation.objects.current()
            .filter(organization__in=Organization.objects.active())
            .select_related("organization"),
            to_attr="roles_now",
        ),
        Prefetch("secretariat_terms", SecretariatTerm.objects.current(), to_attr="terms_now"),
    )


def person_lines(people: list[Any]) -> list[PersonLine]:
    """Return lines of people that came from `with_roles`."""
    return [PersonLine(one, _roles_in_words(one), one.second_step) for one in people]


def _roles_in_words(person: Any) -> list[str]:
    if not person.is_active:
        return []
    terms = [f"Secretariat: {term.get_role_display().lower()}" for term in person.terms_now]
    return terms + [f"{one.get_role_display()} of {one.organization}" for one in person.roles_now]


@dataclass(frozen=True)
class RoleLine:
    """A role past, present or to come, with whether it can still be changed or ended."""

    role: Affiliation | SecretariatTerm
    is_running: bool


def role_lines(roles: QuerySet[Any]) -> list[RoleLine]:
    """Return every role of a person, those that run first, then the newest."""
    day = today()
    lines = [
        RoleLine(one, one.ended_at is None and (one.ends_on is None or one.ends_on >= day)) for one in roles
    ]
    return sorted(lines, key=lambda line: (not line.is_running, -line.role.starts_on.toordinal()))


def last_administrator(person: User) -> bool:
    """Whether nobody but `person` is administrator today."""
    terms = SecretariatTerm.objects.current().filter(role=SecretariatRole.ADMINISTRATOR, user__is_active=True)
    return set(terms.values_list("user_id", flat=True)) == {person.pk}
