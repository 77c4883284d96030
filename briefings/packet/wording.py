"""How dates, places and people are written on paper. Pure: no clock, no database."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from common.citations import NBSP
from common.states import DELEGATES, RESIDENT_COMMISSIONER, state_name

PARTY_NAMES = {"R": "Republicans", "D": "Democrats", "I": "Independents"}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(when: date) -> str:
    """Return "Nov 21, 2026", which no line may break."""
    return f"{MONTHS[when.month - 1]}{NBSP}{when.day},{NBSP}{when.year}"


def long_day(when: date) -> str:
    """Return "November 21, 2026"."""
    return f"{when:%B} {when.day}, {when.year}"


def party_name(letter: str) -> str:
    """Return the name of a party from its letter; another letter stands for itself."""
    return PARTY_NAMES.get(letter, letter or "Party not given")


def place(state: str, district: int | None) -> str:
    """Return "ME", "OR-1", "AK-At Large" for a district numbered 0, and "DC" for a delegate's."""
    if district is None or state in DELEGATES or state == RESIDENT_COMMISSIONER:
        return state
    return f"{state}-{district}" if district else f"{state}-At Large"


def in_state(code: str) -> str:
    """Return a state's name as it stands after "in": "Iowa", "the District of Columbia"."""
    name = state_name(code)
    return f"the {name}" if name.startswith("District") or name.endswith("Islands") else name


def joined(items: Iterable[str]) -> str:
    """Return "a", "a and b", "a, b and c"."""
    *most, last = list(items) or [""]
    return f"{', '.join(most)} and {last}" if most else last
