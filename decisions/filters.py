"""Filters of the register of decisions and of the proposals."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from decisions.choices import ProposalKind, ProposalState
from decisions.models import Decision, Proposal


class DecisionFilter(django_filters.FilterSet):
    search = django_filters.CharFilter(
        method="by_words", label="Search", widget=forms.TextInput(attrs={"type": "search"})
    )
    year = django_filters.ChoiceFilter(
        field_name="decided_on", lookup_expr="year", label="Year", empty_label="Any year", choices=[]
    )
    outcome = django_filters.ChoiceFilter(
        choices=Decision.Outcome.choices, label="Outcome", empty_label="Any outcome"
    )

    class Meta:
        model = Decision
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = self.queryset.dates("decided_on", "year", order="DESC")
        self.filters["year"].extra["choices"] = [(day.year, day.year) for day in years]

    def by_words(self, rows: QuerySet[Decision], _name: str, words: str) -> QuerySet[Decision]:
        return rows.filter(Q(number=words) | Q(title__icontains=words) | Q(text__icontains=words))


class ProposalFilter(django_filters.FilterSet):
    search = django_filters.CharFilter(
        field_name="question",
        lookup_expr="icontains",
        label="Search",
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    state = django_filters.ChoiceFilter(choices=ProposalState.choices, label="State", empty_label="Any state")
    kind = django_filters.ChoiceFilter(choices=ProposalKind.choices, label="Kind", empty_label="Any kind")

    class Meta:
        model = Proposal
        fields: list[str] = []
