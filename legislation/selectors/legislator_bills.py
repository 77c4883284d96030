"""The bills a legislator sponsored or cosponsored, as far as the lists at hand say so (P9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from legislation.models import Bill, Cosponsor, MemberVote, RollCall
from legislation.selectors.pages import BillRow, bills_for_list
from legislation.selectors.pages import rows as bill_rows
from legislation.wording import day


@dataclass(frozen=True)
class PartRow:
    """A bill with the legislator's part in it."""

    row: BillRow
    part: str
    since: date | None
    note: str


@dataclass(frozen=True)
class VoteRow:
    """What the legislator did in one roll call."""

    vote: MemberVote
    title: str


def bills_of(user: Any, bioguide_id: str) -> QuerySet[Bill]:
    """Return the bills on whose list of sponsor and cosponsors the legislator stands, newest first."""
    signed = Cosponsor.objects.filter(legislator=bioguide_id).values("bill")
    found = bills_for_list(user).filter(Q(sponsor=bioguide_id) | Q(pk__in=signed))
    return found.order_by("-congress_id", "-introduced_on", "bill_type", "-number")


def part_rows(bills: Sequence[Bill], bioguide_id: str) -> list[PartRow]:
    """Return a page of `bills_of` with the legislator's part in each, in four queries whatever their number."""
    signed: dict[str, Cosponsor] = {}
    mine = Cosponsor.objects.filter(bill__in=[bill.pk for bill in bills], legislator=bioguide_id)
    # Who withdrew and came back has two rows: the later one says how it stands.
    for one in mine.order_by("cosponsored_on"):
        signed[one.bill_id] = one
    return [_part(row, signed.get(row.bill.pk)) for row in bill_rows(bills)]


def _part(row: BillRow, signed: Cosponsor | None) -> PartRow:
    if signed is None:
        return PartRow(row, "Sponsor", row.bill.introduced_on, "")
    note = "original" if signed.is_original else ""
    if signed.withdrawn_on:
        note = f"withdrew {day(signed.withdrawn_on)}"
    return PartRow(row, "Cosponsor", signed.cosponsored_on, note)


def votes_of(user: Any, bioguide_id: str) -> QuerySet[MemberVote]:
    """Return the legislator's votes in the roll calls at hand, newest first; a missing one says nothing (P9)."""
    visible = RollCall.objects.visible_to(user)
    found: QuerySet[MemberVote] = MemberVote.objects.filter(legislator=bioguide_id, roll_call__in=visible)
    return found.select_related("roll_call").order_by(
        "-roll_call__held_at", "-roll_call__session", "-roll_call__number"
    )


def vote_rows(votes: Sequence[MemberVote]) -> list[VoteRow]:
    """Return a page of `votes_of` with the measures' names, in one query."""
    wanted = {vote.roll_call.measure for vote in votes if vote.roll_call.measure}
    titles = {bill.pk: bill.name for bill in Bill.objects.filter(pk__in=wanted)}
    return [VoteRow(vote, titles.get(vote.roll_call.measure, "")) for vote in votes]
