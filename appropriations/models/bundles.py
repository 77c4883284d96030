"""The regular appropriations bills by the coalition's names: who writes them, and which bills and laws carry them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from appropriations.choices import BundleBillRole
from appropriations.models.kept import Kept
from appropriations.models.years import YEAR_IS_SANE
from appropriations.querysets import BundleBillQuerySet
from legislation.choices import Chamber
from legislation.models import Bill, Committee


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


class BundleBill(Kept):
    """A bill or law that carries a bundle in a fiscal year, or a continuing resolution that spans days of it."""

    kept_kind = "vehicle"

    key = models.SlugField(max_length=120, blank=True, editable=False, help_text="name of a shipped row")
    bundle = models.ForeignKey(Bundle, on_delete=models.CASCADE, related_name="bills")
    fiscal_year = models.PositiveSmallIntegerField()
    bill = models.ForeignKey(Bill, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=12, choices=BundleBillRole, default=BundleBillRole.LAW)
    # What a continuing resolution spans; it ends with its last day.
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    citation = models.CharField(
        max_length=120, help_text="as cited in the source, where the bill is not at hand"
    )
    note = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300)
    source_url = models.URLField(blank=True, max_length=300)
    as_of = models.DateField()

    objects = BundleBillQuerySet.as_manager()

    class Meta:
        ordering = ["bundle", "-fiscal_year", "citation"]
        verbose_name = "bill that carries lines"
        constraints = [
            models.UniqueConstraint(
                fields=["bundle", "fiscal_year", "citation", "role"],
                condition=Q(withdrawn_at__isnull=True),
                name="bundle_bill_once",
            ),
            models.CheckConstraint(
                condition=Q(role__in=BundleBillRole.values), name="bundle_bill_role_known"
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="bundle_bill_span_in_order",
            ),
            models.CheckConstraint(
                condition=Q(role="cr") | Q(starts_on__isnull=True, ends_on__isnull=True),
                name="bundle_bill_span_of_a_cr",
            ),
            models.CheckConstraint(condition=YEAR_IS_SANE, name="bundle_bill_year_sane"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""),
                name="bundle_bill_withdrawn_why",
            ),
            models.UniqueConstraint(fields=["key"], condition=~Q(key=""), name="bundle_bill_shipped_once"),
        ]

    def __str__(self) -> str:
        return f"{self.bundle_id} FY {self.fiscal_year}: {self.citation}"

    def get_absolute_url(self) -> str:
        return f"{reverse('appropriations:vehicles')}?year={self.fiscal_year}"
