"""What a position must be before it is kept. Pure: plain data in, problems out, each at its field.

Rules: any stance but monitoring rests on an adopted decision in force; support of a bill that pays by cutting another
cause needs a written reason (DOMAIN P2); what is public rests on a public decision (P5).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from priorities.choices import Stance

SUPPORTS = frozenset({Stance.SUPPORT, Stance.SUPPORT_IF_AMENDED})


@dataclass(frozen=True)
class Problem:
    """What is wrong, at which field; an empty field is the whole."""

    field: str
    message: str


@dataclass(frozen=True)
class Basis:
    """The decision that something rests on, as far as the rules need it."""

    decided_on: date
    is_in_force: bool
    is_public: bool


@dataclass(frozen=True)
class SaidPosition:
    """A position as it is to be kept; `cuts` are what the bill is flagged to cut, `latest_start` the open one's."""

    stance: str
    basis: Basis | None
    is_public: bool
    starts_on: date
    despite: str = ""
    cuts: Collection[str] = ()
    latest_start: date | None = None


def problems_of_position(said: SaidPosition, today: date) -> tuple[Problem, ...]:
    """Return what is wrong with a position; nothing where it can be kept."""
    return (*_of_basis(said), *_of_days(said, today), *_of_cuts(said))


def needs_reason(stance: str, cuts: Collection[str]) -> bool:
    """Whether a stance on a bill that cuts these needs a written reason."""
    return bool(cuts) and stance in SUPPORTS


def _of_basis(said: SaidPosition) -> Iterator[Problem]:
    if said.basis is None:
        if said.stance != Stance.MONITORING:
            yield Problem("decision", "Any stance but monitoring rests on a decision: choose it.")
        if said.is_public:
            yield Problem("is_public", "What is public rests on a decision.")
    else:
        yield from basis_problems(said.basis)
        if said.is_public and not said.basis.is_public:
            yield Problem("is_public", "Its decision is restricted: the position cannot be public.")


def basis_problems(basis: Basis) -> Iterator[Problem]:
    """Yield why a decision cannot carry anything."""
    if not basis.is_in_force:
        yield Problem("decision", "This decision is not in force: it was not adopted, or corrected since.")


def _of_days(said: SaidPosition, today: date) -> Iterator[Problem]:
    if said.starts_on > today:
        yield Problem("starts_on", "A position begins today or began earlier, not on a day to come.")
    elif said.basis and said.starts_on < said.basis.decided_on:
        yield Problem("starts_on", "It cannot begin before its decision.")
    if said.latest_start and said.starts_on <= said.latest_start:
        yield Problem(
            "starts_on",
            f"The position before it began {said.latest_start:%b} {said.latest_start.day}, {said.latest_start.year}: "
            "begin later, or correct that one.",
        )


def _of_cuts(said: SaidPosition) -> Iterator[Problem]:
    if needs_reason(said.stance, said.cuts) and not said.despite.strip():
        yield Problem(
            "despite",
            f"This bill pays by cutting another cause ({'; '.join(said.cuts)}): write down why we support it.",
        )
