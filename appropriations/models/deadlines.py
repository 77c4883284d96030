"""The calendar of the money: milestones of the fiscal year, request deadlines of subcommittees and of offices."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from appropriations.choices import DeadlineKind
from appropriations.models.bundles import Bundle
from appropriations.models.lines import Line
from appropriations.models.support import MemberLetter
from appropriations.models.years import YEAR_IS_SANE
from appropriations.querysets import DeadlineQuerySet
from legislation.choices import Chamber
from legislation.models import Committee, Legislator
from members.models import User

LONGEST_NOTICE = 60


class Deadline(models.Model):
    """A day by which something of a fiscal year is due or happens. A time without a zone is Washington's."""

    fiscal_year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=24, choices=DeadlineKind)
    title = models.CharField(max_length=200)
    due_on = models.DateField()
    due_time = models.TimeField(null=True, blank=True, help_text="US Eastern")
    chamber = models.CharField(max_length=6, choices=Chamber, blank=True)
    bundle = models.ForeignKey(
        Bundle, null=True, blank=True, on_delete=models.PROTECT, related_name="deadlines"
    )
    committee = models.ForeignKey(
        Committee, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    legislator = models.ForeignKey(
        Legislator, null=True, blank=True, on_delete=models.PROTECT, related_name="request_deadlines"
    )
    # Of a form of an office: which of our lines to ask for there.
    lines = models.ManyToManyField(Line, related_name="deadlines", blank=True)
    form_url = models.URLField("address of the form", blank=True, max_length=300)
    # Who of us files it; words where it is nobody with an account.
    filed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    filed_by_words = models.CharField(max_length=200, blank=True)
    done_on = models.DateField(null=True, blank=True)
    is_off = models.BooleanField("canceled", default=False)
    # A day that a rule of law sets (appropriations.milestones): nobody moves it.
    rule = models.SlugField(max_length=30, blank=True, editable=False)
    # The last day to sign a Member letter: it moves with the letter.
    letter = models.OneToOneField(
        MemberLetter, null=True, blank=True, editable=False, on_delete=models.CASCADE, related_name="deadline"
    )
    # Proposed from another year's day: in no calendar and reminding nobody until a person has confirmed it.
    is_proposed = models.BooleanField(default=False)
    repeats = models.ForeignKey(
        "self", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="repeated_by"
    )
    note = models.TextField(blank=True, help_text="inside only")
    source = models.CharField(max_length=300)
    source_url = models.URLField(blank=True, max_length=300)
    as_of = models.DateField()
    changes = models.PositiveIntegerField(
        default=0, help_text="how often it was changed, for calendars kept elsewhere"
    )
    changed_at = models.DateTimeField(default=timezone.now)
    is_sample = models.BooleanField(default=False)

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "due_time", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=DeadlineKind.values), name="deadline_kind_known"),
            models.CheckConstraint(condition=YEAR_IS_SANE, name="deadline_year_sane"),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(is_off=False, is_proposed=False),
                name="deadline_done_is_neither_off_nor_proposed",
            ),
            models.UniqueConstraint(
                fields=["fiscal_year", "rule"], condition=~Q(rule=""), name="deadline_once_by_rule"
            ),
            models.UniqueConstraint(
                fields=["repeats", "fiscal_year"],
                condition=Q(repeats__isnull=False),
                name="deadline_repeated_once_a_year",
            ),
        ]
        indexes = [models.Index(fields=["due_on"])]

    def __str__(self) -> str:
        return f"{self.title}, {self.due_on}"

    def get_absolute_url(self) -> str:
        return reverse("appropriations:deadline", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done for it."""
        return not (self.is_off or self.is_proposed or self.done_on)

    @property
    def is_set_elsewhere(self) -> bool:
        """Whether its day comes from a rule of law or from a Member letter."""
        return bool(self.rule or self.letter_id)


class DeadlineFollower(models.Model):
    """Someone who wants to be reminded of a deadline that is not theirs to file."""

    deadline = models.ForeignKey(Deadline, on_delete=models.CASCADE, related_name="followers")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["deadline", "user"], name="deadline_followed_once")]

    def __str__(self) -> str:
        return f"{self.user_id} follows {self.deadline_id}"


class ReminderChoice(models.Model):
    """How long before a deadline a person is reminded, and whether of all of them; without a row, a week, of theirs."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="+")
    days_before = models.PositiveSmallIntegerField(default=7)
    of_all = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(days_before__lte=LONGEST_NOTICE), name="reminder_within_two_months"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.days_before} days before"
