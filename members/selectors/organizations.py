"""What the pages of organizations show."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet

from common.countries import country_name
from common.states import state_name
from members.choices import Role
from members.models import Affiliation, Organization, Reach


@dataclass(frozen=True)
class Contact:
    """A person of an organization and how to write to them."""

    person_id: int
    name: str
    email: str
    role: str


def listed(rows: QuerySet[Organization]) -> QuerySet[Organization]:
    """Return organizations with what a list shows of each, in two more queries however many there are."""
    return rows.prefetch_related("skills", "reach")


def names_of_organizations() -> set[str]:
    """Return the full and short names of every organization, with and without the mark SAMPLE: no person's names."""
    rows = Organization.objects.values_list("name", "short_name")
    names = {name for row in rows for name in row if name}
    return names | {name.removeprefix("SAMPLE ") for name in names}


def contacts_of(organization: Organization) -> list[Contact]:
    """Return the people who act for an organization today, by name; for the secretariat's eyes."""
    current = (
        Affiliation.objects.current()
        .filter(organization=organization, user__is_active=True)
        .select_related("user")
        .order_by("user__sort_key")
    )
    return [Contact(one.user_id, one.user.name, one.user.email, one.get_role_display()) for one in current]


def reach_in_words(rows: list[Reach]) -> list[str]:
    """Return where an organization works: "Nationwide", "International", states by name, "abroad: Ghana, Nepal"."""
    codes: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        codes[row.kind].append(row.code)
    words = []
    if "national" in codes:
        words.append("Nationwide")
    if "international" in codes:
        words.append("International")
    words += sorted(state_name(code) for code in codes["state"])
    if codes["country"]:
        words.append("abroad: " + ", ".join(sorted(map(country_name, codes["country"]))))
    return words


def missing_pieces(organization: Organization) -> list[str]:
    """Return what an organization's profile does not say yet, for its own people."""
    alternates = Affiliation.objects.current().filter(
        organization=organization, role=Role.ALTERNATE, user__is_active=True
    )
    pieces = {
        "what it does": organization.about,
        "a website": organization.website,
        "its skills": organization.skills.all(),
        "where it works": organization.reach.all(),
        "an alternate": alternates.exists(),
    }
    return [name for name, there in pieces.items() if not there]
