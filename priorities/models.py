"""Plans with their pillars, goals and priorities; positions; asks. Judgment points at facts, never the reverse."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from appropriations.models import Line
from common.choices import Tag
from common.dates import congress_day
from decisions.models import Decision, Proposal
from legislation.models import Bill, Committee, Family, Legislator
from members.models import User
from priorities.choices import AskKind, AskSeeks, Audience, Risk, Stance, TriageState
from priorities.expiring import On, ask_expired, position_expired
from priorities.querysets import (
    AskQuerySet,
    PlanQuerySet,
    PositionQuerySet,
    PriorityQuerySet,
    TriageQuerySet,
)


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


class Position(models.Model):
    """The coalition's stance on a bill; any stance but monitoring rests on a decision."""

    bill = models.ForeignKey(Bill, on_delete=models.PROTECT, related_name="+")
    stance = models.CharField(max_length=20, choices=Stance)
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="positions"
    )
    summary = models.TextField(blank=True, help_text="why, in words fit for outside")
    is_public = models.BooleanField(default=False)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    is_sample = models.BooleanField(default=False)

    objects = PositionQuerySet.as_manager()

    class Meta:
        ordering = ["bill", "-starts_on"]
        constraints = [
            models.CheckConstraint(condition=Q(stance__in=Stance.values), name="position_stance_known"),
            models.CheckConstraint(
                condition=Q(stance="monitoring") | Q(decision__isnull=False),
                name="position_rests_on_a_decision",
            ),
            models.UniqueConstraint(
                fields=["bill"], condition=Q(ends_on__isnull=True), name="position_one_open_per_bill"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="position_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_stance_display()} {self.bill_id}"

    @property
    def expired(self) -> str:
        """Why it has expired by now, or nothing; it is to come with `bill__congress`."""
        return position_expired(_on(self.bill), congress_day())


class Ask(models.Model):
    """What we ask offices to do, or tell them; it rests on a decision."""

    kind = models.CharField(max_length=15, choices=AskKind)
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.ALL)
    committee = models.ForeignKey(
        Committee, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    legislator = models.ForeignKey(
        Legislator, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    bill = models.ForeignKey(Bill, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    family = models.ForeignKey(Family, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    line = models.ForeignKey(Line, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    fiscal_year = models.PositiveSmallIntegerField(null=True, blank=True)
    seeks = models.CharField(
        max_length=15,
        blank=True,
        choices=AskSeeks,
        help_text="what the office would do about the bill: the rule of what to ask then says whom it fits",
    )
    text = models.CharField(max_length=300)
    reason = models.TextField(blank=True)
    deadline_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="asks")
    position = models.PositiveSmallIntegerField(default=100, help_text="order of importance")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    is_sample = models.BooleanField(default=False)

    objects = AskQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=AskKind.values), name="ask_kind_known"),
            models.CheckConstraint(condition=Q(audience__in=Audience.values), name="ask_audience_known"),
            models.CheckConstraint(
                condition=~Q(audience="committee") | Q(committee__isnull=False),
                name="ask_names_its_committee",
            ),
            models.CheckConstraint(
                condition=~Q(audience="office") | Q(legislator__isnull=False), name="ask_names_its_office"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def expired(self) -> str:
        """Why it has expired with its bill's Congress by now, or nothing; it is to come with `bill__congress`."""
        return ask_expired(_on(self.bill), congress_day()) if self.bill else ""


def _on(bill: Bill) -> On:
    return On(bill.stage, bill.congress_id, bill.congress.ends_on)


class TriageItem(models.Model):
    """A bill that a watch of the desk found, and what we make of it."""

    bill = models.OneToOneField(Bill, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=TriageState, default=TriageState.NEW)
    dismissed_because = models.TextField(blank=True)
    risk = models.CharField(max_length=15, choices=Risk, blank=True)
    risk_note = models.TextField(blank=True)
    note = models.TextField(blank=True)
    owner = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    tags = ArrayField(models.CharField(max_length=15, choices=Tag), default=list, blank=True)
    due_on = models.DateField(null=True, blank=True)
    # A draft can be discarded: the item then says so.
    proposal = models.ForeignKey(
        Proposal, null=True, blank=True, on_delete=models.SET_NULL, related_name="triage_items"
    )
    kin = models.JSONField(default=list, help_text="earlier bills it may be again: id and evidence of each")
    came_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    objects = TriageQuerySet.as_manager()

    class Meta:
        ordering = ["-came_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=TriageState.values), name="triage_state_known"),
            models.CheckConstraint(
                condition=~Q(state="dismissed") | ~Q(dismissed_because=""), name="triage_dismissal_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(risk="") | Q(risk__in=Risk.values) & ~Q(risk_note=""), name="triage_risk_has_note"
            ),
        ]
        indexes = [models.Index(fields=["state", "-came_at"], name="triage_by_state")]

    def __str__(self) -> str:
        return f"{self.bill_id} {self.get_state_display().lower()}"

    def get_absolute_url(self) -> str:
        return reverse("priorities:triage_item", args=[self.bill_id])


class TriageChange(models.Model):
    """What was done to a triaged bill, by whom; enough to undo it."""

    item = models.ForeignKey(TriageItem, on_delete=models.CASCADE, related_name="changes")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=30)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    undoes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="undone_by"
    )

    class Meta:
        ordering = ["item", "-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.item_id} {self.what}"
