"""The one current answer of each organization, and every answer it gave before."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from decisions.choices import Answer
from decisions.models.proposals import Proposal
from decisions.querysets import ResponseQuerySet
from members.models import Organization, User


class Response(models.Model):
    """The one current answer of an organization to a proposal (P3); earlier ones stay in its history."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="responses")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="responses")
    round = models.PositiveSmallIntegerField(
        default=1, help_text="the round it answers; an older one awaits confirmation"
    )
    answer = models.CharField(max_length=20, choices=Answer)
    reason = models.TextField(blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    received_how = models.CharField(
        max_length=200, blank=True, help_text="when recorded by the secretariat: how it was received"
    )
    answered_at = models.DateTimeField(default=timezone.now)

    objects = ResponseQuerySet.as_manager()

    class Meta:
        ordering = ["organization__sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "organization"], name="response_one_per_organization"
            ),
            models.CheckConstraint(condition=Q(answer__in=Answer.values), name="response_answer_known"),
            models.CheckConstraint(
                condition=~Q(answer="block") | ~Q(reason=""), name="response_block_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization}: {self.get_answer_display()}"


class ResponseVersion(models.Model):
    """An answer as it was given at one moment: every change is kept, the database refuses to change a version."""

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="versions")
    round = models.PositiveSmallIntegerField(default=1)
    answer = models.CharField(max_length=20, choices=Answer)
    reason = models.TextField(blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    received_how = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ["response", "answered_at", "id"]

    def __str__(self) -> str:
        return f"{self.response_id}: {self.get_answer_display()}"
