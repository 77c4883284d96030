"""For whom: names, seats, and the asks that fit this office."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from appropriations.models import Bundle
from appropriations.selectors.support import OfficeLetter
from briefings.packet.assemble_letters import letter_facts
from briefings.packet.document import MAX_ASKS
from briefings.packet.facts import Fact, Source
from briefings.packet.gather import Desk, source_of_decision
from briefings.packet.parts import Ask, Office
from briefings.packet.wording import joined
from briefings.selectors.offices import OfficeRows
from common.citations import cite
from legislation import styles
from legislation.choices import Source as Origin
from legislation.models import CommitteeSeat, Legislator
from legislation.signing import OnBill
from legislation.wording import short_committee
from priorities.choices import AskKind
from priorities.models import Ask as AskRow

APPROPRIATIONS = ("hsap", "ssap")
OTHER_COMMITTEES = 3
RELATED_AGENCIES = ", and Related Agencies"


def roster_source(row: Legislator | CommitteeSeat, desk: Desk) -> Source:
    """Return where a name or a seat comes from."""
    who = row.pk if isinstance(row, Legislator) else row.legislator_id
    return Source(Origin(row.source).label, row.as_of or desk.on, kind=Source.ROSTER, ref=who)


def office_part(
    rows: OfficeRows, matter: frozenset[str], writers: Mapping[str, Bundle], desk: Desk
) -> Office:
    """Return for whom the packet is.

    `matter` are the codes of the committees that hold its bills, `writers` the bundle that each appropriations
    subcommittee writes: these seats are named, and a few others.
    """
    honorable, _, body = styles.formal_name(rows.legislator, rows.term).rpartition(", ")
    return Office(
        bioguide_id=rows.legislator.pk,
        honorable=Fact(honorable, roster_source(rows.legislator, desk)),
        body=body,
        place=styles.seat_in_words(rows.term),
        short=styles.title_and_full_name(rows.legislator, rows.term),
        seats=tuple(_seats(rows, matter, writers, desk)),
        unassigned=_unassigned(rows, desk),
        doubt=rows.doubt,
    )


def _unassigned(rows: OfficeRows, desk: Desk) -> Fact | None:
    """Say that committees are not filled yet; never those of the Congress before (P9)."""
    if not rows.unassigned:
        return None
    words = f"Committees: {rows.unassigned[0].lower()}{rows.unassigned[1:]}"
    return Fact(words, roster_source(rows.legislator, desk))


def _seats(rows: OfficeRows, matter: frozenset[str], writers: Mapping[str, Bundle], desk: Desk) -> list[Fact]:
    full = [seat for seat in rows.seats if seat.committee.parent_id is None]
    first = [seat for seat in full if seat.committee_id.startswith(APPROPRIATIONS)]
    holds = [seat for seat in full if seat not in first and seat.committee_id in matter]
    others = [seat for seat in full if seat not in first and seat not in holds]
    # Whom one leads comes before whom one only belongs to: a ranking member's own committee is never the one left out.
    rest = sorted(others, key=lambda seat: not seat.title)
    said = [
        Fact(_seat(seat), roster_source(seat, desk)) for seat in (*first, *holds, *rest[:OTHER_COMMITTEES])
    ]
    subs = [seat for seat in rows.seats if seat.committee_id in writers]
    if subs:
        names = [
            _titled(writers[seat.committee_id].name.removesuffix(RELATED_AGENCIES), seat) for seat in subs
        ]
        text = f"Appropriations subcommittees: {'; '.join(names)}"
        said.insert(len(first), Fact(text, roster_source(subs[0], desk)))
    return said


def _seat(seat: CommitteeSeat) -> str:
    return _titled(short_committee(seat.committee.name), seat)


def _titled(name: str, seat: CommitteeSeat) -> str:
    return f"{name} ({seat.title})" if seat.title else name


@dataclass(frozen=True)
class AskDesk:
    """What the asks are said with: the office, where it stands on each bill, and who writes which bundle.

    `closed` are the bills to whose list no name can be added any more, `letters` where it stands on Member letters.
    """

    rows: OfficeRows
    on_bills: Mapping[str, OnBill]
    closed: frozenset[str]
    said: Mapping[str, Fact]
    writers: Mapping[str, Bundle]
    letters: Sequence[OfficeLetter]
    desk: Desk


def ask_parts(asks: Sequence[AskRow], office: AskDesk) -> tuple[Ask, ...]:
    """Return at most three asks, leaving out a request to cosponsor what the office is on or cannot sign."""
    fitting = [ask for ask in asks if not _asks_to_sign(ask) or _can_sign(ask.bill_id or "", office)]
    return tuple(_ask(ask, office) for ask in fitting[:MAX_ASKS])


def _asks_to_sign(ask: AskRow) -> bool:
    return bool(ask.bill_id) and "cosponsor" in ask.text.lower()


def _can_sign(bill_id: str, office: AskDesk) -> bool:
    """Whether the office is not on the bill yet, of its own chamber, and the list is not known to be closed."""
    known = office.on_bills.get(bill_id)
    if known is None:
        return True
    own = known.chamber == office.rows.term.chamber
    return own and not known.is_on_it and bill_id not in office.closed


def _ask(ask: AskRow, office: AskDesk) -> Ask:
    decision = ask.decision
    source = source_of_decision(decision)
    return Ask(
        subject=_subject(ask),
        text=Fact(
            ask.text, source, sample=ask.is_sample or decision.is_sample, about=f"ask:{ask.pk}"
        ),
        reason=ask.reason,
        this_office=office.said.get(ask.bill_id or "") or _line_here(ask, office),
        letters=_letters_for(ask, office),
        deadline=ask.deadline_on,
        anchor=f"bill-{ask.bill_id}" if ask.bill_id else f"money-{ask.line.bundle_id}" if ask.line else "",
        is_request=ask.kind != AskKind.INFORM,
    )


def _letters_for(ask: AskRow, office: AskDesk) -> tuple[Fact, ...]:
    """Where the office stands on the letters for the line that is asked for."""
    if ask.line_id is None:
        return ()
    return letter_facts([one for one in office.letters if ask.line_id in one.lines], office.desk)


def _subject(ask: AskRow) -> str:
    parts = []
    if ask.bill:
        parts.append(f"{cite(ask.bill.pk)}, {ask.bill.name}")
    elif ask.family:
        parts.append(ask.family.name)
    if ask.line:
        parts.append(f"{ask.line.name}, {ask.line.department}")
    return joined(parts)


def _line_here(ask: AskRow, office: AskDesk) -> Fact | None:
    """Say that the office sits on the subcommittee that writes the line, when it does."""
    if ask.line is None:
        return None
    seats = office.rows.seats
    seat = next((one for one in seats if office.writers.get(one.committee_id) == ask.line.bundle), None)
    if seat is None:
        return None
    who = f"{styles.title(office.rows.term)} {office.rows.legislator.last_name}"
    name = _titled(ask.line.bundle.name.removesuffix(RELATED_AGENCIES), seat)
    text = f"{who} sits on the subcommittee that writes this line: {name}"
    return Fact(text, roster_source(seat, office.desk))
