"""Filters of the list of packets."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from briefings.choices import PacketKind, PacketState
from briefings.models import Packet
from common.sorting import sort_key
from members.models import User
from outreach.models import Office

DAY = {"type": "date"}


def who_asked(_request: Any) -> QuerySet[User]:
    """People who asked for a packet, by name."""
    asked = Packet.objects.exclude(requested_by=None).values("requested_by")
    return User.objects.filter(pk__in=asked).order_by("name", "pk")


class PacketFilter(django_filters.FilterSet):
    """By words, kind, state, who asked, and when."""

    search = django_filters.CharFilter(
        method="by_words", label="Search", widget=forms.TextInput(attrs={"type": "search"})
    )
    kind = django_filters.ChoiceFilter(choices=PacketKind.choices, label="Kind", empty_label="Any kind")
    state = django_filters.ChoiceFilter(choices=PacketState.choices, label="State", empty_label="Any state")
    by = django_filters.ModelChoiceFilter(
        field_name="requested_by", queryset=who_asked, label="Asked for by", empty_label="Anyone"
    )
    since = django_filters.DateFilter(
        field_name="requested_at", lookup_expr="date__gte", label="Since", widget=forms.DateInput(attrs=DAY)
    )
    until = django_filters.DateFilter(
        field_name="requested_at", lookup_expr="date__lte", label="Until", widget=forms.DateInput(attrs=DAY)
    )
    handed = django_filters.ChoiceFilter(
        method="by_handing",
        choices=[("yes", "Handed over"), ("no", "Not handed over")],
        label="Handed over",
        empty_label="Either",
    )
    office = django_filters.CharFilter(method="of_office", widget=forms.HiddenInput())

    class Meta:
        model = Packet
        fields: list[str] = []

    def by_words(self, rows: QuerySet[Packet], _name: str, words: str) -> QuerySet[Packet]:
        """Match each word in the title or the office's name, whatever marks it carries."""
        for word in words.split():
            rows = rows.filter(Q(title__icontains=word) | Q(office__sort_key__contains=sort_key(word)))
        return rows

    def by_handing(self, rows: QuerySet[Packet], _name: str, value: str) -> QuerySet[Packet]:
        """Those that somebody handed over and did not take that back, or the others."""
        return rows.handed_over() if value == "yes" else rows.not_handed_over()  # type: ignore[attr-defined,no-any-return]

    def of_office(self, rows: QuerySet[Packet], _name: str, key: str) -> QuerySet[Packet]:
        """The field only keeps the office in the address of the list."""
        return rows.filter(office__in=Office.objects.all().keyed(key))
