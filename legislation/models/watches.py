"""Watches: saved searches, and the bills each has found. What is made of a match is judgment (priorities)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from legislation.models.bills import Bill
from legislation.querysets import WatchMatchQuerySet, WatchQuerySet
from legislation.search_query import BillQuery


class Watch(models.Model):
    """A search that is run again whenever bills change: the desk's, or one person's own."""

    name = models.CharField(max_length=120)
    query = models.JSONField(help_text="as legislation.search_query writes it")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="own_watches",
        help_text="whose own it is; empty for the desk's, whose matches go into triage",
    )
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    paused_at = models.DateTimeField(null=True, blank=True)
    looked_at = models.DateTimeField(null=True, blank=True, help_text="when it last looked at all bills")

    objects = WatchQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "watches"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("legislation:watch", args=[self.pk])

    @property
    def search(self) -> BillQuery:
        """What it looks for."""
        return BillQuery.from_json(self.query)


class WatchMatch(models.Model):
    """That a bill was found by a watch; it stays, though the bill's words may change."""

    watch = models.ForeignKey(Watch, on_delete=models.CASCADE, related_name="matches", db_index=False)
    bill = models.ForeignKey(Bill, on_delete=models.CASCADE, related_name="watch_matches")
    found_at = models.DateTimeField(default=timezone.now)
    was_here = models.BooleanField(default=False, help_text="it fitted when the watch was made or changed")
    excerpt = models.JSONField(
        default=dict, help_text="where the words stood, as legislation.marking keeps it"
    )

    objects = WatchMatchQuerySet.as_manager()

    class Meta:
        ordering = ["-found_at", "bill"]
        verbose_name_plural = "watch matches"
        constraints = [models.UniqueConstraint(fields=["watch", "bill"], name="watch_match_once")]

    def __str__(self) -> str:
        return f"{self.bill_id} by {self.watch_id}"
