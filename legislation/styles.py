"""How a legislator is named: title, party, state and district, as Congress and its members write them.

Works on anything that carries the values (a row of Legislator and Term, a dataclass of a packet).
"""

from __future__ import annotations

from typing import Protocol

from common.citations import ordinal
from common.states import DELEGATES, RESIDENT_COMMISSIONER, state_name


class Named(Protocol):
    """A legislator's name."""

    @property
    def last_name(self) -> str: ...
    @property
    def full_name(self) -> str: ...


class Seated(Protocol):
    """A term: which seat, and the party's letter."""

    @property
    def chamber(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def district(self) -> int | None: ...
    @property
    def party_letter(self) -> str: ...


def title(term: Seated) -> str:
    """Return the short title before a name: "Sen.", "Rep.", "Del." or "Resident Commissioner"."""
    return {"Senator": "Sen.", "Representative": "Rep.", "Delegate": "Del."}.get(
        title_in_full(term), "Resident Commissioner"
    )


def title_in_full(term: Seated) -> str:
    """Return "Senator", "Representative", "Delegate" or "Resident Commissioner"."""
    if term.chamber == "senate":
        return "Senator"
    if term.state == RESIDENT_COMMISSIONER:
        return "Resident Commissioner"
    return "Delegate" if term.state in DELEGATES else "Representative"


def seat_label(party: str, state: str, district: int | None = None) -> str:
    """Return what stands in parentheses after a name: "R-ME", "D-OR-1", "R-AK-At Large", "D-DC".

    `party` is a letter; `district` is None for the Senate and 0 for a seat at large.
    """
    if district is None or state in DELEGATES or state == RESIDENT_COMMISSIONER:
        return f"{party}-{state}"
    return f"{party}-{state}-{district or 'At Large'}"


def seat_of(term: Seated) -> str:
    """Return the label of a term's seat, such as "D-OR-1"."""
    return seat_label(term.party_letter, term.state, term.district if term.chamber == "house" else None)


def seat_in_words(term: Seated) -> str:
    """Return the seat for a sentence: "Maine", "Oregon's 1st District", "Alaska at large", "Puerto Rico"."""
    place = state_name(term.state)
    if term.chamber == "senate" or term.state in DELEGATES or term.state == RESIDENT_COMMISSIONER:
        return place
    return f"{place}'s {ordinal(term.district)} District" if term.district else f"{place} at large"


def title_and_name(legislator: Named, term: Seated) -> str:
    """Return "Rep. Bonamici (D-OR-1)", "Sen. Collins (R-ME)", "Resident Commissioner Hernández (D-PR)"."""
    return f"{title(term)} {legislator.last_name} ({seat_of(term)})"


def title_and_full_name(legislator: Named, term: Seated) -> str:
    """Return "Sen. Susan M. Collins (R-ME)"."""
    return f"{title(term)} {legislator.full_name} ({seat_of(term)})"


def formal_name(legislator: Named, term: Seated) -> str:
    """Return the style of address on paper: "The Honorable Susan M. Collins, United States Senate"."""
    chamber = "United States Senate" if term.chamber == "senate" else "United States House of Representatives"
    return f"The Honorable {legislator.full_name}, {chamber}"


def salutation(legislator: Named, term: Seated) -> str:
    """Return how a letter opens: "Dear Senator Collins"; a resident commissioner's whole title is said."""
    return f"Dear {title_in_full(term)} {legislator.last_name}"
