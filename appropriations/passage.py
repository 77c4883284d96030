"""How far a fiscal year's bills came, chamber by chamber, as their own actions tell. Pure.

A bill of the committee has no number before the committee reports it, so what its subcommittee did is often in no
record of the bill: such a place is empty, which is no "no" (P9).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from legislation.choices import Chamber, Step
from legislation.clerks_words import Kind
from legislation.happenings import Happening

_FULL_COMMITTEE = "00"
_IN_SUBCOMMITTEE = {Step.MARKED_UP, Step.FORWARDED}
_IN_COMMITTEE = {Step.MARKED_UP, Step.ORDERED_REPORTED}


class Place(StrEnum):
    """The places a bill passes, in their order."""

    HOUSE_SUB = "house_sub"
    HOUSE_COMMITTEE = "house_committee"
    HOUSE_FLOOR = "house_floor"
    SENATE_SUB = "senate_sub"
    SENATE_COMMITTEE = "senate_committee"
    SENATE_FLOOR = "senate_floor"
    CONFERENCE = "conference"
    LAW = "law"


@dataclass(frozen=True)
class Reached:
    """A place that a bill reached: which bill, and on which day."""

    place: Place
    on: date
    bill_id: str


def places_of(bill_id: str, happenings: Iterable[Happening]) -> dict[Place, Reached]:
    """Return the places a bill reached by its happenings (oldest first); each with the day it did so last."""
    found: dict[Place, Reached] = {}
    for one in happenings:
        place = _place(one)
        # Signed and became law are told of one day; the first of them counts.
        if place and not (place is Place.LAW and place in found):
            found[place] = Reached(place, one.on, bill_id)
    return found


def furthest(reached: Iterable[dict[Place, Reached]]) -> dict[Place, Reached]:
    """Return, over several bills that carry the same lines, the newest day at each place."""
    newest: dict[Place, Reached] = {}
    for places in reached:
        for place, one in places.items():
            if place not in newest or one.on > newest[place].on:
                newest[place] = one
    return newest


@dataclass(frozen=True)
class Span:
    """Days that a continuing resolution covers, both included; open where one is not known."""

    starts_on: date | None
    ends_on: date | None

    @property
    def days(self) -> int | None:
        if self.starts_on is None or self.ends_on is None:
            return None
        return (self.ends_on - self.starts_on).days + 1


def _place(one: Happening) -> Place | None:
    if one.kind in (Kind.SIGNED, Kind.LAW):
        return Place.LAW
    if one.kind is Kind.CONFERENCE_AGREED or one.step is Step.CONFERENCE:
        return Place.CONFERENCE
    return _in_chamber(one, one.chamber) if one.chamber else None


def _in_chamber(one: Happening, chamber: Chamber) -> Place | None:
    sub, committee, floor = _BY_CHAMBER[chamber]
    if one.kind is Kind.PASSED:
        return floor
    in_sub = any(not code.endswith(_FULL_COMMITTEE) for code in one.committees)
    if in_sub and one.step in _IN_SUBCOMMITTEE:
        return sub
    if one.kind is Kind.REPORTED or one.step in _IN_COMMITTEE:
        return committee
    return None


_BY_CHAMBER = {
    Chamber.HOUSE: (Place.HOUSE_SUB, Place.HOUSE_COMMITTEE, Place.HOUSE_FLOOR),
    Chamber.SENATE: (Place.SENATE_SUB, Place.SENATE_COMMITTEE, Place.SENATE_FLOOR),
}
