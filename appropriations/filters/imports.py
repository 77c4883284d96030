"""The filter of the cells of a table on its way in."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from appropriations.choices import Stage, StagedState
from appropriations.models import StagedCell

LEFT_OUT, WAITING = "left_out", "waiting"


class StagedFilter(django_filters.FilterSet):
    """Which cells: what would become of them, of which line, year and stage."""

    state = django_filters.ChoiceFilter(
        label="Would be",
        method="becoming",
        choices=[*StagedState.choices, (WAITING, "Words to clear"), (LEFT_OUT, "Left out")],
        empty_label="Any",
    )
    q = django_filters.CharFilter(
        label="Line or text", method="matching", widget=forms.TextInput(attrs={"type": "search"})
    )
    fiscal_year = django_filters.NumberFilter(label="Fiscal year")
    stage = django_filters.ChoiceFilter(label="Stage", choices=Stage.choices, empty_label="Any")

    class Meta:
        model = StagedCell
        fields: list[str] = []

    def becoming(self, cells: QuerySet[StagedCell], _name: str, state: str) -> QuerySet[StagedCell]:
        """Cells of one state, those a person must clear, or all that would be left out."""
        if state == LEFT_OUT:
            left: Any = cells
            return left.left_out()  # type: ignore[no-any-return]
        if state == WAITING:
            return cells.exclude(hits=[]).filter(cleared_by__isnull=True)
        return cells.filter(state=state)

    def matching(self, cells: QuerySet[StagedCell], _name: str, words: str) -> QuerySet[StagedCell]:
        """Cells whose line, text or reading holds every word."""
        for word in words.split():
            cells = cells.filter(
                Q(label__icontains=word)
                | Q(text__icontains=word)
                | Q(reads__icontains=word)
                | Q(line__name__icontains=word)
            )
        return cells
