"""Tables that know no other app: work someone waits for, the audit log, notices, tokens.

People are named by id, never by foreign key or name: common imports no other app, and a person
can leave without breaking the record.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from common.guard import key_of
from common.querysets import AuditQuerySet, JobQuerySet, NoticeQuerySet, PhraseClearanceQuerySet


class JobState(models.TextChoices):
    QUEUED = "queued", "Waiting"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"
    CANCELED = "canceled", "Canceled"


OPEN_STATES = (JobState.QUEUED, JobState.RUNNING)


class Job(models.Model):
    """Work that someone waits for; the row, not the broker's message, is the truth."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=60)
    arguments = models.JSONField(default=dict)
    # One open job per key: a second click joins the first. Empty means no such rule.
    key = models.CharField(max_length=200, blank=True)
    # Periodic work claims (kind, due) so that two schedulers never do it twice.
    due_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=JobState, default=JobState.QUEUED)
    progress_done = models.PositiveIntegerField(default=0)
    progress_total = models.PositiveIntegerField(null=True, blank=True)
    progress_note = models.CharField(max_length=200, blank=True)
    result = models.JSONField(default=dict)
    error = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    max_attempts = models.PositiveSmallIntegerField(default=3)
    lease_until = models.DateTimeField(null=True, blank=True)
    cancel_requested = models.BooleanField(default=False)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="children"
    )
    requested_by = models.BigIntegerField(null=True, blank=True, help_text="id of the person who waits")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"],
                condition=Q(state__in=["queued", "running"]) & ~Q(key=""),
                name="job_one_open_per_key",
            ),
            models.UniqueConstraint(fields=["kind", "due_at"], name="job_one_per_due_time"),
            models.CheckConstraint(condition=Q(state__in=JobState.values), name="job_state_known"),
        ]
        indexes = [
            models.Index(fields=["state", "lease_until"]),
            models.Index(fields=["kind", "-created_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.get_state_display().lower()}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def percent(self) -> int | None:
        """How much is done, 0 to 100, or None when the total is not known."""
        if not self.progress_total:
            return None
        return min(100, self.progress_done * 100 // self.progress_total)


class AuditEntry(models.Model):
    """Who did what to what; the database refuses to change or delete a row."""

    at = models.DateTimeField(default=timezone.now, editable=False)
    actor_id = models.BigIntegerField(null=True, blank=True, db_index=True)
    acting_for = models.BigIntegerField(null=True, blank=True, help_text="organization id")
    verb = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60, blank=True)
    subject_id = models.CharField(max_length=80, blank=True)
    detail = models.JSONField(default=dict)

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name_plural = "audit entries"
        indexes = [
            models.Index(fields=["subject_type", "subject_id"]),
            models.Index(fields=["verb"], name="audit_by_verb"),
            # As it is listed, page by page, and cut by days.
            models.Index(fields=["-at", "-id"], name="audit_newest_first"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_type} {self.subject_id}".strip()


class Gathered(models.TextChoices):
    """Which letter a notice shares with others of its sort."""

    SOON = "soon", "What came within minutes"
    DAILY = "daily", "The daily digest"
    WEEKLY = "weekly", "The weekly digest"


class Notice(models.Model):
    """Something a person should hear of; written with the change it tells of, sent later by one task."""

    recipient_id = models.BigIntegerField(db_index=True)
    kind = models.CharField(max_length=60)
    # Neutral words only (P5): the confidential part waits behind the sign-in.
    title = models.CharField(max_length=200)
    path = models.CharField(max_length=300, help_text="where it leads, within the site")
    # Never twice for one event.
    event_key = models.CharField(max_length=200)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    due_at = models.DateTimeField(
        default=timezone.now, null=True, blank=True, help_text="when to email it next; empty for never"
    )
    gathered = models.CharField(
        max_length=6, choices=Gathered, blank=True, help_text="goes out with others; empty for a letter alone"
    )
    # What a letter or feed says beside the title. Public facts and neutral words only, as above.
    detail = models.JSONField(default=dict, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["recipient_id", "event_key"], name="notice_once_per_event"),
        ]
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(sent_at__isnull=True, error=""), name="notice_waiting_by_due"
            ),
            models.Index(fields=["recipient_id", "kind", "-created_at"], name="notice_newest_of_kind"),
            models.Index(fields=["recipient_id"], condition=Q(seen_at__isnull=True), name="notice_unread"),
        ]

    def __str__(self) -> str:
        return self.title


class Token(models.Model):
    """A secret handed to one person for one purpose (an invitation, a private feed); only its digest is kept."""

    user_id = models.BigIntegerField(null=True, blank=True, db_index=True)
    purpose = models.CharField(max_length=40)
    digest = models.CharField(max_length=64, unique=True)
    detail = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)
    # Of what is read again and again, as a feed is, and not used up by it.
    last_read_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.purpose} token"


class LoadedFacts(models.Model):
    """A shipped table of facts as it was last loaded; unchanged files are not read again."""

    name = models.CharField(primary_key=True, max_length=80)
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "loaded facts"

    def __str__(self) -> str:
        return self.name


class PhraseClearance(models.Model):
    """A named person's word that a phrase the guard asks about takes no side, or mentions and does not ask (P1, P2).

    It holds for the phrase in its sentence only: a sentence that is written anew is asked about again.
    """

    subject_type = models.CharField(max_length=60, help_text="the table of the text: priorities.ask")
    subject_id = models.CharField(max_length=80)
    field = models.CharField(max_length=40)
    rule = models.CharField(max_length=2, choices=[("P1", "P1"), ("P2", "P2")])
    phrase = models.CharField(max_length=200)
    sentence = models.TextField()
    reason = models.CharField(max_length=300, help_text="why it may stand: mentions, does not ask")
    cleared_by = models.BigIntegerField(help_text="id of the person")
    cleared_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = PhraseClearanceQuerySet.as_manager()

    class Meta:
        ordering = ["cleared_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "field", "rule", "phrase", "sentence"],
                name="phrase_cleared_once",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="phrase_cleared_with_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.phrase} in {self.subject_type} {self.subject_id}"

    @property
    def key(self) -> str:
        """What common.guard calls the hit that this clears."""
        return key_of(self.rule, self.phrase, self.sentence)
