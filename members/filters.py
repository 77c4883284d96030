"""Filters of the lists of people, organizations and the audit log."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet

from common.countries import country_name
from common.models import AuditEntry
from common.sorting import sort_key
from common.states import STATES
from members.choices import ReachKind, Standing
from members.models import Organization, Reach, Skill, User


class ReachFilter(django_filters.FilterSet):
    """Which organizations the map of skills and reach is drawn from."""

    skill = django_filters.ModelChoiceFilter(
        field_name="skills", queryset=Skill.objects.all(), label="Skill", empty_label="Any skill"
    )
    survivor_led = django_filters.ChoiceFilter(
        method="by_survivor_led", choices=[("yes", "Survivor-led")], label="Led by", empty_label="Anyone"
    )

    class Meta:
        model = Organization
        fields: list[str] = []

    def by_survivor_led(
        self, rows: QuerySet[Organization], _name: str, _value: str
    ) -> QuerySet[Organization]:
        return rows.filter(survivor_led=True)


class OrganizationFilter(ReachFilter):
    """The list of organizations; the secretariat also asks for those that are not members today."""

    search = django_filters.CharFilter(
        method="by_words", label="Search", widget=forms.TextInput(attrs={"type": "search"})
    )
    state = django_filters.ChoiceFilter(
        method="by_state", choices=list(STATES.items()), label="Works in", empty_label="Any state"
    )
    country = django_filters.ChoiceFilter(
        method="by_country", label="Works in the country", empty_label="Any country", choices=[]
    )
    standing = django_filters.ChoiceFilter(
        method="by_standing", choices=Standing.choices, label="Standing", empty_label=None, null_label=None
    )

    class Meta:
        model = Organization
        fields = ["search", "skill", "state", "country", "survivor_led", "standing"]

    def __init__(self, data: Any = None, *args: Any, for_staff: bool = False, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        codes = Reach.objects.filter(kind=ReachKind.COUNTRY).values_list("code", flat=True).distinct()
        pairs = sorted(((code, country_name(code)) for code in codes), key=lambda pair: sort_key(pair[1]))
        self.filters["country"].extra["choices"] = pairs
        if not for_staff:
            del self.filters["standing"]

    def filter_queryset(self, queryset: QuerySet[Organization]) -> QuerySet[Organization]:
        rows = super().filter_queryset(queryset)
        return rows if self.form.cleaned_data.get("standing") else rows.active()  # type: ignore[attr-defined]

    def by_words(self, rows: QuerySet[Organization], _name: str, words: str) -> QuerySet[Organization]:
        return rows.filter(sort_key__contains=sort_key(words))

    def by_state(self, rows: QuerySet[Organization], _name: str, state: str) -> QuerySet[Organization]:
        return rows.filter(reach__kind=ReachKind.STATE, reach__code=state)

    def by_country(self, rows: QuerySet[Organization], _name: str, code: str) -> QuerySet[Organization]:
        return rows.filter(reach__kind=ReachKind.COUNTRY, reach__code=code)

    def by_standing(self, rows: Any, _name: str, standing: str) -> QuerySet[Organization]:
        found: dict[str, QuerySet[Organization]] = {
            Standing.MEMBER: rows.active(),
            Standing.LATER: rows.not_yet(),
            Standing.FORMER: rows.former(),
        }
        return found.get(standing, rows.filter(kind=standing))


class AuditFilter(django_filters.FilterSet):
    person = django_filters.CharFilter(
        method="by_person", label="Person", widget=forms.TextInput(attrs={"type": "search"})
    )
    verb = django_filters.ChoiceFilter(label="What was done", empty_label="Anything", choices=[])
    since = django_filters.DateFilter(
        field_name="at", lookup_expr="date__gte", label="From", widget=forms.DateInput(attrs={"type": "date"})
    )
    until = django_filters.DateFilter(
        field_name="at",
        lookup_expr="date__lte",
        label="Until",
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    class Meta:
        model = AuditEntry
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        verbs = AuditEntry.objects.order_by("verb").values_list("verb", flat=True).distinct()
        self.filters["verb"].extra["choices"] = [(verb, verb.capitalize()) for verb in verbs]

    def by_person(self, rows: QuerySet[AuditEntry], _name: str, words: str) -> QuerySet[AuditEntry]:
        people = User.objects.filter(sort_key__contains=sort_key(words)) | User.objects.filter(
            email__icontains=words
        )
        return rows.filter(actor_id__in=people.values("pk"))
