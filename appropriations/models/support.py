"""How offices support a request: Member letters, and the requests they submitted themselves. Never a score (P1)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from appropriations.choices import OfficeRequestKind
from appropriations.models.bundles import Bundle
from appropriations.models.lines import Line
from appropriations.models.years import YEAR_IS_SANE
from appropriations.querysets import MemberLetterQuerySet, OfficeRequestQuerySet
from legislation.choices import Chamber
from legislation.models import Legislator
from members.models import User


class MemberLetter(models.Model):
    """A letter ("Dear Colleague") by which offices support requests to the subcommittees that write a bundle."""

    subject_kind = "Member letter"

    fiscal_year = models.PositiveSmallIntegerField()
    chamber = models.CharField(
        max_length=6, choices=Chamber, blank=True, help_text="empty for both, or where no source says"
    )
    bundle = models.ForeignKey(Bundle, on_delete=models.PROTECT, related_name="member_letters")
    subject = models.CharField(max_length=300)
    lines = models.ManyToManyField(Line, related_name="member_letters", blank=True)
    circulation_text = models.TextField(blank=True, help_text="Markdown")
    deadline_on = models.DateField(null=True, blank=True, help_text="last day to sign")
    delivered_on = models.DateField(null=True, blank=True)
    # How many signed, where a source says so without naming all of them.
    signer_count = models.PositiveSmallIntegerField(null=True, blank=True)
    signers_complete = models.BooleanField(
        default=False,
        help_text="whether the list of signers is known to be whole: only then is a negative said (P9)",
    )
    note = models.TextField(blank=True, help_text="inside only")
    source = models.CharField(max_length=300)
    source_url = models.URLField(blank=True, max_length=300)
    as_of = models.DateField()
    entered_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now, editable=False)
    taken_back_at = models.DateTimeField(null=True, blank=True, editable=False)
    is_sample = models.BooleanField(default=False)

    objects = MemberLetterQuerySet.as_manager()

    class Meta:
        ordering = ["-fiscal_year", "chamber", "subject"]
        constraints = [
            models.UniqueConstraint(
                fields=["fiscal_year", "chamber", "bundle", "subject"],
                condition=Q(taken_back_at__isnull=True),
                name="member_letter_once",
            ),
            models.CheckConstraint(condition=YEAR_IS_SANE, name="member_letter_year_sane"),
            models.CheckConstraint(
                condition=Q(signer_count__isnull=True) | Q(signer_count__gt=0),
                name="member_letter_counts_someone",
            ),
        ]

    def __str__(self) -> str:
        return f"FY {self.fiscal_year}: {self.subject}"

    def get_absolute_url(self) -> str:
        return reverse("appropriations:member_letter", args=[self.pk])


class MemberSignature(models.Model):
    """An office on a Member letter: as one of its leads, or as a signer."""

    letter = models.ForeignKey(MemberLetter, on_delete=models.CASCADE, related_name="signatures")
    legislator = models.ForeignKey(Legislator, on_delete=models.PROTECT, related_name="member_letters")
    is_lead = models.BooleanField(default=False)
    source = models.CharField(max_length=300)
    source_url = models.URLField(blank=True, max_length=300)
    as_of = models.DateField()
    entered_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now, editable=False)
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["letter", "-is_lead", "legislator__sort_key"]
        constraints = [
            models.UniqueConstraint(fields=["letter", "legislator"], name="member_signs_letter_once")
        ]

    def __str__(self) -> str:
        return f"{self.legislator_id} on {self.letter_id}"


class OfficeRequest(models.Model):
    """A request for a line that an office submitted to its subcommittee, and who of us asked it to."""

    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="office_requests")
    fiscal_year = models.PositiveSmallIntegerField()
    legislator = models.ForeignKey(Legislator, on_delete=models.PROTECT, related_name="office_requests")
    kind = models.CharField(max_length=20, choices=OfficeRequestKind)
    asked_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    asked_by_words = models.CharField(max_length=200, blank=True, help_text="such as a member organization")
    asked_on = models.DateField(null=True, blank=True)
    submitted_on = models.DateField(
        null=True, blank=True, help_text="empty until the office has submitted it"
    )
    declined_on = models.DateField(null=True, blank=True)
    dollars = models.BigIntegerField(null=True, blank=True)
    words = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True, help_text="inside only")
    source = models.CharField(max_length=300)
    source_url = models.URLField(blank=True, max_length=300)
    as_of = models.DateField()
    entered_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now, editable=False)
    taken_back_at = models.DateTimeField(null=True, blank=True, editable=False)
    is_sample = models.BooleanField(default=False)

    objects = OfficeRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-fiscal_year", "line", "legislator__sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["line", "fiscal_year", "legislator", "kind"],
                condition=Q(taken_back_at__isnull=True),
                name="office_request_once",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=OfficeRequestKind.values), name="office_request_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(submitted_on__isnull=True) | Q(declined_on__isnull=True),
                name="office_request_not_both",
            ),
            models.CheckConstraint(
                condition=Q(dollars__isnull=True) | Q(dollars__gt=0), name="office_request_is_no_cut"
            ),
            models.CheckConstraint(condition=YEAR_IS_SANE, name="office_request_year_sane"),
        ]

    def __str__(self) -> str:
        return f"{self.legislator_id} for {self.line_id}, FY {self.fiscal_year}"

    def get_absolute_url(self) -> str:
        return reverse("appropriations:office_request", args=[self.pk])
