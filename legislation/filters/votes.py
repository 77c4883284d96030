"""The filters of the list of recorded votes."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet

from legislation.choices import Chamber
from legislation.models import BillVote, Congress


class VoteFilter(django_filters.FilterSet):
    """Filters over recorded votes: those on tracked bills, unless asked for all."""

    scope = django_filters.ChoiceFilter(
        method="keep", label="Show", choices=[("all", "On all bills")], empty_label="On tracked bills"
    )
    congress = django_filters.ModelChoiceFilter(
        method="by_congress", label="Congress", queryset=Congress.objects.none(), empty_label="Any"
    )
    chamber = django_filters.ChoiceFilter(choices=Chamber.choices, label="Chamber", empty_label="Both")
    amendments = django_filters.BooleanFilter(
        method="without_amendments", label="Not on amendments", widget=forms.CheckboxInput
    )

    class Meta:
        model = BillVote
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = BillVote.objects.order_by().values("congress").distinct()
        self.filters["congress"].queryset = Congress.objects.filter(pk__in=known).order_by("-number")

    def filter_queryset(self, queryset: QuerySet[BillVote]) -> QuerySet[BillVote]:
        """Apply every filter, then the scope."""
        found = super().filter_queryset(queryset)
        shows_all = self.form.cleaned_data.get("scope") == "all"
        return found if shows_all else found.filter(bill__tracking__isnull=False)

    def keep(self, queryset: QuerySet[BillVote], _name: str, _value: str) -> QuerySet[BillVote]:
        """Leave the rows as they are: `filter_queryset` reads the scope itself."""
        return queryset

    def by_congress(self, queryset: QuerySet[BillVote], _name: str, congress: Congress) -> QuerySet[BillVote]:
        """Votes held in one Congress."""
        return queryset.filter(congress=congress.pk)

    def without_amendments(self, queryset: QuerySet[BillVote], _name: str, value: bool) -> QuerySet[BillVote]:  # noqa: FBT001 - django-filter calls it so
        """Only votes on the bills themselves."""
        return queryset.filter(amendment_key="") if value else queryset
