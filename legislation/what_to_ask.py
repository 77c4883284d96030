"""What to ask one office about one bill, with the reason. Pure: no database, no clock.

docs/what-to-ask.md has the table of it, with the rules of the chambers it rests on. Two things hold throughout:
every party's offices are asked by the same rule (P1), and what an office has not done is said only of a live
bill whose list is complete and fresh; else it is "not known" (P9).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from legislation.choices import Chamber, Stage, Stand, Step, WhatToAsk
from legislation.signing import (
    LET_GO,
    THROUGH,
    BillNow,
    OnBill,
    Referral,
    cosponsorship,
    did,
    stand,
    why_not_known,
)
from legislation.wording import day, join, short_committee


@dataclass(frozen=True)
class SeatNow:
    """A seat on a committee, by the committee's code, with the roster's title ("Chairman", "Ranking Member", "")."""

    committee: str
    title: str = ""


@dataclass(frozen=True)
class OfficeNow:
    """One legislator's office: chamber, seats, post in the chamber's leadership, and where it stands on the bill.

    `lines` names the program lines of the bill that a subcommittee it sits on writes.
    """

    chamber: str
    on: OnBill
    sits: bool = True
    seats: tuple[SeatNow, ...] = field(default=())
    leads: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ask:
    """One thing to ask, in words, with why; not `is_sure` where the facts at hand leave it open.

    The reason in parts, for a sentence: `capacity` is as what the office is asked ("Chairman of Judiciary, which has
    S. 2012"), `because` what it rests on in the bill.
    """

    kind: WhatToAsk
    words: str
    reason: str
    is_sure: bool = True
    capacity: str = ""
    because: str = ""


_CHAIR = re.compile(r"^(?:co-?)?chair(?:man|woman|person)?$", re.IGNORECASE)
_EX_OFFICIO = "ex officio"  # sits there by another post, without a vote
_RANKING = re.compile(r"^ranking (?:minority )?member$", re.IGNORECASE)
# Where the bill is off its committees' hands and only the floor's leaders can move it.
_ON_THE_FLOOR = frozenset(
    {
        Step.ON_CALENDAR,
        Step.HELD_AT_DESK,
        Step.RULE_REPORTED,
        Step.FLOOR,
        Step.CLOTURE_FILED,
        Step.CLOTURE_FAILED,
        Step.CLOTURE_INVOKED,
        Step.SUSPENSION_FAILED,
        Step.RECONSIDERATION,
    }
)
_BETWEEN = {
    Stage.RESOLVING: "The chambers passed different texts and must agree on one",
    Stage.VETOED: "It was vetoed; each chamber may vote on it again",
}
_NOT_KNOWN_STILL = "; as far as actions that are old or incomplete tell"


def what_to_ask(office: OfficeNow, bill: BillNow) -> tuple[Ask, ...]:
    """Return what to ask an office about a bill, what moves it farthest first; one NOTHING with its reason otherwise.

    The order is of the asks of one office; it never compares offices (P1).
    """
    if not office.sits:
        return _nothing("The seat is not held today")
    if bill.ended:
        return _nothing("Its Congress has ended: nothing can be asked of it any more")
    thanks = _thanks(office)
    if bill.stage in THROUGH:
        on = f" since {day(bill.stage_on)}" if bill.stage_on else ""
        return tuple(thanks) or _nothing(f"{THROUGH[Stage(bill.stage)]}{on}")
    asks = [*_floor(office, bill), *_committee(office, bill)]
    asks += [*_next_chamber(office, bill, asks), *_sign(office, bill), *_lines(office), *thanks]
    return tuple(asks) or _nothing(_why_nothing(office, bill))


def _nothing(reason: str) -> tuple[Ask, ...]:
    return (Ask(WhatToAsk.NOTHING, "Nothing to ask", reason),)


def _why_nothing(office: OfficeNow, bill: BillNow) -> str:
    if office.on.withdrawn_on:
        return f"Withdrew as a cosponsor on {day(office.on.withdrawn_on)}: whether to ask again is for people to decide"
    if bill.stage in _BETWEEN:
        return f"{_BETWEEN[Stage(bill.stage)]}: the leaders of the chambers set the vote"
    other = bill.origin.other.label
    return f"A {bill.origin.label} bill: the {other} acts once the {bill.origin.label} has passed it"


def _thanks(office: OfficeNow) -> list[Ask]:
    one = office.on
    if one.is_sponsor:
        return [Ask(WhatToAsk.THANK, "Thank the sponsor", f"Sponsors {one.citation}")]
    if one.is_on_it:
        since = f" since {day(one.cosponsored_on)}" if one.cosponsored_on else ""
        return [Ask(WhatToAsk.THANK, "Thank the cosponsor", f"Cosponsors {one.citation}{since}")]
    return []


def _floor(office: OfficeNow, bill: BillNow) -> list[Ask]:
    """Ask the leaders of the chamber that has the next word, once there is something to take up."""
    ready = _ready(bill, office.chamber) if office.leads else ""
    if not ready:
        return []
    leads = "minority" not in office.leads.lower()
    words = "Schedule a floor vote" if leads else "Join in asking for a floor vote"
    ask = _as_known(WhatToAsk.FLOOR, words, f"{office.leads}. {ready}", bill)
    return [replace(ask, capacity=office.leads, because=ready)]


def _ready(bill: BillNow, chamber: str) -> str:
    """Return why the floor can take the bill up now; empty where it cannot."""
    if bill.stage in _BETWEEN:
        return _BETWEEN[Stage(bill.stage)]
    if bill.acting is None or bill.acting != chamber:
        return ""
    had = bill.before(bill.acting)
    all_done = all(one.is_done for one in had)
    if bill.stage == Stage.REPORTED and all_done:
        on = f" on {day(bill.stage_on)}" if bill.stage_on else ""
        return f"It was reported{on} and waits for the floor"
    if bill.step in _ON_THE_FLOOR:
        return Step(bill.step).label
    if had and all_done:
        return "Its committees are done with it"
    return _by_suspension(had) if bill.acting is Chamber.HOUSE else ""


def _by_suspension(had: tuple[Referral, ...]) -> str:
    """The House takes up bills under suspension before their reports are filed (H.R. 6552 of the 117th)."""
    ordered = next((one for one in had if one.step in (Step.ORDERED_REPORTED, *LET_GO)), None)
    return f"{did(ordered)}; the House can take it up under suspension of the rules" if ordered else ""


def _committee(office: OfficeNow, bill: BillNow) -> list[Ask]:
    """Ask chairs, and ranking members with them, of the committees that still have the bill."""
    titles = {seat.committee: seat.title for seat in office.seats}
    asks = []
    for one in bill.referrals:
        title = titles.get(one.committee, "")
        leads, joins = bool(_CHAIR.match(title)), bool(_RANKING.match(title))
        if (leads or joins) and one.chamber == bill.acting and _has_it(one, bill):
            asks.append(_of_committee(one, title, bill, leads=leads))
    return asks


def sits_where_it_waits(office: OfficeNow, bill: BillNow) -> tuple[str, ...]:
    """Return the names of the committees that have a bill and on which an office has a vote, by code."""
    titles = {seat.committee: seat.title for seat in office.seats}
    return tuple(
        _name(one)
        for one in bill.referrals
        if one.committee in titles
        and titles[one.committee].lower() != _EX_OFFICIO
        and one.chamber == bill.acting
        and _has_it(one, bill)
    )


def _name(one: Referral) -> str:
    return short_committee(one.name) if one.is_full else one.name


def _has_it(one: Referral, bill: BillNow) -> bool:
    """Whether a committee can still act; a subcommittee cannot once its full committee has taken the bill up."""
    if one.is_done or bill.step in _ON_THE_FLOOR:
        return False
    above = next((full for full in bill.before(one.chamber) if full.committee[:4] == one.committee[:4]), None)
    taken = (Step.MARKED_UP, Step.ORDERED_REPORTED, *LET_GO)
    return one.is_full or above is None or above.step not in taken


def _of_committee(one: Referral, title: str, bill: BillNow, *, leads: bool) -> Ask:
    name = _name(one)
    who, capacity = f"{title}, {name}", f"{title} of {name}, which"
    if one.step == Step.ORDERED_REPORTED:
        words = "Report the bill" if leads else "Join in asking that it be reported"
        on = f" on {day(one.on)}" if one.on else ""
        reason = f"{who}. Ordered reported{on}, the report is not filed yet"
        ask = _as_known(WhatToAsk.REPORT, words, reason, bill)
        return replace(ask, capacity=f"{capacity} ordered {bill.citation} reported{on}")
    words = "Schedule a markup" if leads else "Join in asking for a markup"
    if one.step == Step.MARKED_UP:
        words = "Finish the markup" if leads else "Join in asking that the markup be finished"
    ask = _as_known(WhatToAsk.MARKUP, words, f"{who}, which has the bill", bill)
    return replace(ask, capacity=f"{capacity} has {bill.citation}")


def _next_chamber(office: OfficeNow, bill: BillNow, asks: Iterable[Ask]) -> list[Ask]:
    if bill.acting != office.chamber or bill.acting is bill.origin or any(asks):
        return []
    on = f" on {day(bill.stage_on)}" if bill.stage_on else ""
    reason = f"The {bill.origin.label} passed it{on}; the {bill.acting.label} has the next word"
    ask = _as_known(WhatToAsk.OTHER_CHAMBER, f"Help it pass the {bill.acting.label}", reason, bill)
    return [replace(ask, because=reason)]


def _sign(office: OfficeNow, bill: BillNow) -> list[Ask]:
    stands = stand(office.on, office.chamber)
    if stands not in (Stand.NOT_YET, Stand.NOT_KNOWN):
        return []
    door = cosponsorship(bill)
    if door.is_open is False:
        return [Ask(WhatToAsk.CLOSED, "Cosponsorship closed", door.reason, because=door.reason)]
    if stands == Stand.NOT_YET:
        reason = f"Not yet a cosponsor of {bill.citation}. {door.reason}"
        return [
            Ask(WhatToAsk.COSPONSOR, "Cosponsor", reason, is_sure=bool(door.is_open), because=door.reason)
        ]
    still = door.reason if door.is_open else "nor whether names can still be added"
    reason = (
        f"Not known whether on {bill.citation}: {why_not_known(office.on)}; {still[0].lower()}{still[1:]}"
    )
    return [Ask(WhatToAsk.COSPONSOR, "Cosponsor, unless already on it", reason, is_sure=False)]


def _lines(office: OfficeNow) -> list[Ask]:
    if not office.lines:
        return []
    reason = "Sits on the appropriations subcommittee that writes it"
    return [Ask(WhatToAsk.LINE, f"Request funding: {join(office.lines)}", reason)]


def _as_known(kind: WhatToAsk, words: str, reason: str, bill: BillNow) -> Ask:
    """What has not happened yet is certain only from complete and fresh actions (P9)."""
    return Ask(kind, words, reason + ("" if bill.actions_known else _NOT_KNOWN_STILL), bill.actions_known)
