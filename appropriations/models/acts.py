"""Acts that were read for amounts, and what a person made of each candidate. No row here is a figure."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from appropriations.choices import Bearing, Bound, CandidateState, Nature, Stage
from appropriations.models.amounts import Amount
from appropriations.models.lines import Line
from appropriations.querysets import CandidateQuerySet, ReadingQuerySet
from legislation.models import Bill
from members.models import User


class ActReading(models.Model):
    """One Act, told by the digest of its very file: read again, it is the same row, and what was decided stays."""

    digest = models.CharField(primary_key=True, max_length=64)
    file_name = models.CharField(max_length=120)
    title = models.CharField(max_length=300)
    document = models.CharField(max_length=300, help_text="as a figure's source names it")
    bill_key = models.CharField(max_length=20, help_text="such as 119-hr-7148")
    # Its page, where the bill is here.
    bill = models.ForeignKey(Bill, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    fiscal_year = models.PositiveSmallIntegerField(null=True, blank=True)
    read_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField(default=timezone.now)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        ordering = ["-read_at"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("appropriations:act", args=[self.pk])


class ActCandidate(models.Model):
    """One amount of an Act that may be a figure of a line; the words are the Act's own."""

    State: ClassVar = CandidateState

    reading = models.ForeignKey(ActReading, on_delete=models.CASCADE, related_name="candidates")
    key = models.CharField(max_length=20, help_text="the same each time the same Act is read")
    position = models.PositiveIntegerField()
    line = models.ForeignKey(Line, null=True, blank=True, on_delete=models.PROTECT, related_name="candidates")
    relation = models.CharField(max_length=40, blank=True)
    bearing = models.CharField(max_length=15, choices=Bearing)
    reasons = ArrayField(models.CharField(max_length=120), default=list)
    fiscal_year = models.PositiveSmallIntegerField(null=True, blank=True)
    stage = models.CharField(max_length=20, choices=Stage)
    dollars = models.BigIntegerField()
    nature = models.CharField(max_length=15, choices=Nature, help_text="as the words say")
    proposed = models.CharField(max_length=15, choices=Nature, help_text="as the line's figure would be")
    bound = models.CharField(max_length=10, choices=Bound, blank=True)
    enclosing_dollars = models.BigIntegerField(null=True, blank=True)
    enclosing_words = models.CharField(max_length=300, blank=True)
    available = models.CharField(max_length=60, blank=True)
    is_available_by_account = models.BooleanField(default=False)
    where = models.CharField(max_length=400)
    page = models.CharField(max_length=80)
    words = models.CharField(max_length=300)
    sentence = models.TextField()
    start = models.PositiveIntegerField(help_text="where the amount stands in the sentence")
    note = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=CandidateState, default=CandidateState.OPEN)
    decided_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    amount = models.ForeignKey(Amount, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = CandidateQuerySet.as_manager()

    class Meta:
        ordering = ["reading", "position"]
        constraints = [
            models.UniqueConstraint(fields=["reading", "key"], name="act_candidate_once"),
            models.CheckConstraint(condition=Q(state__in=CandidateState.values), name="act_candidate_state"),
            models.CheckConstraint(
                condition=Q(state__in=["accepted", "known"], amount__isnull=False)
                | (~Q(state__in=["accepted", "known"]) & Q(amount__isnull=True)),
                name="act_candidate_figure_as_its_state",
            ),
            models.CheckConstraint(
                condition=Q(state="open", decided_at__isnull=True)
                | (~Q(state="open") & Q(decided_at__isnull=False)),
                name="act_candidate_decided_has_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"${self.dollars:,} in {self.reading_id[:12]}"
