"""Rows that staff keep: entered with their source, changed with history, withdrawn with the reason, never deleted."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from members.models import User


class Kept(models.Model):
    """Who entered a row, whether staff changed what was shipped, and whether it was taken back.

    A row without `entered_by` was shipped; once staff changed or withdrew it, shipped facts never overwrite it (P9).
    """

    # How a row of the model is named in an address.
    kept_kind: ClassVar[str]

    entered_by = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        help_text="empty when shipped",
    )
    entered_at = models.DateTimeField(default=timezone.now, editable=False)
    staff_changed_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    withdrawn_reason = models.CharField(max_length=300, blank=True, editable=False)
    is_sample = models.BooleanField(default=False, editable=False)

    class Meta:
        abstract = True
