"""Whose office it is: the legislator, the seat held on a day, and the committee seats."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from legislation.models import CommitteeSeat, Legislator, Term
from legislation.selectors.terms import holdings, seats_unassigned
from outreach.choices import OfficeState
from outreach.models import Office
from outreach.selectors.office_states import office_standings


class UnknownOffice(LookupError):  # noqa: N818 - named for what is wrong
    """No packet can be made for this id; the message says why."""


@dataclass(frozen=True)
class OfficeRows:
    """A legislator's office with the term and the committee seats.

    `doubt` says why it is not known who holds the seat, empty where it is; `unassigned` why no committee of the
    sitting Congress is known, empty once some are.
    """

    legislator: Legislator
    term: Term
    seats: tuple[CommitteeSeat, ...]
    doubt: str = ""
    unassigned: str = ""

    @property
    def committee_codes(self) -> frozenset[str]:
        """Codes of every committee and subcommittee the legislator sits on."""
        return frozenset(seat.committee_id for seat in self.seats)


def office_rows(bioguide_id: str, on: date) -> OfficeRows:
    """Return the rows of one legislator's office on a day.

    Raises UnknownOffice when the id is not known, or its legislator is known to hold no seat on that day.
    """
    legislator = Legislator.objects.filter(pk=bioguide_id.strip().upper()).first()
    if legislator is None:
        raise UnknownOffice(
            f"No legislator with the bioguide id {bioguide_id.strip()[:20]!r} is known here. "
            "It looks like S001198 (a letter and six digits)."
        )
    held = holdings([legislator.pk], on).get(legislator.pk)
    if held is None:
        raise UnknownOffice(f"{legislator.full_name} ({legislator.pk}) holds no seat in Congress on {on}.")
    left = _left(legislator, on)
    if left:
        raise UnknownOffice(f"{legislator.full_name} ({legislator.pk}): {left}.")
    seats = tuple(CommitteeSeat.objects.of(legislator.pk, on))
    return OfficeRows(legislator, held.term, seats, held.doubt, "" if seats else seats_unassigned(on))


def _left(legislator: Legislator, on: date) -> str:
    """What staff entered of the seat goes before the roster: nobody is asked where a source says that it is vacant."""
    office = Office.objects.filter(legislator=legislator).first()
    if office is None:
        return ""
    stands = office_standings([office], on)[office.pk]
    if stands.state in (OfficeState.SITTING, OfficeState.DEPARTING):
        return ""
    return f"{stands.words[0].lower()}{stands.words[1:]} ({stands.source}, as of {stands.as_of})"
