"""Offices we meet, and the meetings."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from common.sorting import sort_key
from common.states import STATES
from legislation import styles
from legislation.choices import Chamber
from legislation.models import Committee, Legislator
from outreach.choices import SEAT_STATES, OfficeKind, OfficeState
from outreach.querysets import MeetingQuerySet, OfficeQuerySet, SeatEntryQuerySet


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


class SeatEntry(models.Model):
    """What staff know of a seat with a source, laid over the published roster: a row of its own (P9).

    Someone who leaves, someone elected (who may have no bioguide id yet), or a vacancy. It is never changed or
    deleted; one that was wrong is taken back, and it yields when a newer roster tells of the seat.
    """

    chamber = models.CharField(max_length=6, choices=Chamber)
    state = models.CharField(max_length=2, choices=list(STATES.items()))
    district = models.SmallIntegerField(null=True, blank=True, help_text="House only; 0 is at large")
    senate_class = models.PositiveSmallIntegerField(
        "class", null=True, blank=True, help_text="Senate only: 1, 2 or 3"
    )
    kind = models.CharField("what is known", max_length=10, choices=SEAT_STATES)
    legislator = models.ForeignKey(
        Legislator, null=True, blank=True, on_delete=models.PROTECT, related_name="seat_entries"
    )
    name = models.CharField(max_length=120, blank=True, help_text="of one elected who is not listed here yet")
    party = models.CharField(max_length=30, blank=True)
    on = models.DateField(
        "day", null=True, blank=True, help_text="when it takes effect, where the source says so"
    )
    source = models.CharField(max_length=300, help_text="who says so: a statement, a canvass, the Clerk")
    source_url = models.URLField("address of the source", blank=True, max_length=300)
    as_of = models.DateField(help_text="the day the source said so")
    created_by = models.BigIntegerField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    taken_back_at = models.DateTimeField(null=True, blank=True, editable=False)
    taken_back_by = models.BigIntegerField(null=True, blank=True, editable=False)
    taken_back_why = models.CharField(max_length=200, blank=True)

    objects = SeatEntryQuerySet.as_manager()

    class Meta:
        ordering = ["state", "chamber", "district", "-as_of", "-pk"]
        verbose_name_plural = "seat entries"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind for kind, _ in SEAT_STATES]), name="seat_entry_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(chamber="house", district__isnull=False, senate_class__isnull=True)
                | Q(chamber="senate", district__isnull=True, senate_class__in=[1, 2, 3]),
                name="seat_entry_names_a_seat",
            ),
            models.CheckConstraint(
                condition=~Q(kind="departing") | Q(legislator__isnull=False),
                name="seat_entry_says_who_leaves",
            ),
            models.CheckConstraint(
                condition=~Q(kind="elected") | Q(legislator__isnull=False) | ~Q(name=""),
                name="seat_entry_says_who_was_elected",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.chamber} {self.state} {self.kind}"

    @property
    def party_letter(self) -> str:
        """Return R, D, I or nothing, as styles ask for it."""
        return self.party[:1]

    @property
    def seat(self) -> str:
        """Return the seat in words: "Maine", "Oregon, 1st district"."""
        return styles.seat_in_words(self)

    @property
    def who(self) -> str:
        """Return the person's name; empty for a vacancy without one."""
        return self.legislator.full_name if self.legislator else self.name


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
