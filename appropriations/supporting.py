"""Where an office stands on a Member letter, in words. Pure.

That it signed is said whenever it is known. That it did not sign is said only where the list of signers is known to be
whole and the office could have signed it (P9).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class LetterStand(StrEnum):
    """What is known of one office and one letter."""

    LED = "Led"
    SIGNED = "Signed"
    DID_NOT_SIGN = "Did not sign"
    NOT_KNOWN = "Not known"


@dataclass(frozen=True)
class LetterNow:
    """What matters of a letter: its chamber ("" for both or not said), whether its list is whole, and since when over.

    `closed_on` is the day after which nobody could sign: of delivery, or else the last day to sign.
    """

    chamber: str
    is_whole: bool
    closed_on: date | None


def stand_on_letter(
    letter: LetterNow, *, is_lead: bool | None, chamber: str, seated_since: date | None, on: date
) -> LetterStand:
    """Return where an office of `chamber` stands; `is_lead` is None for an office that is not on the list.

    An office whose seat was taken only after the letter closed could not have signed it, and of a letter that is
    still open nothing negative is said.
    """
    if is_lead is not None:
        return LetterStand.LED if is_lead else LetterStand.SIGNED
    closed = letter.closed_on
    could_have = letter.chamber in ("", chamber) and closed is not None and seated_since is not None
    if letter.is_whole and could_have and closed < on and seated_since <= closed:  # type: ignore[operator]
        return LetterStand.DID_NOT_SIGN
    return LetterStand.NOT_KNOWN


def missing_names(names: int, said: int | None) -> int:
    """Return how many signers are not named here, of `said` that a source counts; 0 where it counts none."""
    return max(0, (said or 0) - names)
