"""Bills and the groups of facts about them; what the coalition wants of a bill lives in priorities."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from common.citations import ordinal
from legislation.choices import BillId, BillType, Chamber, Source, Stage, Step
from legislation.models.congress import Committee, Congress, Legislator
from legislation.provenance import GroupFacts
from legislation.querysets import ActionQuerySet, BillQuerySet, CosponsorQuerySet


class Bill(models.Model):
    """A measure of one Congress, known by an id such as 119-hr-1144. A pull never deletes one (P9)."""

    subject_kind = "Bill"

    id = models.CharField(primary_key=True, max_length=20)
    # Here and below, a foreign key has no index of its own where another index begins with it.
    congress = models.ForeignKey(Congress, on_delete=models.PROTECT, related_name="bills", db_index=False)
    bill_type = models.CharField(max_length=8, choices=BillType)
    number = models.PositiveIntegerField()
    title = models.TextField()
    short_title = models.TextField(
        blank=True, help_text="the popular or official short title, where one is known"
    )
    origin_chamber = models.CharField(max_length=6, choices=Chamber)
    introduced_on = models.DateField(null=True, blank=True)
    policy_area = models.CharField(max_length=100, blank=True)
    sponsor = models.ForeignKey(
        Legislator,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="sponsored_bills",
        db_index=False,
    )
    # Party, state and district as the source has them for this bill, not as they are today.
    sponsor_party = models.CharField(max_length=4, blank=True)
    sponsor_state = models.CharField(max_length=2, blank=True)
    sponsor_district = models.SmallIntegerField(null=True, blank=True)
    # The terms of the Congressional Research Service, which are nothing but their names.
    subjects = ArrayField(models.TextField(), default=list, blank=True)
    committees = models.ManyToManyField(Committee, through="BillCommittee", related_name="bills", blank=True)
    law_number = models.CharField(max_length=10, blank=True, help_text="117-347; empty until it comes")
    law_is_private = models.BooleanField(default=False)
    # Computed by legislation.stages from the actions at each write, never entered.
    stage = models.CharField(max_length=20, choices=Stage, default=Stage.INTRODUCED)
    stage_on = models.DateField(null=True, blank=True)
    step = models.CharField(max_length=24, choices=Step, blank=True)
    step_on = models.DateField(null=True, blank=True)
    step_committee = models.ForeignKey(
        Committee, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    step_text = models.TextField(blank=True, help_text="the action's own words")
    # The newest action, computed: the sources' own latestAction is known to be stale.
    latest_action_on = models.DateField(null=True, blank=True)
    latest_action_text = models.TextField(blank=True)
    amendment_count = models.PositiveIntegerField(null=True, blank=True)
    cosponsor_count = models.PositiveIntegerField(
        null=True, blank=True, help_text="current ones, sponsor not counted"
    )
    # Kept beside the stage, because lists say both: a list with gaps never tells that a bill died (P9).
    actions_complete = models.BooleanField(default=True)
    file_digest = models.CharField(
        max_length=64,
        blank=True,
        editable=False,
        help_text="of the file its facts were last read from: that very file need not be read again",
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, help_text="when a fact of it last changed here")

    objects = BillQuerySet.as_manager()

    class Meta:
        ordering = ["-congress", "bill_type", "number"]
        constraints = [
            models.UniqueConstraint(fields=["congress", "bill_type", "number"], name="bill_once"),
            models.CheckConstraint(condition=Q(bill_type__in=BillType.values), name="bill_type_known"),
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="bill_stage_known"),
            models.CheckConstraint(
                condition=~Q(stage="enacted") | Q(bill_type__in=["hr", "s", "hjres", "sjres"]),
                name="bill_enacted_can_be_law",
            ),
        ]
        indexes = [
            models.Index(
                F("latest_action_on").desc(nulls_last=True),
                F("congress").desc(),
                "bill_type",
                "number",
                name="bill_newest_action",
            ),
            models.Index(fields=["congress", "stage"]),
            models.Index(fields=["sponsor"]),
            models.Index(fields=["step_committee"], name="bill_step_committee"),
            models.Index(fields=["file_digest"], name="bill_file_digest"),
            GinIndex(fields=["subjects"], name="bill_subjects"),
        ]

    def __str__(self) -> str:
        return self.citation

    def get_absolute_url(self) -> str:
        return reverse("legislation:bill", args=[self.pk])

    @property
    def subject_label(self) -> str:
        """Return "S. 2012 (119th) Title", as it is chosen from a list."""
        return f"{self.citation} ({ordinal(self.congress_id)}) {self.short_title or self.title}"

    @property
    def bill_id(self) -> BillId:
        """The parsed identity."""
        return BillId(self.congress_id, BillType(self.bill_type), self.number)

    @property
    def citation(self) -> str:
        """Return "H.R. 1144"."""
        return self.bill_id.citation

    @property
    def name(self) -> str:
        """The title people use."""
        return self.short_title or self.title

    @property
    def fact_groups(self) -> dict[str, GroupFacts]:
        """Where each group of its facts comes from; one that no source has told of is not among them."""
        facts = getattr(self, "facts", None)
        return facts.groups() if facts else {}


class Action(models.Model):
    """One step of a bill, kept once though several source systems report it; their own codes are kept beside it."""

    bill = models.ForeignKey(Bill, on_delete=models.CASCADE, related_name="actions", db_index=False)
    acted_on = models.DateField()
    acted_time = models.TimeField(null=True, blank=True, help_text="US Eastern, where the source gives it")
    text = models.TextField()
    # sha256 of the text with spaces folded: part of the identity, and short enough to be unique in an index.
    text_digest = models.CharField(max_length=64)
    action_type = models.CharField(max_length=200, blank=True)
    code = models.CharField(max_length=20, blank=True)
    source_code = models.CharField(max_length=4, blank=True)
    source_name = models.CharField(max_length=200, blank=True)
    provenance = models.JSONField(default=list, help_text="each report of it: code, type, source")
    committee_codes = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    recorded_votes = models.JSONField(default=list)
    position = models.PositiveIntegerField(help_text="order within the bill, oldest first")
    # Laid over by us with a source of its own (a law signed after the copy at hand).
    laid_over_source = models.CharField(max_length=20, choices=Source, blank=True)
    laid_over_url = models.URLField(blank=True, max_length=300)

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["bill", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["bill", "acted_on", "acted_time", "text_digest"],
                nulls_distinct=False,
                name="action_once",
            ),
        ]
        indexes = [models.Index(fields=["-acted_on"])]

    def __str__(self) -> str:
        return f"{self.acted_on} {self.text[:60]}"


class Cosponsor(models.Model):
    """A legislator's cosponsorship of a bill; the sponsor is not one."""

    bill = models.ForeignKey(Bill, on_delete=models.CASCADE, related_name="cosponsors", db_index=False)
    legislator = models.ForeignKey(
        Legislator, on_delete=models.PROTECT, related_name="cosponsorships", db_index=False
    )
    party = models.CharField(max_length=4, blank=True)
    state = models.CharField(max_length=2, blank=True)
    district = models.SmallIntegerField(null=True, blank=True)
    cosponsored_on = models.DateField(null=True, blank=True)
    is_original = models.BooleanField(default=False)
    withdrawn_on = models.DateField(null=True, blank=True)
    laid_over_id = models.BigIntegerField(null=True, blank=True)  # the EnteredFact it rests on

    objects = CosponsorQuerySet.as_manager()

    class Meta:
        ordering = ["bill", F("cosponsored_on").asc(nulls_last=True), "legislator__sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["bill", "legislator", "cosponsored_on"], nulls_distinct=False, name="cosponsor_once"
            ),
        ]
        indexes = [models.Index(fields=["legislator", "bill"])]

    def __str__(self) -> str:
        return f"{self.legislator_id} on {self.bill_id}"


