"""Lists of facts as files for a spreadsheet, each with where it comes from and as of when."""

from __future__ import annotations

from collections.abc import Iterable

from common.citations import cite_in_full
from common.dates import eastern
from common.sheets import Sheet
from legislation.models import Bill, BillFacts
from legislation.selectors.bill_parts import CosponsorBlock
from legislation.selectors.pages import BillRow
from legislation.selectors.votes import VotePage
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

_VOTES = ("Name", "Party", "State", "Vote", "Bioguide id")


def bill_sheet(rows: Iterable[BillRow], notes: Iterable[str] = ()) -> Sheet:
    """Return bills as a list, in the order the rows come."""
    return Sheet("bills", _BILLS, map(_bill_cells, rows), tuple(notes))


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


def cosponsor_sheet(bill: Bill, block: CosponsorBlock, facts: BillFacts | None) -> Sheet:
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
            f"From {facts.get_source_display()}, as of {day(eastern(facts.checked_at).date())}. {facts.source_url}"
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
    return Sheet(f"vote-{line.vote_id}", _VOTES, rows, tuple(notes))
