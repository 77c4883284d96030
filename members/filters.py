"""Filters of the lists of people, organizations and the audit log."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet

from common.models import AuditEntry
from common.sorting import sort_key
from common.states import STATES
from members.models import Organization, Skill, User


class OrganizationFilter(django_filters.FilterSet):
    search = django_filters.CharFilter(
        method="by_words", label="Search", widget=forms.TextInput(attrs={"type": "search"})
    )
    skill = django_filters.ModelChoiceFilter(
        field_name="skills", queryset=Skill.objects.all(), label="Skill", empty_label="Any skill"
    )
    state = django_filters.ChoiceFilter(
        method="by_state", choices=list(STATES.items()), label="Works in", empty_label="Any state"
    )
    survivor_led = django_filters.ChoiceFilter(
        method="by_survivor_led", choices=[("yes", "Survivor-led")], label="Led by", empty_label="Anyone"
    )

    class Meta:
        model = Organization
        fields: list[str] = []

    def by_words(self, rows: QuerySet[Organization], _name: str, words: str) -> QuerySet[Organization]:
        return rows.filter(sort_key__contains=sort_key(words))

    def by_state(self, rows: QuerySet[Organization], _name: str, state: str) -> QuerySet[Organization]:
        return rows.filter(reach__kind="state", reach__code=state)

    def by_survivor_led(
        self, rows: QuerySet[Organization], _name: str, _value: str
    ) -> QuerySet[Organization]:
        return rows.filter(survivor_led=True)


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
