"""What happened to bills that somebody follows, each event once, with the moment it arrived here."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from legislation.models.bills import Bill
from legislation.models.congress import Legislator
from legislation.news import EventKind
from legislation.querysets import BillEventQuerySet


class BillEvent(models.Model):
    """One event of a bill, stored once whatever source repeats it; see legislation.news for what makes one itself."""

    bill = models.ForeignKey(Bill, on_delete=models.CASCADE, related_name="events", db_index=False)
    kind = models.CharField(max_length=12, choices=[(one.value, one.value) for one in EventKind])
    identity = models.CharField(max_length=64)
    happened_on = models.DateField(null=True, blank=True, help_text="the fact's own day, where it has one")
    name = models.CharField(max_length=300, blank=True)
    chamber = models.CharField(max_length=6, blank=True)
    committee_codes = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    legislator = models.ForeignKey(
        Legislator, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    row = models.CharField(max_length=64, blank=True, help_text="names the row it was read from")
    sentence = models.TextField()
    # Events that came with the first load of their list are told only to who chose the bill before they happened.
    came_with_list = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(default=timezone.now)

    objects = BillEventQuerySet.as_manager()

    class Meta:
        ordering = ["-recorded_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["bill", "kind", "identity"], name="bill_event_once"),
        ]
        indexes = [
            models.Index(fields=["-recorded_at"], name="bill_event_recorded"),
            models.Index(fields=["legislator"], name="bill_event_legislator"),
        ]

    def __str__(self) -> str:
        return self.sentence
