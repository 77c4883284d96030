"""Bills that watches of the desk found, and what we make of them."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from common.choices import Tag
from decisions.models import Proposal
from legislation.models import Bill
from members.models import User
from priorities.choices import Risk, TriageState
from priorities.querysets import TriageQuerySet


class TriageItem(models.Model):
    """A bill that a watch of the desk found, and what we make of it."""

    bill = models.OneToOneField(Bill, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=TriageState, default=TriageState.NEW)
    dismissed_because = models.TextField(blank=True)
    risk = models.CharField(max_length=15, choices=Risk, blank=True)
    risk_note = models.TextField(blank=True)
    note = models.TextField(blank=True)
    owner = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    tags = ArrayField(models.CharField(max_length=15, choices=Tag), default=list, blank=True)
    due_on = models.DateField(null=True, blank=True)
    # A draft can be discarded: the item then says so.
    proposal = models.ForeignKey(
        Proposal, null=True, blank=True, on_delete=models.SET_NULL, related_name="triage_items"
    )
    kin = models.JSONField(default=list, help_text="earlier bills it may be again: id and evidence of each")
    came_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    objects = TriageQuerySet.as_manager()

    class Meta:
        ordering = ["-came_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=TriageState.values), name="triage_state_known"),
            models.CheckConstraint(
                condition=~Q(state="dismissed") | ~Q(dismissed_because=""), name="triage_dismissal_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(risk="") | Q(risk__in=Risk.values) & ~Q(risk_note=""), name="triage_risk_has_note"
            ),
        ]
        indexes = [models.Index(fields=["state", "-came_at"], name="triage_by_state")]

    def __str__(self) -> str:
        return f"{self.bill_id} {self.get_state_display().lower()}"

    def get_absolute_url(self) -> str:
        return reverse("priorities:triage_item", args=[self.bill_id])


class TriageChange(models.Model):
    """What was done to a triaged bill, by whom; enough to undo it."""

    item = models.ForeignKey(TriageItem, on_delete=models.CASCADE, related_name="changes")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=30)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    undoes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="undone_by"
    )

    class Meta:
        ordering = ["item", "-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.item_id} {self.what}"