class BillCommittee(models.Model):
    """A committee that has, or had, a bill, with what it did."""

    bill = models.ForeignKey(Bill, on_delete=models.CASCADE, related_name="bill_committees", db_index=False)
    committee = models.ForeignKey(
        Committee, on_delete=models.PROTECT, related_name="bill_committees", db_index=False
    )
    activities = models.JSONField(
        default=list, help_text="name and moment of each activity, in the source's order"
    )

    class Meta:
        ordering = ["bill", "committee__name"]
        constraints = [models.UniqueConstraint(fields=["bill", "committee"], name="bill_committee_once")]
        indexes = [models.Index(fields=["committee", "bill"], name="bill_committee_bills")]

    def __str__(self) -> str:
        return f"{self.bill_id} in {self.committee_id}"


class TrackedBill(models.Model):
    """The choice to follow a bill: it is pulled by number every two hours and shown first.

    A row of its own, so that the bill stays a fact.
    """

    bill = models.OneToOneField(Bill, on_delete=models.CASCADE, related_name="tracking")
    since = models.DateTimeField(default=timezone.now)
    reason = models.CharField(max_length=200, blank=True)
    last_error = models.TextField(
        blank=True, help_text="why the last pull of it failed; empty when it did not"
    )
    last_tried_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["bill"]

    def __str__(self) -> str:
        return f"tracking {self.bill_id}"
