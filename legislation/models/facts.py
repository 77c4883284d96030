"""Where the facts of a bill come from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Value
from django.db.models.expressions import CombinedExpression
from django.db.models.lookups import Exact

from legislation.choices import FactGroup, Source
from legislation.models.bills import Bill
from legislation.provenance import GroupFacts, beside, beside_core
from legislation.querysets import BillFactsQuerySet

_BESIDE = [name for name in FactGroup.values if name != FactGroup.CORE]


class BillFacts(models.Model):
    """Where each group of a bill's facts comes from: an older copy never overwrites a newer one (P9).

    The columns speak of the core; `others` says the same of the other groups, those a source has told of
    (legislation/provenance.py). One row a bill: a Congress has 17,000 bills, and eleven groups of each.
    """

    bill = models.OneToOneField(Bill, on_delete=models.CASCADE, primary_key=True, related_name="facts")
    source = models.CharField(max_length=20, choices=Source)
    # The copy's own time: what decides which copy is newer.
    source_updated_at = models.DateTimeField()
    # When we last saw the source say so, even when nothing had changed: what staleness is counted from.
    checked_at = models.DateTimeField()
    is_complete = models.BooleanField(default=True)
    note = models.CharField(max_length=300, blank=True, help_text="why it is incomplete")
    digest = models.CharField(
        max_length=64, blank=True, help_text="of the group's content; equal means unchanged"
    )
    others = models.JSONField(
        default=dict,
        blank=True,
        help_text="by group: its digest, where it is whole and of the core's copy; else all that is said of the core",
    )

    objects = BillFactsQuerySet.as_manager()

    class Meta:
        ordering = ["bill"]
        verbose_name_plural = "bill facts"
        constraints = [
            models.CheckConstraint(
                condition=Exact(
                    CombinedExpression(
                        F("others"),
                        "-",
                        Value(_BESIDE, ArrayField(models.TextField())),
                        output_field=models.JSONField(),
                    ),
                    Value({}, models.JSONField()),
                ),
                name="fact_groups_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bill_id} from {self.source}"

    @classmethod
    def of(cls, groups: Mapping[str, GroupFacts]) -> BillFacts:
        """Return the unsaved row of a bill's groups, the core among them."""
        core = groups[FactGroup.CORE]._asdict()
        del core["group"]
        return cls(**core, others=beside_core(groups))

    @property
    def core(self) -> GroupFacts:
        """Where title, sponsor and date of introduction come from."""
        return GroupFacts(
            self.bill_id,
            FactGroup.CORE.value,
            self.source,
            self.source_updated_at,
            self.checked_at,
            self.is_complete,
            self.note,
            self.digest,
        )

    def group(self, name: str) -> GroupFacts | None:
        """Return where one group comes from; None where no source has told of it."""
        if name == FactGroup.CORE:
            return self.core
        said: Any = self.others.get(name)
        return None if said is None else beside(self.core, name, said)

    def groups(self) -> dict[str, GroupFacts]:
        """Return where each group comes from, by its name."""
        core = self.core
        return {core.group: core} | {name: beside(core, name, said) for name, said in self.others.items()}
