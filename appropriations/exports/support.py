"""Member letters, their signers and the requests of offices as files; in the order of names, never scored (P1)."""

from __future__ import annotations

from collections.abc import Iterable

from appropriations.models import MemberLetter
from appropriations.selectors.letters import LetterPage, SignerLine
from appropriations.selectors.support import RequestRow
from common.sheets import Sheet

_INSIDE = "For the organizations of the coalition."
_BY_NAME = "In the order of names, whatever the party; nothing is scored."
_LETTERS = (
    *("Fiscal year", "Subject", "Chamber", "Bill", "Lines", "Last day to sign", "Delivered"),
    *("Signers by the source", "Names known here", "List is whole", "Source", "Address", "As of", "SAMPLE"),
)
_SIGNERS = ("Name", "Leads", "Bioguide id", "Source", "Address of the source", "As of")
_REQUESTS = (
    *("Fiscal year", "Line", "Office", "Kind", "How it stands", "Asked by", "Asked", "Submitted", "Declined"),
    *("Dollars", "In words", "Source", "Address of the source", "As of", "SAMPLE"),
)


def letter_sheet(letters: Iterable[MemberLetter]) -> Sheet:
    """Return Member letters as a list, in the order they come."""
    return Sheet("member-letters", _LETTERS, map(_letter, letters), (_INSIDE,))


def signer_sheet(page: LetterPage) -> Sheet:
    """Return who signed a letter, the leads first, then by last name."""
    lines = [line for _, some in page.leads for line in some] + list(page.signers)
    return Sheet(f"signers-{page.letter.pk}", _SIGNERS, map(_signer, lines), (page.count_words, _BY_NAME))


def request_sheet(rows: Iterable[RequestRow]) -> Sheet:
    """Return requests of offices as a list, in the order the rows come; dollars are whole dollars."""
    return Sheet("office-requests", _REQUESTS, map(_request, rows), (_INSIDE, _BY_NAME))


def _letter(one: MemberLetter) -> tuple[object, ...]:
    return (
        one.fiscal_year,
        one.subject,
        one.get_chamber_display(),
        str(one.bundle),
        "; ".join(line.name for line in one.lines.all()),
        one.deadline_on,
        one.delivered_on,
        one.signer_count,
        one.named,  # type: ignore[attr-defined]
        one.signers_complete,
        one.source,
        one.source_url,
        one.as_of,
        one.is_sample,
    )


def _signer(line: SignerLine) -> tuple[object, ...]:
    one = line.signature
    return (line.name, one.is_lead, one.legislator_id, one.source, one.source_url, one.as_of)


def _request(row: RequestRow) -> tuple[object, ...]:
    one = row.request
    return (
        one.fiscal_year,
        one.line.name,
        row.office,
        one.get_kind_display(),
        row.stands,
        row.asked,
        one.asked_on,
        one.submitted_on,
        one.declined_on,
        one.dollars,
        one.words,
        one.source,
        one.source_url,
        one.as_of,
        one.is_sample,
    )
