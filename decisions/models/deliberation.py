"""What the organizations say to one another: read inside, and nowhere else (P5)."""

from __future__ import annotations

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from decisions.querysets import CommentQuerySet
from members.models import Organization, User


class Comment(models.Model):
    """One contribution on a proposal, a line, a bill or a priority; without `reply_to` it begins a thread."""

    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT)
    object_id = models.CharField(max_length=80)
    target = GenericForeignKey("content_type", "object_id")
    reply_to = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replies"
    )
    text = models.TextField(blank=True, help_text="Markdown; empty once deleted")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey(
        Organization,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="for which they spoke; empty for the secretariat",
    )
    posted_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    deleted_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    mentions = models.ManyToManyField(User, related_name="+", blank=True)
    is_sample = models.BooleanField(default=False)

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["posted_at", "id"]
        indexes = [models.Index(fields=["content_type", "object_id"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(deleted_at__isnull=True, deleted_by__isnull=True) & ~Q(text="")
                | Q(deleted_at__isnull=False, deleted_by__isnull=False, text=""),
                name="comment_said_or_deleted",
            ),
        ]

    def __str__(self) -> str:
        return f"Comment {self.pk}"

    def get_absolute_url(self) -> str:
        """Its permalink; a reply's leads on to its place in the thread."""
        return reverse("decisions:thread", args=[self.pk])

    @property
    def is_deleted(self) -> bool:
        return self.deleted_at is not None


class CommentVersion(models.Model):
    """What a comment said before it was edited; gone with the comment's text when that is deleted."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="versions")
    text = models.TextField()
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["comment", "written_at"]

    def __str__(self) -> str:
        return f"Comment {self.comment_id} of {self.written_at}"
