"""Families: one effort in Congress under one name, its bills and laws, and what it authorizes."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from common.sorting import sort_key
from legislation.models.bills import Bill
from legislation.querysets import AuthorizationQuerySet, FamilyQuerySet


class StaffMay(models.Model):
    """A row of the facts we ship that staff may change: once they have, a later load leaves it as it is (P9)."""

    staff_changed_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True


class Family(StaffMay):
    """TVPRA, RHYTPA, and any that staff add."""

    slug = models.SlugField(primary_key=True, max_length=40)
    name = models.CharField(max_length=160)
    short_name = models.CharField(max_length=20)
    about = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=100)
    archived_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="set aside: no longer listed, nothing of it lost"
    )

    objects = FamilyQuerySet.as_manager()

    class Meta:
        ordering = ["position", "short_name"]
        verbose_name_plural = "families"

    def __str__(self) -> str:
        return self.short_name

    def get_absolute_url(self) -> str:
        return reverse("legislation:family", args=[self.pk])


class FamilyBill(StaffMay):
    """A bill's part in a family: a vehicle of its own Congress, or the carrier of its provisions."""

    class Part(models.TextChoices):
        VEHICLE = "vehicle", "Vehicle"
        CARRIER = "carrier", "Carries its provisions"
        NEIGHBOR = "neighbor", "Neighbor"

    family = models.ForeignKey(Family, on_delete=models.CASCADE, related_name="family_bills")
    bill = models.ForeignKey(Bill, on_delete=models.PROTECT, related_name="family_parts")
    part = models.CharField(max_length=10, choices=Part, default=Part.VEHICLE)
    companion = models.ForeignKey(Bill, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True)
    source = models.CharField(max_length=300)

    class Meta:
        ordering = ["family", "-bill__congress__number", "bill__bill_type", "bill__number"]
        constraints = [
            models.UniqueConstraint(fields=["family", "bill"], name="family_bill_once"),
            models.CheckConstraint(
                condition=Q(companion__isnull=True) | ~Q(companion=F("bill")),
                name="family_bill_no_own_companion",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bill_id} in {self.family_id}"

    @property
    def key(self) -> str:
        """What it is known by within its family, here and in the tables we ship."""
        return self.bill_id


class FamilyLaw(StaffMay):
    """A law of the family, or the one that carried its provisions."""

    family = models.ForeignKey(Family, on_delete=models.CASCADE, related_name="laws")
    law_number = models.CharField(max_length=10)
    title = models.CharField(max_length=250)
    enacted_on = models.DateField(null=True, blank=True)
    date_note = models.CharField(max_length=100, blank=True, help_text="what is known when the day is not")
    carried_in = models.CharField(max_length=250, blank=True, help_text="the law it traveled in")
    bill = models.ForeignKey(Bill, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=300)
    as_of = models.DateField()
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["family", "position"]
        constraints = [models.UniqueConstraint(fields=["family", "law_number"], name="family_law_once")]

    def __str__(self) -> str:
        return f"P.L. {self.law_number}"

    @property
    def key(self) -> str:
        """What it is known by within its family, here and in the tables we ship."""
        return self.law_number


class Authorization(StaffMay):
    """A provision that authorizes appropriations: in law, or only proposed by a bill; never mixed."""

    class Status(models.TextChoices):
        IN_LAW = "in_law", "In law"
        PROPOSED = "proposed", "Proposed"

    key = models.SlugField(unique=True, max_length=80)
    family = models.ForeignKey(
        Family, null=True, blank=True, on_delete=models.PROTECT, related_name="authorizations"
    )
    name = models.CharField(max_length=250, help_text="what it is for")
    status = models.CharField(max_length=10, choices=Status)
    law = models.CharField(max_length=250, blank=True, help_text="the law, when in law")
    bill = models.ForeignKey(
        Bill, null=True, blank=True, on_delete=models.PROTECT, related_name="authorizations"
    )
    bill_version = models.CharField(max_length=60, blank=True, help_text="as introduced, as reported, …")
    usc_section = models.CharField(max_length=60, blank=True)
    first_fiscal_year = models.PositiveSmallIntegerField()
    last_fiscal_year = models.PositiveSmallIntegerField()
    dollars = models.BigIntegerField(null=True, blank=True, help_text="a year; empty when such sums")
    such_sums = models.BooleanField(default=False)
    words = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300)
    source_url = models.URLField(blank=True, max_length=300)
    as_of = models.DateField()

    objects = AuthorizationQuerySet.as_manager()

    class Meta:
        ordering = ["name", "status", "first_fiscal_year"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="in_law", bill__isnull=True) | Q(status="proposed", bill__isnull=False),
                name="authorization_in_law_or_of_a_bill",
            ),
            models.CheckConstraint(
                condition=Q(last_fiscal_year__gte=F("first_fiscal_year")), name="authorization_years_in_order"
            ),
            models.CheckConstraint(
                condition=Q(dollars__isnull=False, such_sums=False) | Q(dollars__isnull=True, such_sums=True),
                name="authorization_amount_or_such_sums",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def sort_key(self) -> str:
        return sort_key(self.name)
