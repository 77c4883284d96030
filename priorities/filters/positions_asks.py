"""The filters of positions, asks and messages."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from appropriations.models import Line
from common.choices import Tag
from common.citations import cite_in_full
from common.dates import today
from legislation.models import Family
from priorities.choices import AskKind, Audience, Stance
from priorities.models import Ask, Message, Position


def _words() -> forms.TextInput:
    return forms.TextInput(attrs={"type": "search"})


class PositionFilter(django_filters.FilterSet):
    """Positions in force, unless others are asked for."""

    state = django_filters.ChoiceFilter(
        method="keep",
        label="State",
        choices=[("expired", "Expired"), ("ended", "Ended"), ("all", "All")],
        empty_label="In force",
    )
    q = django_filters.CharFilter(method="matching", label="Words", widget=_words())
    stance = django_filters.ChoiceFilter(label="Stance", choices=Stance.choices, empty_label="Any")
    public = django_filters.ChoiceFilter(
        field_name="is_public",
        label="Outside",
        choices=[("True", "Public"), ("False", "Not public")],
        empty_label="Any",
    )

    class Meta:
        model = Position
        fields: list[str] = []

    def keep(self, rows: QuerySet[Position], _name: str, _value: str) -> QuerySet[Position]:
        """Leave the rows as they are: `filter_queryset` reads the state itself."""
        return rows

    def filter_queryset(self, queryset: QuerySet[Position]) -> QuerySet[Position]:
        """Apply every filter, then the state."""
        found: Any = super().filter_queryset(queryset)
        state = self.form.cleaned_data.get("state")
        if state == "all":
            return found  # type: ignore[no-any-return]
        if state == "ended":
            return found.filter(ends_on__lt=today())  # type: ignore[no-any-return]
        return found.expired() if state == "expired" else found.in_force()  # type: ignore[no-any-return]

    def matching(self, rows: QuerySet[Position], _name: str, words: str) -> QuerySet[Position]:
        """Positions whose bill or summary holds every word."""
        for word in words.split():
            rows = rows.filter(
                Q(bill__title__icontains=word) | Q(summary__icontains=word) | Q(bill__pk__icontains=word)
            )
        return rows


class AskFilter(django_filters.FilterSet):
    """Asks in force, unless others are asked for."""

    state = django_filters.ChoiceFilter(
        method="keep",
        label="State",
        choices=[("expired", "Expired"), ("withdrawn", "Withdrawn"), ("all", "All")],
        empty_label="In force",
    )
    kind = django_filters.ChoiceFilter(label="Kind", choices=AskKind.choices, empty_label="Any")
    audience = django_filters.ChoiceFilter(label="Audience", choices=Audience.choices, empty_label="Any")
    bill = django_filters.ChoiceFilter(label="Bill", field_name="bill", empty_label="Any")
    family = django_filters.ModelChoiceFilter(
        label="Family", queryset=Family.objects.none(), empty_label="Any"
    )
    line = django_filters.ModelChoiceFilter(label="Line", queryset=Line.objects.none(), empty_label="Any")

    class Meta:
        model = Ask
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = Ask.objects.values
        bills = Ask.objects.filter(bill__isnull=False).values_list("bill_id", flat=True)
        self.filters["bill"].extra["choices"] = [
            (one, cite_in_full(one)) for one in sorted(set(bills.order_by()))
        ]
        self.filters["family"].queryset = Family.objects.filter(pk__in=asked("family"))
        self.filters["line"].queryset = Line.objects.filter(pk__in=asked("line")).order_by("sort_key")

    @property
    def narrows(self) -> bool:
        """Whether anything is chosen, so that the order on the page is not the whole order."""
        return any(self.form.cleaned_data.values())

    def keep(self, rows: QuerySet[Ask], _name: str, _value: str) -> QuerySet[Ask]:
        """Leave the rows as they are: `filter_queryset` reads the state itself."""
        return rows

    def filter_queryset(self, queryset: QuerySet[Ask]) -> QuerySet[Ask]:
        """Apply every filter, then the state."""
        found: Any = super().filter_queryset(queryset)
        state = self.form.cleaned_data.get("state")
        if state == "all":
            return found  # type: ignore[no-any-return]
        if state == "withdrawn":
            return found.filter(withdrawn_at__isnull=False)  # type: ignore[no-any-return]
        return found.over() if state == "expired" else found.in_force()  # type: ignore[no-any-return]


class MessageFilter(django_filters.FilterSet):
    """Messages that are not archived, unless the archive is asked for."""

    q = django_filters.CharFilter(method="matching", label="Words", widget=_words())
    tag = django_filters.ChoiceFilter(method="tagged", label="Tag", choices=Tag.choices, empty_label="Any")
    state = django_filters.ChoiceFilter(
        method="keep",
        label="State",
        choices=[("cleared", "Cleared for packets"), ("open", "Not cleared"), ("archived", "Archived")],
        empty_label="Not archived",
    )

    class Meta:
        model = Message
        fields: list[str] = []

    def keep(self, rows: QuerySet[Message], _name: str, _value: str) -> QuerySet[Message]:
        """Leave the rows as they are: `filter_queryset` reads the state itself."""
        return rows

    def filter_queryset(self, queryset: QuerySet[Message]) -> QuerySet[Message]:
        """Apply every filter, then the state."""
        found: Any = super().filter_queryset(queryset)
        state = self.form.cleaned_data.get("state")
        found = found.filter(archived_at__isnull=state != "archived")
        if state in {"cleared", "open"}:
            found = found.filter(cleared_at__isnull=state == "open")
        return found  # type: ignore[no-any-return]

    def matching(self, rows: QuerySet[Message], _name: str, words: str) -> QuerySet[Message]:
        """Messages whose title or text holds every word."""
        for word in words.split():
            rows = rows.filter(Q(title__icontains=word) | Q(text__icontains=word))
        return rows

    def tagged(self, rows: QuerySet[Message], _name: str, tag: str) -> QuerySet[Message]:
        """Messages with a tag of the whole problem (P8)."""
        return rows.filter(tags__contains=[tag])
