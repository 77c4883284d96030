"""For whom: the name as it is written to, the posts and seats that bear on the packet, and who works in its state."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings

from appropriations.models import Bundle
from briefings.packet.facts import Fact, Source
from briefings.packet.gather import Desk
from briefings.packet.parts import Members, Office
from briefings.packet.wording import in_state
from briefings.selectors.offices import OfficeRows
from legislation import styles
from legislation.choices import Source as Origin
from legislation.models import CommitteeSeat, Legislator
from legislation.wording import short_committee
from members.selectors.naming import named_members

APPROPRIATIONS = ("hsap", "ssap")
JOINT = "j"
_SAID_BY_THE_CHAMBER = frozenset({"Senator", "Representative"})
RELATED_AGENCIES = ", and Related Agencies"


def roster_source(row: Legislator | CommitteeSeat, desk: Desk) -> Source:
    """Return where a name or a seat comes from."""
    who = row.pk if isinstance(row, Legislator) else row.legislator_id
    return Source(Origin(row.source).label, row.as_of or desk.on, kind=Source.ROSTER, ref=who)


def office_part(
    rows: OfficeRows, matter: frozenset[str], writers: Mapping[str, Bundle], desk: Desk, leads: str = ""
) -> Office:
    """Return for whom the packet is.

    `matter` are the codes of the committees and subcommittees that have its bills, `writers` the bundle that each
    appropriations subcommittee writes, `leads` its post in the leadership.
    """
    honorable, _, body = styles.formal_name(rows.legislator, rows.term).rpartition(", ")
    title = styles.title_in_full(rows.term)
    roster = roster_source(rows.legislator, desk)
    return Office(
        bioguide_id=rows.legislator.pk,
        honorable=Fact(honorable, roster),
        body=body if title in _SAID_BY_THE_CHAMBER else f"{title}, {body}",
        place=styles.seat_in_words(rows.term),
        short=styles.title_and_full_name(rows.legislator, rows.term),
        leads=Fact(leads, roster) if leads else None,
        seats=tuple(_seats(rows, matter, writers, desk)),
        unassigned=_unassigned(rows, desk),
        doubt=rows.doubt,
        members=_members(rows, desk),
    )


def _members(rows: OfficeRows, desk: Desk) -> Members | None:
    """Name who chose to be named in the office's state (P7); nothing here looks at what anyone answered."""
    source = Source(f"What member organizations of {settings.COALITION_NAME} say of themselves", desk.on)
    names = tuple(
        Fact(one.name, source, sample=one.is_sample) for one in named_members(rows.term.state, desk.on)
    )
    return Members(in_state(rows.term.state), names) if names else None


def _unassigned(rows: OfficeRows, desk: Desk) -> Fact | None:
    """Say that committees are not filled yet; never those of the Congress before (P9)."""
    if not rows.unassigned:
        return None
    words = f"Committees: {rows.unassigned[0].lower()}{rows.unassigned[1:]}"
    return Fact(words, roster_source(rows.legislator, desk))


def _seats(rows: OfficeRows, matter: frozenset[str], writers: Mapping[str, Bundle], desk: Desk) -> list[Fact]:
    """Every full committee, those that matter here first, each followed by its subcommittees that do."""
    full = [seat for seat in rows.seats if seat.committee.parent_id is None]
    full.sort(key=lambda seat: (_rank(seat, matter), not seat.title))
    said = []
    for seat in full:
        said.append(Fact(_seat(seat), roster_source(seat, desk)))
        subs = [one for one in rows.seats if one.committee.parent_id == seat.committee_id]
        writing = [
            titled(bundle_name(writers[one.committee_id]), one) for one in subs if one.committee_id in writers
        ]
        holding = [titled(one.committee.name, one) for one in subs if one.committee_id in matter]
        if names := [*writing, *holding]:
            kind = "subcommittee" if len(names) == 1 else "subcommittees"
            text = f"{short_committee(seat.committee.name)} {kind}: {'; '.join(names)}"
            said.append(Fact(text, roster_source(seat, desk)))
    return said


def _rank(seat: CommitteeSeat, matter: frozenset[str]) -> int:
    """Whom one leads comes before whom one only belongs to, after what the packet is about."""
    if seat.committee_id.startswith(APPROPRIATIONS):
        return 0
    return 1 if seat.committee_id in matter else 2


def bundle_name(bundle: Bundle) -> str:
    """Return "Commerce, Justice, Science", as its subcommittees are called."""
    return bundle.name.removesuffix(RELATED_AGENCIES)


def _seat(seat: CommitteeSeat) -> str:
    """A joint committee by its whole name: "Taxation" alone would be taken for one of the chamber's own."""
    joint = seat.committee_id.startswith(JOINT)
    return titled(seat.committee.name if joint else short_committee(seat.committee.name), seat)


def titled(name: str, seat: CommitteeSeat) -> str:
    """Return "Judiciary (Chairman)", or the name alone of who only belongs to it."""
    return f"{name} ({seat.title})" if seat.title else name
