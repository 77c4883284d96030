"""Filters of the lists of people, organizations and the audit log."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from common.countries import country_name
from common.dates import start_of
from common.models import AuditEntry, Token
from common.sorting import sort_key
from common.states import STATES
from members.choices import InvitationState, PersonState, ReachKind, Standing
from members.models import Affiliation, Organization, Reach, SecretariatTerm, Skill, User
from members.selectors.audit_log import kind_in_words
from members.selectors.people import people_inside
from members.services.invitations import in_state

# A search for a person takes in at most so many of that name.
SEARCHED_PEOPLE = 200


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


class PeopleFilter(django_filters.FilterSet):
    search = django_filters.CharFilter(
        method="by_words", label="Name or email", widget=forms.TextInput(attrs={"type": "search"})
    )
    who = django_filters.ChoiceFilter(
        method="by_state", choices=PersonState.choices, label="Who", empty_label="Everyone"
    )
    organization = django_filters.ModelChoiceFilter(
        method="by_organization",
        queryset=Organization.objects.all(),
        label="Acts or acted for",
        empty_label="Any organization",
    )

    class Meta:
        model = User
        fields: list[str] = []

    def by_words(self, rows: QuerySet[User], _name: str, words: str) -> QuerySet[User]:
        return rows.filter(Q(sort_key__contains=sort_key(words)) | Q(email__icontains=words))

    def by_state(self, rows: QuerySet[User], _name: str, state: str) -> QuerySet[User]:
        if state == PersonState.SECRETARIAT:
            return rows.filter(is_active=True, pk__in=SecretariatTerm.objects.current().values("user"))
        inside = people_inside().values("pk")
        return rows.filter(pk__in=inside) if state == PersonState.CURRENT else rows.exclude(pk__in=inside)

    def by_organization(self, rows: QuerySet[User], _name: str, organization: Organization) -> QuerySet[User]:
        return rows.filter(pk__in=Affiliation.objects.filter(organization=organization).values("user"))


class InvitationFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(
        method="by_state", choices=InvitationState.choices, label="State", empty_label="All"
    )

    class Meta:
        model = Token
        fields: list[str] = []

    def by_state(self, rows: QuerySet[Token], _name: str, state: str) -> QuerySet[Token]:
        return in_state(rows, InvitationState(state))


class AuditFilter(django_filters.FilterSet):
    person = django_filters.CharFilter(
        method="by_person", label="Person", widget=forms.TextInput(attrs={"type": "search"})
    )
    organization = django_filters.ModelChoiceFilter(
        method="by_organization",
        queryset=Organization.objects.all(),
        label="Organization",
        empty_label="Any organization",
    )
    verb = django_filters.ChoiceFilter(label="What was done", empty_label="Anything", choices=[])
    kind = django_filters.ChoiceFilter(
        field_name="subject_type", label="On what", empty_label="Anything", choices=[]
    )
    number = django_filters.CharFilter(field_name="subject_id", label="Its number")
    since = django_filters.DateFilter(
        method="from_day", label="From", widget=forms.DateInput(attrs={"type": "date"})
    )
    until = django_filters.DateFilter(
        method="until_day", label="Until", widget=forms.DateInput(attrs={"type": "date"})
    )

    class Meta:
        model = AuditEntry
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["verb"].extra["choices"] = [
            (verb, verb[:1].upper() + verb[1:]) for verb in AuditEntry.objects.verbs()
        ]
        self.filters["kind"].extra["choices"] = [
            (kind, kind_in_words(kind).capitalize()) for kind in AuditEntry.objects.subject_types()
        ]

    def from_day(self, rows: QuerySet[AuditEntry], _name: str, day: date) -> QuerySet[AuditEntry]:
        return rows.filter(at__gte=start_of(day))

    def until_day(self, rows: QuerySet[AuditEntry], _name: str, day: date) -> QuerySet[AuditEntry]:
        """The day in Washington, to its end."""
        return rows.filter(at__lt=start_of(day) + timedelta(days=1))

    def by_person(self, rows: QuerySet[AuditEntry], _name: str, words: str) -> QuerySet[AuditEntry]:
        """What a person did, and what was done to their account or roles."""
        people = User.objects.filter(Q(sort_key__contains=sort_key(words)) | Q(email__icontains=words))
        ids = list(people.values_list("pk", flat=True)[:SEARCHED_PEOPLE])
        about = Q(subject_type="members.user", subject_id__in=[str(one) for one in ids])
        return rows.filter(Q(actor_id__in=ids) | about | Q(detail__user__in=ids))

    def by_organization(
        self, rows: QuerySet[AuditEntry], _name: str, organization: Organization
    ) -> QuerySet[AuditEntry]:
        """What was done for an organization, and to it."""
        about = Q(subject_type="members.organization", subject_id=str(organization.pk))
        return rows.filter(Q(acting_for=organization.pk) | about | Q(detail__organization=organization.pk))
