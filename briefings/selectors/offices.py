"""Whose office it is: the legislator, the seat held on a day, and the committee seats."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from legislation.models import CommitteeSeat, Legislator, Term


class UnknownOffice(LookupError):  # noqa: N818 - named for what is wrong
    """No packet can be made for this id; the message says why."""


@dataclass(frozen=True)
class OfficeRows:
    """A sitting legislator with the term in force and the committee seats."""

    legislator: Legislator
    term: Term
    seats: tuple[CommitteeSeat, ...]

    @property
    def committee_codes(self) -> frozenset[str]:
        """Codes of every committee and subcommittee the legislator sits on."""
        return frozenset(seat.committee_id for seat in self.seats)


def office_rows(bioguide_id: str, on: date) -> OfficeRows:
    """Return the rows of one legislator's office on a day.

    Raises UnknownOffice when the id is not known, or its legislator holds no seat on that day.
    """
    legislator = Legislator.objects.filter(pk=bioguide_id.strip().upper()).first()
    if legislator is None:
        raise UnknownOffice(
            f"No legislator with the bioguide id {bioguide_id.strip()[:20]!r} is known here. "
            "It looks like S001198 (a letter and six digits)."
        )
    term = legislator.terms.current(on).order_by("-starts_on").first()
    if term is None:
        raise UnknownOffice(f"{legislator.full_name} ({legislator.pk}) holds no seat in Congress on {on}.")
    return OfficeRows(legislator, term, tuple(CommitteeSeat.objects.of(legislator.pk, on)))


def sitting_legislators(on: date) -> list[tuple[str, str]]:
    """Return (bioguide id, name) of every sitting legislator by name, for choosing an office."""
    rows = Legislator.objects.sitting(on).order_by("sort_key", "pk")
    return [(legislator.pk, legislator.full_name) for legislator in rows]
