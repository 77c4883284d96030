"""What each document said for a line, a fiscal year and a stage.

There is no field for an offset, a transfer asked for, or a named recipient (P2): a request asks for
new budget authority or language for a program. `Stage.TRANSFER` records what an agency did.
"""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from appropriations.choices import MOVES, REQUESTS, CellKind, ChangeKind, Nature, SourceKind, Stage
from appropriations.models.lines import Line
from appropriations.models.years import YEAR_IS_SANE
from appropriations.querysets import AmountQuerySet, PublishedQuerySet
from members.models import User


class Amount(models.Model):
    """What one document said for a line, a fiscal year and a stage. Dollars are whole dollars."""

    key = models.SlugField(unique=True, max_length=120, help_text="stable name of a shipped figure")
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="amounts")
    fiscal_year = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=20, choices=Stage)
    kind = models.CharField(max_length=15, choices=CellKind)
    nature = models.CharField(max_length=15, choices=Nature, default=Nature.WHOLE)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    # A part of another amount of its own line is listed with that amount; a part of an outer line's amount is still
    # the figure of its own line's cell.
    is_inner = models.BooleanField(default=False, editable=False)
    dollars = models.BigIntegerField(null=True, blank=True)
    dollars_high = models.BigIntegerField(null=True, blank=True, help_text="upper end of a range")
    is_about = models.BooleanField(default=False, help_text="the source says approximately")
    words = models.CharField(max_length=300, blank=True)
    rate_of_fiscal_year = models.PositiveSmallIntegerField(null=True, blank=True)
    document = models.CharField(max_length=300)
    page = models.CharField(max_length=80, blank=True, help_text="page or section")
    url = models.URLField(blank=True, max_length=300)
    source_kind = models.CharField(max_length=10, choices=SourceKind)
    as_of = models.DateField()
    note = models.TextField(blank=True)
    is_preferred = models.BooleanField(default=True, help_text="the figure we print")
    preferred_reason = models.CharField(max_length=300, blank=True)
    entered_by = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="empty when shipped",
    )
    entered_at = models.DateTimeField(default=timezone.now, editable=False)
    # A figure is never deleted: one that was wrong is withdrawn with the reason, and its history stays.
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)
    # From then on, what is shipped no longer writes over it.
    touched_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="when a person last changed a shipped figure"
    )
    is_sample = models.BooleanField(default=False)

    objects = AmountQuerySet.as_manager()

    class Meta:
        ordering = ["line", "fiscal_year", "stage", "-is_preferred", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="amount_stage_known"),
            models.CheckConstraint(condition=Q(kind__in=CellKind.values), name="amount_kind_known"),
            models.CheckConstraint(condition=Q(nature__in=Nature.values), name="amount_nature_known"),
            models.CheckConstraint(
                condition=YEAR_IS_SANE,
                name="amount_year_sane",
            ),
            models.CheckConstraint(
                condition=Q(kind="dollars", dollars__isnull=False, dollars_high__isnull=True)
                | Q(kind="range", dollars__isnull=False, dollars_high__gt=F("dollars"))
                | (~Q(kind__in=["dollars", "range"]) & Q(dollars__isnull=True, dollars_high__isnull=True)),
                name="amount_dollars_as_its_kind",
            ),
            models.CheckConstraint(condition=~Q(kind="words") | ~Q(words=""), name="amount_words_are_there"),
            models.CheckConstraint(
                condition=~Q(kind="prior_rate") | Q(rate_of_fiscal_year__isnull=False),
                name="amount_rate_names_its_year",
            ),
            # P2: a request asks for new budget authority, so it is never below zero, and moving or taking back
            # money already given is something that happened, never something we ask for.
            models.CheckConstraint(
                condition=~Q(stage__in=REQUESTS) | Q(dollars__isnull=True) | Q(dollars__gte=0),
                name="amount_request_is_no_cut",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=MOVES) | ~Q(source_kind="coalition"),
                name="amount_no_move_is_requested",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""),
                name="amount_withdrawn_with_reason",
            ),
            models.UniqueConstraint(
                fields=["line", "fiscal_year", "stage", "nature"],
                condition=Q(is_preferred=True, is_inner=False, withdrawn_at__isnull=True),
                name="amount_one_printed_per_cell",
            ),
            models.CheckConstraint(
                condition=Q(is_inner=False) | Q(parent__isnull=False), name="amount_inner_has_its_whole"
            ),
        ]
        indexes = [models.Index(fields=["fiscal_year", "stage"])]

    def __str__(self) -> str:
        return f"{self.line_id} FY {self.fiscal_year} {self.get_stage_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.is_inner = self.parent is not None and self.parent.line_id == self.line_id
        super().save(*args, **kwargs)


class ChangeSet(models.Model):
    """What was done to figures in one go, so that it can be undone in one go.

    Each figure's values before and after are in the audit log, in entries that name this row and have its time.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=ChangeKind)
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    undoes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="undone_by"
    )

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ChangeKind.values), name="change_set_kind_known"),
            models.CheckConstraint(
                condition=Q(kind="undone", undoes__isnull=False)
                | (~Q(kind="undone") & Q(undoes__isnull=True)),
                name="change_set_undone_names_what",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d %H:%M}"


class PublishedFigure(models.Model):
    """A published figure that belongs to no one line: the total of a slate, an estimate of a bill. Never added."""

    key = models.SlugField(primary_key=True, max_length=60)
    title = models.CharField(max_length=200)
    first_fiscal_year = models.PositiveSmallIntegerField()
    last_fiscal_year = models.PositiveSmallIntegerField()
    dollars = models.BigIntegerField(null=True, blank=True)
    words = models.CharField(max_length=300, blank=True)
    document = models.CharField(max_length=300)
    url = models.URLField(blank=True, max_length=300)
    source_kind = models.CharField(max_length=10, choices=SourceKind)
    as_of = models.DateField()

    objects = PublishedQuerySet.as_manager()

    class Meta:
        ordering = ["-last_fiscal_year", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_fiscal_year__gte=F("first_fiscal_year")), name="published_years_in_order"
            ),
            models.CheckConstraint(
                condition=Q(dollars__isnull=False) | ~Q(words=""), name="published_says_something"
            ),
        ]

    def __str__(self) -> str:
        return self.title
