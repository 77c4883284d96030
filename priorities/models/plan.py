"""Plans with their pillars, goals and priorities. Judgment points at facts, never the reverse."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse

from appropriations.models import Line
from common.choices import Tag
from legislation.models import Bill, Family
from priorities.querysets import PlanQuerySet, PriorityQuerySet


class Plan(models.Model):
    """A strategic plan with its period; the older one is kept as an archive."""

    slug = models.SlugField(primary_key=True, max_length=40)
    name = models.CharField(max_length=160)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    approved = models.CharField(max_length=80, blank=True, help_text="when and by whom, as the document says")
    is_archived = models.BooleanField(default=False)
    source = models.CharField(max_length=300)

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["is_archived", "-starts_on"]

    def __str__(self) -> str:
        return self.name


class Pillar(models.Model):
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="pillars")
    number = models.PositiveSmallIntegerField()
    short_title = models.CharField(max_length=120)
    official_text = models.TextField(blank=True, help_text="the adopted wording, pasted by staff")

    class Meta:
        ordering = ["plan", "number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="pillar_once")]

    def __str__(self) -> str:
        return f"{self.number}. {self.short_title}"


class Goal(models.Model):
    pillar = models.ForeignKey(Pillar, on_delete=models.CASCADE, related_name="goals")
    number = models.PositiveSmallIntegerField()
    short_title = models.CharField(max_length=200)
    official_text = models.TextField(blank=True)

    class Meta:
        ordering = ["pillar", "number"]
        constraints = [models.UniqueConstraint(fields=["pillar", "number"], name="goal_once")]

    def __str__(self) -> str:
        return self.short_title


class Priority(models.Model):
    """One of the plan's key priorities: 1.2 Reauthorize the TVPA and the RHYA."""

    subject_kind = "Priority"
    takes_consultations = True  # P4

    pillar = models.ForeignKey(Pillar, on_delete=models.CASCADE, related_name="priorities")
    code = models.CharField(max_length=8)
    short_title = models.CharField(max_length=200)
    official_text = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField()
    families = models.ManyToManyField(Family, related_name="priorities", blank=True)
    bills = models.ManyToManyField(Bill, through="PriorityBill", related_name="+", blank=True)
    lines = models.ManyToManyField(Line, related_name="priorities", blank=True)

    objects = PriorityQuerySet.as_manager()

    class Meta:
        ordering = ["pillar", "position"]
        verbose_name_plural = "priorities"
        constraints = [models.UniqueConstraint(fields=["pillar", "code"], name="priority_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.short_title}"

    def get_absolute_url(self) -> str:
        return reverse("priorities:priority", args=[self.pk])


class PriorityBill(models.Model):
    """A bill that serves a priority, with the tags of the whole problem (P8)."""

    priority = models.ForeignKey(Priority, on_delete=models.CASCADE, related_name="priority_bills")
    bill = models.ForeignKey(Bill, on_delete=models.PROTECT, related_name="+")
    tags = ArrayField(models.CharField(max_length=15, choices=Tag), default=list, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["priority", "bill"], name="priority_bill_once")]

    def __str__(self) -> str:
        return f"{self.bill_id} serves {self.priority_id}"
