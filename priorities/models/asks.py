"""What we ask of offices."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from appropriations.models import Line
from common.dates import congress_day
from decisions.models import Decision
from legislation.models import Bill, Committee, Family, Legislator
from priorities.choices import AskKind, AskSeeks, Audience
from priorities.expiring import ask_expired
from priorities.models.positions import on_bill
from priorities.querysets import AskQuerySet


class Ask(models.Model):
    """What we ask offices to do, or tell them; it rests on a decision."""

    kind = models.CharField(max_length=15, choices=AskKind)
    audience = models.CharField(max_length=15, choices=Audience, default=Audience.ALL)
    committee = models.ForeignKey(
        Committee, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    legislator = models.ForeignKey(
        Legislator, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    bill = models.ForeignKey(Bill, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    family = models.ForeignKey(Family, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    line = models.ForeignKey(Line, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    fiscal_year = models.PositiveSmallIntegerField(null=True, blank=True)
    seeks = models.CharField(
        max_length=15,
        blank=True,
        choices=AskSeeks,
        help_text="what the office would do about the bill: the rule of what to ask then says whom it fits",
    )
    text = models.CharField(max_length=300)
    reason = models.TextField(blank=True)
    deadline_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="asks")
    position = models.PositiveSmallIntegerField(default=100, help_text="order of importance")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)
    is_sample = models.BooleanField(default=False)

    objects = AskQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=AskKind.values), name="ask_kind_known"),
            models.CheckConstraint(condition=Q(audience__in=Audience.values), name="ask_audience_known"),
            models.CheckConstraint(
                condition=~Q(audience__in=["committee", "subcommittee"]) | Q(committee__isnull=False),
                name="ask_names_its_committee",
            ),
            models.CheckConstraint(
                condition=~Q(audience="office") | Q(legislator__isnull=False), name="ask_names_its_office"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_because=""),
                name="ask_withdrawn_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("priorities:ask", args=[self.pk])

    @property
    def audience_in_words(self) -> str:
        """Whom it is for; it is to come with `committee` and `legislator`."""
        named = self.committee or self.legislator
        return f"{self.get_audience_display()}: {named}" if named else str(self.get_audience_display())

    @property
    def expired(self) -> str:
        """Why it has expired with its bill's Congress by now, or nothing; it is to come with `bill__congress`."""
        return ask_expired(on_bill(self.bill), congress_day()) if self.bill else ""
