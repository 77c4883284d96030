"""The filters of the list of bills."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, Model, OuterRef, QuerySet
from django.utils.functional import cached_property

from legislation.choices import BillType, Chamber, Stage
from legislation.endings import ENDINGS_ASKED
from legislation.models import Bill, BillCommittee, Committee, Congress, Family, Legislator
from legislation.search_query import ALL, RELEVANCE, BillQuery
from legislation.search_words import LONGEST
from legislation.selectors.search import is_lookup, problem_with, search
from legislation.wording import short_committee

PARTIES = (("R", "Republican"), ("D", "Democrat"), ("I", "Independent"))
# How far a bill got, and what the end of its Congress made of it.
STAGES = [*Stage.choices, *((ending.value, ending.label) for ending in ENDINGS_ASKED)]
# The order of the list, and how the list says it.
SORTS = {
    "": ("Latest action", "latest action first"),
    RELEVANCE: ("Best match of the words", "best match first"),
    "introduced": ("Newest introduced", "newest introduced first"),
    "cosponsors": ("Most cosponsors", "most cosponsors first"),
    "number": ("Number", "by number"),
}
# Filters behind "More filters".
MORE = (
    "congress",
    "chamber",
    "type",
    "committee",
    "sponsor",
    "party",
    "subject",
    "introduced_from",
    "introduced_to",
    "acted_from",
    "acted_to",
    "stale",
)


def subject_choices() -> list[tuple[str, str]]:
    """Return the subjects of the tracked bills, by name."""
    listed = Bill.objects.tracked().order_by().values_list("subjects", flat=True)
    return [(name, name) for name in sorted({name for names in listed for name in names})]


def _day(label: str) -> django_filters.DateFilter:
    return django_filters.DateFilter(label=label, widget=forms.DateInput(attrs={"type": "date"}))


class BillFilter(django_filters.FilterSet):
    """Filters over bills; tracked ones only, unless asked for all or for a citation."""

    q = django_filters.CharFilter(
        label="Search bills",
        widget=forms.TextInput(
            attrs={
                "type": "search",
                "placeholder": '"forced labor" OR visa*, S. 2012, 117-347',
                "data-search": "",
                "maxlength": LONGEST,
            }
        ),
    )
    scope = django_filters.ChoiceFilter(
        label="Show", choices=[("all", "All bills")], empty_label="Tracked bills"
    )
    congress = django_filters.ModelChoiceFilter(
        queryset=Congress.objects.order_by("-number"), empty_label="Any"
    )
    chamber = django_filters.ChoiceFilter(label="Chamber", choices=Chamber.choices, empty_label="Any")
    type = django_filters.ChoiceFilter(label="Type", choices=BillType.choices, empty_label="Any")
    stage = django_filters.ChoiceFilter(choices=STAGES, empty_label="Any")
    family = django_filters.ModelChoiceFilter(
        label="Family", queryset=Family.objects.listed(), empty_label="Any"
    )
    committee = django_filters.ModelChoiceFilter(
        label="Committee", queryset=Committee.objects.none(), empty_label="Any"
    )
    sponsor = django_filters.ModelChoiceFilter(queryset=Legislator.objects.none(), empty_label="Any")
    party = django_filters.ChoiceFilter(
        label="Party of sponsor",
        choices=PARTIES,
        empty_label="Any",
    )
    subject = django_filters.ChoiceFilter(label="Subject", choices=subject_choices, empty_label="Any")
    introduced_from = _day("Introduced from")
    introduced_to = _day("Introduced until")
    acted_from = _day("Latest action from")
    acted_to = _day("Latest action until")
    stale = django_filters.BooleanFilter(label="Not refreshed lately", widget=forms.CheckboxInput)
    sort = django_filters.ChoiceFilter(
        label="Order",
        choices=[(key, label) for key, (label, _) in SORTS.items() if key],
        empty_label="Latest action",
    )

    class Meta:
        model = Bill
        fields: list[str] = []

    def __init__(self, data: Any, *, user: Any, **kwargs: Any) -> None:
        super().__init__(data, queryset=Bill.objects.none(), **kwargs)
        self.user = user
        # Only what some bill has: a list of choices that never leads to an empty page.
        self.filters["committee"].queryset = (
            Committee.objects.full()
            .filter(Exists(BillCommittee.objects.filter(committee=OuterRef("pk"))))
            .order_by("chamber", "name")
        )
        self.filters["committee"].field.label_from_instance = committee_label
        self.filters["sponsor"].queryset = Legislator.objects.filter(
            Exists(Bill.objects.filter(sponsor=OuterRef("pk")))
        )
        self.filters["sponsor"].field.label_from_instance = _sponsor_label

    def filter_queryset(self, _queryset: QuerySet[Bill]) -> QuerySet[Bill]:
        """Hand what was chosen to the one search, which knows what each field means."""
        return search(self.query, self.user)

    @cached_property
    def query(self) -> BillQuery:
        """What is searched for; a field that cannot be read says so in the form and narrows nothing."""
        self.form.full_clean()
        return BillQuery(**{name: _value(one) for name, one in self.form.cleaned_data.items() if one})

    @cached_property
    def problem(self) -> str:
        """Why nothing can be searched for, in words."""
        return problem_with(self.query)

    @property
    def shows_all(self) -> bool:
        """Whether bills are shown that nobody tracks: when asked for, and when a number is looked up."""
        return self.query.scope == ALL or self.looked_up

    @property
    def sort_key(self) -> str:
        """The order in force."""
        return self.query.sort or "action"

    @property
    def sort_words(self) -> str:
        """The order in force, in words."""
        return SORTS[self.query.sort][1]

    @property
    def looked_up(self) -> bool:
        """Whether a number was typed, which is looked for among all bills."""
        return is_lookup(self.query)

    @property
    def has_more(self) -> bool:
        """Whether one of the rarer filters is in use."""
        return any(getattr(self.query, name) for name in MORE)


def committee_label(committee: Committee) -> str:
    """Return a committee as a list of choices has it: "House Foreign Affairs"."""
    chamber = {"house": "House", "senate": "Senate"}.get(committee.chamber, "Joint")
    return f"{chamber} {short_committee(committee.name)}"


def _sponsor_label(legislator: Legislator) -> str:
    return f"{legislator.last_name}, {legislator.first_name}"


def _value(chosen: Any) -> Any:
    """A row chosen from a list is kept by its key, everything else as it is."""
    return str(chosen.pk) if isinstance(chosen, Model) else chosen
