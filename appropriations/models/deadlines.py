"""The calendar of the money: milestones of the fiscal year, request deadlines of subcommittees and of offices."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from appropriations.choices import DeadlineKind
from appropriations.models.bundles import Bundle
from appropriations.models.years import YEAR_IS_SANE
from appropriations.querysets import DeadlineQuerySet
from legislation.choices import Chamber
from legislation.models import Committee, Legislator
from members.models import User


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
    form_url = models.URLField("address of the form", blank=True, max_length=300)
    # Who of us files it; words where it is nobody with an account.
    filed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    filed_by_words = models.CharField(max_length=200, blank=True)
    done_on = models.DateField(null=True, blank=True)
    is_off = models.BooleanField("canceled", default=False)
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
        ]
        indexes = [models.Index(fields=["due_on"])]

    def __str__(self) -> str:
        return f"{self.title}, {self.due_on}"

    def get_absolute_url(self) -> str:
        return reverse("appropriations:deadline", args=[self.pk])
