"""Where one office stands on one bill, in words. Pure.

The rule (P9): what an office did is said whenever it is known; that it has not done something is said only of
a live bill of its own chamber whose list of cosponsors is complete.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from briefings.packet.wording import day
from legislation.choices import BillType, Chamber


@dataclass(frozen=True)
class OnBill:
    """What is known of one legislator and one bill."""

    bill_type: str
    citation: str
    is_live: bool
    list_is_complete: bool
    is_sponsor: bool = False
    cosponsored: bool = False
    cosponsored_on: date | None = None
    is_original: bool = False
    withdrawn_on: date | None = None

    @property
    def chamber(self) -> Chamber:
        return BillType(self.bill_type).chamber

    @property
    def is_on_it(self) -> bool:
        """Whether the legislator is its sponsor, or a cosponsor who has not withdrawn."""
        return self.is_sponsor or (self.cosponsored and self.withdrawn_on is None)


def relation(one: OnBill, chamber: str, companion: OnBill | None = None) -> str:
    """Return "Sponsor", "Cosponsor since Jun 12, 2025", or "Not yet a cosponsor (complete list)".

    `chamber` is the office's own. Of a bill of the other chamber, on which the office cannot sign, it names the
    companion in the office's chamber and where the office stands on that.
    """
    done = _done(one)
    if done:
        return done
    if one.chamber != chamber:
        return _across(one, chamber, companion)
    if not one.is_live:
        return "No longer live"
    if not one.list_is_complete:
        return "Not known: the list of cosponsors at hand is incomplete"
    return "Not yet a cosponsor (complete list)"


def _done(one: OnBill) -> str:
    if one.is_sponsor:
        return "Sponsor"
    if one.withdrawn_on:
        return f"Withdrew as a cosponsor, {day(one.withdrawn_on)}"
    if not one.cosponsored:
        return ""
    if one.is_original:
        return (
            f"Original cosponsor, {day(one.cosponsored_on)}" if one.cosponsored_on else "Original cosponsor"
        )
    return f"Cosponsor since {day(one.cosponsored_on)}" if one.cosponsored_on else "Cosponsor"


def _across(one: OnBill, chamber: str, companion: OnBill | None) -> str:
    kind = f"{one.chamber.label} bill"
    if companion is None or companion.chamber != chamber:
        return f"{kind}, in the other chamber"
    said = relation(companion, chamber)
    return f"{kind}; {companion.chamber.label} companion {companion.citation}: {said[0].lower()}{said[1:]}"
