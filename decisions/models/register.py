"""Decisions, which last, and consultations, which they rest on."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from decisions.models.proposals import Proposal
from decisions.querysets import ConsultationQuerySet, DecisionQuerySet, VisibilitySwitchQuerySet
from members.models import User


class Decision(models.Model):
    """The recorded outcome: numbered, dated, never changed; a correction is a new record that points back."""

    class Outcome(models.TextChoices):
        ADOPTED = "adopted", "Adopted"
        NOT_ADOPTED = "not_adopted", "Not adopted"

    number = models.CharField(max_length=12, unique=True, help_text="year and running number: 2026-07")
    decided_on = models.DateField()
    title = models.CharField(max_length=300)
    text = models.TextField()
    outcome = models.CharField(max_length=12, choices=Outcome, default=Outcome.ADOPTED)
    is_public = models.BooleanField(default=True)
    restriction_reason = models.TextField(blank=True)
    # Inside only, always (P5): how it came about and who saw it otherwise.
    tally = models.CharField(max_length=300, blank=True)
    minority_view = models.TextField(blank=True)
    proposal = models.OneToOneField(
        Proposal, null=True, blank=True, on_delete=models.PROTECT, related_name="decision"
    )
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    correction_reason = models.TextField(
        blank=True, help_text="why the earlier record was wrong; inside only"
    )
    is_sample = models.BooleanField(default=False)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-decided_on", "-number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_public=True) | ~Q(restriction_reason=""), name="decision_restricted_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"Decision {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("decisions:decision", args=[self.number])

    def public_record(self) -> dict[str, Any]:
        """What anyone may know of it: text, date and outcome (P5)."""
        return {
            "number": self.number,
            "date": self.decided_on,
            "title": self.title,
            "text": self.text,
            "outcome": self.outcome,
        }


class VisibilitySwitch(models.Model):
    """A decision closed to outside, or opened again: who, when and why; the database keeps each as it was."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="switches")
    is_public = models.BooleanField(help_text="what it was switched to")
    reason = models.TextField(blank=True)
    switched_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    switched_at = models.DateTimeField(default=timezone.now)

    objects = VisibilitySwitchQuerySet.as_manager()

    class Meta:
        ordering = ["decision", "switched_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(is_public=True) | ~Q(reason=""), name="switch_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} on {self.switched_at}"


class Consultation(models.Model):
    """A dated step of a proposal or a priority: which group was asked, how, and what changed (P4).

    A group, never a person: there is no field for a survivor's name or story.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT)
    object_id = models.CharField(max_length=80)
    target = GenericForeignKey("content_type", "object_id")
    group = models.CharField(max_length=160, help_text="the group consulted, never a person")
    held_on = models.DateField()
    how = models.CharField(max_length=160, help_text="a meeting, a written round, a listening session")
    heard = models.TextField(blank=True, help_text="in summary; never who said it")
    what_changed = models.TextField(help_text="what is different because of it; if nothing, say so and why")
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    # Earlier words are not kept, unlike those of proposals: a name that slipped in must be able to go (P4).
    reworded_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reworded_at = models.DateTimeField(null=True, blank=True)
    is_sample = models.BooleanField(default=False)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        ordering = ["held_on", "id"]
        indexes = [models.Index(fields=["content_type", "object_id"])]
        constraints = [
            models.CheckConstraint(
                condition=~Q(group="") & ~Q(how="") & ~Q(what_changed=""),
                name="consultation_says_what_changed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group}, {self.held_on}"
