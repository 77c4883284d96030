"""The filters of the list of bills."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import django_filters
from django import forms
from django.conf import settings
from django.db.models import F, QuerySet
from django.utils import timezone

from legislation.choices import BillType, Chamber, Stage
from legislation.models import Bill, Committee, Congress, Family, Legislator, PolicySubject
from legislation.querysets import cited
from legislation.wording import short_committee

PARTIES = (("R", "Republican"), ("D", "Democrat"), ("I", "Independent"))
_NEWEST = [F("latest_action_on").desc(nulls_last=True), "-congress_id", "bill_type", "number"]
SORTS = {
    "action": ("Latest action", _NEWEST),
    "introduced": ("Newest introduced", [F("introduced_on").desc(nulls_last=True), "pk"]),
    "cosponsors": ("Most cosponsors", [F("cosponsor_count").desc(nulls_last=True), *_NEWEST]),
    "number": ("Number", ["-congress_id", "bill_type", "number"]),
}
# Filters behind "More filters".
MORE = ("congress", "chamber", "type", "committee", "sponsor", "party", "subject", "stale")


class BillFilter(django_filters.FilterSet):
    """Filters over bills; tracked ones only, unless asked for all or for a citation."""

    q = django_filters.CharFilter(
        method="search",
        label="Search titles, numbers, laws",
        widget=forms.TextInput(
            attrs={"type": "search", "placeholder": '"human trafficking" -labor, S. 2012, 117-347'}
        ),
    )
    scope = django_filters.ChoiceFilter(
        method="keep", label="Show", choices=[("all", "All bills")], empty_label="Tracked bills"
    )
    congress = django_filters.ModelChoiceFilter(queryset=Congress.objects.all(), empty_label="Any")
    chamber = django_filters.ChoiceFilter(
        field_name="origin_chamber", label="Chamber", choices=Chamber.choices, empty_label="Any"
    )
    type = django_filters.ChoiceFilter(
        field_name="bill_type", label="Type", choices=BillType.choices, empty_label="Any"
    )
    stage = django_filters.ChoiceFilter(choices=Stage.choices, empty_label="Any")
    family = django_filters.ModelChoiceFilter(
        field_name="family_parts__family", label="Family", queryset=Family.objects.all(), empty_label="Any"
    )
    committee = django_filters.ModelChoiceFilter(
        field_name="committees", label="Committee", queryset=Committee.objects.none(), empty_label="Any"
    )
    sponsor = django_filters.ModelChoiceFilter(queryset=Legislator.objects.none(), empty_label="Any")
    party = django_filters.ChoiceFilter(
        field_name="sponsor_party",
        lookup_expr="startswith",
        label="Party of sponsor",
        choices=PARTIES,
        empty_label="Any",
    )
    subject = django_filters.ModelChoiceFilter(
        field_name="subjects", label="Subject", queryset=PolicySubject.objects.none(), empty_label="Any"
    )
    stale = django_filters.BooleanFilter(
        method="keep_stale", label="Not refreshed lately", widget=forms.CheckboxInput
    )
    sort = django_filters.ChoiceFilter(
        method="keep",
        label="Order",
        choices=[(key, label) for key, (label, _) in SORTS.items() if key != "action"],
        empty_label="Latest action",
    )

    class Meta:
        model = Bill
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Only what some bill has: a list of choices that never leads to an empty page.
        self.filters["committee"].queryset = (
            Committee.objects.full()
            .filter(bill_committees__isnull=False)
            .distinct()
            .order_by("chamber", "name")
        )
        self.filters["committee"].field.label_from_instance = committee_label
        self.filters["sponsor"].queryset = Legislator.objects.filter(sponsored_bills__isnull=False).distinct()
        self.filters["sponsor"].field.label_from_instance = _sponsor_label
        self.filters["subject"].queryset = PolicySubject.objects.filter(
            bills__tracking__isnull=False
        ).distinct()

    def filter_queryset(self, queryset: QuerySet[Bill]) -> QuerySet[Bill]:
        """Apply every filter, then the scope and the order."""
        found = super().filter_queryset(queryset)
        if not self.shows_all:
            found = found.tracked()
        return found.order_by(*SORTS[self.sort_key][1])

    @property
    def shows_all(self) -> bool:
        """Whether bills are shown that nobody tracks: when asked for, and when a number is looked up."""
        data = self.form.cleaned_data
        return data.get("scope") == "all" or cited(data.get("q") or "") is not None

    @property
    def sort_key(self) -> str:
        """The order in force."""
        return self.form.cleaned_data.get("sort") or "action"

    @property
    def sort_words(self) -> str:
        """The order in force, in words."""
        label = SORTS[self.sort_key][0]
        return f"{label[0].lower()}{label[1:]} first" if self.sort_key != "number" else "by number"

    @property
    def looked_up(self) -> bool:
        """Whether a number was typed, which is looked for among all bills."""
        return cited(self.form.cleaned_data.get("q") or "") is not None

    @property
    def has_more(self) -> bool:
        """Whether one of the rarer filters is in use."""
        return any(self.form.cleaned_data.get(name) for name in MORE)

    def search(self, queryset: QuerySet[Bill], _name: str, words: str) -> QuerySet[Bill]:
        """Bills by citation or law number, else by words of their titles."""
        found: QuerySet[Bill] = queryset.named_like(words)  # type: ignore[attr-defined]
        return found

    def keep(self, queryset: QuerySet[Bill], _name: str, _value: str) -> QuerySet[Bill]:
        """Leave the rows as they are: `filter_queryset` reads these choices itself."""
        return queryset

    def keep_stale(self, queryset: QuerySet[Bill], _name: str, value: bool) -> QuerySet[Bill]:  # noqa: FBT001 - django-filter calls it so
        """Tracked bills of the sitting Congress not refreshed for STALE_AFTER_DAYS days."""
        if not value:
            return queryset
        now = timezone.now()
        since = now - timedelta(days=settings.STALE_AFTER_DAYS)
        return queryset.stale(since).filter(congress__ends_on__gt=now.date())


def committee_label(committee: Committee) -> str:
    """Return a committee as a list of choices has it: "House Foreign Affairs"."""
    chamber = {"house": "House", "senate": "Senate"}.get(committee.chamber, "Joint")
    return f"{chamber} {short_committee(committee.name)}"


def _sponsor_label(legislator: Legislator) -> str:
    return f"{legislator.last_name}, {legislator.first_name}"
