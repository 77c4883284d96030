"""The filters of the candidates of an Act."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet

from appropriations.choices import LISTED_BEARINGS, Bearing, CandidateState
from appropriations.models import ActCandidate, Line


class CandidateFilter(django_filters.FilterSet):
    """Amounts found in an Act: by what became of them, how they bear on the field, and their line."""

    state = django_filters.ChoiceFilter(
        label="State", choices=CandidateState.choices, empty_label="All states"
    )
    bearing = django_filters.ChoiceFilter(
        label="Bearing",
        choices=[*Bearing.choices, ("all", "All, also what is not ours")],
        empty_label="What bears on the field",
        method="bearing_on",
    )
    line = django_filters.ModelChoiceFilter(
        label="Line", queryset=Line.objects.none(), empty_label="All lines"
    )

    class Meta:
        model = ActCandidate
        fields: list[str] = []

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        named = self.queryset.order_by().values("line")
        self.filters["line"].queryset = Line.objects.filter(pk__in=named).order_by("sort_key")

    def filter_queryset(self, queryset: QuerySet[ActCandidate]) -> QuerySet[ActCandidate]:
        """What is not ours is left out until it is asked for."""
        found: QuerySet[ActCandidate] = super().filter_queryset(queryset)
        return found if self.form.cleaned_data.get("bearing") else found.filter(bearing__in=LISTED_BEARINGS)

    def bearing_on(
        self, candidates: QuerySet[ActCandidate], _name: str, value: str
    ) -> QuerySet[ActCandidate]:
        """One bearing, or all of them."""
        return candidates if value == "all" else candidates.filter(bearing=value)
