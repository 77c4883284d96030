"""Meetings of committees: hearings, markups and business meetings, as announced and as they changed."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from legislation.choices import BillId, Chamber, Source
from legislation.meeting_words import OFF, MeetingKind, MeetingStatus
from legislation.models.congress import Committee, Congress
from legislation.querysets.meetings import CommitteeMeetingQuerySet


class CommitteeMeeting(models.Model):
    """One meeting. A pull never deletes one: what was moved, canceled or taken from the list is shown as such (P9)."""

    congress = models.ForeignKey(Congress, on_delete=models.PROTECT, related_name="meetings", db_index=False)
    # Empty on rows that staff entered.
    event_id = models.CharField(max_length=20, blank=True)
    chamber = models.CharField(max_length=6, blank=True, help_text="house, senate, or empty for joint")
    kind = models.CharField(max_length=10, choices=MeetingKind)
    kind_from_title = models.BooleanField(default=False)
    status = models.CharField(max_length=12, choices=MeetingStatus, blank=True)
    title = models.TextField(blank=True)
    # The day in Washington; without a moment where the source gives no time that can be trusted.
    day = models.DateField(null=True, blank=True)
    starts_at = models.DateTimeField(null=True, blank=True)
    building = models.CharField(max_length=120, blank=True)
    room = models.CharField(max_length=60, blank=True)
    address = models.CharField(max_length=300, blank=True, help_text="of a field meeting")
    witnesses = models.JSONField(default=list, blank=True)
    documents = models.JSONField(default=list, blank=True)
    videos = models.JSONField(default=list, blank=True)
    source = models.CharField(max_length=20, choices=Source)
    source_updated_at = models.DateTimeField(null=True, blank=True)
    fetched_at = models.DateTimeField(default=timezone.now)
    # Since when the source no longer has it; it stays here as it was last seen.
    gone_since = models.DateTimeField(null=True, blank=True)
    # What calendars ask: how often it was changed in what they show, and when last.
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(default=timezone.now)
    # Of rows that staff entered: from what, by whom, and the row of the feed they yielded to.
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    entered_from = models.CharField(max_length=300, blank=True, help_text="what it is known from")
    entered_link = models.URLField(max_length=500, blank=True)
    yields_to = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="yielded"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True, help_text="entered by mistake")

    objects = CommitteeMeetingQuerySet.as_manager()

    class Meta:
        ordering = [F("day").asc(nulls_last=True), F("starts_at").asc(nulls_last=True), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["congress", "event_id"], condition=~Q(event_id=""), name="meeting_once"
            ),
            models.CheckConstraint(condition=Q(kind__in=MeetingKind.values), name="meeting_kind_known"),
            models.CheckConstraint(
                condition=Q(status__in=[*MeetingStatus.values, ""]), name="meeting_status_known"
            ),
            models.CheckConstraint(
                condition=Q(chamber__in=[*Chamber.values, ""]), name="meeting_chamber_known"
            ),
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True) | Q(day__isnull=False), name="meeting_time_has_a_day"
            ),
            models.CheckConstraint(
                condition=~Q(event_id="")
                | (Q(entered_by__isnull=False, source=Source.STAFF) & ~Q(entered_from="")),
                name="meeting_entered_has_a_source",
            ),
        ]
        indexes = [models.Index(fields=["day", "starts_at"], name="meeting_by_day")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.day or 'without a date'}"

    def get_absolute_url(self) -> str:
        return reverse("legislation:meeting", args=[self.pk])

    @property
    def is_off(self) -> bool:
        """Whether it does not take place at the time it is listed for."""
        return self.status in OFF

    @property
    def is_entered(self) -> bool:
        """Whether staff entered it."""
        return not self.event_id

    @property
    def when(self) -> datetime | date | None:
        """Its moment, else its day, else None."""
        return self.starts_at or self.day

    @property
    def place(self) -> str:
        """Room and building, or the address of a field meeting, in one line."""
        return ", ".join(part for part in (self.room, self.building) if part) or self.address


class MeetingCommittee(models.Model):
    """A committee or subcommittee that meets; one the desk does not know keeps the name the source gave."""

    meeting = models.ForeignKey(
        CommitteeMeeting, on_delete=models.CASCADE, related_name="meeting_committees", db_index=False
    )
    committee = models.ForeignKey(
        Committee, null=True, blank=True, on_delete=models.PROTECT, related_name="meeting_parts"
    )
    code = models.CharField(max_length=8)
    name = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["meeting", "position"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "code"], name="meeting_committee_once"),
        ]

    def __str__(self) -> str:
        return self.name


class MeetingBill(models.Model):
    """A measure a meeting is about, known by its id whether its facts are here or not."""

    meeting = models.ForeignKey(
        CommitteeMeeting, on_delete=models.CASCADE, related_name="meeting_bills", db_index=False
    )
    measure = models.CharField(max_length=20, help_text="such as 119-hr-1144")
    from_title = models.BooleanField(default=False, help_text="the source names none; its title does")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["meeting", "position"]
        constraints = [models.UniqueConstraint(fields=["meeting", "measure"], name="meeting_bill_once")]
        indexes = [models.Index(fields=["measure"], name="meeting_bill_measure")]

    def __str__(self) -> str:
        return self.citation

    @property
    def citation(self) -> str:
        """H.R. 1144."""
        return BillId.parse(self.measure).citation


class MeetingChange(models.Model):
    """Something that changed between two looks at a meeting: its time, place, status, kind, title or bills."""

    meeting = models.ForeignKey(CommitteeMeeting, on_delete=models.CASCADE, related_name="changes")
    what = models.CharField(max_length=10)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-seen_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.what}: {self.before} to {self.after}"
