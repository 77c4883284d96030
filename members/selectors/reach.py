"""Skills and reach of the member organizations (P7), gathered for the pure rules of members/reach.py."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from common.countries import country_name
from common.sorting import sort_key
from common.states import STATES
from members.models import Organization, Skill
from members.reach import Addition, Dimension, Footprint, Held, Presence, gaps, held_by, what_it_adds

Names = dict[Dimension, Sequence[tuple[str, str]]]


@dataclass(frozen=True)
class ReachMap:
    """What the organizations bring together; every list in the order to show."""

    members: tuple[Presence, ...]
    states: tuple[Held, ...]
    countries: tuple[Held, ...]
    skills: tuple[Held, ...]

    @property
    def by_state(self) -> dict[str, int]:
        """How many organizations name each state, for the tile map."""
        return {one.key: one.count for one in self.states if one.count}

    @property
    def nationwide(self) -> list[Presence]:
        return [one for one in self.members if one.footprint.national]

    @property
    def international(self) -> list[Presence]:
        return [one for one in self.members if one.footprint.international]

    @property
    def survivor_led(self) -> list[Presence]:
        return [one for one in self.members if one.survivor_led]

    @property
    def states_without(self) -> list[Held]:
        return gaps(self.states)

    @property
    def skills_without(self) -> list[Held]:
        return gaps(self.skills)

    @property
    def skills_with_one(self) -> list[Held]:
        return [one for one in self.skills if one.count == 1]

    @property
    def countries_with_one(self) -> list[Held]:
        return [one for one in self.countries if one.count == 1]

    @property
    def thin(self) -> list[tuple[str, Held]]:
        """Every gap, and what one organization alone brings, by kind."""
        return [
            *(("state", one) for one in self.states_without),
            *(("skill", one) for one in [*self.skills_without, *self.skills_with_one]),
            *(("country", one) for one in self.countries_with_one),
        ]


@dataclass(frozen=True)
class Comparison:
    """What the members bring, and what one more would change."""

    before: ReachMap
    addition: Addition


def reach_map(rows: QuerySet[Organization]) -> ReachMap:
    """Return what `rows` bring together, in three queries and one for the vocabulary, however many there are."""
    members = presences(rows)
    return _drawn(members, names_to_show(one.footprint for one in members))


def compare(prospective: Footprint, rows: QuerySet[Organization]) -> Comparison:
    """Return what an organization with this footprint would add to `rows`, which must not hold it."""
    members = presences(rows)
    names = names_to_show([prospective, *(one.footprint for one in members)])
    return Comparison(_drawn(members, names), what_it_adds(prospective, members, names))


def _drawn(members: tuple[Presence, ...], names: Names) -> ReachMap:
    return ReachMap(
        members,
        states=tuple(held_by(members, Dimension.STATE, names[Dimension.STATE])),
        countries=tuple(held_by(members, Dimension.COUNTRY, names[Dimension.COUNTRY])),
        skills=tuple(held_by(members, Dimension.SKILL, names[Dimension.SKILL])),
    )


def presences(rows: QuerySet[Organization]) -> tuple[Presence, ...]:
    """Return organizations as the rules see them, alphabetical by their stored key."""
    ordered = rows.order_by("sort_key").prefetch_related("skills", "reach")
    return tuple(
        Presence(
            one.name,
            reverse("members:organization", args=[one.slug]),
            footprint_of(one),
            one.survivor_led,
        )
        for one in ordered
    )


def footprint_of(organization: Organization) -> Footprint:
    """Return what an organization says it brings."""
    codes: dict[str, set[str]] = {}
    for place in organization.reach.all():
        codes.setdefault(place.kind, set()).add(place.code)
    return Footprint(
        states=frozenset(codes.get("state", ())),
        countries=frozenset(codes.get("country", ())),
        skills=frozenset(skill.name for skill in organization.skills.all()),
        national="national" in codes,
        international="international" in codes,
    )


def names_to_show(footprints: Iterable[Footprint]) -> Names:
    """Return (key, name) of every state, of every country that a footprint has, and of every word of the vocabulary."""
    countries = {code for one in footprints for code in one.countries}
    named = sorted(((code, country_name(code)) for code in countries), key=lambda pair: sort_key(pair[1]))
    return {
        Dimension.STATE: list(STATES.items()),
        Dimension.COUNTRY: named,
        Dimension.SKILL: [(name, name) for name in Skill.objects.values_list("name", flat=True)],
    }
