"""Report language: what was sought, and what the committees' reports and the joint statement then said."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse

from appropriations.choices import LanguageOutcome, ReportKind
from appropriations.models.kept import Kept
from appropriations.models.lines import Line
from appropriations.models.slates import SlateItem
from appropriations.models.years import YEAR_IS_SANE
from appropriations.querysets import FoundQuerySet, LanguageQuerySet
from legislation.models import Bill


class ReportLanguage(Kept):
    """A passage sought in the reports of a fiscal year."""

    kept_kind = "language"
    subject_kind = "Report language"

    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="report_language")
    fiscal_year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200, help_text="what it is about, in a few words")
    sought = models.TextField(blank=True, help_text="empty where it was found without being sought")
    slate_item = models.ForeignKey(
        SlateItem, null=True, blank=True, on_delete=models.PROTECT, related_name="language"
    )
    carried_from = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="carried_to",
        help_text="the passage of an earlier year it began as",
    )
    # P2, soft part: who said of which words that the passage mentions them and does not ask for them.
    clearances = models.JSONField(default=list, blank=True, editable=False)
    source = models.CharField(max_length=300, help_text="where the wording sought is from")
    source_url = models.URLField(blank=True, max_length=300)
    as_of = models.DateField()

    objects = LanguageQuerySet.as_manager()

    class Meta:
        ordering = ["-fiscal_year", "line", "title"]
        verbose_name = "report language"
        constraints = [
            models.UniqueConstraint(
                fields=["line", "fiscal_year", "title"],
                condition=Q(withdrawn_at__isnull=True),
                name="report_language_once",
            ),
            models.CheckConstraint(condition=YEAR_IS_SANE, name="report_language_year_sane"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""),
                name="report_language_withdrawn_why",
            ),
        ]

    def __str__(self) -> str:
        return f"FY {self.fiscal_year}: {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("appropriations:language", args=[self.pk])


class LanguageFound(Kept):
    """What one report says of a passage sought: its words with the citation, or that it says nothing."""

    kept_kind = "found"

    language = models.ForeignKey(ReportLanguage, on_delete=models.PROTECT, related_name="found")
    report = models.CharField(max_length=20, choices=ReportKind)
    outcome = models.CharField(max_length=12, choices=LanguageOutcome)
    text = models.TextField(blank=True)
    document = models.CharField(max_length=300, help_text="such as H.Rept. 119-271")
    bill = models.ForeignKey(Bill, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    page = models.CharField(max_length=80, blank=True)
    url = models.URLField(blank=True, max_length=300)
    as_of = models.DateField()
    note = models.CharField(max_length=300, blank=True)

    objects = FoundQuerySet.as_manager()

    class Meta:
        ordering = ["language", "report", "id"]
        verbose_name = "text of a report"
        constraints = [
            models.UniqueConstraint(
                fields=["language", "report"],
                condition=Q(withdrawn_at__isnull=True),
                name="language_found_once_a_report",
            ),
            models.CheckConstraint(condition=Q(report__in=ReportKind.values), name="language_report_known"),
            models.CheckConstraint(
                condition=Q(outcome__in=LanguageOutcome.values), name="language_outcome_known"
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=["adopted", "in_part"]) | ~Q(text=""),
                name="language_adopted_has_text",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""),
                name="language_found_withdrawn_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_report_display()}: {self.get_outcome_display()}"

    def get_absolute_url(self) -> str:
        return reverse("appropriations:language", args=[self.language_id])
