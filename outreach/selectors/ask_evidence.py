"""Why one office stands in the list of whom to ask about one bill: only what is known to be so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from common.citations import cite_in_full
from common.states import state_name
from legislation import styles
from legislation.choices import WhatToAsk
from legislation.models import Bill, Term
from legislation.signing import BillNow
from legislation.what_to_ask import OfficeNow, what_to_ask
from legislation.wording import day, join, short_committee
from outreach.choices import EvidenceKind
from outreach.selectors.ask_facts import About, Known

_NAMED_AT_MOST = 3


@dataclass(frozen=True)
class Evidence:
    """One thing that is known, in words."""

    kind: EvidenceKind
    words: str


def evidence_of(term: Term, office: OfficeNow, about: About, known: Known) -> tuple[Evidence, ...]:
    """Return everything known that speaks for asking an office about a bill, in the order of EvidenceKind."""
    return (
        *_on_it(office),
        *_on_others(term, about.bill, known),
        *_committees(term, about.now, known),
        *_delegation(term, about.colleagues),
        *_support(term, about.bill, known),
        *_money_and_floor(office, about.now),
        *_reach(term, known),
    )


def _on_it(office: OfficeNow) -> Iterator[Evidence]:
    one = office.on
    if one.is_sponsor:
        yield Evidence(EvidenceKind.ON_IT, f"Sponsors {one.citation}")
    elif one.is_on_it:
        since = f" since {day(one.cosponsored_on)}" if one.cosponsored_on else ""
        yield Evidence(EvidenceKind.ON_IT, f"Cosponsors {one.citation}{since}")


def _on_others(term: Term, bill: Bill, known: Known) -> Iterator[Evidence]:
    """What an office did on other vehicles of the bill's families; what it did not do there is never said (P9)."""
    signed = known.signed_earlier.get(term.legislator_id, frozenset())
    seen = {bill.pk}
    for family in sorted(known.families.get(bill.pk, ())):
        for other in known.vehicles[family]:
            led = other.sponsor_id == term.legislator_id
            if other.pk in seen or not (led or other.pk in signed):
                continue
            seen.add(other.pk)
            if other.congress_id < bill.congress_id:
                verb = "Sponsored" if led else "Cosponsored"
                yield Evidence(EvidenceKind.EARLIER, f"{verb} {cite_in_full(other.pk)}")
            elif other.congress_id == bill.congress_id:
                verb = "Sponsors" if led else "Cosponsors"
                yield Evidence(EvidenceKind.BESIDE, f"{verb} {cite_in_full(other.pk)}, of the same family")


def _committees(term: Term, now: BillNow, known: Known) -> Iterator[Evidence]:
    before = {one.committee for one in now.referrals if one.chamber == term.chamber}
    for seat in known.seats.get(term.legislator_id, ()):
        if seat.committee_id not in before:
            continue
        committee = seat.committee
        name = short_committee(committee.name)
        if committee.parent:
            name = f"{committee.name} subcommittee of {short_committee(committee.parent.name)}"
        title = f" ({seat.title})" if seat.title else ""
        yield Evidence(EvidenceKind.COMMITTEE, f"On {name}{title}")


def _delegation(term: Term, colleagues: Mapping[str, Sequence[Term]]) -> Iterator[Evidence]:
    others = [one for one in colleagues.get(term.state, ()) if one.legislator_id != term.legislator_id]
    if not others:
        return
    names = [styles.title_and_name(one.legislator, one) for one in others[:_NAMED_AT_MOST]]
    rest = len(others) - len(names)
    listed = f"{', '.join(names)} and {rest} more" if rest else join(names)
    verb = "is" if len(others) == 1 else "are"
    yield Evidence(EvidenceKind.DELEGATION, f"{listed}, also of {state_name(term.state)}, {verb} on it")


def _support(term: Term, bill: Bill, known: Known) -> Iterator[Evidence]:
    """Letters and requests for the lines of the bill's families."""
    families = sorted(known.families.get(bill.pk, ()))
    done = [one for family in families for one in known.support.get((term.legislator_id, family), ())]
    for one in dict.fromkeys(done):
        kind = EvidenceKind.SIGNED if one.is_letter else EvidenceKind.SUBMITTED
        yield Evidence(kind, one.words)


def _money_and_floor(office: OfficeNow, now: BillNow) -> Iterator[Evidence]:
    if office.lines:
        yield Evidence(
            EvidenceKind.APPROPRIATOR, f"On the appropriations subcommittee that writes {join(office.lines)}"
        )
    if office.leads and any(ask.kind == WhatToAsk.FLOOR for ask in what_to_ask(office, now)):
        yield Evidence(EvidenceKind.LEADER, office.leads)


def _reach(term: Term, known: Known) -> Iterator[Evidence]:
    reached = known.reach.get(term.state)
    if reached is None:
        return
    place = state_name(term.state)
    for name in reached.named:
        yield Evidence(EvidenceKind.REACH, f"{name} works in {place} and may be named there")
    if reached.unnamed:
        one = reached.unnamed == 1
        who = "1 member organization works" if one else f"{reached.unnamed} member organizations work"
        yield Evidence(EvidenceKind.REACH, f"{who} in {place}, not to be named there")
