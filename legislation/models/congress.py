"""Congresses, legislators with their terms, committees and who sits on them."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse

from common.citations import ordinal
from common.sorting import sort_key
from legislation.choices import Chamber, Source
from legislation.querysets import (
    CommitteeQuerySet,
    CongressQuerySet,
    LegislatorQuerySet,
    SeatQuerySet,
    TermQuerySet,
)

PARTY_LETTERS = {"Democrat": "D", "Republican": "R", "Independent": "I", "Libertarian": "L"}


class Congress(models.Model):
    """A Congress, from noon to noon on January 3 of odd years (Twentieth Amendment)."""

    number = models.PositiveSmallIntegerField(primary_key=True)
    starts_on = models.DateField()
    ends_on = models.DateField(help_text="the day at whose noon (Eastern) it ends")

    objects = CongressQuerySet.as_manager()

    class Meta:
        # Oldest first: rows of others are ordered by this one turned around, when they are ordered by "-congress".
        ordering = ["number"]
        verbose_name_plural = "congresses"

    def __str__(self) -> str:
        return f"{self.ordinal} Congress"

    @property
    def ordinal(self) -> str:
        """Return "119th", "117th", "122nd"."""
        return ordinal(self.number)


class Legislator(models.Model):
    """A senator, representative, delegate or resident commissioner, known by bioguide id."""

    bioguide_id = models.CharField(primary_key=True, max_length=7)
    first_name = models.CharField(max_length=60)
    middle_name = models.CharField(max_length=60, blank=True)
    last_name = models.CharField(max_length=60)
    suffix = models.CharField(max_length=10, blank=True)
    nickname = models.CharField(max_length=40, blank=True)
    official_name = models.CharField(max_length=160, blank=True, help_text="as the member writes it in full")
    sort_key = models.CharField(max_length=200, editable=False, db_index=True)
    as_of = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=20, choices=Source)

    objects = LegislatorQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "bioguide_id"]

    def __str__(self) -> str:
        return self.full_name

    def get_absolute_url(self) -> str:
        return reverse("legislation:legislator", args=[self.pk])

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = self.make_sort_key()
        super().save(*args, **kwargs)

    def make_sort_key(self) -> str:
        """Return the key by which legislators are ordered: last name, then first."""
        return sort_key(f"{self.last_name} {self.first_name} {self.middle_name}")

    @property
    def full_name(self) -> str:
        """Return the name as the member writes it, else first and last name."""
        if self.official_name:
            return self.official_name
        parts = (self.first_name, self.middle_name, self.last_name, self.suffix)
        return " ".join(part for part in parts if part)


class Term(models.Model):
    """One term of a legislator: chamber, seat and party from a day to a day."""

    legislator = models.ForeignKey(Legislator, on_delete=models.CASCADE, related_name="terms")
    chamber = models.CharField(max_length=6, choices=Chamber)
    state = models.CharField(max_length=2)
    district = models.SmallIntegerField(null=True, blank=True, help_text="House only; 0 is at large")
    senate_class = models.PositiveSmallIntegerField(null=True, blank=True)
    party = models.CharField(max_length=30)
    caucus = models.CharField(max_length=30, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    phone = models.CharField(max_length=20, blank=True)
    address = models.CharField(max_length=160, blank=True)
    website = models.URLField(blank=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ["legislator", "-starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["legislator", "chamber", "starts_on"], name="term_once"),
            models.CheckConstraint(condition=Q(chamber__in=Chamber.values), name="term_chamber_known"),
            models.CheckConstraint(
                condition=Q(chamber="senate", district__isnull=True)
                | Q(chamber="house", district__isnull=False),
                name="term_district_in_house_only",
            ),
        ]
        indexes = [models.Index(fields=["chamber", "state", "district"]), models.Index(fields=["ends_on"])]

    def __str__(self) -> str:
        return f"{self.legislator_id} {self.chamber} {self.state} from {self.starts_on}"

    @property
    def party_letter(self) -> str:
        """Return R, D, I, or the first letter of another party."""
        return PARTY_LETTERS.get(self.party, self.party[:1].upper())


class Committee(models.Model):
    """A committee or subcommittee, known by system code: hsfa00, ssap20."""

    code = models.CharField(primary_key=True, max_length=8)
    name = models.CharField(max_length=200)
    chamber = models.CharField(max_length=6, blank=True, help_text="house, senate, or empty for joint")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="subcommittees"
    )
    is_current = models.BooleanField(default=True)
    jurisdiction = models.TextField(blank=True)
    website = models.URLField(blank=True)
    as_of = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=20, choices=Source)

    objects = CommitteeQuerySet.as_manager()

    class Meta:
        ordering = ["name", "code"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("legislation:committee", args=[self.pk])


class CommitteeSeat(models.Model):
    """A legislator's seat on a committee or subcommittee, as the published roster has it."""

    legislator = models.ForeignKey(Legislator, on_delete=models.CASCADE, related_name="seats")
    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="seats")
    side = models.CharField(max_length=8, help_text="majority or minority")
    rank = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=60, blank=True, help_text="Chairman, Ranking Member, …")
    as_of = models.DateField()
    source = models.CharField(max_length=20, choices=Source)

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ["committee", "side", "rank"]
        constraints = [models.UniqueConstraint(fields=["legislator", "committee"], name="seat_once")]

    def __str__(self) -> str:
        return f"{self.legislator_id} on {self.committee_id}"
