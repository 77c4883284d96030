"""The filters of the lists of legislators, of committees, and of the bills each has."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from common.sorting import sort_key
from common.states import STATES
from legislation.choices import Chamber
from legislation.filters.bills import committee_label
from legislation.models import Bill, Committee, Congress, Legislator, Term


class LegislatorFilter(django_filters.FilterSet):
    """Filters over legislators: those who hold a seat today, unless asked for all."""

    q = django_filters.CharFilter(
        method="by_name", label="Name", widget=forms.TextInput(attrs={"type": "search"})
    )
    chamber = django_filters.ChoiceFilter(
        method="by_term", choices=Chamber.choices, label="Chamber", empty_label="Both"
    )
    state = django_filters.ChoiceFilter(
        method="by_term", choices=list(STATES.items()), label="State", empty_label="Any"
    )
    party = django_filters.ChoiceFilter(
        method="by_term",
        label="Party",
        choices=[("Democrat", "Democrat"), ("Independent", "Independent"), ("Republican", "Republican")],
        empty_label="All",
    )
    committee = django_filters.ModelChoiceFilter(
        method="by_committee",
        label="Sits on",
        queryset=Committee.objects.none(),
        empty_label="Any committee",
    )
    who = django_filters.ChoiceFilter(
        method="keep", label="Show", choices=[("all", "All known here")], empty_label="In office"
    )

    class Meta:
        model = Legislator
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sitting = Committee.objects.full().filter(is_current=True).order_by("chamber", "name")
        self.filters["committee"].queryset = sitting
        self.filters["committee"].field.label_from_instance = committee_label

    def filter_queryset(self, queryset: QuerySet[Legislator]) -> QuerySet[Legislator]:
        """Apply every filter; chamber, state and party are those of one and the same term."""
        found = super().filter_queryset(queryset)
        chosen = self.form.cleaned_data
        terms = Term.objects.all() if chosen.get("who") == "all" else Term.objects.last_known()
        wanted = {name: chosen[name] for name in ("chamber", "state", "party") if chosen.get(name)}
        if wanted or chosen.get("who") != "all":
            found = found.filter(pk__in=terms.filter(**wanted).values("legislator"))
        return found

    def by_name(self, queryset: QuerySet[Legislator], _name: str, words: str) -> QuerySet[Legislator]:
        """Match each word in the name, whatever marks it carries."""
        for word in sort_key(words).split():
            queryset = queryset.filter(
                Q(sort_key__contains=word) | Q(nickname__icontains=word) | Q(official_name__icontains=word)
            )
        return queryset

    def by_term(self, queryset: QuerySet[Legislator], _name: str, _value: str) -> QuerySet[Legislator]:
        """Leave the rows as they are: `filter_queryset` looks for one term that fits all."""
        return queryset

    def by_committee(
        self, queryset: QuerySet[Legislator], _name: str, committee: Committee
    ) -> QuerySet[Legislator]:
        """Those who sit on it, once its seats of the Congress that sits are known."""
        return queryset.filter(pk__in=committee.seats.assigned().values("legislator"))

    keep = by_term


class PartFilter(django_filters.FilterSet):
    """Filters over the bills of one legislator, or before one committee."""

    congress = django_filters.ModelChoiceFilter(queryset=Congress.objects.none(), empty_label="Any")
    tracked = django_filters.BooleanFilter(
        method="only_tracked", label="Tracked only", widget=forms.CheckboxInput
    )

    class Meta:
        model = Bill
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["congress"].queryset = Congress.objects.filter(
            pk__in=self.queryset.order_by().values("congress")
        ).order_by("-number")

    def only_tracked(self, queryset: QuerySet[Bill], _name: str, value: bool) -> QuerySet[Bill]:  # noqa: FBT001 - django-filter calls it so
        """Only bills someone chose to follow."""
        return queryset.tracked() if value else queryset  # type: ignore[attr-defined, no-any-return]


class LegislatorBillFilter(PartFilter):
    """Filters over the bills of one legislator: also by the part in them."""

    part = django_filters.ChoiceFilter(
        method="by_part",
        label="Part",
        choices=[("sponsor", "Sponsor"), ("cosponsor", "Cosponsor")],
        empty_label="Either",
    )

    def __init__(self, *args: Any, bioguide_id: str, **kwargs: Any) -> None:
        self.bioguide_id = bioguide_id
        super().__init__(*args, **kwargs)

    def by_part(self, queryset: QuerySet[Bill], _name: str, part: str) -> QuerySet[Bill]:
        """The bills the legislator sponsored, or those of others that carry the legislator's name."""
        mine = Q(sponsor=self.bioguide_id)
        return queryset.filter(mine if part == "sponsor" else ~mine)


class CommitteeFilter(django_filters.FilterSet):
    """Filters over committees."""

    q = django_filters.CharFilter(
        field_name="name",
        lookup_expr="icontains",
        label="Name",
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    chamber = django_filters.ChoiceFilter(
        method="by_chamber",
        label="Chamber",
        choices=[*Chamber.choices, ("joint", "Joint")],
        empty_label="All",
    )
    tracked = django_filters.BooleanFilter(
        method="only_with_tracked", label="With tracked bills", widget=forms.CheckboxInput
    )

    class Meta:
        model = Committee
        fields: list[str] = []

    def by_chamber(self, queryset: QuerySet[Committee], _name: str, value: str) -> QuerySet[Committee]:
        """A joint committee is of no chamber."""
        return queryset.filter(chamber="" if value == "joint" else value)

    def only_with_tracked(self, queryset: Any, _name: str, value: bool) -> Any:  # noqa: FBT001 - as above
        """Only committees before which a tracked bill lies or lay."""
        return queryset.filter(bills_tracked__gt=0) if value else queryset
