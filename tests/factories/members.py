"""People, organizations and roles; every name says SAMPLE or is plainly made up."""

from __future__ import annotations

from datetime import date, timedelta

import factory
from factory.django import DjangoModelFactory

from common.dates import today
from members.choices import OrganizationKind, Role, SecretariatRole
from members.models import Affiliation, Organization, Reach, SecretariatTerm, Skill, User

PASSWORD = "correct horse battery staple"


class UserFactory(DjangoModelFactory):
    """A person without any role; `password` makes one that signs in by form."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda number: f"person{number}@sample.example")
    name = factory.Sequence(lambda number: f"Sample Person {number:03d}")

    @factory.post_generation
    def password(self: User, create: bool, extracted: str | None, **_kwargs: object) -> None:  # noqa: ARG002, FBT001
        if extracted:
            self.set_password(extracted)
            self.save()


class OrganizationFactory(DjangoModelFactory):
    class Meta:
        model = Organization

    name = factory.Sequence(lambda number: f"SAMPLE Organization {number:03d}")
    slug = factory.Sequence(lambda number: f"sample-{number:03d}")
    kind = OrganizationKind.MEMBER
    joined_on = date(2020, 1, 6)
    is_sample = True


class AllyFactory(OrganizationFactory):
    kind = OrganizationKind.ALLY
    joined_on = None


class AffiliationFactory(DjangoModelFactory):
    class Meta:
        model = Affiliation

    user = factory.SubFactory(UserFactory)
    organization = factory.SubFactory(OrganizationFactory)
    role = Role.REPRESENTATIVE
    starts_on = date(2024, 1, 8)


class SecretariatTermFactory(DjangoModelFactory):
    class Meta:
        model = SecretariatTerm

    user = factory.SubFactory(UserFactory)
    role = SecretariatRole.POLICY
    starts_on = date(2024, 1, 8)


class SkillFactory(DjangoModelFactory):
    class Meta:
        model = Skill

    name = factory.Sequence(lambda number: f"Sample skill {number:03d}")


class ReachFactory(DjangoModelFactory):
    class Meta:
        model = Reach

    organization = factory.SubFactory(OrganizationFactory)
    kind = "state"
    code = "OR"


def representative(organization: Organization | None = None) -> User:
    """A person who answers for an organization today."""
    affiliation = AffiliationFactory(organization=organization or OrganizationFactory())
    user: User = affiliation.user
    return user


def staff_member(role: SecretariatRole = SecretariatRole.POLICY) -> User:
    """A person of the secretariat today."""
    user: User = SecretariatTermFactory(role=role).user
    return user


def former_member() -> User:
    """A person whose role ended yesterday."""
    user: User = AffiliationFactory(ends_on=today() - timedelta(days=1)).user
    return user
