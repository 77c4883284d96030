"""Lists of facts as files for a spreadsheet, each with where it comes from and as of when."""

from __future__ import annotations

from collections.abc import Iterable

from common.citations import cite_in_full
from common.dates import eastern
from common.sheets import Sheet
from legislation.models import Authorization, Bill, BillVote, CommitteeMeeting, Family
from legislation.provenance import GroupFacts
from legislation.selectors.authorizations import AuthorizationLine
from legislation.selectors.bill_parts import CosponsorBlock
from legislation.selectors.committees import CommitteeRow
from legislation.selectors.legislators import LegislatorRow
from legislation.selectors.pages import BillRow
from legislation.selectors.votes import VoteLine, VotePage
from legislation.wording import day

_BILLS = (
    "Bill",
    "Title",
    "Sponsor",
    "Introduced",
    "Stage",
    "Stage date",
    "Latest step",
    "End of its Congress",
    "Latest action",
    "Latest action date",
    "Cosponsors",
    "Public law",
    "Facts as of",
)
_COSPONSORS = ("Name", "Party", "State", "District", "Cosponsored", "Original", "Withdrawn", "Bioguide id")

_MEMBER_VOTES = ("Name", "Party", "State", "Vote", "Bioguide id")
_VOTES = (
    "Vote",
    "Held",
    "Chamber",
    "Roll call",
    "Bill",
    "Title",
    "Question",
    "Outcome",
    "Yea",
    "Nay",
    "By party",
)
_LEGISLATORS = (
    "Name",
    "Party",
    "Chamber",
    "State",
    "Seat",
    "Leadership",
    "Committees",
    "Term ends",
    "Telephone",
    "Website",
    "Bioguide id",
    "As of",
)
_COMMITTEES = ("Committee", "Chamber", "Leads", "Members", "Tracked bills", "Website", "Code", "As of")


_AUTHORIZATIONS = (
    "Provision",
    "Status",
    "Law or bill",
    "Version",
    "U.S.C.",
    "First fiscal year",
    "Last fiscal year",
    "Dollars a year",
    "In words",
    "What that means",
    "Source",
    "Link",
    "As of",
)
_MEETINGS = (
    "Day",
    "Time (US Eastern)",
    "Status",
    "Kind",
    "Committees",
    "Title",
    "Bills",
    "Place",
    "Source",
    "As of",
)


def bill_sheet(rows: Iterable[BillRow], notes: Iterable[str] = (), name: str = "bills") -> Sheet:
    """Return bills as a list, in the order the rows come."""
    return Sheet(name, _BILLS, map(_bill_cells, rows), tuple(notes))


def _bill_cells(row: BillRow) -> tuple[object, ...]:
    bill = row.bill
    return (
        row.citation,
        bill.name,
        row.sponsor,
        bill.introduced_on,
        row.standing.stage_line,
        bill.stage_on,
        row.standing.step_line,
        row.standing.died_words,
        bill.latest_action_text,
        bill.latest_action_on,
        row.cosponsors,
        bill.law_number,
        row.as_of,
    )


def cosponsor_sheet(bill: Bill, block: CosponsorBlock, facts: GroupFacts | None) -> Sheet:
    """Return a bill's cosponsors, those who withdrew too, as a list; its notes say how far it is known (P9)."""
    rows = (
        (
            line.name,
            line.party,
            line.state,
            line.district,
            line.on,
            line.is_original,
            line.withdrawn_on,
            line.bioguide_id,
        )
        for line in block.lines
    )
    notes = [f"{cite_in_full(bill.pk)}, {bill.name}: {block.summary}."]
    if facts:
        notes.append(
            f"From {facts.source_label}, as of {day(eastern(facts.checked_at).date())}. {facts.source_url}"
        )
    if not block.is_complete:
        notes.append("The list at hand is not complete: who is missing from it may still have signed.")
    return Sheet(f"cosponsors-{bill.pk}", _COSPONSORS, rows, tuple(notes))


