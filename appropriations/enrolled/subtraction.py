"""What an account leaves for our laws when the Act names a figure for its other purposes only.

"For carrying out sections A, B and C, the Trafficking Victims Protection Act and the Torture Victims Relief Act, $W,
of which $P for carrying out such sections A, B and C": W less P is left for the two. Nothing is reckoned where a part
is set apart for anything else, such as its time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from appropriations.enrolled.amounts import ReadAmount
from appropriations.enrolled.field_words import said_in

_CARVED = re.compile(r"\bfor carrying out (?:such |the )?sections?\b(?P<which>.*)$")
_SECTION = re.compile(r"\bsections? (\d+[A-Z]?)")
_ITEMS = re.compile(r",\s+(?:and\s+)?(?:for carrying out\s+)?(?:of\s+)?")


@dataclass(frozen=True, slots=True)
class Remainder:
    """What is left, for which purposes, and which parts were taken off."""

    dollars: int
    purposes: str
    taken_off: tuple[int, ...]


def left_over(amounts: tuple[ReadAmount, ...], index: int) -> Remainder | None:
    """Return what the amount at `index` leaves for our laws after its parts; None where that cannot be said."""
    whole = amounts[index]
    parts = []
    for each in amounts[index + 1 :]:
        if not each.is_part:
            break
        parts.append(each)
    carved = [_CARVED.search(each.after) for each in parts]
    if whole.is_part or not parts or not all(carved) or not said_in(whole.before).ours:
        return None
    taken = {number for each in carved if each for number in re.findall(r"\d+[A-Z]?", each["which"])}
    left = [item for item in _ITEMS.split(whole.before) if not taken & set(_SECTION.findall(item))]
    purposes = [item.strip(" ,") for item in left if said_in(item).ours]
    dollars = whole.dollars - sum(each.dollars for each in parts)
    if not purposes or dollars <= 0:
        return None
    return Remainder(dollars, " and ".join(purposes), tuple(each.dollars for each in parts))
