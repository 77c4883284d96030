"""What became of money after it was enacted: notices of funding, releases, withholding, lateness."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from appropriations.choices import FundingKind, SourceKind
from appropriations.models.lines import Line
from appropriations.models.years import YEAR_IS_SANE
from appropriations.querysets import FundingEventQuerySet
from members.models import User


class FundingEvent(models.Model):
    """One thing that happened, or was due, to a line's money of a fiscal year."""

    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="funding_events")
    fiscal_year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=FundingKind)
    happened_on = models.DateField(
        null=True, blank=True, help_text="empty for what is due and has not happened"
    )
    due_on = models.DateField(null=True, blank=True, help_text="when it was or is due")
    # What ended it: the release after a withholding, the notice after its lateness.
    ended_on = models.DateField(null=True, blank=True)
    dollars = models.BigIntegerField(null=True, blank=True)
    words = models.CharField(max_length=300, blank=True)
    document = models.CharField(max_length=300)
    page = models.CharField(max_length=80, blank=True)
    url = models.URLField(blank=True, max_length=300)
    source_kind = models.CharField(max_length=10, choices=SourceKind)
    as_of = models.DateField()
    entered_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now, editable=False)
    is_sample = models.BooleanField(default=False)

    objects = FundingEventQuerySet.as_manager()

    class Meta:
        ordering = ["line", "-fiscal_year", "happened_on", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=FundingKind.values), name="funding_kind_known"),
            models.CheckConstraint(
                condition=Q(happened_on__isnull=False) | Q(due_on__isnull=False), name="funding_has_a_day"
            ),
            models.CheckConstraint(condition=YEAR_IS_SANE, name="funding_year_sane"),
        ]

    def __str__(self) -> str:
        return f"{self.line_id} FY {self.fiscal_year}: {self.get_kind_display()}"
