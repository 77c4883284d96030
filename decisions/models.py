"""Proposals, one answer per organization, and the decisions that last."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.contenttypes.fields import GenericForeignKey, GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from decisions.choices import Answer, ProposalKind, ProposalState, Rule, SharingLevel
from decisions.querysets import (
    ConsultationQuerySet,
    DecisionQuerySet,
    ProposalQuerySet,
    ResponseQuerySet,
    SharedItemQuerySet,
)
from members.models import Organization, User


class Proposal(models.Model):
    """A question put to the organizations."""

    question = models.CharField(max_length=300, help_text="one sentence")
    kind = models.CharField(max_length=20, choices=ProposalKind)
    text = models.TextField(help_text="Markdown")
    commits_us_to = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=ProposalState, default=ProposalState.DRAFT)
    rule = models.CharField(max_length=12, choices=Rule, default=Rule.CONSENSUS)
    quorum = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="organizations that must answer"
    )
    answers_hidden_until_close = models.BooleanField(default=False)
    soft_deadline_at = models.DateTimeField(null=True, blank=True)
    deadline_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    electorate = models.ManyToManyField(
        Organization, through="Elector", related_name="proposals", help_text="frozen at opening"
    )
    is_sample = models.BooleanField(default=False)
    consultations = GenericRelation("decisions.Consultation")

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = [F("deadline_at").asc(nulls_last=True), "id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ProposalKind.values), name="proposal_kind_known"),
            models.CheckConstraint(condition=Q(state__in=ProposalState.values), name="proposal_state_known"),
            models.CheckConstraint(condition=Q(rule__in=Rule.values), name="proposal_rule_known"),
            models.CheckConstraint(
                condition=~Q(state="open") | Q(opened_at__isnull=False, deadline_at__isnull=False),
                name="proposal_open_has_deadline",
            ),
        ]

    def __str__(self) -> str:
        return self.question

    def get_absolute_url(self) -> str:
        return reverse("decisions:proposal", args=[self.pk])

    def takes_answers(self, at: datetime) -> bool:
        """Whether an answer can still be given at a moment; the deadline itself is too late."""
        return self.state == ProposalState.OPEN and self.deadline_at is not None and at < self.deadline_at


class Elector(models.Model):
    """An organization asked to answer one proposal."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="electors")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "organization"], name="elector_once")]

    def __str__(self) -> str:
        return f"{self.organization} on {self.proposal_id}"


class Subject(models.Model):
    """What a proposal concerns, named generically: a bill, a line, a letter (imports point one way)."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="subjects")
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT)
    object_id = models.CharField(max_length=80)
    target = GenericForeignKey("content_type", "object_id")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "content_type", "object_id"], name="subject_once")
        ]
        indexes = [models.Index(fields=["content_type", "object_id"])]

    def __str__(self) -> str:
        return f"{self.content_type.model} {self.object_id}"


class Response(models.Model):
    """The one current answer of an organization to a proposal (P3); earlier ones stay in its history."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="responses")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="responses")
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
    answer = models.CharField(max_length=20, choices=Answer)
    reason = models.TextField(blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    received_how = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ["response", "answered_at", "id"]

    def __str__(self) -> str:
        return f"{self.response_id}: {self.get_answer_display()}"


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
    what_changed = models.TextField(help_text="what is different because of it; if nothing, say so and why")
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
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


class SharedItem(models.Model):
    """Something a member organization knows that bears on a bill, a line or a priority; it reaches the others (P6)."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="shared_items")
    posted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    posted_at = models.DateTimeField(default=timezone.now)
    title = models.CharField(max_length=160)
    text = models.TextField()
    level = models.CharField(max_length=10, choices=SharingLevel, default=SharingLevel.INSIDE)
    content_type = models.ForeignKey(ContentType, null=True, blank=True, on_delete=models.PROTECT)
    object_id = models.CharField(max_length=80, blank=True)
    target = GenericForeignKey("content_type", "object_id")
    is_sample = models.BooleanField(default=False)

    objects = SharedItemQuerySet.as_manager()

    class Meta:
        ordering = ["-posted_at", "-id"]
        indexes = [models.Index(fields=["content_type", "object_id"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(level__in=SharingLevel.values), name="shared_item_level_known"
            ),
            models.CheckConstraint(
                condition=Q(content_type__isnull=True, object_id="")
                | (Q(content_type__isnull=False) & ~Q(object_id="")),
                name="shared_item_subject_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.title
