"""How Washington cites: bills, laws, Congresses, fiscal years. From plain identifiers, for any app."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

BILL_ID = re.compile(r"^(\d{1,3})-(hr|s|hjres|sjres|hconres|sconres|hres|sres)-(\d{1,5})$")
LAW_NUMBER = re.compile(r"^(\d{1,3})-(\d{1,4})$")
_PREFIX = {
    "hr": "H.R.",
    "s": "S.",
    "hjres": "H.J.Res.",
    "sjres": "S.J.Res.",
    "hconres": "H.Con.Res.",
    "sconres": "S.Con.Res.",
    "hres": "H.Res.",
    "sres": "S.Res.",
}
# A no-break space keeps the number with its letters.
NBSP = "\N{NO-BREAK SPACE}"


def ordinal(number: int) -> str:
    """Return 119 as "119th", 111 as "111th", 112 as "112th", 103 as "103rd"."""
    last_two = number % 100
    suffix = "th" if last_two in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def cite(bill_id: str) -> str:
    """Return the citation of a bill id: "119-hr-1144" is "H.R. 1144". Raises ValueError for another text."""
    match = BILL_ID.match(bill_id)
    if not match:
        raise ValueError(f"{bill_id[:40]!r} is no bill id; write it like 119-hr-1144")
    return f"{_PREFIX[match[2]]}{NBSP}{int(match[3])}"


def cite_in_full(bill_id: str) -> str:
    """Return the citation with its Congress: "119-s-2012" is "S. 2012 (119th)". Raises ValueError likewise."""
    return f"{cite(bill_id)} ({ordinal(int(bill_id.partition('-')[0]))})"


def cite_law(number: str) -> str:
    """Return the citation of a public law number: "117-347" is "P.L. 117-347". Raises ValueError for another text."""
    if not LAW_NUMBER.match(number):
        raise ValueError(f"{number[:40]!r} is no public law number; write it like 117-347")
    return f"P.L.{NBSP}{number}"


def fiscal_year(year: int) -> str:
    """Return 2027 as "FY 2027"."""
    return f"FY{NBSP}{year}"


def party_counts(parties: Iterable[str]) -> str:
    """Return how many of each party, a letter each: "12 R, 11 D"; the most first, equals by letter."""
    counted = Counter(party.strip().upper()[:1] for party in parties if party.strip())
    ordered = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return ", ".join(f"{number}{NBSP}{letter}" for letter, number in ordered)


def cosponsor_summary(parties: Iterable[str], *, complete: bool = True) -> str:
    """Return "23 cosponsors (12 R, 11 D), sponsor not counted".

    `parties` holds one letter per cosponsor now on the bill. A list known to be incomplete says "at least"
    and never claims that there are none (P9).
    """
    letters = list(parties)
    if not letters:
        return "No cosponsors" if complete else "Cosponsors not known"
    noun = "cosponsor" if len(letters) == 1 else "cosponsors"
    at_least = "" if complete else "At least "
    return f"{at_least}{len(letters)} {noun} ({party_counts(letters)}), sponsor not counted"
