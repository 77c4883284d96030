"""Sign-on letters: each organization signs for itself (P3), in alphabetical order."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from common.sorting import sort_key
from decisions.choices import LetterState
from decisions.models.register import Decision
from decisions.querysets import LetterQuerySet, OutsideSignerQuerySet, SignatureQuerySet
from members.models import Organization, User


def signing_key(name: str) -> str:
    """By what a signatory stands among the others: the same for members and for outside signers (P3)."""
    return sort_key(name.removeprefix("The "))


class Letter(models.Model):
    """A letter that organizations may sign; its text is frozen once it is open for signing."""

    title = models.CharField(max_length=200)
    recipients = models.TextField(help_text="one a line, as they are addressed")
    text = models.TextField(help_text="Markdown")
    state = models.CharField(max_length=10, choices=LetterState, default=LetterState.DRAFT)
    soft_deadline_at = models.DateTimeField(null=True, blank=True)
    deadline_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    decision = models.ForeignKey(
        Decision,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="letters",
        help_text="the decision that approved the text",
    )
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    is_sample = models.BooleanField(default=False)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = [F("deadline_at").desc(nulls_first=True), "id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=LetterState.values), name="letter_state_known"),
            models.CheckConstraint(
                condition=Q(state="draft")
                | Q(opened_at__isnull=False, deadline_at__isnull=False, decision__isnull=False),
                name="letter_open_has_deadline_and_decision",
            ),
            models.CheckConstraint(
                condition=Q(soft_deadline_at__isnull=True)
                | Q(deadline_at__isnull=True)
                | Q(soft_deadline_at__lte=F("deadline_at")),
                name="letter_soft_deadline_first",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("decisions:letter", args=[self.pk])

    def takes_signatures(self, at: datetime) -> bool:
        """Whether one can still sign or withdraw at a moment; the deadline itself is too late."""
        return self.state == LetterState.OPEN and self.deadline_at is not None and at < self.deadline_at


class Signature(models.Model):
    """An organization's own signature; withdrawn ones stay as rows, so the record keeps who acted."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="signatures")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    # As it signed: a later change of name does not change a letter that was sent.
    name = models.CharField(max_length=160)
    sort_key = models.CharField(max_length=200, editable=False)
    signed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(default=timezone.now)
    revoked_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = SignatureQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["letter", "organization"],
                condition=Q(revoked_at__isnull=True),
                name="signature_one_in_force",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} on {self.letter_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = signing_key(self.name)
        super().save(*args, **kwargs)


class OutsideSigner(models.Model):
    """An organization outside the coalition that signs; staff note how it consented."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="outside_signers")
    name = models.CharField(max_length=160)
    sort_key = models.CharField(max_length=200, editable=False)
    place = models.CharField(max_length=120, blank=True, help_text="city and state, as it is to be printed")
    consent = models.CharField(max_length=300, help_text="who agreed for it, how and when; never printed")
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now)
    removed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = OutsideSignerQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["letter", "sort_key"],
                condition=Q(removed_at__isnull=True),
                name="outside_signer_once",
            ),
            models.CheckConstraint(condition=~Q(consent=""), name="outside_signer_consented"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = signing_key(self.name)
        super().save(*args, **kwargs)


class LetterDeadlineChange(models.Model):
    """A letter's deadline that was moved later, and why; the database refuses to change it."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="deadline_changes")
    before = models.DateTimeField()
    after = models.DateTimeField()
    reason = models.TextField()
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["letter", "changed_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="letter_deadline_change_has_reason"),
            models.CheckConstraint(condition=Q(after__gt=F("before")), name="letter_deadline_moves_later"),
        ]

    def __str__(self) -> str:
        return f"{self.letter_id}: {self.before} to {self.after}"
