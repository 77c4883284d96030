"""The filters of what became of money after enactment."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from appropriations.choices import FundingKind
from appropriations.lateness import is_told, lateness
from appropriations.models import Bundle, FundingEvent, Line
from appropriations.selectors.funding import plain_event
from appropriations.selectors.shown import year_name
from common.dates import today


class FundingFilter(django_filters.FilterSet):
    """Which events, by line, year, kind, bill, words, and whether money is late or stopped now."""

    q = django_filters.CharFilter(
        label="Words", method="matching", widget=forms.TextInput(attrs={"type": "search"})
    )
    year = django_filters.ChoiceFilter(label="Fiscal year", field_name="fiscal_year", empty_label="All years")
    bundle = django_filters.ModelChoiceFilter(
        label="Bill", field_name="line__bundle", queryset=Bundle.objects.all(), empty_label="All bills"
    )
    line = django_filters.ModelChoiceFilter(
        label="Line", queryset=Line.objects.none(), empty_label="All lines"
    )
    kind = django_filters.ChoiceFilter(label="Kind", choices=FundingKind.choices, empty_label="All kinds")
    standing = django_filters.ChoiceFilter(
        label="Standing",
        method="stands",
        choices=(("open", "Late or stopped now"), ("told", "Now or within a year"), ("ahead", "Due")),
        empty_label="Any",
    )

    class Meta:
        model = FundingEvent
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = FundingEvent.objects.standing()
        years = known.order_by("-fiscal_year").values_list("fiscal_year", flat=True).distinct()
        self.filters["year"].extra["choices"] = [(str(year), year_name(year)) for year in years]
        self.filters["line"].queryset = Line.objects.filter(slug__in=known.values("line")).order_by(
            "sort_key"
        )

    def matching(self, rows: QuerySet[FundingEvent], _name: str, words: str) -> QuerySet[FundingEvent]:
        """Events whose words, document or line holds every word."""
        for word in words.split():
            rows = rows.filter(
                Q(words__icontains=word) | Q(document__icontains=word) | Q(line__name__icontains=word)
            )
        return rows

    def stands(self, rows: QuerySet[FundingEvent], _name: str, asked: str) -> QuerySet[FundingEvent]:
        """Events by how they stand today; the rule of appropriations.lateness decides, on the few that could fit."""
        day = today()
        if asked == "ahead":
            return rows.filter(happened_on__isnull=True, due_on__gte=day)
        fits = is_told if asked == "told" else lambda event, on: lateness(event, on).is_open
        keys = [row.pk for row in rows if fits(plain_event(row), day)]
        return rows.filter(pk__in=keys)
