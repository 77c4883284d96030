"""Where an office stands on a Member letter, in words. Pure.

That it signed is said whenever it is known. That it did not sign is said only where the list of signers is known to be
whole and the office could have signed it (P9).
"""

from __future__ import annotations

from collections.abc import Iterable
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


@dataclass(frozen=True)
class Seat:
    """A seat that an office held: in which chamber, from when to when."""

    chamber: str
    starts_on: date
    ends_on: date


def stand_on_letter(
    letter: LetterNow, *, is_lead: bool | None, seats: Iterable[Seat], on: date
) -> LetterStand:
    """Return where an office stands on a day; `is_lead` is None for an office that is not on the list.

    An office that held no seat of the letter's chamber on the day it closed could not have signed it, and of a letter
    that is still open nothing negative is said.
    """
    if is_lead is not None:
        return LetterStand.LED if is_lead else LetterStand.SIGNED
    closed = letter.closed_on
    if not letter.is_whole or closed is None or closed >= on:
        return LetterStand.NOT_KNOWN
    could_have = any(
        letter.chamber in ("", seat.chamber) and seat.starts_on <= closed <= seat.ends_on for seat in seats
    )
    return LetterStand.DID_NOT_SIGN if could_have else LetterStand.NOT_KNOWN


def missing_names(names: int, said: int | None) -> int:
    """Return how many signers are not named here, of `said` that a source counts; 0 where it counts none."""
    return max(0, (said or 0) - names)
