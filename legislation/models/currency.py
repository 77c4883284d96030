"""How current the facts are: runs of the sources, the calls they made, and what is still to be fetched."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from legislation.querysets.currency import ListedBillQuerySet, SourceRunQuerySet


class SourceRun(models.Model):
    """One look at a source: when, how many calls, what it brought, what failed."""

    class State(models.TextChoices):
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        PARTLY = "partly", "Done, with failures"
        PAUSED = "paused", "Paused"
        FAILED = "failed", "Failed"
        STOPPED = "stopped", "Stopped"
        BROKEN_OFF = "broken_off", "Broken off"

    source = models.CharField(max_length=40, help_text="a key of legislation/known_sources.py")
    kind = models.CharField(max_length=40, help_text="why it ran: by the clock, by hand, by command")
    service = models.CharField(max_length=40, blank=True, help_text="the outside service that answered")
    job_id = models.UUIDField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.RUNNING)
    started_at = models.DateTimeField(default=timezone.now)
    # The last sign of life: a run without an end that has been silent for long was broken off.
    seen_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    calls = models.PositiveIntegerField(default=0)
    found = models.PositiveIntegerField(default=0, help_text="things the source named")
    changed = models.PositiveIntegerField(default=0, help_text="of them new or changed here")
    failed = models.PositiveIntegerField(default=0)
    failures = models.JSONField(default=list, help_text="the first of them: what, and why")
    note = models.TextField(blank=True)
    cursor = models.CharField(max_length=80, blank=True, help_text="how far the source was read")

    objects = SourceRunQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="running") | Q(finished_at__isnull=False), name="source_run_ended_has_time"
            ),
        ]
        indexes = [models.Index(fields=["source", "-started_at"], name="source_run_newest")]

    def __str__(self) -> str:
        return f"{self.source}, {self.started_at:%Y-%m-%d %H:%M}, {self.get_state_display().lower()}"


class PublishedFile(models.Model):
    """A file of a published set that is loaded here, by what its server named the version."""

    name = models.CharField(primary_key=True, max_length=120)
    etag = models.CharField(max_length=200, blank=True)
    last_modified = models.CharField(max_length=60, blank=True)
    sha256 = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class OutsideService(models.Model):
    """The state all processes share of one service: its breaker, and until when it asked us to wait."""

    name = models.CharField(primary_key=True, max_length=40)
    failures = models.PositiveIntegerField(default=0, help_text="in a row")
    open_until = models.DateTimeField(null=True, blank=True, help_text="left alone until then")
    wait_until = models.DateTimeField(null=True, blank=True, help_text="it asked us to wait until then")
    last_failure = models.TextField(blank=True)
    last_failure_at = models.DateTimeField(null=True, blank=True)
    last_success_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class CallCount(models.Model):
    """Calls to a service in one minute: sixty rows are an hour's budget."""

    service = models.CharField(max_length=40)
    minute = models.DateTimeField()
    calls = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["service", "minute"]
        constraints = [models.UniqueConstraint(fields=["service", "minute"], name="call_count_once")]

    def __str__(self) -> str:
        return f"{self.calls} to {self.service} at {self.minute:%Y-%m-%d %H:%M}"


class ListCursor(models.Model):
    """How far the list of a Congress's bills was really read, from one service."""

    service = models.CharField(max_length=40)
    congress = models.PositiveSmallIntegerField()
    read_to = models.DateTimeField(
        help_text="everything the list named up to then is in the queue or fetched"
    )
    listed_at = models.DateTimeField(default=timezone.now, help_text="when it was last read whole")
    note = models.TextField(blank=True, help_text="why it could not be moved on, empty when it was")

    class Meta:
        ordering = ["service", "-congress"]
        constraints = [models.UniqueConstraint(fields=["service", "congress"], name="list_cursor_once")]

    def __str__(self) -> str:
        return f"{self.service}, {self.congress}: {self.read_to:%Y-%m-%d %H:%M}"


class ListedBill(models.Model):
    """A bill as a list names it, and whether it is still to be fetched: the queue of discovery.

    It names the bill by id, for it may not be here yet.
    """

    class Why(models.TextChoices):
        LISTED = "listed", "The list names it anew or changed"
        GAP = "gap", "Its number is missing between two that are known"

    measure = models.CharField(primary_key=True, max_length=20)
    congress = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    service = models.CharField(max_length=40)
    why = models.CharField(max_length=8, choices=Why, default=Why.LISTED)
    mark = models.CharField(max_length=400, blank=True, help_text="what the list last said of it")
    marked_on = models.DateField(null=True, blank=True, help_text="the day of its record in the list")
    fetched_mark = models.CharField(max_length=400, blank=True, help_text="what it said when last fetched")
    fetched_at = models.DateTimeField(null=True, blank=True)
    wanted_since = models.DateTimeField(null=True, blank=True, help_text="empty: nothing to be fetched")
    rank = models.PositiveSmallIntegerField(default=9, help_text="0 is fetched first")
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(default=timezone.now)
    last_error = models.TextField(blank=True)

    objects = ListedBillQuerySet.as_manager()

    class Meta:
        ordering = ["rank", F("marked_on").desc(nulls_last=True), "-number"]
        indexes = [
            models.Index(
                fields=["rank", "next_try_at"],
                condition=Q(wanted_since__isnull=False),
                name="listed_bill_waiting",
            ),
            models.Index(fields=["congress"], name="listed_bill_congress"),
        ]

    def __str__(self) -> str:
        return self.measure
