"""A table on its way in: what was handed in, how its columns and lines are read, and what each cell would become.

Nothing of it is a figure until it is confirmed; what is not confirmed is thrown away after a while.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from appropriations.choices import ImportState, SourceKind, Stage, StagedState
from appropriations.models.amounts import Amount, ChangeSet
from appropriations.models.lines import Line
from appropriations.querysets import ImportQuerySet, StagedQuerySet
from common.models import Job
from common.money import Unit
from members.models import User


class TableImport(models.Model):
    """One file handed in, with what was said once for all of it."""

    name = models.CharField(max_length=120, help_text="of the file")
    sheet = models.CharField(max_length=100, blank=True)
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=ImportState, default=ImportState.READING)
    unit = models.CharField(max_length=10, choices=[(one.value, f"in {one.value}") for one in Unit])
    document = models.CharField(max_length=300, blank=True)
    page = models.CharField(max_length=80, blank=True)
    url = models.URLField(blank=True, max_length=300)
    as_of = models.DateField()
    source_kind = models.CharField(max_length=10, choices=SourceKind, default=SourceKind.ADVOCATE)
    request_kind = models.CharField(
        max_length=10, choices=SourceKind, default=SourceKind.COALITION, help_text="whose the requests are"
    )
    note = models.TextField(blank=True)
    # The texts of the file's cells, how they are read, and single cells corrected here: {"row,column": text}.
    rows = models.JSONField(default=list)
    first_row = models.PositiveSmallIntegerField(default=0)
    columns = models.JSONField(default=list)
    fixes = models.JSONField(default=dict)
    # What each name in the file means: {name: {"line": slug} | {"skip": true} | {"new": bundle, "department": …}}.
    lines = models.JSONField(default=dict)
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now, editable=False)
    # When its cells were last held against the figures that stand.
    staged_at = models.DateTimeField(null=True, blank=True, editable=False)
    confirmed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    change = models.OneToOneField(
        ChangeSet, null=True, blank=True, on_delete=models.PROTECT, related_name="table_import"
    )
    outcome = models.JSONField(default=dict, blank=True, help_text="what confirming did, by kind")

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ImportState.values), name="import_state_known"),
            models.CheckConstraint(
                condition=Q(
                    state__in=["confirmed", "undone"], confirmed_by__isnull=False, confirmed_at__isnull=False
                )
                | (~Q(state__in=["confirmed", "undone"]) & Q(confirmed_at__isnull=True, change__isnull=True)),
                name="import_confirmed_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("appropriations:import_preview", args=[self.pk])


class StagedCell(models.Model):
    """One cell of the file as it was read, and what confirming would do with it."""

    imported = models.ForeignKey(TableImport, on_delete=models.CASCADE, related_name="cells")
    # As the file counts them, from 1 and from A.
    row = models.PositiveIntegerField()
    column = models.CharField(max_length=3)
    label = models.CharField(max_length=420, help_text="the line as the file names it")
    line = models.ForeignKey(Line, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    fiscal_year = models.PositiveSmallIntegerField(null=True, blank=True)
    stage = models.CharField(max_length=20, choices=Stage, blank=True)
    text = models.TextField()
    state = models.CharField(max_length=12, choices=StagedState)
    reads = models.CharField(max_length=400, blank=True)
    was = models.CharField(max_length=400, blank=True)
    why = models.TextField(blank=True)
    said = models.JSONField(default=dict, help_text="the figure as it would be recorded")
    given = models.JSONField(default=list, help_text="what its own row says of its source, by name")
    amount = models.ForeignKey(Amount, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    # P2: words of a request that a named person clears with "mentions, does not ask".
    hits = models.JSONField(default=list)
    cleared_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = StagedQuerySet.as_manager()

    class Meta:
        ordering = ["imported", "row", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=StagedState.values), name="staged_state_known"),
            models.UniqueConstraint(fields=["imported", "row", "column"], name="staged_once"),
        ]
        indexes = [models.Index(fields=["imported", "state"])]

    def __str__(self) -> str:
        return f"{self.column}{self.row} {self.text[:40]}"

    @property
    def waits_for_clearing(self) -> bool:
        """Whether its words must be cleared before it is imported."""
        return bool(self.hits) and self.cleared_by_id is None