def vote_sheet(page: VotePage) -> Sheet:
    """Return how every member voted in a roll call, by name; its notes say how far it is known (P9)."""
    rows = (
        (
            f"{vote.legislator.last_name}, {vote.legislator.first_name}",
            vote.party,
            vote.state,
            vote.words,
            vote.legislator_id,
        )
        for vote in page.members
    )
    line, call = page.line, page.roll_call
    notes = [f"{line.vote_id.label}. {line.question or line.words}"]
    if line.result or line.totals:
        notes.append(" ".join(filter(None, [line.result, line.totals.words if line.totals else ""])) + ".")
    if line.why_no_parties:
        notes.append(line.why_no_parties)
    if call:
        checked = day(eastern(call.checked_at).date())
        notes.append(f"From {call.get_source_display()}, as of {checked}. {call.source_url}")
        if not call.members_complete:
            notes.append(f"The list of members is not complete: {call.note or 'it has not been read'}.")
    return Sheet(f"vote-{line.vote_id}", _MEMBER_VOTES, rows, tuple(notes))


def votes_sheet(rows: Iterable[tuple[BillVote, VoteLine]]) -> Sheet:
    """Return recorded votes as a list, in the order the rows come; what a source does not say stays empty (P9)."""
    cells = (
        (
            str(line.vote_id),
            line.on,
            line.vote_id.chamber.label,
            line.vote_id.number,
            cite_in_full(vote.bill_id),
            vote.bill.name,
            line.question or line.words,
            line.result,
            line.totals.yea if line.totals else None,
            line.totals.nay if line.totals else None,
            "; ".join(f"{one.party} {one.yea} to {one.nay}" for one in line.parties),
        )
        for vote, line in rows
    )
    return Sheet(
        "votes", _VOTES, cells, ("Without a breakdown by party, the source at hand does not give one.",)
    )


def legislator_sheet(rows: Iterable[LegislatorRow]) -> Sheet:
    """Return legislators as a list, in the order the rows come; who holds no seat has no party or seat."""
    return Sheet("legislators", _LEGISLATORS, map(_legislator_cells, rows))


def _legislator_cells(row: LegislatorRow) -> tuple[object, ...]:
    term = row.term
    return (
        row.listed_name,
        row.party,
        row.chamber,
        term.state if term else "",
        row.seat,
        row.post,
        "; ".join(row.committees),
        term.ends_on if term else None,
        term.phone if term else "",
        term.website if term else "",
        row.legislator.pk,
        row.legislator.as_of,
    )


def committee_sheet(rows: Iterable[CommitteeRow]) -> Sheet:
    """Return committees as a list, in the order the rows come."""
    cells = (
        (
            row.committee.name,
            row.committee.chamber.capitalize() or "Joint",
            "; ".join(f"{one.name}, {one.title}" for one in row.leads),
            row.members,
            row.tracked,
            row.committee.website,
            row.committee.pk,
            row.committee.as_of,
        )
        for row in rows
    )
    return Sheet("committees", _COMMITTEES, cells)


def authorization_sheet(family: Family, lines: Iterable[AuthorizationLine]) -> Sheet:
    """Return what a family authorizes as a list: in law and proposed told apart in each row, dollars a year."""
    return Sheet(f"{family.pk}-authorizations", _AUTHORIZATIONS, map(_authorization_cells, lines))


def _authorization_cells(line: AuthorizationLine) -> tuple[object, ...]:
    one: Authorization = line.authorization
    return (
        one.name,
        one.get_status_display(),
        cite_in_full(one.bill_id) if one.bill_id else one.law,
        one.bill_version,
        one.usc_section,
        one.first_fiscal_year,
        one.last_fiscal_year,
        one.dollars,
        line.amount,
        line.ends,
        one.source,
        one.source_url,
        one.as_of,
    )


def meeting_sheet(meetings: Iterable[CommitteeMeeting]) -> Sheet:
    """Return committee meetings of `meetings_for_list` as a list, in the order they come."""
    return Sheet("committee-meetings", _MEETINGS, map(_meeting_cells, meetings))


def _meeting_cells(one: CommitteeMeeting) -> tuple[object, ...]:
    return (
        one.day,
        eastern(one.starts_at).strftime("%H:%M") if one.starts_at else "",
        one.get_status_display(),
        one.get_kind_display(),
        "; ".join(part.name for part in one.meeting_committees.all()),
        one.title,
        "; ".join(cite_in_full(named.measure) for named in one.meeting_bills.all()),
        one.place,
        one.get_source_display(),
        eastern(one.fetched_at).date(),
    )
