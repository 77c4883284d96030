"""Program lines and what each document said for a line, a year and a stage.

There is no field for an offset, a transfer asked for, or a named recipient (P2): a request asks for
new budget authority or language for a program. `Stage.TRANSFER` records what an agency did.
"""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from appropriations.choices import MOVES, REQUESTS, CellKind, Nature, SourceKind, Stage
from appropriations.querysets import AmountQuerySet, LineQuerySet
from common.choices import Tag
from common.sorting import sort_key
from legislation.choices import Chamber
from legislation.models import Authorization, Bill, Committee

FIRST_FISCAL_YEAR, LAST_FISCAL_YEAR = 1990, 2100


class Bundle(models.Model):
    """One of the regular appropriations bills, by the name the coalition uses: CJS, Labor-HHS."""

    key = models.SlugField(primary_key=True, max_length=20)
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField(default=100)

    class Meta:
        ordering = ["position", "short_name"]

    def __str__(self) -> str:
        return self.short_name


class BundleSubcommittee(models.Model):
    """The subcommittee that writes a bundle in one chamber; names and codes differ and change by year."""

    bundle = models.ForeignKey(Bundle, on_delete=models.CASCADE, related_name="subcommittees")
    chamber = models.CharField(max_length=6, choices=Chamber)
    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    first_fiscal_year = models.PositiveSmallIntegerField(null=True, blank=True)
    last_fiscal_year = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["bundle", "chamber"]
        constraints = [
            models.UniqueConstraint(
                fields=["bundle", "chamber", "committee", "first_fiscal_year"],
                nulls_distinct=False,
                name="bundle_subcommittee_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.bundle_id} {self.chamber}"


class BundleBill(models.Model):
    """A bill or law that carries a bundle in a fiscal year."""

    bundle = models.ForeignKey(Bundle, on_delete=models.CASCADE, related_name="bills")
    fiscal_year = models.PositiveSmallIntegerField()
    bill = models.ForeignKey(Bill, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    citation = models.CharField(
        max_length=120, help_text="as cited in the source, where the bill is not at hand"
    )
    note = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300)
    as_of = models.DateField()

    class Meta:
        ordering = ["bundle", "-fiscal_year", "citation"]
        constraints = [
            models.UniqueConstraint(fields=["bundle", "fiscal_year", "citation"], name="bundle_bill_once")
        ]

    def __str__(self) -> str:
        return f"{self.bundle_id} FY {self.fiscal_year}: {self.citation}"


class Line(models.Model):
    """A program line in an appropriations bill, stable across years though names and accounts move."""

    subject_kind = "Line"

    slug = models.SlugField(primary_key=True, max_length=60)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60, blank=True)
    sort_key = models.CharField(max_length=220, editable=False, db_index=True)
    department = models.CharField(max_length=120)
    agency = models.CharField(max_length=160, blank=True)
    account = models.CharField(max_length=200, blank=True)
    treasury_symbol = models.CharField(max_length=20, blank=True)
    former_names = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    bundle = models.ForeignKey(Bundle, on_delete=models.PROTECT, related_name="lines")
    tags = ArrayField(models.CharField(max_length=15, choices=Tag), default=list, blank=True)
    what_it_does = models.TextField(blank=True)
    what_it_does_source = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)
    # Why nothing is known, where no amount is: an empty row says so instead of looking forgotten.
    empty_reason = models.CharField(max_length=300, blank=True)
    within = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="inner",
        help_text="the line whose money holds this line's: a total never adds both",
    )
    authorizations = models.ManyToManyField(Authorization, related_name="lines", blank=True)
    is_sample = models.BooleanField(default=False)

    objects = LineQuerySet.as_manager()

    class Meta:
        ordering = ["bundle__position", "sort_key"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("appropriations:line", args=[self.pk])

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)


class Amount(models.Model):
    """What one document said for a line, a fiscal year and a stage. Dollars are whole dollars."""

    key = models.SlugField(unique=True, max_length=120, help_text="stable name of a shipped figure")
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="amounts")
    fiscal_year = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=20, choices=Stage)
    kind = models.CharField(max_length=15, choices=CellKind)
    nature = models.CharField(max_length=15, choices=Nature, default=Nature.WHOLE)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
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
    entered_by = models.BigIntegerField(
        null=True, blank=True, help_text="id of the person; empty when shipped"
    )
    entered_at = models.DateTimeField(default=timezone.now, editable=False)
    is_sample = models.BooleanField(default=False)

    objects = AmountQuerySet.as_manager()

    class Meta:
        ordering = ["line", "fiscal_year", "stage", "-is_preferred", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="amount_stage_known"),
            models.CheckConstraint(condition=Q(kind__in=CellKind.values), name="amount_kind_known"),
            models.CheckConstraint(condition=Q(nature__in=Nature.values), name="amount_nature_known"),
            models.CheckConstraint(
                condition=Q(fiscal_year__gte=FIRST_FISCAL_YEAR, fiscal_year__lte=LAST_FISCAL_YEAR),
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
            models.UniqueConstraint(
                fields=["line", "fiscal_year", "stage", "nature"],
                condition=Q(is_preferred=True, parent__isnull=True),
                name="amount_one_printed_per_cell",
            ),
        ]
        indexes = [models.Index(fields=["fiscal_year", "stage"])]

    def __str__(self) -> str:
        return f"{self.line_id} FY {self.fiscal_year} {self.get_stage_display()}"


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

    objects = AmountQuerySet.as_manager()

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
