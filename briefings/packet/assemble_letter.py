"""A sign-on letter as a packet: printed by the decisions' own template, with those who signed and nobody else."""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings

from briefings.packet.document import Packet
from briefings.packet.facts import Fact, Source
from briefings.packet.gather import source_of_decision
from briefings.packet.heading import headings
from briefings.packet.kinds import SignOnSection
from briefings.packet.order import Order
from briefings.packet.prose import passage
from briefings.selectors.subjects import UnknownSubject
from common.dates import eastern
from decisions.choices import LetterState
from decisions.models import Letter
from decisions.selectors.letters import PrintedLetter, Signatory, printed_letter, signatories


def letter_packet(order: Order) -> Packet:
    """Return the sign-on letter an order names (by its number here). Raises UnknownSubject."""
    subject = order.choices.subject
    rows = Letter.objects.select_related("decision__corrected_by")
    letter = rows.filter(pk=int(subject)).first() if subject.isdecimal() else None
    if letter is None:
        raise UnknownSubject(f"The letter {subject[:40]!r} is not here.")
    signed = signatories(letter)
    printed = printed_letter(letter, signed, order.made_at)
    if order.is_draft and not printed.is_draft:
        printed = replace(printed, is_draft=True, draft_words="not a final packet")
    section = SignOnSection(
        f"letter-{letter.pk}",
        letter.title,
        letter=printed,
        said=_said(letter, printed, signed, order),
        not_final=tuple(_not_final(letter)),
    )
    return Packet(**headings(order), title=letter.title, own=(section,))


def _said(letter: Letter, printed: PrintedLetter, signed: list[Signatory], order: Order) -> tuple[Fact, ...]:
    """Title, recipients and text come from the decision that approved them, each name from its own signature."""
    decision = letter.decision
    approved = source_of_decision(decision) if decision else Source("Draft of the secretariat", order.on)
    sample = letter.is_sample
    text = passage(letter.text, approved, sample=sample)
    names = tuple(Fact(one.name, _signature(one, order), sample=sample) for one in signed)
    headed = tuple(Fact(words, approved, sample=sample) for words in (*printed.recipients, letter.title))
    return (*headed, *(text.paragraphs if text else ()), *names)


def _signature(one: Signatory, order: Order) -> Source:
    """Say when it signed; how an outside organization agreed is kept inside (P5)."""
    moment = one.signature.signed_at if one.signature else one.outside.entered_at if one.outside else None
    signed_on = eastern(moment).date() if moment else order.on
    return Source(f"Signatures kept by {settings.COALITION_NAME}", signed_on)


def _not_final(letter: Letter) -> list[tuple[str, str]]:
    """Return (rule, reason) for what keeps a letter from being final."""
    found = []
    if letter.state != LetterState.CLOSED:
        found.append(("letter", "it is not closed: names may still be added or withdrawn"))
    decision = letter.decision
    if decision is None or decision.outcome != "adopted":
        found.append(("decision", "no decision approved its text"))
    elif hasattr(decision, "corrected_by"):
        found.append(("decision", "the decision it rests on is no longer in force"))
    return found
