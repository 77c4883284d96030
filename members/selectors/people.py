"""Who is inside: the people a notice of the coalition goes to."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from members.choices import ANSWERING_ROLES
from members.models import Affiliation, Organization, SecretariatTerm, User


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
