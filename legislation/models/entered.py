"""Facts known from elsewhere before the feed shows them: rows of their own, laid over the pulled ones."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from legislation.choices import BillId, Source
from legislation.models.congress import Legislator
from legislation.querysets.currency import EnteredFactQuerySet


class EnteredFact(models.Model):
    """A fact of a bill with its source, from when it was entered until the feed carries it or staff withdraw it.

    It names the bill by id and outlives the bill's own rows: a full reload of facts keeps it (P9).
    """

    class Kind(models.TextChoices):
        ACTION = "action", "An action"
        COSPONSOR = "cosponsor", "A cosponsor"
        WITHDRAWAL = "withdrawal", "A cosponsor who withdrew"
        NOTE = "note", "Another fact"

    measure = models.CharField(max_length=20, db_index=True, help_text="the bill's id")
    kind = models.CharField(max_length=12, choices=Kind)
    on = models.DateField(help_text="the day it happened")
    text = models.TextField(blank=True)
    action_type = models.CharField(max_length=200, blank=True)
    code = models.CharField(max_length=20, blank=True)
    committee_codes = models.JSONField(default=list, blank=True)
    legislator = models.ForeignKey(
        Legislator, null=True, blank=True, on_delete=models.PROTECT, related_name="entered_facts"
    )
    source = models.CharField(max_length=20, choices=Source, default=Source.STAFF)
    document = models.CharField(max_length=300, blank=True, help_text="such as: Daily Digest, page D1120")
    url = models.URLField(max_length=500, blank=True)
    as_of = models.DateField(help_text="the day the source said so")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField(default=timezone.now)
    yielded_at = models.DateTimeField(null=True, blank=True, help_text="when the feed carried it")
    yielded_how = models.TextField(blank=True, help_text="what the feed said")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_reason = models.CharField(max_length=300, blank=True)

    objects = EnteredFactQuerySet.as_manager()

    class Meta:
        ordering = ["-entered_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(document="") | ~Q(url=""), name="entered_fact_has_a_source"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""),
                name="entered_fact_withdrawn_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["action", "note"], legislator__isnull=True)
                | Q(kind__in=["cosponsor", "withdrawal"], legislator__isnull=False),
                name="entered_fact_of_a_person_names_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} on {BillId.parse(self.measure).citation}, {self.on}"

    @property
    def is_standing(self) -> bool:
        """Whether it still counts: neither withdrawn nor overtaken by the feed."""
        return self.yielded_at is None and self.withdrawn_at is None
