"""Where the coalition stands on a bill, and that a bill pays by cutting another cause (P2)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from common.dates import congress_day
from decisions.models import Decision
from legislation.models import Bill
from members.models import User
from priorities.choices import Stance
from priorities.expiring import On, position_expired
from priorities.querysets import CutFlagQuerySet, PositionQuerySet


class Position(models.Model):
    """The coalition's stance on a bill; any stance but monitoring rests on a decision."""

    bill = models.ForeignKey(Bill, on_delete=models.PROTECT, related_name="+")
    stance = models.CharField(max_length=20, choices=Stance)
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="positions"
    )
    summary = models.TextField(blank=True, help_text="why, in words fit for outside")
    is_public = models.BooleanField(default=False)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    despite = models.TextField(
        blank=True, help_text="why it is supported though it pays by cutting another cause; inside only"
    )
    ended_because = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    is_sample = models.BooleanField(default=False)

    objects = PositionQuerySet.as_manager()

    class Meta:
        ordering = ["bill", "-starts_on"]
        constraints = [
            models.CheckConstraint(condition=Q(stance__in=Stance.values), name="position_stance_known"),
            models.CheckConstraint(
                condition=Q(stance="monitoring") | Q(decision__isnull=False),
                name="position_rests_on_a_decision",
            ),
            models.UniqueConstraint(
                fields=["bill"], condition=Q(ends_on__isnull=True), name="position_one_open_per_bill"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="position_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_stance_display()} {self.bill_id}"

    def get_absolute_url(self) -> str:
        return reverse("priorities:positions_on", args=[self.bill_id])

    @property
    def expired(self) -> str:
        """Why it has expired by now, or nothing; it is to come with `bill__congress`."""
        return position_expired(on_bill(self.bill), congress_day())


class CutFlag(models.Model):
    """That a bill pays for what it does by cutting another cause, as a document says (P2)."""

    bill = models.ForeignKey(Bill, on_delete=models.PROTECT, related_name="+")
    cuts = models.CharField(max_length=300, help_text="what it cuts, in a few words")
    source = models.CharField(
        max_length=300, help_text="who says so: section 12 of the bill, a cost estimate"
    )
    source_url = models.URLField(max_length=300, blank=True)
    as_of = models.DateField()
    flagged_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    flagged_at = models.DateTimeField(default=timezone.now, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    objects = CutFlagQuerySet.as_manager()

    class Meta:
        ordering = ["bill", "flagged_at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(cuts="") & ~Q(source=""), name="cut_flag_says_what_and_who"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_because=""),
                name="cut_flag_withdrawn_has_reason",
            ),
            models.UniqueConstraint(
                fields=["bill", "cuts"], condition=Q(withdrawn_at__isnull=True), name="cut_flag_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bill_id} cuts {self.cuts}"

    def get_absolute_url(self) -> str:
        return reverse("priorities:positions_on", args=[self.bill_id])


def on_bill(bill: Bill) -> On:
    """Return what decides whether something said of a bill has expired; it is to come with its Congress."""
    return On(bill.stage, bill.congress_id, bill.congress.ends_on)
