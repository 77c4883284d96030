"""Skills and reach (P7): who brings what, where nobody does, and what one more organization would add.

Pure rules over what organizations say of themselves; an answer to a proposal never enters here. A state or a
country counts when an organization names it; working nationwide or across borders is counted apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Dimension(StrEnum):
    """What an organization can bring."""

    STATE = "state"
    COUNTRY = "country"
    SKILL = "skill"


# (one, several) of each, for sentences.
NOUNS = {
    Dimension.STATE: ("state", "states"),
    Dimension.COUNTRY: ("country", "countries"),
    Dimension.SKILL: ("skill", "skills"),
}


@dataclass(frozen=True)
class Footprint:
    """What one organization brings: state and country codes, skills by name, and whether it works wide."""

    states: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    skills: frozenset[str] = frozenset()
    national: bool = False
    international: bool = False

    def of(self, dimension: Dimension) -> frozenset[str]:
        """Return what it brings in one dimension."""
        found: dict[Dimension, frozenset[str]] = {
            Dimension.STATE: self.states,
            Dimension.COUNTRY: self.countries,
            Dimension.SKILL: self.skills,
        }
        return found[dimension]

    @property
    def is_empty(self) -> bool:
        return not (self.states or self.countries or self.skills or self.national or self.international)


@dataclass(frozen=True)
class Presence:
    """One member organization: its name and page, and what it brings."""

    name: str
    url: str = ""
    footprint: Footprint = field(default_factory=Footprint)
    survivor_led: bool = False


@dataclass(frozen=True)
class Held:
    """One state, country or skill and the organizations that bring it, in the order they were given."""

    key: str
    name: str
    by: tuple[Presence, ...]

    @property
    def count(self) -> int:
        return len(self.by)

    @property
    def who(self) -> str:
        """Their names, for a cell."""
        return "; ".join(one.name for one in self.by)


class Effect(StrEnum):
    """What one more organization changes for a state, a country or a skill."""

    NEW = "new"
    STRENGTHENED = "strengthened"
    OVERLAP = "overlap"


@dataclass(frozen=True)
class Added:
    """One thing the prospective organization brings, and who brings it already."""

    dimension: Dimension
    held: Held

    @property
    def effect(self) -> Effect:
        """New when nobody brings it, strengthened from one to two, else an overlap."""
        return (Effect.NEW, Effect.STRENGTHENED)[self.held.count] if self.held.count < 2 else Effect.OVERLAP  # noqa: PLR2004 - from one to two


@dataclass(frozen=True)
class Addition:
    """What a prospective organization would add: every thing it brings, in the order of the vocabulary."""

    items: tuple[Added, ...]
    nationwide: tuple[Presence, ...] | None
    """Members that work nationwide already, when the prospective one does; else None."""
    international: tuple[Presence, ...] | None

    def of(self, effect: Effect, dimension: Dimension | None = None) -> tuple[Added, ...]:
        """Return what has an effect, in one dimension or all."""
        return tuple(one for one in self.items if one.effect == effect and dimension in {None, one.dimension})

    @property
    def sentences(self) -> list[str]:
        """The answer in words: what is new, what goes from one organization to two, what several bring already."""
        said = [
            f"{lead}: {words}." for effect, lead in _LEADS.items() if (words := _counted(self.of(effect)))
        ]
        for wide, adverb in ((self.nationwide, "nationwide"), (self.international, "internationally")):
            if wide is not None:
                said.append(_wide(adverb, len(wide)))
        return said


_LEADS = {
    Effect.NEW: "New to the coalition",
    Effect.STRENGTHENED: "From one organization to two",
    Effect.OVERLAP: "Brought by two or more already",
}


def held_by(
    presences: Sequence[Presence], dimension: Dimension, names: Iterable[tuple[str, str]]
) -> list[Held]:
    """Return each of `names` ((key, name) in the order to show) with the organizations that bring it, also none."""
    return [
        Held(key, name, tuple(one for one in presences if key in one.footprint.of(dimension)))
        for key, name in names
    ]


def gaps(held: Iterable[Held], at_most: int = 0) -> list[Held]:
    """Return what is brought by `at_most` organizations or fewer; with 0, by nobody."""
    return [one for one in held if one.count <= at_most]


def with_skill(presences: Iterable[Presence], skill: str) -> list[Presence]:
    """Return the organizations that have a skill; with an empty one, all."""
    return [one for one in presences if not skill or skill in one.footprint.skills]


def what_it_adds(
    prospective: Footprint,
    members: Sequence[Presence],
    names: dict[Dimension, Sequence[tuple[str, str]]],
) -> Addition:
    """Compare a prospective organization with the members.

    `names` gives (key, name) of every state, country and skill in the order to show; what the prospective
    organization brings and `names` does not know is left out. The prospective one must not be among `members`.
    """
    items = tuple(
        Added(dimension, held)
        for dimension in Dimension
        for held in held_by(members, dimension, names[dimension])
        if held.key in prospective.of(dimension)
    )
    return Addition(
        items,
        tuple(one for one in members if one.footprint.national) if prospective.national else None,
        tuple(one for one in members if one.footprint.international) if prospective.international else None,
    )


def _counted(items: Sequence[Added]) -> str:
    """Return "2 states (Alaska, Hawaii) and 1 skill (Sewing)"; "" for nothing."""
    parts = []
    for dimension in Dimension:
        names = [one.held.name for one in items if one.dimension == dimension]
        if names:
            noun = NOUNS[dimension][len(names) > 1]
            parts.append(f"{len(names)} {noun} ({', '.join(names)})")
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + f" and {parts[-1]}" if parts else ""


def _wide(adverb: str, already: int) -> str:
    if not already:
        return f"It would be the first to work {adverb}."
    plural = "organization does" if already == 1 else "organizations do"
    return f"It works {adverb}, as {already} member {plural}."
