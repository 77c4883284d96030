"""Filters of the lists of offices."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from common.sorting import sort_key
from common.states import STATES, state_name
from legislation.choices import Chamber, WhatToAsk
from legislation.models import Committee, CommitteeSeat
from legislation.selectors.terms import holdings
from outreach.choices import MET_COMMITTEES, EvidenceKind, OfficeKind
from outreach.models import Office
from outreach.selectors.ask_about_line import AskAboutLine, LineAskRow
from outreach.selectors.whom_to_ask import AskRow, WhomToAsk, by_name

PARTIES = [("Republican", "R"), ("Democrat", "D"), ("Independent", "I")]


def met_committees() -> QuerySet[Committee]:
    """Committees whose seats the list filters by, by name."""
    return Committee.objects.filter(is_current=True, code__in=MET_COMMITTEES).order_by("chamber", "name")


def _seated(**wanted: str) -> list[str]:
    """Return the ids of those who sit, or sat by the newest roster, by a term of the wanted chamber, state or party."""
    terms = [one.term for one in holdings().values()]
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
        seats = CommitteeSeat.objects.assigned().filter(committee=committee)
        return rows.filter(Q(legislator__in=seats.values("legislator")) | Q(committee=committee))


# By what the table can be put in order; each ends with the name, and none compares offices by worth (P1).
ASK_ORDERS: dict[str, tuple[str, Callable[[AskRow], tuple[str, ...]]]] = {
    "name": ("by name", by_name),
    "seat": ("by state", lambda row: (state_name(row.state), row.chamber, *by_name(row))),
    "bill": ("by bill", lambda row: (row.bill_id, *by_name(row))),
    "stands": ("by where they stand", lambda row: (row.stands, *by_name(row))),
    "ask": ("by what to ask", lambda row: (row.asks[0].words, *by_name(row))),
}


class AskFilter(forms.Form):
    """Filters and order of whom to ask next; a value that is no choice filters nothing."""

    search = forms.CharField(
        required=False, max_length=80, label="Search", widget=forms.TextInput(attrs={"type": "search"})
    )
    bill = forms.ChoiceField(required=False, label="Bill")
    ask = forms.ChoiceField(
        required=False, label="What to ask", choices=[("", "Anything"), *WhatToAsk.choices]
    )
    evidence = forms.ChoiceField(
        required=False, label="Evidence", choices=[("", "Any"), *EvidenceKind.choices]
    )
    committee = forms.ChoiceField(required=False, label="Sits on")
    chamber = forms.ChoiceField(
        required=False, label="Chamber", choices=[("", "Both chambers"), *Chamber.choices]
    )
    state = forms.ChoiceField(required=False, label="State", choices=[("", "Any state"), *STATES.items()])
    party = forms.ChoiceField(required=False, label="Party")
    sort = forms.ChoiceField(
        required=False,
        choices=[(key, words) for key, (words, _) in ASK_ORDERS.items()],
        widget=forms.HiddenInput,
    )

    def __init__(self, data: Any, asked: WhomToAsk) -> None:
        super().__init__(data)
        committees = sorted({pair for bill in asked.bills for pair in bill.committees}, key=lambda p: p[1])
        parties = sorted({row.party for row in asked.rows})
        self._choose("bill", "Any bill", [(bill.bill_id, bill.citation) for bill in asked.bills])
        self._choose("committee", "Any committee", committees)
        self._choose("party", "All parties", [(letter, letter) for letter in parties])
        if len(asked.bills) < 2:  # noqa: PLR2004 - one bill leaves nothing to choose
            del self.fields["bill"]
        self._rows = asked.rows
        self.is_valid()

    @property
    def form(self) -> AskFilter:
        """The form as the filter bar asks for it."""
        return self

    @property
    def sort_key(self) -> str:
        """The order in force."""
        return self.cleaned_data.get("sort") or "name"

    @property
    def sort_words(self) -> str:
        """The order in force, in words."""
        return ASK_ORDERS[self.sort_key][0]

    @property
    def rows(self) -> list[AskRow]:
        """The rows the filters choose, in the order asked for."""
        words = sort_key(self.cleaned_data.get("search") or "").split()
        chosen = [
            row for row in self._rows if self._fits(row) and all(w in sort_key(row.name) for w in words)
        ]
        return sorted(chosen, key=ASK_ORDERS[self.sort_key][1])

    def _fits(self, row: AskRow) -> bool:
        held = {
            "bill": {row.bill_id},
            "ask": row.kinds,
            "evidence": row.evidence_kinds,
            "committee": row.committees,
            "chamber": {row.chamber.lower()},
            "state": {row.state},
            "party": {row.party},
        }
        wanted = {name: self.cleaned_data.get(name) for name in held}
        return all(not value or value in held[name] for name, value in wanted.items())

    def _choose(self, name: str, empty: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = [("", empty), *choices]  # type: ignore[attr-defined]


class LineAskFilter(forms.Form):
    """Filters of whom to ask about a line, always by name; a value that is no choice filters nothing."""

    search = forms.CharField(
        required=False, max_length=80, label="Search", widget=forms.TextInput(attrs={"type": "search"})
    )
    evidence = forms.ChoiceField(required=False, label="Evidence")
    chamber = forms.ChoiceField(
        required=False, label="Chamber", choices=[("", "Both chambers"), *Chamber.choices]
    )
    state = forms.ChoiceField(required=False, label="State", choices=[("", "Any state"), *STATES.items()])
    party = forms.ChoiceField(required=False, label="Party")

    def __init__(self, data: Any, asked: AskAboutLine) -> None:
        super().__init__(data)
        kinds = sorted(
            {kind for row in asked.rows for kind in row.evidence_kinds}, key=lambda kind: kind.label
        )
        parties = sorted({row.party for row in asked.rows})
        evidence: Any = self.fields["evidence"]
        evidence.choices = [("", "Any"), *((kind.value, kind.label) for kind in kinds)]
        party: Any = self.fields["party"]
        party.choices = [("", "All parties"), *((letter, letter) for letter in parties)]
        self._rows = asked.rows
        self.is_valid()

    @property
    def form(self) -> LineAskFilter:
        """The form as the filter bar asks for it."""
        return self

    @property
    def rows(self) -> list[LineAskRow]:
        """The rows the filters choose, by name."""
        words = sort_key(self.cleaned_data.get("search") or "").split()
        return [row for row in self._rows if self._fits(row) and all(w in sort_key(row.name) for w in words)]

    def _fits(self, row: LineAskRow) -> bool:
        held = {
            "evidence": row.evidence_kinds,
            "chamber": {row.chamber.lower()},
            "state": {row.state},
            "party": {row.party},
        }
        wanted = {name: self.cleaned_data.get(name) for name in held}
        return all(not value or value in held[name] for name, value in wanted.items())
