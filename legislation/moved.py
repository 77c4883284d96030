"""What moved, as sentences: steps and cosponsorships grouped so that one event is told once. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from common.citations import NBSP, cite, party_counts
from legislation.choices import Chamber, Step
from legislation.clerks_words import Kind
from legislation.wording import day, join, short_committee

# Cosponsors who join within this many days of one another are told in one sentence.
TOGETHER = timedelta(days=14)
_MOST_VERBS = 3

_CHAMBER = {Chamber.HOUSE: "the House", Chamber.SENATE: "the Senate"}
_STEP_VERBS = {
    Step.REFERRED: "was referred to {committees}",
    Step.REFERRED_SUBCOMMITTEE: "was referred to the {committees} subcommittee",
    Step.HEARING: "had a hearing in {committees}",
    Step.MARKED_UP: "was marked up by {committees}",
    Step.FORWARDED: "was forwarded by {committees}",
    Step.ORDERED_REPORTED: "was ordered reported{amended} by {committees}",
    Step.REPORTED: "was reported{amended} by {committees}",
    Step.DISCHARGED: "was discharged from {committees}",
    Step.SUBCOMMITTEE_DISCHARGED: "was discharged from the subcommittee of {committees}",
    Step.DISCHARGE_PETITION: "had a discharge petition filed",
    Step.ON_CALENDAR: "was placed on the calendar",
    Step.HELD_AT_DESK: "is held at the desk",
    Step.RULE_REPORTED: "got a rule for the floor",
    Step.CLOTURE_FILED: "had a cloture motion filed",
    Step.CLOTURE_INVOKED: "had cloture invoked",
    Step.CLOTURE_FAILED: "had cloture not invoked",
    Step.FLOOR: "was on the floor",
    Step.SUSPENSION_FAILED: "failed under suspension of the rules",
    Step.CONSIDERATION_FAILED: "was not taken up",
    Step.VOTE_VACATED: "had an earlier action vacated",
    Step.RECONSIDERATION: "had a motion to reconsider entered",
    Step.TABLED: "was laid on the table",
    Step.POSTPONED: "was postponed indefinitely",
    Step.CONFERENCE: "moved in conference",
    Step.SENT_TO_STATES: "was sent to the states",
}
_KIND_VERBS = {
    Kind.REPORTED: "was reported{amended} by {committees}",
    Kind.PASSED: "passed {chamber}",
    Kind.ACCEPTED: "had the other chamber's changes accepted by {chamber}",
    Kind.AMENDED_OTHER: "came back from {chamber} with changes",
    Kind.CONFERENCE_AGREED: "had its conference report agreed to by {chamber}",
    Kind.FAILED: "failed in {chamber}",
    Kind.RECONSIDERED: "is to be reconsidered",
    Kind.VACATED: "had its passage vacated",
    Kind.TABLED: "was laid on the table",
    Kind.TO_PRESIDENT: "was presented to the President",
    Kind.SIGNED: "was signed by the President",
    Kind.LAW: "became law",
    Kind.VETOED: "was vetoed",
    Kind.OVERRIDDEN: "passed {chamber} over the veto",
    Kind.SUSTAINED: "did not pass {chamber} over the veto",
}
# Told only on a day when nothing else of the bill is.
_WEAK = {_STEP_VERBS[Step.FLOOR], _STEP_VERBS[Step.RULE_REPORTED], _KIND_VERBS[Kind.RECONSIDERED]}


@dataclass(frozen=True)
class Stepped:
    """One reading of one action of a bill; `committees` are names in any usual form."""

    bill_id: str
    on: date
    position: int
    kind: Kind
    step: Step | None = None
    chamber: Chamber | None = None
    committees: tuple[str, ...] = ()
    amended: bool = False


@dataclass(frozen=True)
class Introduced:
    """A bill's first day; `sponsor` as cited, or empty; one party letter for each original cosponsor."""

    bill_id: str
    on: date
    sponsor: str = ""
    originals: tuple[str, ...] = ()


@dataclass(frozen=True)
class Signed:
    """A cosponsorship that began, or ended when `withdrew`; `name` as cited."""

    bill_id: str
    on: date
    party: str
    name: str
    withdrew: bool = False


@dataclass(frozen=True)
class Moved:
    """One sentence about one bill, with the newest day it tells of."""

    on: date
    bill_id: str
    sentence: str


def sentences(
    *, stepped: Iterable[Stepped] = (), introduced: Iterable[Introduced] = (), signed: Iterable[Signed] = ()
) -> list[Moved]:
    """Return what moved, newest first; equals by bill. A step that several systems report is told once."""
    told = _joined_days([*map(_introduction, introduced), *_steps(stepped)]) + _cosponsors(signed)
    return sorted(told, key=lambda one: (-one.on.toordinal(), one.bill_id, one.sentence))


