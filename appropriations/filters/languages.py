"""The filters of report language."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet

from appropriations.found_language import ENDING_LABELS
from appropriations.models import Bundle, Line, ReportLanguage
from appropriations.selectors.shown import year_name


class LanguageFilter(django_filters.FilterSet):
    """Which passages, by year, line, bill, outcome and words."""

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
    outcome = django_filters.ChoiceFilter(
        label="Outcome",
        method="ending",
        choices=[(one.value, label) for one, label in ENDING_LABELS.items()],
        empty_label="Any outcome",
    )

    class Meta:
        model = ReportLanguage
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = ReportLanguage.objects.standing().order_by("-fiscal_year")
        self.filters["year"].extra["choices"] = [
            (str(year), year_name(year)) for year in years.values_list("fiscal_year", flat=True).distinct()
        ]
        with_language = ReportLanguage.objects.standing().values("line")
        self.filters["line"].queryset = Line.objects.filter(slug__in=with_language).order_by("sort_key")

    def matching(self, rows: QuerySet[ReportLanguage], _name: str, words: str) -> QuerySet[ReportLanguage]:
        """Passages whose title, wording or line holds every word."""
        found: QuerySet[ReportLanguage] = rows.named_like(words)  # type: ignore[attr-defined]
        return found

    def ending(self, rows: QuerySet[ReportLanguage], _name: str, ending: str) -> QuerySet[ReportLanguage]:
        """Passages by their outcome over all documents."""
        found: QuerySet[ReportLanguage] = rows.ending(ending)  # type: ignore[attr-defined]
        return found
