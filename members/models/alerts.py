"""What a person wants to be told of by themself, and when they last looked at a page."""

from __future__ import annotations

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone

from members.choices import Delivery
from members.models.people import User
from members.querysets import SubscriptionQuerySet


class Subscription(models.Model):
    """A person's alerts on one thing: a bill, a family, a legislator, a committee or a watch, named generically.

    `delivery` is how they come by e-mail; on the site and in the person's feed they are in any case.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="subscriptions")
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=80)
    target = GenericForeignKey("content_type", "object_id")
    delivery = models.CharField(max_length=10, choices=Delivery, default=Delivery.DAILY)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        ordering = ["user", "content_type", "object_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "content_type", "object_id"], name="subscription_once_per_target"
            ),
            models.CheckConstraint(
                condition=Q(delivery__in=Delivery.values), name="subscription_delivery_known"
            ),
        ]
        indexes = [models.Index(fields=["content_type", "object_id"], name="subscription_by_target")]

    def __str__(self) -> str:
        return f"{self.user_id} on {self.object_id}"


class PageVisit(models.Model):
    """When a person looked at the page of a thing, and when they had the time before: what is new since is marked."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="page_visits")
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=80)
    visit_at = models.DateTimeField(default=timezone.now)
    previous_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["user", "-visit_at"]
        constraints = [
            models.UniqueConstraint(fields=["user", "content_type", "object_id"], name="page_visit_once")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} at {self.object_id}"
