"""What members know and share (P6)."""

from __future__ import annotations

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from decisions.choices import SharingLevel
from decisions.querysets import SharedItemQuerySet
from members.models import Organization, User


class SharedItem(models.Model):
    """Something a member organization knows that bears on a bill, a line or a priority; it reaches the others (P6)."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="shared_items")
    posted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    posted_at = models.DateTimeField(default=timezone.now)
    title = models.CharField(max_length=160, blank=True, help_text="empty once deleted")
    text = models.TextField(blank=True, help_text="empty once deleted")
    level = models.CharField(max_length=10, choices=SharingLevel, default=SharingLevel.INSIDE)
    content_type = models.ForeignKey(ContentType, null=True, blank=True, on_delete=models.PROTECT)
    object_id = models.CharField(max_length=80, blank=True)
    target = GenericForeignKey("content_type", "object_id")
    edited_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    deleted_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
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
            models.CheckConstraint(
                condition=Q(deleted_at__isnull=True, deleted_by__isnull=True) & ~Q(title="") & ~Q(text="")
                | Q(deleted_at__isnull=False, deleted_by__isnull=False, title="", text=""),
                name="shared_item_said_or_deleted",
            ),
        ]

    def __str__(self) -> str:
        return self.title or f"Shared item {self.pk}, deleted"

    def get_absolute_url(self) -> str:
        return reverse("decisions:shared") + f"#item-{self.pk}"
