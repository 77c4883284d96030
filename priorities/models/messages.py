"""The message library: what we say, in words that were looked at (priority 3.3)."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from common.choices import Tag
from decisions.models import Decision
from members.models import User
from priorities.querysets import MessageQuerySet


class Message(models.Model):
    """A piece of narrative; it goes into packets once a named person cleared it for them."""

    title = models.CharField(max_length=160)
    text = models.TextField(help_text="Markdown")
    tags = ArrayField(models.CharField(max_length=15, choices=Tag), default=list, blank=True)
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="messages"
    )
    # Cleared as it reads now: another wording is to be cleared again.
    cleared_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    cleared_at = models.DateTimeField(null=True, blank=True, verbose_name="cleared for packets")
    archived_at = models.DateTimeField(null=True, blank=True, verbose_name="archived")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    is_sample = models.BooleanField(default=False)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["title", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(cleared_at__isnull=True, cleared_by__isnull=True)
                | Q(cleared_at__isnull=False, cleared_by__isnull=False),
                name="message_cleared_by_somebody",
            ),
            models.CheckConstraint(condition=~Q(title="") & ~Q(text=""), name="message_says_something"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("priorities:message", args=[self.pk])
