"""A question put to the organizations, round by round, whom it was put to and what it concerns."""

from __future__ import annotations

from datetime import datetime

from django.contrib.contenttypes.fields import GenericForeignKey, GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from decisions.choices import ProposalKind, ProposalState, Result, Rule
from decisions.querysets import AttachmentQuerySet, ProposalQuerySet
from members.models import Organization, User


class Proposal(models.Model):
    """A question put to the organizations."""

    subject_kind = "Proposal"
    takes_consultations = True  # P4

    question = models.CharField(max_length=300, help_text="one sentence")
    kind = models.CharField(max_length=20, choices=ProposalKind)
    text = models.TextField(help_text="Markdown")
    commits_us_to = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=ProposalState, default=ProposalState.DRAFT)
    round = models.PositiveSmallIntegerField(default=1, help_text="a changed text is a new round")
    rule = models.CharField(max_length=12, choices=Rule, default=Rule.CONSENSUS)
    quorum = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="organizations that must answer"
    )
    answers_hidden_until_close = models.BooleanField(default=False)
    soft_deadline_at = models.DateTimeField(null=True, blank=True)
    deadline_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    result = models.CharField(max_length=12, choices=Result, blank=True, help_text="said at the close")
    ended_because = models.TextField(blank=True, help_text="why it was withdrawn or left undecided")
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
                condition=Q(state="closed", result__in=Result.values) | (~Q(state="closed") & Q(result="")),
                name="proposal_closed_has_result",
            ),
            models.CheckConstraint(
                condition=Q(soft_deadline_at__isnull=True)
                | Q(deadline_at__isnull=True)
                | Q(soft_deadline_at__lte=F("deadline_at")),
                name="proposal_soft_deadline_first",
            ),
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


class ProposalRound(models.Model):
    """The text of a proposal as it stood in one round; the database refuses to change it."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    question = models.CharField(max_length=300)
    text = models.TextField()
    commits_us_to = models.TextField(blank=True)
    what_changed = models.TextField(blank=True, help_text="against the round before, in a sentence")
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["proposal", "number"]
        constraints = [models.UniqueConstraint(fields=["proposal", "number"], name="round_once")]

    def __str__(self) -> str:
        return f"Round {self.number} of {self.proposal_id}"


class DeadlineChange(models.Model):
    """A deadline that was moved, and why."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="deadline_changes")
    before = models.DateTimeField()
    after = models.DateTimeField()
    reason = models.TextField()
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["proposal", "changed_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="deadline_change_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id}: {self.before} to {self.after}"


def attachment_path(attachment: Attachment, _name: str) -> str:
    """Where an attachment is kept: by its digest, never under the name somebody gave it."""
    return f"attachments/{attachment.proposal_id}/{attachment.sha256}"


class Attachment(models.Model):
    """A file that belongs to a proposal's text: frozen with it, from one round until another."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="attachments")
    from_round = models.PositiveSmallIntegerField(default=1)
    until_round = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="last round it belongs to; empty while it stays"
    )
    name = models.CharField(max_length=160)
    media_type = models.CharField(max_length=120)
    size = models.PositiveIntegerField(help_text="bytes")
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to=attachment_path, max_length=200)
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["proposal", "name", "id"]

    def __str__(self) -> str:
        return self.name
