"""Program lines: stable across years though names, accounts and subcommittees move."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from appropriations.choices import ForWhom
from appropriations.models.bundles import Bundle
from appropriations.models.kept import Kept
from appropriations.querysets import LinePartQuerySet, LineQuerySet
from common.choices import Tag
from common.sorting import sort_key
from legislation.models import Authorization


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
    # From then on, what is shipped no longer writes over it.
    staff_changed_at = models.DateTimeField(null=True, blank=True, editable=False)
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


class LinePlacement(Kept):
    """Where a line stood in a span of fiscal years, where that was not where it stands now: bill, account, name."""

    kept_kind = "placement"

    key = models.SlugField(max_length=120, blank=True, editable=False, help_text="name of a shipped row")
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="placements")
    bundle = models.ForeignKey(Bundle, on_delete=models.PROTECT, related_name="+")
    first_fiscal_year = models.PositiveSmallIntegerField()
    last_fiscal_year = models.PositiveSmallIntegerField(null=True, blank=True)
    name_then = models.CharField(max_length=200, blank=True)
    agency = models.CharField(max_length=160, blank=True)
    account = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=300)
    source_url = models.URLField(blank=True, max_length=300)
    as_of = models.DateField()

    objects = LinePartQuerySet.as_manager()

    class Meta:
        ordering = ["line", "first_fiscal_year"]
        verbose_name = "place of a line"
        constraints = [
            models.UniqueConstraint(
                fields=["line", "first_fiscal_year"],
                condition=Q(withdrawn_at__isnull=True),
                name="line_placed_once",
            ),
            models.CheckConstraint(
                condition=Q(last_fiscal_year__isnull=True) | Q(last_fiscal_year__gte=F("first_fiscal_year")),
                name="line_placement_years_in_order",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""),
                name="line_placement_withdrawn_why",
            ),
            models.UniqueConstraint(fields=["key"], condition=~Q(key=""), name="line_placement_shipped_once"),
        ]

    def __str__(self) -> str:
        return f"{self.line_id} from FY {self.first_fiscal_year} in {self.bundle_id}"

    def get_absolute_url(self) -> str:
        return f"{self.line.get_absolute_url()}#places"


class LineEffect(Kept):
    """What a line does for people or for the economy, in words with a source."""

    kept_kind = "effect"

    key = models.SlugField(max_length=120, blank=True, editable=False, help_text="name of a shipped row")
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="effects")
    for_whom = models.CharField(max_length=10, choices=ForWhom)
    text = models.TextField()
    source = models.CharField(max_length=300)
    source_url = models.URLField(blank=True, max_length=300)
    as_of = models.DateField()
    position = models.PositiveSmallIntegerField(default=0)

    objects = LinePartQuerySet.as_manager()

    class Meta:
        ordering = ["line", "-for_whom", "position", "id"]
        verbose_name = "effect of a line"
        constraints = [
            models.CheckConstraint(condition=Q(for_whom__in=ForWhom.values), name="line_effect_for_known"),
            models.CheckConstraint(condition=~Q(source=""), name="line_effect_has_source"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""),
                name="line_effect_withdrawn_why",
            ),
            models.UniqueConstraint(fields=["key"], condition=~Q(key=""), name="line_effect_shipped_once"),
        ]

    def __str__(self) -> str:
        return f"{self.line_id}: {self.text[:60]}"

    def get_absolute_url(self) -> str:
        return f"{self.line.get_absolute_url()}#effects"
