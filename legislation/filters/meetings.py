"""The filters of the calendar."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet

from legislation.choices import Chamber
from legislation.filters.bills import committee_label
from legislation.meeting_words import MeetingKind
from legislation.models import Committee, CommitteeMeeting, Family

# The ways of looking at the calendar; the first unless told.
VIEWS = {"": "Coming up", "month": "Month", "past": "Past"}
SCOPES = (("named", "Naming a tracked bill"), ("all", "All committees"))


class MeetingFilter(django_filters.FilterSet):
    """Filters over meetings; those of committees with tracked bills, unless a scope or one committee is asked for."""

    view = django_filters.ChoiceFilter(
        method="keep", choices=[pair for pair in VIEWS.items() if pair[0]], widget=forms.HiddenInput
    )
    month = django_filters.CharFilter(method="keep", widget=forms.HiddenInput)
    scope = django_filters.ChoiceFilter(
        method="keep", label="Show", choices=SCOPES, empty_label="With tracked bills"
    )
    committee = django_filters.ModelChoiceFilter(
        method="of_committee", queryset=Committee.objects.none(), label="Committee", empty_label="Any"
    )
    chamber = django_filters.ChoiceFilter(choices=Chamber.choices, label="Chamber", empty_label="Both")
    kind = django_filters.ChoiceFilter(choices=MeetingKind.choices, label="Kind", empty_label="Any")
    family = django_filters.ModelChoiceFilter(
        method="of_family", queryset=Family.objects.listed(), label="Family", empty_label="Any"
    )
    start = django_filters.DateFilter(
        method="keep", label="From", widget=forms.DateInput(attrs={"type": "date"})
    )

    class Meta:
        model = CommitteeMeeting
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Full committees of which some meeting, or one of a subcommittee, is known.
        direct = Committee.objects.full().filter(meeting_parts__isnull=False)
        through = Committee.objects.full().filter(subcommittees__meeting_parts__isnull=False)
        self.filters["committee"].queryset = (direct | through).distinct().order_by("chamber", "name")
        self.filters["committee"].field.label_from_instance = committee_label

    def filter_queryset(self, queryset: QuerySet[CommitteeMeeting]) -> QuerySet[CommitteeMeeting]:
        """Apply every filter, then the scope."""
        found: Any = super().filter_queryset(queryset)
        scope = self.chosen("scope")
        if scope == "named":
            return found.naming_tracked()  # type: ignore[no-any-return]
        if scope == "all" or self.chosen("committee"):
            return found  # type: ignore[no-any-return]
        return found.that_matter()  # type: ignore[no-any-return]

    def chosen(self, name: str) -> Any:
        """What was chosen in one field, empty when nothing was or it makes no sense."""
        return self.form.cleaned_data.get(name) or "" if self.form.is_valid() else ""

    @property
    def is_narrowed(self) -> bool:
        """Whether a filter is in use that only meetings can pass."""
        return any(self.chosen(name) for name in ("committee", "chamber", "kind", "family")) or (
            self.chosen("scope") == "named"
        )

    def keep(
        self, queryset: QuerySet[CommitteeMeeting], _name: str, _value: str
    ) -> QuerySet[CommitteeMeeting]:
        """Leave the rows as they are: the page reads these choices itself."""
        return queryset

    def of_committee(
        self, queryset: QuerySet[CommitteeMeeting], _name: str, committee: Committee
    ) -> QuerySet[CommitteeMeeting]:
        """Meetings of a committee and its subcommittees."""
        found: QuerySet[CommitteeMeeting] = queryset.of_committee(committee)  # type: ignore[attr-defined]
        return found

    def of_family(
        self, queryset: QuerySet[CommitteeMeeting], _name: str, family: Family
    ) -> QuerySet[CommitteeMeeting]:
        """Meetings that name a bill of a family."""
        found: QuerySet[CommitteeMeeting] = queryset.naming(  # type: ignore[attr-defined]
            family.family_bills.values("bill")
        )
        return found
