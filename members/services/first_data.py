"""The sample coalition, made once in a database that has nobody in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from common.dates import today
from members.choices import OrganizationKind, ReachKind, Role, SecretariatRole
from members.models import Organization, Reach, Skill, User
from members.services import demo_accounts
from members.services.people import create_person
from members.services.roles import give_role, give_secretariat_role

SAMPLE = Path(__file__).resolve().parent.parent / "facts" / "sample_coalition.yaml"
# When the sample roles begin: before the sample decisions, so that their record makes sense.
SINCE = date(2025, 1, 2)


def load_first_data() -> Iterator[str]:
    """Make the sample coalition where nobody is yet and the site is local or a demonstration; say what was done."""
    if not demo_accounts.allowed():
        yield "sample coalition: not for a site reachable from outside"
    elif User.objects.exists():
        yield "sample coalition: left as it is"
    else:
        organizations, people = make_sample_coalition()
        yield f"sample coalition: {organizations} organizations, {people} demo accounts"


@transaction.atomic
def make_sample_coalition() -> tuple[int, int]:
    """Make the fictional organizations and people; return how many organizations and how many sign-in accounts."""
    sample = yaml.safe_load(SAMPLE.read_text(encoding="utf-8"))
    skills = {name: Skill.objects.get_or_create(name=name)[0] for name in sample["skills"]}
    organizations = {row["slug"]: _make_organization(row, skills) for row in sample["organizations"]}
    passwords = {}
    for row in sample["people"]:
        email = demo_accounts.email_of(row["key"])
        passwords[email] = demo_accounts.make_password()
        _make_person(row, email, passwords[email], organizations)
    _give_each_a_representative(organizations)
    demo_accounts.keep_passwords(passwords=passwords)
    return len(organizations), len(passwords)


def _make_organization(row: dict[str, Any], skills: dict[str, Skill]) -> Organization:
    plain = (
        "name",
        "short_name",
        "slug",
        "kind",
        "about",
        "joined_on",
        "survivor_led",
        "naming",
        "naming_states",
    )
    organization = Organization.objects.create(
        **{key: row[key] for key in plain if key in row}, is_sample=True
    )
    organization.skills.set([skills[name] for name in row["skills"]])
    places = [(ReachKind.STATE, code) for code in row.get("states", [])]
    places += [(ReachKind.COUNTRY, code) for code in row.get("countries", [])]
    places += [(ReachKind(kind), "") for kind in row.get("wide", [])]
    Reach.objects.bulk_create(
        [Reach(organization=organization, kind=kind, code=code) for kind, code in places]
    )
    return organization


def _make_person(
    row: dict[str, Any], email: str, password: str, organizations: dict[str, Organization]
) -> None:
    user = create_person(email=email, name=row["name"], password=password, is_sample=True)
    since = min(SINCE, today())
    if "secretariat" in row:
        give_secretariat_role(user=user, role=SecretariatRole(row["secretariat"]), starts_on=since, by=None)
    for slug in filter(None, (row.get("organization"), row.get("also"))):
        give_role(
            user=user, organization=organizations[slug], role=Role(row["role"]), starts_on=since, by=None
        )


def _give_each_a_representative(organizations: dict[str, Organization]) -> None:
    """Members without a demo account get a fictional representative who cannot sign in."""
    members = [pair for pair in sorted(organizations.items()) if pair[1].kind == OrganizationKind.MEMBER]
    for number, (slug, organization) in enumerate(members, start=1):
        if organization.affiliations.filter(role=Role.REPRESENTATIVE).exists():
            continue
        user = create_person(
            email=f"{slug}@{demo_accounts.DOMAIN}", name=f"Sample Representative {number}", is_sample=True
        )
        give_role(
            user=user,
            organization=organization,
            role=Role.REPRESENTATIVE,
            starts_on=min(SINCE, today()),
            by=None,
        )
