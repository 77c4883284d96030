"""What became of money after it was enacted: notices of funding, releases, withholding, lateness."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from appropriations.choices import FundingKind, SourceKind
from appropriations.models.kept import Kept
from appropriations.models.lines import Line
from appropriations.models.years import YEAR_IS_SANE
from appropriations.querysets import FundingEventQuerySet


class FundingEvent(Kept):
    """One thing that happened, or was due, to a line's money of a fiscal year."""

    kept_kind = "funding"

    key = models.SlugField(max_length=120, blank=True, editable=False, help_text="name of a shipped row")
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="funding_events")
    fiscal_year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=FundingKind)
    happened_on = models.DateField(
        null=True, blank=True, help_text="empty for what is due and has not happened"
    )
    due_on = models.DateField(null=True, blank=True, help_text="when it was or is due")
    # What ended it: the release after a withholding, grants restored after a termination.
    ended_on = models.DateField(null=True, blank=True)
    # Where the source gives a month only, it is said in these words and no day is printed.
    day_words = models.CharField(max_length=120, blank=True)
    dollars = models.BigIntegerField(null=True, blank=True)
    words = models.CharField(max_length=300, blank=True)
    document = models.CharField(max_length=300)
    page = models.CharField(max_length=80, blank=True)
    url = models.URLField(blank=True, max_length=300)
    source_kind = models.CharField(max_length=10, choices=SourceKind)
    as_of = models.DateField()

    objects = FundingEventQuerySet.as_manager()

    class Meta:
        ordering = ["-fiscal_year", "line", "happened_on", "id"]
        verbose_name = "event after enactment"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=FundingKind.values), name="funding_kind_known"),
            models.CheckConstraint(
                condition=Q(happened_on__isnull=False) | Q(due_on__isnull=False), name="funding_has_a_day"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("happened_on")),
                name="funding_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["withholding", "termination"]) | Q(happened_on__isnull=False),
                name="funding_stop_has_happened",
            ),
            models.CheckConstraint(
                condition=Q(dollars__isnull=True) | Q(dollars__gt=0), name="funding_dollars_above_none"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""),
                name="funding_withdrawn_why",
            ),
            models.CheckConstraint(condition=YEAR_IS_SANE, name="funding_year_sane"),
            models.UniqueConstraint(fields=["key"], condition=~Q(key=""), name="funding_shipped_once"),
        ]

    def __str__(self) -> str:
        return f"FY {self.fiscal_year} {self.line_id}: {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        return f"{reverse('appropriations:after_enactment')}?line={self.line_id}"
