"""What an organization follows, and how a person wants to hear of things."""

from __future__ import annotations

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone

from members.choices import Delivery
from members.models.organizations import Organization
from members.models.people import User


class Follow(models.Model):
    """A bill, a family, a line or a priority that an organization cares about, named generically."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="follows")
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.CharField(max_length=80)
    target = GenericForeignKey("content_type", "object_id")
    chosen_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["organization", "content_type", "object_id"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "content_type", "object_id"], name="follow_once")
        ]
        indexes = [models.Index(fields=["content_type", "object_id"])]

    def __str__(self) -> str:
        return f"{self.organization} follows {self.object_id}"


class NoticeChoice(models.Model):
    """How one person wants to hear of one kind of notice; without a row, as it happens."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notice_choices")
    kind = models.CharField(max_length=60)
    delivery = models.CharField(max_length=10, choices=Delivery, default=Delivery.AT_ONCE)

    class Meta:
        ordering = ["user", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="notice_choice_once"),
            models.CheckConstraint(
                condition=Q(delivery__in=Delivery.values), name="notice_choice_delivery_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.kind} {self.get_delivery_display().lower()}"
