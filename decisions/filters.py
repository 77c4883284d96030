"""Filters of the register of decisions, of the proposals, of the threads and of what members share."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet

from decisions.choices import ProposalKind, ProposalState, SharingLevel
from decisions.models import Comment, Decision, Proposal, SharedItem
from decisions.selectors.subjects import content_type_of, kind_choices
from members.models import Organization


class PublicRecordFilter(django_filters.FilterSet):
    """The years offered are those of the rows given: outside learns of no other."""

    search = django_filters.CharFilter(
        method="by_words", label="Search", widget=forms.TextInput(attrs={"type": "search"})
    )
    year = django_filters.ChoiceFilter(
        field_name="decided_on", lookup_expr="year", label="Year", empty_label="Any year", choices=[]
    )

    class Meta:
        model = Decision
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = self.queryset.dates("decided_on", "year", order="DESC")
        self.filters["year"].extra["choices"] = [(day.year, day.year) for day in years]

    def by_words(self, rows: QuerySet[Decision], _name: str, words: str) -> QuerySet[Decision]:
        return rows.filter(Q(number=words) | Q(title__icontains=words) | Q(text__icontains=words))


class DecisionFilter(PublicRecordFilter):
    outcome = django_filters.ChoiceFilter(
        choices=Decision.Outcome.choices, label="Outcome", empty_label="Any outcome"
    )


class ProposalFilter(django_filters.FilterSet):
    search = django_filters.CharFilter(
        field_name="question",
        lookup_expr="icontains",
        label="Search",
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    state = django_filters.ChoiceFilter(choices=ProposalState.choices, label="State", empty_label="Any state")
    kind = django_filters.ChoiceFilter(choices=ProposalKind.choices, label="Kind", empty_label="Any kind")

    class Meta:
        model = Proposal
        fields: list[str] = []


class AboutSubject(django_filters.FilterSet):
    """Rows about subjects of a kind, by an organization, or with a word; `about` stays while they are chosen."""

    search = django_filters.CharFilter(
        method="by_words", label="Search", widget=forms.TextInput(attrs={"type": "search"})
    )
    kind = django_filters.ChoiceFilter(method="by_kind", label="About", empty_label="Anything", choices=[])
    organization = django_filters.ModelChoiceFilter(
        queryset=Organization.objects.active().order_by("sort_key"),
        method="by_organization",
        label="Organization",
        empty_label="Any organization",
    )
    about = django_filters.CharFilter(method="as_it_is", widget=forms.HiddenInput())
    with_proposals = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["kind"].extra["choices"] = kind_choices(with_proposals=self.with_proposals)

    def by_kind(self, rows: QuerySet[Any], _name: str, kind: str) -> QuerySet[Any]:
        return rows.filter(content_type=content_type_of(kind))

    def by_organization(self, rows: QuerySet[Any], _name: str, one: Organization) -> QuerySet[Any]:
        return rows.filter(organization=one)

    def by_words(self, rows: QuerySet[Any], _name: str, words: str) -> QuerySet[Any]:
        return rows.filter(Q(title__icontains=words) | Q(text__icontains=words))

    def as_it_is(self, rows: QuerySet[Any], _name: str, _about: str) -> QuerySet[Any]:
        """The page finds the subject, by the reader's rights; the field only keeps it in the address."""
        return rows


class ThreadFilter(AboutSubject):
    mine = django_filters.BooleanFilter(
        method="that_mention", label="That mention me", widget=forms.CheckboxInput()
    )

    class Meta:
        model = Comment
        fields: list[str] = []

    def by_organization(self, rows: QuerySet[Comment], _name: str, one: Organization) -> QuerySet[Comment]:
        spoke = Comment.objects.filter(reply_to=OuterRef("pk"), organization=one, deleted_at__isnull=True)
        return rows.filter(Q(organization=one, deleted_at__isnull=True) | Exists(spoke))

    def by_words(self, rows: QuerySet[Comment], _name: str, words: str) -> QuerySet[Comment]:
        replied = Comment.objects.filter(reply_to=OuterRef("pk"), text__icontains=words)
        return rows.filter(Q(text__icontains=words) | Exists(replied))

    def that_mention(self, rows: QuerySet[Comment], _name: str, chosen: bool) -> QuerySet[Comment]:  # noqa: FBT001 - django-filter's own
        if not chosen:
            return rows
        reader = self.request.user.pk
        calls = Comment.objects.filter(Q(pk=OuterRef("pk")) | Q(reply_to=OuterRef("pk")), mentions=reader)
        return rows.filter(Exists(calls))


class SharedFilter(AboutSubject):
    level = django_filters.ChoiceFilter(choices=SharingLevel.choices, label="Level", empty_label="Any level")
    with_proposals = False

    class Meta:
        model = SharedItem
        fields: list[str] = []
