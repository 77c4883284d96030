"""Who is on a bill's list of sponsor and cosponsors, and whether names can still be added. Pure.

docs/what-to-ask.md gives the rules of the chambers with their sources. What a legislator has not done is said only
of a live bill whose list is complete and fresh (P9).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from legislation.choices import BillType, Chamber, Stage, Stand, Step
from legislation.wording import day, join, short_committee

LET_GO = frozenset({Step.REPORTED, Step.DISCHARGED})
_SUBCOMMITTEE_LET_GO = LET_GO | {Step.FORWARDED, Step.SUBCOMMITTEE_DISCHARGED}
THROUGH = {
    Stage.ENACTED: "It is law",
    Stage.AGREED_TO: "It was agreed to",
    Stage.FAILED: "It was voted down or laid aside",
    Stage.PASSED_CONGRESS: "Both chambers passed it",
    Stage.TO_PRESIDENT: "It is before the President",
}


@dataclass(frozen=True)
class OnBill:
    """What is known of one legislator and one bill."""

    bill_type: str
    citation: str
    is_live: bool
    list_is_complete: bool
    is_sponsor: bool = False
    cosponsored: bool = False
    cosponsored_on: date | None = None
    is_original: bool = False
    withdrawn_on: date | None = None
    list_is_fresh: bool = True
    list_as_of: date | None = None

    @property
    def chamber(self) -> Chamber:
        return BillType(self.bill_type).chamber

    @property
    def is_on_it(self) -> bool:
        """Whether the legislator is its sponsor, or a cosponsor who has not withdrawn."""
        return self.is_sponsor or (self.cosponsored and self.withdrawn_on is None)


@dataclass(frozen=True)
class Referral:
    """A committee or subcommittee (system code) that has, or had, the bill, and what it did last with it."""

    committee: str
    name: str
    step: str = ""
    on: date | None = None

    @property
    def chamber(self) -> Chamber:
        return Chamber.HOUSE if self.committee.startswith("h") else Chamber.SENATE

    @property
    def is_full(self) -> bool:
        """Whether it is a full committee; a subcommittee's code does not end in 00."""
        return self.committee.endswith("00")

    @property
    def is_done(self) -> bool:
        """Whether it has let go of the bill: reported or discharged; a subcommittee also by forwarding it."""
        return self.step in (LET_GO if self.is_full else _SUBCOMMITTEE_LET_GO)


class CommitteeStep(Protocol):
    """The latest step of one committee, as legislation.stages tells it."""

    @property
    def committee(self) -> str: ...
    @property
    def step(self) -> Step: ...
    @property
    def on(self) -> date: ...


def referrals(names: Mapping[str, str], steps: Iterable[CommitteeStep]) -> tuple[Referral, ...]:
    """Return every committee that the bill's committees (`names` by code) or its actions name, by code."""
    latest = {one.committee: one for one in steps}
    return tuple(
        Referral(code, names.get(code, code), latest[code].step, latest[code].on)
        if code in latest
        else Referral(code, names[code])
        for code in sorted({*names, *latest})
    )


@dataclass(frozen=True)
class BillNow:
    """Where a bill is. `ended`: its Congress is over; `*_known`: that group of facts is complete and fresh."""

    bill_type: str
    citation: str
    stage: str
    stage_on: date | None = None
    step: str = ""
    ended: bool = False
    referrals: tuple[Referral, ...] = ()
    referrals_known: bool = True
    actions_known: bool = True

    @property
    def origin(self) -> Chamber:
        return BillType(self.bill_type).chamber

    @property
    def acting(self) -> Chamber | None:
        """The chamber that has the next word, or None when both or neither have."""
        if self.stage in (Stage.INTRODUCED, Stage.REPORTED):
            return self.origin
        passed = {Stage.PASSED_HOUSE: Chamber.SENATE, Stage.PASSED_SENATE: Chamber.HOUSE}
        return passed.get(Stage(self.stage))

    def before(self, chamber: Chamber) -> tuple[Referral, ...]:
        """The full committees of a chamber to which it was referred."""
        return tuple(one for one in self.referrals if one.chamber == chamber and one.is_full)


