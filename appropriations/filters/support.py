"""The filters of Member letters and of the requests of offices."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import F, Q, QuerySet

from appropriations.choices import OfficeRequestKind
from appropriations.models import Bundle, Line, MemberLetter, OfficeRequest
from appropriations.selectors.shown import year_name
from appropriations.selectors.support import request_years
from common.dates import today
from common.sorting import sort_key
from legislation.choices import Chamber
from legislation.models import Term


class MemberLetterFilter(django_filters.FilterSet):
    """Letters by their words, year, bill, line and chamber, and by whether they can be signed."""

    q = django_filters.CharFilter(
        label="Search", method="matching", widget=forms.TextInput(attrs={"type": "search"})
    )
    year = django_filters.ChoiceFilter(field_name="fiscal_year", label="Fiscal year", empty_label="All years")
    bundle = django_filters.ModelChoiceFilter(
        label="Bill", queryset=Bundle.objects.all(), empty_label="All bills"
    )
    line = django_filters.ModelChoiceFilter(
        field_name="lines", label="Line", queryset=Line.objects.none(), empty_label="Any line"
    )
    chamber = django_filters.ChoiceFilter(label="Chamber", choices=Chamber.choices, empty_label="Both")
    state = django_filters.ChoiceFilter(
        label="State",
        method="standing",
        empty_label="All",
        choices=(("open", "Open for signing"), ("closed", "Closed"), ("delivered", "Delivered")),
    )

    class Meta:
        model = MemberLetter
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        standing = MemberLetter.objects.standing()
        years = standing.order_by("-fiscal_year").values_list("fiscal_year", flat=True).distinct()
        self.filters["year"].extra["choices"] = [(str(year), year_name(year)) for year in years]
        self.filters["line"].queryset = Line.objects.filter(
            pk__in=standing.filter(lines__isnull=False).values("lines")
        ).order_by("sort_key")

    def matching(self, rows: QuerySet[MemberLetter], _name: str, words: str) -> QuerySet[MemberLetter]:
        """Letters whose subject holds every word."""
        for word in words.split():
            rows = rows.filter(subject__icontains=word)
        return rows

    def standing(self, rows: QuerySet[MemberLetter], _name: str, state: str) -> QuerySet[MemberLetter]:
        """Letters that can be signed, no more, or have gone out."""
        if state == "delivered":
            return rows.filter(delivered_on__isnull=False)
        takes_names = Q(delivered_on__isnull=True) & (
            Q(deadline_on__gte=today()) | Q(deadline_on__isnull=True)
        )
        return rows.filter(takes_names) if state == "open" else rows.exclude(takes_names)


class OfficeRequestFilter(django_filters.FilterSet):
    """Requests by year, line, what became of them and party; in the order of lines, or of offices."""

    by = django_filters.ChoiceFilter(
        method="keep", label="Listed by", choices=(("office", "Office"),), empty_label="Line"
    )
    q = django_filters.CharFilter(
        label="Office", method="of_office", widget=forms.TextInput(attrs={"type": "search"})
    )
    year = django_filters.ChoiceFilter(field_name="fiscal_year", label="Fiscal year", empty_label="All years")
    line = django_filters.ModelChoiceFilter(
        label="Line", queryset=Line.objects.none(), empty_label="Any line"
    )
    kind = django_filters.ChoiceFilter(label="Kind", choices=OfficeRequestKind.choices, empty_label="Any")
    state = django_filters.ChoiceFilter(
        label="What became of it",
        method="standing",
        empty_label="Anything",
        choices=(
            ("submitted", "Submitted"),
            ("waiting", "Asked, no answer yet"),
            ("to_ask", "To be asked"),
            ("declined", "Declined"),
        ),
    )
    chamber = django_filters.ChoiceFilter(
        label="Chamber", method="of_chamber", choices=Chamber.choices, empty_label="Both"
    )

    class Meta:
        model = OfficeRequest
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["year"].extra["choices"] = [(str(year), year_name(year)) for year in request_years()]
        known = OfficeRequest.objects.standing()
        self.filters["line"].queryset = Line.objects.filter(pk__in=known.values("line")).order_by("sort_key")

    @property
    def by_office(self) -> bool:
        """Whether the list goes by office rather than by line."""
        return self.form.is_valid() and self.form.cleaned_data.get("by") == "office"

    @property
    def narrows(self) -> bool:
        """Whether something but the order is chosen."""
        return self.form.is_valid() and any(
            value for name, value in self.form.cleaned_data.items() if name != "by"
        )

    def filter_queryset(self, queryset: QuerySet[OfficeRequest]) -> QuerySet[OfficeRequest]:
        """Apply every filter, then the order: always by name, never by how much an office did (P1)."""
        found: QuerySet[OfficeRequest] = super().filter_queryset(queryset)
        if self.by_office:
            return found.order_by(
                "legislator__sort_key", "legislator", "-fiscal_year", "line__sort_key", "kind"
            )
        return found.order_by(
            F("line__sort_key"), "line", "-fiscal_year", "legislator__sort_key", "legislator", "kind"
        )

    def keep(self, rows: QuerySet[OfficeRequest], _name: str, _value: str) -> QuerySet[OfficeRequest]:
        """Leave the rows as they are: `filter_queryset` reads the order itself."""
        return rows

    def of_office(self, rows: QuerySet[OfficeRequest], _name: str, words: str) -> QuerySet[OfficeRequest]:
        """Requests of offices whose name holds every word, whatever marks it carries."""
        for word in sort_key(words).split():
            rows = rows.filter(legislator__sort_key__contains=word)
        return rows

    def of_chamber(self, rows: QuerySet[OfficeRequest], _name: str, chamber: str) -> QuerySet[OfficeRequest]:
        """Requests of those who hold a seat there."""
        return rows.filter(legislator__in=Term.objects.current().filter(chamber=chamber).values("legislator"))

    def standing(self, rows: QuerySet[OfficeRequest], _name: str, state: str) -> QuerySet[OfficeRequest]:
        """Requests by what became of them."""
        if state == "submitted":
            return rows.filter(submitted_on__isnull=False)
        if state == "declined":
            return rows.filter(declined_on__isnull=False)
        waits = rows.filter(submitted_on__isnull=True, declined_on__isnull=True)
        return waits.filter(asked_on__isnull=state == "to_ask")
