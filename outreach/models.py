"""Offices we meet, and the meetings."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from common.sorting import sort_key
from legislation.models import Committee, Legislator
from outreach.choices import OfficeKind, OfficeState
from outreach.querysets import MeetingQuerySet, OfficeQuerySet


class Office(models.Model):
    """A legislator's, committee's or agency's office."""

    kind = models.CharField(max_length=10, choices=OfficeKind)
    legislator = models.OneToOneField(
        Legislator, null=True, blank=True, on_delete=models.PROTECT, related_name="office"
    )
    committee = models.OneToOneField(
        Committee, null=True, blank=True, on_delete=models.PROTECT, related_name="office"
    )
    name = models.CharField(max_length=200)
    sort_key = models.CharField(max_length=220, editable=False, db_index=True)
    state = models.CharField(max_length=10, choices=OfficeState, default=OfficeState.SITTING)
    state_source = models.CharField(max_length=300, blank=True)
    as_of = models.DateField()

    objects = OfficeQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="legislator", legislator__isnull=False, committee__isnull=True)
                | Q(kind="committee", committee__isnull=False, legislator__isnull=True)
                | Q(kind="agency", committee__isnull=True, legislator__isnull=True),
                name="office_of_what_its_kind_says",
            ),
            models.CheckConstraint(condition=Q(state__in=OfficeState.values), name="office_state_known"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = self.make_sort_key()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("outreach:office", args=[self.key])

    @property
    def key(self) -> str:
        """The office's own name in an address: bioguide id, committee code, or a number for an agency."""
        return str(self.legislator_id or self.committee_id or self.pk)

    def make_sort_key(self) -> str:
        """Return the key offices are ordered by: last name of the legislator, else the name."""
        return self.legislator.sort_key if self.legislator else sort_key(self.name)


class Meeting(models.Model):
    """A meeting with an office: when, who came for us, what follows."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="meetings")
    held_on = models.DateField()
    notes = models.TextField(blank=True, help_text="inside only")
    created_by = models.BigIntegerField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    is_sample = models.BooleanField(default=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on"]

    def __str__(self) -> str:
        return f"{self.office} {self.held_on}"