@dataclass(frozen=True)
class Door:
    """Whether names can still be added to the list of cosponsors: True, False, or None where it is not known."""

    is_open: bool | None
    reason: str


def stand(one: OnBill, chamber: str) -> Stand:
    """Return where an office of `chamber` stands on a bill.

    What it did is said whenever it is known; NOT_YET only of a live bill of its own chamber, from a list that is
    complete and fresh (P9).
    """
    if one.is_sponsor:
        return Stand.SPONSOR
    if one.cosponsored:
        return Stand.WITHDREW if one.withdrawn_on else Stand.COSPONSOR
    if one.chamber != chamber:
        return Stand.OTHER_CHAMBER
    if not one.is_live:
        return Stand.NOT_LIVE
    return Stand.NOT_YET if one.list_is_complete and one.list_is_fresh else Stand.NOT_KNOWN


def cosponsorship(bill: BillNow) -> Door:
    """Return whether names can still be added.

    House: until the last committee of referral has reported or been discharged (Rule XII, clause 7; CRS RS22477).
    Senate: by unanimous consent, as a rule until it votes (CRS 98-279). A committee referred in sequence counts from
    its referral on.
    """
    if bill.ended:
        return Door(is_open=False, reason="Its Congress has ended")
    if bill.acting is not bill.origin:
        on = f" on {day(bill.stage_on)}" if bill.stage_on else ""
        after = "" if bill.origin is Chamber.HOUSE else "; a name could be added by unanimous consent only"
        said = THROUGH.get(Stage(bill.stage), f"It passed the {bill.origin.label}")
        return Door(is_open=False, reason=f"{said}{on}{after}")
    if bill.origin is Chamber.HOUSE:
        return _house_door(bill)
    if not bill.actions_known:
        return Door(
            is_open=None, reason="The actions at hand are incomplete or old: it may have passed since"
        )
    return Door(is_open=True, reason="The Senate adds names by unanimous consent until it votes")


def _house_door(bill: BillNow) -> Door:
    had = bill.before(Chamber.HOUSE)
    waiting = [one for one in had if not one.is_done]
    if bill.referrals_known and had and not waiting:
        last = max(had, key=lambda one: one.on or date.min)
        return Door(is_open=False, reason=f"Its last committee, {did(last)}, so the list is closed")
    if bill.stage == Stage.REPORTED and (bill.step == Step.ON_CALENDAR or len(had) <= 1):
        return Door(
            is_open=False, reason="It was reported and its committees are done, so the list is closed"
        )
    if not had or not bill.referrals_known:
        return Door(is_open=None, reason="Its committees of referral are not known for certain")
    if not bill.actions_known:
        return Door(
            is_open=None, reason="The actions at hand are incomplete or old: its committees may be done"
        )
    names = join(short_committee(one.name) for one in waiting)
    return Door(is_open=True, reason=f"Open until {names} {_have(waiting)} reported or been discharged")


def why_not_known(one: OnBill) -> str:
    """Return why a list of cosponsors says nothing about who is not on it; empty where it does."""
    if not one.list_is_complete:
        return "the list at hand is incomplete"
    if one.list_is_fresh:
        return ""
    return f"the list at hand is of {day(one.list_as_of)}" if one.list_as_of else "the list at hand is old"


def did(one: Referral) -> str:
    """Return "Judiciary, reported it on Dec 1, 2025", or "Foreign Affairs ordered it reported on Jul 22, 2025"."""
    on = f" on {day(one.on)}" if one.on else ""
    done = {Step.REPORTED: "reported it", Step.DISCHARGED: "was discharged"}.get(
        Step(one.step), "ordered it reported"
    )
    return (
        f"{short_committee(one.name)}, {done}{on}"
        if one.is_done
        else f"{short_committee(one.name)} {done}{on}"
    )


def _have(waiting: list[Referral]) -> str:
    return "has" if len(waiting) == 1 else "have"
