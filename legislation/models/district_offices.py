"""Where legislators work at home."""

from __future__ import annotations

from django.db import models

from legislation.choices import Source
from legislation.models.congress import Legislator


class DistrictOffice(models.Model):
    """An office of a legislator in the district or state, as the published set has it."""

    key = models.CharField(primary_key=True, max_length=60, help_text="the set's own: A000055-cullman")
    legislator = models.ForeignKey(Legislator, on_delete=models.CASCADE, related_name="district_offices")
    address = models.CharField(max_length=120, blank=True)
    suite = models.CharField(max_length=80, blank=True)
    building = models.CharField(max_length=120, blank=True)
    city = models.CharField(max_length=60)
    state = models.CharField(max_length=2)
    zip_code = models.CharField(max_length=10, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    fax = models.CharField(max_length=30, blank=True)
    hours = models.CharField(max_length=160, blank=True)
    as_of = models.DateField()
    source = models.CharField(max_length=20, choices=Source)

    class Meta:
        ordering = ["legislator", "city", "key"]

    def __str__(self) -> str:
        return f"{self.legislator_id} in {self.city}, {self.state}"

    @property
    def street(self) -> str:
        """The line above the city: "1710 Alabama Ave., 247, Carl Elliott Building"."""
        return ", ".join(part for part in (self.address, self.suite, self.building) if part)

    @property
    def place(self) -> str:
        """Return "Jasper, AL 35501"."""
        return f"{self.city}, {self.state} {self.zip_code}".strip()
