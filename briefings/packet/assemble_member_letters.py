"""Letters by which Members of Congress support requests: who leads them, and how many signed by whose word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from appropriations.models import MemberLetter, MemberSignature
from appropriations.selectors.offices import office_labels
from briefings.packet.facts import Fact, Source
from briefings.packet.lines import LetterRow, LettersSection
from briefings.packet.wording import day, joined
from common.citations import fiscal_year as fy

IN_BRIEF = 3
# So many names are read; more are counted.
NAMED = 40


def letters_section(letters: Sequence[MemberLetter], on: date) -> Sequence[LettersSection]:
    """Return the section of Member letters, newest year first; nothing without one. Two queries."""
    labels = office_labels(row.legislator_id for one in letters for row in one.signatures.all())
    rows = tuple(_row(one, labels, on) for one in letters)
    return [LettersSection("letters", "Member letters", rows)] if rows else []


def letters_in_brief(letters: Sequence[MemberLetter], on: date) -> tuple[Fact, ...]:
    """Return the newest letters for one line in a sentence each."""
    return tuple(
        Fact(
            f"{fy(one.fiscal_year)}: {one.subject} ({signed_words(one, on)})",
            _source(one),
            sample=one.is_sample,
        )
        for one in letters[:IN_BRIEF]
    )


def signed_words(letter: MemberLetter, on: date) -> str:
    """Return how many signed: of a whole list its names, else the source's count; never that others did not (P9)."""
    named = len(letter.signatures.all())
    if letter.signers_complete:
        return f"{named} signed"
    if letter.signer_count:
        return f"{letter.signer_count} signed, as the source counts"
    if letter.deadline_on and letter.deadline_on >= on and not letter.delivered_on:
        return f"open for signing until {day(letter.deadline_on)}"
    return "how many signed is not known here"


def _row(one: MemberLetter, labels: Mapping[str, str], on: date) -> LetterRow:
    signatures = list(one.signatures.all())
    return LetterRow(
        year=fy(one.fiscal_year),
        subject=Fact(one.subject, _source(one), sample=one.is_sample),
        leads=tuple(_signer(row, labels) for row in signatures if row.is_lead),
        signed=Fact(_signed(one, signatures, labels, on), _source(one), sample=one.is_sample),
        when=_when(one),
    )


def _signed(
    one: MemberLetter, signatures: Iterable[MemberSignature], labels: Mapping[str, str], on: date
) -> str:
    words = signed_words(one, on)
    names = [
        labels[row.legislator_id] for row in signatures if not row.is_lead and row.legislator_id in labels
    ]
    if not names or len(names) > NAMED:
        return f"{words[0].upper()}{words[1:]}"
    known = "with" if one.signers_complete else "among them"
    return f"{words[0].upper()}{words[1:]}, {known} {joined(names)}"


def _signer(row: MemberSignature, labels: Mapping[str, str]) -> Fact:
    source = Source(row.source, row.as_of, row.source_url)
    return Fact(labels.get(row.legislator_id, str(row.legislator)), source, sample=row.is_sample)


def _when(one: MemberLetter) -> str:
    if one.delivered_on:
        return f"Delivered {day(one.delivered_on)}"
    return f"Sign by {day(one.deadline_on)}" if one.deadline_on else ""


def _source(one: MemberLetter) -> Source:
    return Source(one.source, one.as_of, one.source_url)
