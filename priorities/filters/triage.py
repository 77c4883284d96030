"""The filters of the triage."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.functional import cached_property

from common.choices import Tag
from legislation.models import Watch, WatchMatch
from members.models import User
from priorities.choices import Risk, TriageState
from priorities.models import TriageItem

ALL = "all"


class TriageFilter(django_filters.FilterSet):
    """New ones, unless another state is asked for."""

    state = django_filters.ChoiceFilter(
        method="keep",
        label="State",
        choices=[*[one for one in TriageState.choices if one[0] != "new"], (ALL, "All")],
        empty_label="New",
    )
    watch = django_filters.ModelChoiceFilter(
        method="found_by", label="Found by", queryset=Watch.objects.of_the_desk(), empty_label="Any watch"
    )
    risk = django_filters.ChoiceFilter(label="Risk", choices=Risk.choices, empty_label="Any")
    owner = django_filters.ModelChoiceFilter(
        label="Owner", queryset=User.objects.none(), empty_label="Anybody"
    )
    tag = django_filters.ChoiceFilter(method="tagged", label="Tag", choices=Tag.choices, empty_label="Any")

    class Meta:
        model = TriageItem
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owned = TriageItem.objects.filter(owner=OuterRef("pk"))
        self.filters["owner"].queryset = User.objects.filter(Exists(owned)).order_by("name")

    @cached_property
    def state_key(self) -> str:
        """The state in force, or "all"."""
        return str(self.form.cleaned_data.get("state") or TriageState.NEW.value)

    @property
    def narrows(self) -> bool:
        """Whether something but the state is chosen."""
        return any(value for name, value in self.form.cleaned_data.items() if name != "state")

    def filter_queryset(self, queryset: QuerySet[TriageItem]) -> QuerySet[TriageItem]:
        """Apply every filter, then the state."""
        found: QuerySet[TriageItem] = super().filter_queryset(queryset)
        return found if self.state_key == ALL else found.filter(state=self.state_key)

    def keep(self, queryset: QuerySet[TriageItem], _name: str, _value: str) -> QuerySet[TriageItem]:
        """Leave the rows as they are: `filter_queryset` reads the state itself."""
        return queryset

    def found_by(self, queryset: QuerySet[TriageItem], _name: str, watch: Watch) -> QuerySet[TriageItem]:
        """Bills that one watch found."""
        return queryset.filter(Exists(WatchMatch.objects.filter(watch=watch, bill=OuterRef("bill"))))

    def tagged(self, queryset: QuerySet[TriageItem], _name: str, tag: str) -> QuerySet[TriageItem]:
        """Bills with a tag of the whole problem (P8)."""
        return queryset.filter(tags__contains=[tag])
