"""Roll calls of the House with every member's vote, as the Congress.gov API has them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from legislation.choices import Cast, Chamber, Source
from legislation.models.congress import Congress, Legislator
from legislation.querysets import MemberVoteQuerySet, RollCallQuerySet


class RollCall(models.Model):
    """One recorded vote, known by an id such as 119-house-1-17: Congress, chamber, session, number."""

    id = models.CharField(primary_key=True, max_length=24)
    congress = models.ForeignKey(Congress, on_delete=models.PROTECT, related_name="roll_calls")
    chamber = models.CharField(max_length=6, choices=Chamber)
    session = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    held_at = models.DateTimeField(null=True, blank=True)
    question = models.CharField(max_length=300, blank=True, help_text="On Passage, On Motion to Suspend …")
    vote_type = models.CharField(max_length=60, blank=True, help_text="Yea-and-Nay, 2/3 Recorded Vote …")
    result = models.CharField(max_length=120, blank=True, help_text="the chamber's own word")
    # No foreign key: a vote can be at hand before the measure is, and stays when facts are reloaded.
    measure = models.CharField(max_length=20, blank=True, db_index=True, help_text="the bill's id")
    amendment = models.CharField(max_length=20, blank=True, help_text="119-hamdt-12, when it was on one")
    amendment_author = models.CharField(max_length=200, blank=True, help_text="as the House names it")
    source = models.CharField(max_length=20, choices=Source)
    source_url = models.URLField(blank=True, max_length=300)
    source_updated_at = models.DateTimeField(null=True, blank=True)
    checked_at = models.DateTimeField(help_text="when we last saw the source say so")
    members_complete = models.BooleanField(
        default=False, help_text="as many members' votes are here as the totals by party count"
    )
    note = models.CharField(max_length=300, blank=True, help_text="why members' votes are not whole")

    objects = RollCallQuerySet.as_manager()

    class Meta:
        ordering = ["-congress", "-session", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["congress", "chamber", "session", "number"], name="roll_call_once"
            ),
            models.CheckConstraint(condition=Q(chamber__in=Chamber.values), name="roll_call_chamber_known"),
        ]

    def __str__(self) -> str:
        return self.pk


class PartyTotal(models.Model):
    """How one party voted in a roll call; every party the source names has a row (P1)."""

    roll_call = models.ForeignKey(RollCall, on_delete=models.CASCADE, related_name="party_totals")
    party = models.CharField(max_length=4)
    yea = models.PositiveSmallIntegerField()
    nay = models.PositiveSmallIntegerField()
    present = models.PositiveSmallIntegerField()
    not_voting = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["roll_call", "party"]
        constraints = [models.UniqueConstraint(fields=["roll_call", "party"], name="party_total_once")]

    def __str__(self) -> str:
        return f"{self.party} in {self.roll_call_id}"


class MemberVote(models.Model):
    """What one member did in a roll call, with party and state as they were then."""

    roll_call = models.ForeignKey(RollCall, on_delete=models.CASCADE, related_name="member_votes")
    legislator = models.ForeignKey(Legislator, on_delete=models.PROTECT, related_name="votes")
    cast = models.CharField(max_length=10, choices=Cast)
    words = models.CharField(max_length=60, help_text="as the House has it: Aye, Yea, Not Voting")
    party = models.CharField(max_length=4, blank=True)
    state = models.CharField(max_length=2, blank=True)

    objects = MemberVoteQuerySet.as_manager()

    class Meta:
        ordering = ["roll_call", "legislator__sort_key"]
        constraints = [
            models.UniqueConstraint(fields=["roll_call", "legislator"], name="member_votes_once"),
            models.CheckConstraint(condition=Q(cast__in=Cast.values), name="member_vote_cast_known"),
        ]

    def __str__(self) -> str:
        return f"{self.legislator_id} in {self.roll_call_id}: {self.words}"
