"""The Member letters of a packet: which this office led or signed; that it did not, of a whole list only (P9)."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from appropriations.models import MemberLetter
from appropriations.selectors.support import OfficeLetter, standing_of
from appropriations.supporting import LetterStand
from briefings.packet.facts import Fact
from briefings.packet.gather import Desk, source_of_mark
from briefings.selectors.offices import OfficeRows

LETTERS_AT_MOST = 4


def office_letters(rows: OfficeRows, desk: Desk, lines: Collection[str]) -> tuple[OfficeLetter, ...]:
    """Return where an office stands on the letters for some lines (slugs), newest year first."""
    who = rows.legislator.pk
    return standing_of([who], MemberLetter.objects.all(), lines=lines, on=desk.on).get(who, ())


def letter_facts(letters: Sequence[OfficeLetter], desk: Desk) -> tuple[Fact, ...]:
    """Return the newest of these as printed: "Signed the FY 2026 letter for ILAB", from who says so."""
    return tuple(_fact(one, desk) for one in letters[:LETTERS_AT_MOST])


def _fact(one: OfficeLetter, desk: Desk) -> Fact:
    whole = " (complete list)" if one.stand == LetterStand.DID_NOT_SIGN else ""
    return Fact(f"{one.words}{whole}", source_of_mark(one.source, desk.on), sample=one.letter.is_sample)
