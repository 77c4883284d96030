"""What happens to a bill on its way: amendments, recorded votes, committee reports and cost estimates."""

from __future__ import annotations

import re

from django.db import models
from django.db.models import F, Q

from common.citations import ordinal
from legislation.amendment_ids import AmendmentType
from legislation.choices import Chamber
from legislation.models.bills import Bill
from legislation.models.congress import Legislator

_REPORT = re.compile(r"(?P<chamber>[HS])\. ?(?:Rept|Prt)\. ?(?P<congress>\d+)-(?P<number>\d+)")
_REPORT_KINDS = {"H": "house-report", "S": "senate-report"}


class Amendment(models.Model):
    """An amendment offered to a bill, or to another amendment of it."""

    bill = models.ForeignKey(Bill, on_delete=models.CASCADE, related_name="amendments", db_index=False)
    key = models.CharField(max_length=24, help_text="such as 117-samdt-2137")
    congress = models.PositiveSmallIntegerField()
    amendment_type = models.CharField(max_length=6, choices=AmendmentType)
    number = models.PositiveIntegerField()
    chamber = models.CharField(max_length=6, choices=Chamber)
    description = models.TextField(
        blank=True, help_text="House amendments: what it does, in the clerk's words"
    )
    purpose = models.TextField(blank=True)
    # A committee offers amendments too: then there is a name and no legislator.
    sponsor = models.ForeignKey(
        Legislator,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="sponsored_amendments",
        db_index=False,
    )
    sponsor_name = models.CharField(max_length=200, blank=True, help_text="as the source names the sponsor")
    submitted_on = models.DateField(null=True, blank=True)
    proposed_on = models.DateField(null=True, blank=True)
    amends = models.CharField(max_length=24, blank=True, help_text="the key of the amendment it would amend")
    latest_action_on = models.DateField(null=True, blank=True)
    latest_action_text = models.TextField(blank=True)

    class Meta:
        # The newest first: within a chamber they are numbered as they are submitted.
        ordering = ["bill", "amendment_type", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["bill", "key"], name="amendment_once"),
            models.CheckConstraint(
                condition=Q(amendment_type__in=AmendmentType.values), name="amendment_type_known"
            ),
            models.CheckConstraint(condition=Q(chamber__in=Chamber.values), name="amendment_chamber_known"),
        ]
        indexes = [models.Index(fields=["sponsor"], name="amendment_sponsor")]

    def __str__(self) -> str:
        return self.citation

    @property
    def citation(self) -> str:
        """Return "S.Amdt. 2137"."""
        return f"{AmendmentType(self.amendment_type).label} {self.number}"

    @property
    def congress_gov_url(self) -> str:
        """Its page at Congress.gov."""
        slug = f"{AmendmentType(self.amendment_type).congress_gov_slug}/{self.number}"
        return f"https://www.congress.gov/amendment/{ordinal(self.congress)}-congress/{slug}"


class BillVote(models.Model):
    """A recorded vote that an action of a bill, or of an amendment to it, refers to."""

    bill = models.ForeignKey(Bill, on_delete=models.CASCADE, related_name="votes", db_index=False)
    chamber = models.CharField(max_length=6, choices=Chamber)
    congress = models.PositiveSmallIntegerField()
    session = models.PositiveSmallIntegerField()
    roll_number = models.PositiveIntegerField()
    held_at = models.DateTimeField(null=True, blank=True)
    url = models.URLField(blank=True, max_length=300)
    acted_on = models.DateField(null=True, blank=True, help_text="the day of the action it belongs to")
    action_text = models.TextField(blank=True, help_text="the words of the action it belongs to")
    amendment_key = models.CharField(
        max_length=24,
        blank=True,
        help_text="117-samdt-2137 for a vote on an amendment; empty for the bill's own",
    )

    class Meta:
        ordering = ["bill", F("held_at").desc(nulls_last=True), "-roll_number"]
        constraints = [
            models.UniqueConstraint(
                fields=["bill", "chamber", "congress", "session", "roll_number"], name="bill_vote_once"
            ),
            models.CheckConstraint(condition=Q(chamber__in=Chamber.values), name="bill_vote_chamber_known"),
        ]
        indexes = [
            models.Index(fields=["congress", "chamber", "session", "roll_number"], name="bill_vote_roll")
        ]

    def __str__(self) -> str:
        return f"{self.bill_id}: {self.chamber} roll {self.roll_number} of session {self.session}"


class CommitteeReport(models.Model):
    """A committee's written report on a bill."""

    bill = models.ForeignKey(Bill, on_delete=models.CASCADE, related_name="committee_reports", db_index=False)
    citation = models.CharField(max_length=60, help_text="such as H. Rept. 117-24")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["bill", "position"]
        constraints = [models.UniqueConstraint(fields=["bill", "citation"], name="committee_report_once")]

    def __str__(self) -> str:
        return self.citation

    @property
    def url(self) -> str:
        """Its page at Congress.gov, empty where the citation is of another form."""
        found = _REPORT.match(self.citation)
        if found is None:
            return ""
        place = (
            f"{ordinal(int(found['congress']))}-congress/{_REPORT_KINDS[found['chamber']]}/{found['number']}"
        )
        return f"https://www.congress.gov/congressional-report/{place}"


class CboEstimate(models.Model):
    """A cost estimate by the Congressional Budget Office."""

    bill = models.ForeignKey(Bill, on_delete=models.CASCADE, related_name="cbo_estimates", db_index=False)
    title = models.TextField()
    description = models.TextField(blank=True)
    url = models.URLField(blank=True, max_length=300)
    published_at = models.DateTimeField(null=True, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["bill", F("published_at").desc(nulls_last=True), "position"]
        verbose_name = "CBO estimate"
        indexes = [models.Index(fields=["bill", "position"], name="cbo_estimate_of_bill")]

    def __str__(self) -> str:
        return self.title[:80]
