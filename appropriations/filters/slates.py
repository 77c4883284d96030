"""The filters of the slates, inside, and of the adopted requests, for anyone."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from appropriations.choices import SlateState, SlateTo
from appropriations.models import Slate, SlateItem
from appropriations.selectors.shown import year_name
from common.sorting import sort_key

_ADDRESSEES = [(SlateTo.OMB.value, "OMB"), (SlateTo.CONGRESS.value, "Congress")]


class SlateFilter(django_filters.FilterSet):
    """Which slates: of a year, to whom, in which state."""

    year = django_filters.ChoiceFilter(
        field_name="fiscal_year", label="Fiscal year", empty_label="Any year", choices=[]
    )
    to = django_filters.ChoiceFilter(choices=_ADDRESSEES, label="To", empty_label="OMB and Congress")
    state = django_filters.ChoiceFilter(choices=SlateState.choices, label="State", empty_label="Any state")

    class Meta:
        model = Slate
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = self.queryset.order_by("-fiscal_year").values_list("fiscal_year", flat=True).distinct()
        self.filters["year"].extra["choices"] = [(str(year), year_name(year)) for year in years]


class PublicRequestFilter(django_filters.FilterSet):
    """The years offered are those of the rows given: outside learns of no other."""

    search = django_filters.CharFilter(
        method="by_words", label="Search", widget=forms.TextInput(attrs={"type": "search"})
    )
    year = django_filters.ChoiceFilter(
        field_name="slate__fiscal_year", label="Fiscal year", empty_label="Any year", choices=[]
    )
    to = django_filters.ChoiceFilter(
        field_name="slate__to", choices=_ADDRESSEES, label="To", empty_label="OMB and Congress"
    )

    class Meta:
        model = SlateItem
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = self.queryset.order_by("-slate__fiscal_year").values_list("slate__fiscal_year", flat=True)
        self.filters["year"].extra["choices"] = [(str(year), year_name(year)) for year in years.distinct()]

    def by_words(self, rows: QuerySet[SlateItem], _name: str, words: str) -> QuerySet[SlateItem]:
        """Requests whose line, agency, or decision's number holds the words."""
        return rows.filter(
            Q(line__sort_key__contains=sort_key(words))
            | Q(line__agency__icontains=words)
            | Q(line__department__icontains=words)
            | Q(slate__decision__number=words.strip())
        )
