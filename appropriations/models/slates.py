"""What the coalition asks of a fiscal year: to OMB in the autumn, to Congress in the spring.

P2, hard part: an item asks for new budget authority or for language. There is no field for an offset, for a transfer
or for a named recipient, and no sign before the dollars.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from appropriations.choices import ItemKind, Nature, SlateState, SlateTo
from appropriations.models.lines import Line
from appropriations.models.years import YEAR_IS_SANE
from appropriations.querysets import SlateItemQuerySet, SlateQuerySet
from decisions.models import Decision, Proposal
from members.models import User


class Slate(models.Model):
    """The requests of one fiscal year to one addressee; adopted by a decision, and then locked by the database.

    An adopted slate is amended by a further one (`amends`), which holds only the lines it changes and rests on a
    decision of its own.
    """

    subject_kind = "Slate"

    fiscal_year = models.PositiveSmallIntegerField()
    to = models.CharField(max_length=12, choices=SlateTo)
    state = models.CharField(max_length=10, choices=SlateState, default=SlateState.DRAFT)
    note = models.TextField(blank=True, help_text="inside only")
    built_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+", help_text="last year's"
    )
    amends = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="amendments"
    )
    # A copy in which the next round of a proposal is prepared, while everyone reads the slate as it was put to them.
    revises = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="revision"
    )
    proposal = models.ForeignKey(
        Proposal, null=True, blank=True, on_delete=models.PROTECT, related_name="slates"
    )
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="slates"
    )
    adopted_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    is_sample = models.BooleanField(default=False)

    objects = SlateQuerySet.as_manager()

    class Meta:
        ordering = ["-fiscal_year", "to", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(to__in=SlateTo.values), name="slate_addressee_known"),
            models.CheckConstraint(condition=Q(state__in=SlateState.values), name="slate_state_known"),
            models.CheckConstraint(condition=YEAR_IS_SANE, name="slate_year_sane"),
            # One that was set aside keeps the decision that did so, and when it had been adopted before.
            models.CheckConstraint(
                condition=Q(state="adopted", decision__isnull=False, adopted_at__isnull=False)
                | Q(state__in=["draft", "proposed"], decision__isnull=True, adopted_at__isnull=True)
                | Q(state="set_aside"),
                name="slate_adopted_by_decision",
            ),
            models.CheckConstraint(
                condition=~Q(state="proposed") | Q(proposal__isnull=False), name="slate_proposed_by_proposal"
            ),
            models.CheckConstraint(
                condition=~Q(amends=F("id")) & ~Q(built_from=F("id")) & ~Q(revises=F("id")),
                name="slate_not_of_itself",
            ),
            models.CheckConstraint(
                condition=Q(revises__isnull=True) | Q(state="draft"), name="slate_revision_is_a_draft"
            ),
            models.UniqueConstraint(
                fields=["fiscal_year", "to"],
                condition=Q(amends__isnull=True, revises__isnull=True) & ~Q(state="set_aside"),
                name="slate_one_a_year",
            ),
            models.UniqueConstraint(
                fields=["amends"],
                condition=Q(state__in=["draft", "proposed"], revises__isnull=True),
                name="slate_one_amendment_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        what = ", amendment" if self.amends_id else ""
        return f"FY {self.fiscal_year} requests {SlateTo(self.to).label}{what}"

    def get_absolute_url(self) -> str:
        return reverse("appropriations:slate", args=[self.pk])


class SlateItem(models.Model):
    """One request: an amount, language, or both, for one line."""

    slate = models.ForeignKey(Slate, on_delete=models.CASCADE, related_name="items")
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="slate_items")
    kind = models.CharField(max_length=10, choices=ItemKind, default=ItemKind.AMOUNT)
    nature = models.CharField(max_length=15, choices=Nature, default=Nature.WHOLE)
    dollars = models.BigIntegerField(null=True, blank=True)
    words = models.CharField(max_length=300, blank=True, help_text="such as $8.8 million above the request")
    justification = models.TextField(blank=True)
    report_language = models.TextField(blank=True, help_text="the report language sought")
    # In an amendment: the request is no longer made.
    is_dropped = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    objects = SlateItemQuerySet.as_manager()

    class Meta:
        ordering = ["slate", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["slate", "line"], name="slate_item_line_once"),
            models.CheckConstraint(condition=Q(kind__in=ItemKind.values), name="slate_item_kind_known"),
            models.CheckConstraint(
                condition=Q(nature__in=[Nature.WHOLE, Nature.NOT_LESS_THAN]), name="slate_item_nature_asked"
            ),
            models.CheckConstraint(
                condition=Q(dollars__isnull=True) | Q(dollars__gt=0), name="slate_item_is_no_cut"
            ),
            # A draft may be incomplete; the database refuses to let one out of the draft (0002_slates_locked).
            models.CheckConstraint(
                condition=~Q(kind="language") | Q(dollars__isnull=True, words=""),
                name="slate_item_as_its_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line_id} in {self.slate_id}"


class SlateClearance(models.Model):
    """A named person's word that a phrase the guard asks about mentions something and does not ask for it (P1, P2).

    It holds for the phrase in its sentence only: a sentence that is written anew is asked about again.
    """

    slate = models.ForeignKey(Slate, on_delete=models.CASCADE, related_name="clearances")
    line = models.ForeignKey(Line, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    field = models.CharField(
        max_length=20, help_text="which text of the item; note where it is the slate's own"
    )
    rule = models.CharField(max_length=2, choices=[("P1", "P1"), ("P2", "P2")])
    phrase = models.CharField(max_length=200)
    sentence = models.TextField()
    cleared_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    cleared_at = models.DateTimeField(default=timezone.now)

    objects = SlateItemQuerySet.as_manager()

    class Meta:
        ordering = ["slate", "cleared_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["slate", "line", "field", "rule", "phrase", "sentence"],
                nulls_distinct=False,
                name="slate_phrase_cleared_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.phrase} in {self.slate_id}"
