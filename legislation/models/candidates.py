"""Bills that may belong to a family, and what staff took out of one: nothing joins or leaves without a person (P9)."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from legislation.models.bill_texts import BillText
from legislation.models.bills import Bill
from legislation.models.families import Family
from legislation.querysets import CandidateQuerySet


class FamilyCandidate(models.Model):
    """A bill suggested for a family, with each reason why, until a person confirms or dismisses it."""

    class State(models.TextChoices):
        SUGGESTED = "suggested", "Awaits a look"
        CONFIRMED = "confirmed", "Confirmed"
        DISMISSED = "dismissed", "Dismissed"

    family = models.ForeignKey(Family, on_delete=models.CASCADE, related_name="candidates")
    bill = models.ForeignKey(Bill, on_delete=models.PROTECT, related_name="family_candidacies")
    reasons = models.JSONField(default=list, help_text="as legislation.kinship writes them")
    state = models.CharField(max_length=10, choices=State, default=State.SUGGESTED)
    first_seen_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(
        default=timezone.now, help_text="when its reasons or its state last changed"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=300, blank=True, help_text="why it was dismissed")
    # The reasons a person has weighed: only one that is not among them brings a dismissed bill back.
    weighed = ArrayField(models.CharField(max_length=200), default=list, blank=True)

    objects = CandidateQuerySet.as_manager()

    class Meta:
        ordering = ["family", "-bill__congress__number", "bill__bill_type", "bill__number"]
        constraints = [
            models.UniqueConstraint(fields=["family", "bill"], name="family_candidate_once"),
            models.CheckConstraint(
                condition=Q(state__in=["suggested", "confirmed", "dismissed"]),
                name="family_candidate_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state="suggested") | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="family_candidate_decided_by_a_person",
            ),
            models.CheckConstraint(
                condition=~Q(state="dismissed") | ~Q(why=""), name="family_candidate_dismissed_with_reason"
            ),
        ]
        indexes = [models.Index(fields=["state", "family"], name="family_candidate_waiting")]

    def __str__(self) -> str:
        return f"{self.bill_id} for {self.family_id}"


class RemovedFamilyRow(models.Model):
    """What staff took out of a family, as it was: it can be put back, and a later load of facts does not bring it."""

    class Kind(models.TextChoices):
        BILL = "bill", "Bill"
        LAW = "law", "Law"
        AUTHORIZATION = "authorization", "Authorization"

    family = models.ForeignKey(Family, on_delete=models.CASCADE, related_name="removed")
    kind = models.CharField(max_length=13, choices=Kind)
    key = models.CharField(max_length=80, help_text="the bill, the law's number or the authorization's key")
    label = models.CharField(max_length=300)
    values = models.JSONField(help_text="the row as it was")
    links = models.JSONField(default=dict, help_text="what pointed at it, by name")
    why = models.CharField(max_length=300)
    removed_at = models.DateTimeField(default=timezone.now)
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["family", "-removed_at"]
        constraints = [
            models.UniqueConstraint(fields=["family", "kind", "key"], name="removed_family_row_once")
        ]

    def __str__(self) -> str:
        return self.label


class TextFingerprint(models.Model):
    """A sample of the runs of words of a text, so that alike texts are found without reading them again."""

    text = models.OneToOneField(BillText, on_delete=models.CASCADE, related_name="fingerprint")
    digest = models.CharField(max_length=64, help_text="of the text it was taken from")
    rules = models.PositiveSmallIntegerField(help_text="which rules it was taken by")
    runs = ArrayField(models.BigIntegerField(), default=list)

    def __str__(self) -> str:
        return f"fingerprint of {self.text_id}"
