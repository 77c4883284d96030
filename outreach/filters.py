"""Filters of the list of offices."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from common.sorting import sort_key
from common.states import STATES
from legislation.choices import Chamber
from legislation.models import Committee, CommitteeSeat
from outreach.choices import MET_COMMITTEES, OfficeKind
from outreach.models import Office
from outreach.selectors.terms import seated_terms

PARTIES = [("Republican", "R"), ("Democrat", "D"), ("Independent", "I")]


def met_committees() -> QuerySet[Committee]:
    """Committees whose seats the list filters by, by name."""
    return Committee.objects.filter(is_current=True, code__in=MET_COMMITTEES).order_by("chamber", "name")


def _seated(**wanted: str) -> list[str]:
    """Return the ids of those who sit by a term of the wanted chamber, state or party."""
    terms = seated_terms().values()
    return [
        term.legislator_id
        for term in terms
        if all(getattr(term, name) == value for name, value in wanted.items())
    ]


class OfficeFilter(django_filters.FilterSet):
    search = django_filters.CharFilter(
        method="by_words", label="Search", widget=forms.TextInput(attrs={"type": "search"})
    )
    kind = django_filters.ChoiceFilter(choices=OfficeKind.choices, label="Kind", empty_label="Any kind")
    chamber = django_filters.ChoiceFilter(
        method="by_chamber", choices=Chamber.choices, label="Chamber", empty_label="Both chambers"
    )
    state = django_filters.ChoiceFilter(
        method="by_state", choices=list(STATES.items()), label="State", empty_label="Any state"
    )
    party = django_filters.ChoiceFilter(
        method="by_party", choices=PARTIES, label="Party", empty_label="All parties"
    )
    committee = django_filters.ModelChoiceFilter(
        method="by_committee",
        queryset=lambda _request: met_committees(),
        label="Sits on",
        empty_label="Any committee",
    )

    class Meta:
        model = Office
        fields: list[str] = []

    def by_words(self, rows: QuerySet[Office], _name: str, words: str) -> QuerySet[Office]:
        """Match each word in the name, whatever marks it carries."""
        for word in sort_key(words).split():
            rows = rows.filter(Q(sort_key__contains=word) | Q(name__icontains=word))
        return rows

    def by_chamber(self, rows: QuerySet[Office], _name: str, chamber: str) -> QuerySet[Office]:
        return rows.filter(Q(legislator__in=_seated(chamber=chamber)) | Q(committee__chamber=chamber))

    def by_state(self, rows: QuerySet[Office], _name: str, state: str) -> QuerySet[Office]:
        return rows.filter(legislator__in=_seated(state=state))

    def by_party(self, rows: QuerySet[Office], _name: str, party: str) -> QuerySet[Office]:
        return rows.filter(legislator__in=_seated(party=party))

    def by_committee(self, rows: QuerySet[Office], _name: str, committee: Any) -> QuerySet[Office]:
        """Those who sit on it, and the committee's own office first among them by name."""
        seats = CommitteeSeat.objects.filter(committee=committee)
        return rows.filter(Q(legislator__in=seats.values("legislator")) | Q(committee=committee))
