"""What the assembling modules share: the day, the freshness limit, and how a row's source is written down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings

from briefings.packet.facts import Fact, Source
from common.citations import cite_in_full
from common.dates import eastern
from common.sourcing import SourceMark
from decisions.models import Decision
from legislation.choices import BillId
from legislation.models import Bill
from legislation.provenance import GroupFacts
from priorities.models import Ask


@dataclass(frozen=True)
class Desk:
    """The day of the packet and how many days a bill's facts count as fresh."""

    on: date
    stale_after_days: int

    def is_stale(self, bill: Bill, facts: GroupFacts | None) -> bool:
        """Whether a live bill's facts were last checked too long ago; an ended bill's no longer move."""
        if bill.congress.ends_on <= self.on:
            return False
        return facts is None or (self.on - eastern(facts.checked_at).date()).days > self.stale_after_days


@dataclass(frozen=True)
class BillVoice:
    """Says facts of one bill with the source, the day and the freshness of the group they belong to."""

    bill: Bill
    desk: Desk

    def group(self, name: str) -> GroupFacts | None:
        return self.bill.fact_groups.get(name)

    def is_complete(self, name: str) -> bool:
        facts = self.group(name)
        return bool(facts and facts.is_complete)

    def source(self, name: str) -> Source:
        """Return the source of a group of the bill's facts; without a row for it, the bill's core facts'."""
        facts = self.group(name) or self.group("core")
        return source_of_bill(self.bill, facts, self.bill.created_at.date())

    def say(self, text: str, name: str = "core") -> Fact:
        facts = self.group(name) or self.group("core")
        return Fact(text, self.source(name), stale=self.desk.is_stale(self.bill, facts))


def source_of_bill(bill: Bill, facts: GroupFacts | None, otherwise: date) -> Source:
    """Return "govinfo BILLSTATUS, S. 2012 (119th)" as of the day it was last checked."""
    label = facts.source_label if facts else "Facts of unknown source"
    as_of = eastern(facts.checked_at).date() if facts else otherwise
    url = (facts.source_url if facts else "") or BillId.parse(bill.pk).congress_gov_url
    return Source(f"{label}, {cite_in_full(bill.pk)}", as_of, url, kind=Source.BILL, ref=bill.pk)


def source_of_mark(mark: SourceMark, otherwise: date) -> Source:
    """Return a money figure's document and page as of the day it was read."""
    label = f"{mark.document}, {mark.page}" if mark.page else mark.document
    as_of = mark.as_of or otherwise
    day = eastern(as_of).date() if isinstance(as_of, datetime) else as_of
    return Source(label, day, mark.url, document=mark.document, kind=Source.MONEY)


def ask_fact(ask: Ask) -> Fact:
    """Return what is asked as printed, resting on its decision; the gate looks behind it by its row."""
    decision = ask.decision
    sample = ask.is_sample or decision.is_sample
    return Fact(ask.text, source_of_decision(decision), sample=sample, about=f"ask:{ask.pk}")


def source_of_decision(decision: Decision) -> Source:
    """Return the public record that a position or an ask rests on: number and date, nothing of how it came about."""
    label = f"{decision} of {settings.COALITION_NAME}"
    return Source(label, decision.decided_on, kind=Source.DECISION, ref=decision.number)