def _joined_days(told: Sequence[Moved]) -> list[Moved]:
    """What happened to a bill on one day is one sentence: introduced and referred."""
    by_day: dict[tuple[str, date], Moved] = {}
    for one in told:
        first = by_day.setdefault((one.bill_id, one.on), one)
        if first is not one:
            more = one.sentence.removeprefix(f"{cite(one.bill_id)} ").removeprefix("was ")
            by_day[one.bill_id, one.on] = Moved(one.on, one.bill_id, f"{first.sentence} and {more}")
    return list(by_day.values())


def _introduction(event: Introduced) -> Moved:
    by = f" by {event.sponsor}" if event.sponsor else ""
    noun = "cosponsor" if len(event.originals) == 1 else "cosponsors"
    joined = (
        f" with {len(event.originals)} {noun} ({party_counts(event.originals)})" if event.originals else ""
    )
    return Moved(event.on, event.bill_id, f"{cite(event.bill_id)} was introduced{by}{joined}")


def _steps(events: Iterable[Stepped]) -> list[Moved]:
    days: defaultdict[tuple[str, date], list[Stepped]] = defaultdict(list)
    for event in events:
        days[event.bill_id, event.on].append(event)
    told = []
    for (bill_id, on), same_day in days.items():
        verbs = _verbs(sorted(same_day, key=lambda one: one.position))
        if verbs:
            told.append(Moved(on, bill_id, f"{cite(bill_id)} {join(verbs)}"))
    return told


def _verbs(events: Sequence[Stepped]) -> list[str]:
    """The day's verbs in order, each once; committees of the same verb together; at most three, the last ones."""
    by_pattern: dict[str, list[Stepped]] = {}
    for event in events:
        pattern = _STEP_VERBS.get(event.step) if event.kind == Kind.STEP and event.step else None
        pattern = pattern or _KIND_VERBS.get(event.kind)
        if pattern:
            by_pattern.setdefault(pattern, []).append(event)
    strong = {pattern: group for pattern, group in by_pattern.items() if pattern not in _WEAK} or by_pattern
    if _KIND_VERBS[Kind.LAW] in strong:
        strong.pop(_KIND_VERBS[Kind.SIGNED], None)
    return [_verb(pattern, group) for pattern, group in strong.items()][-_MOST_VERBS:]


def _verb(pattern: str, group: Sequence[Stepped]) -> str:
    committees = list(dict.fromkeys(short_committee(name) for one in group for name in one.committees))
    chambers = list(dict.fromkeys(_CHAMBER[one.chamber] for one in group if one.chamber))
    return pattern.format(
        committees=join(committees) if committees else "committee",
        chamber=join(chambers) if chambers else "a chamber",
        amended=" (amended)" if any(one.amended for one in group) else "",
    )


def _cosponsors(events: Iterable[Signed]) -> list[Moved]:
    kinds: defaultdict[tuple[str, bool], list[Signed]] = defaultdict(list)
    for event in set(events):
        kinds[event.bill_id, event.withdrew].append(event)
    told = []
    for (bill_id, withdrew), group in kinds.items():
        for cluster in _clusters(sorted(group, key=lambda one: (one.on, one.name))):
            say = _left if withdrew else _joined
            told.append(Moved(cluster[-1].on, bill_id, say(cite(bill_id), cluster)))
    return told


def _clusters(events: Sequence[Signed]) -> list[list[Signed]]:
    clusters: list[list[Signed]] = []
    for event in events:
        if clusters and event.on - clusters[-1][-1].on <= TOGETHER:
            clusters[-1].append(event)
        else:
            clusters.append([event])
    return clusters


def _joined(citation: str, events: Sequence[Signed]) -> str:
    letters = [one.party for one in events]
    if len(events) == 1:
        return f"{citation} gained a cosponsor, {events[0].name}"
    if sorted(letters) == ["D", "R"]:
        return f"{citation} gained 2 cosponsors, one from each party"
    return f"{citation} gained {len(events)}{NBSP}cosponsors ({party_counts(letters)}){_span(events)}"


def _left(citation: str, events: Sequence[Signed]) -> str:
    if len(events) == 1:
        return f"{events[0].name} withdrew as a cosponsor of {citation}"
    counts = party_counts(one.party for one in events)
    return f"{len(events)}{NBSP}cosponsors withdrew from {citation} ({counts}){_span(events)}"


def _span(events: Sequence[Signed]) -> str:
    first, last = events[0].on, events[-1].on
    return "" if first == last else f" since {day(first)}"
