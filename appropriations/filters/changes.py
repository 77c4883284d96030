"""The filters of what was done to figures."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import django_filters
from django import forms
from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast

from appropriations.choices import Stage
from appropriations.models import Amount, Line
from appropriations.selectors.amount_changes import VERBS
from appropriations.selectors.shown import year_name
from common.dates import start_of
from common.models import AuditEntry
from members.models import User

DAY = forms.DateInput(attrs={"type": "date"})


class ChangeFilter(django_filters.FilterSet):
    """Which changes: of which line, fiscal year and stage, of which sort, by whom and when (US Eastern days)."""

    line = django_filters.ModelChoiceFilter(
        label="Line", queryset=Line.objects.order_by("sort_key"), method="of_line", empty_label="All lines"
    )
    year = django_filters.ChoiceFilter(label="Fiscal year", method="of_year", empty_label="All years")
    stage = django_filters.ChoiceFilter(
        label="Stage", method="of_stage", choices=Stage.choices, empty_label="All stages"
    )
    what = django_filters.ChoiceFilter(
        label="What was done", field_name="verb", choices=list(VERBS.items()), empty_label="Anything"
    )
    who = django_filters.ModelChoiceFilter(
        label="By", queryset=User.objects.none(), method="by_person", empty_label="Anybody"
    )
    since = django_filters.DateFilter(label="From", method="from_day", widget=DAY)
    until = django_filters.DateFilter(label="To", method="to_day", widget=DAY)

    class Meta:
        model = AuditEntry
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = Amount.objects.order_by("-fiscal_year").values_list("fiscal_year", flat=True).distinct()
        self.filters["year"].extra["choices"] = [(str(year), year_name(year)) for year in years]
        actors = AuditEntry.objects.filter(verb__in=VERBS).order_by().values("actor_id").distinct()
        self.filters["who"].queryset = User.objects.filter(pk__in=actors).order_by("name")

    def of_line(self, rows: QuerySet[AuditEntry], _name: str, line: Line) -> QuerySet[AuditEntry]:
        """Changes of the figures of one line."""
        return _about(rows, Amount.objects.filter(line=line))

    def of_year(self, rows: QuerySet[AuditEntry], _name: str, year: str) -> QuerySet[AuditEntry]:
        """Changes of the figures of one fiscal year."""
        return _about(rows, Amount.objects.filter(fiscal_year=int(year)))

    def of_stage(self, rows: QuerySet[AuditEntry], _name: str, stage: str) -> QuerySet[AuditEntry]:
        """Changes of the figures of one stage."""
        return _about(rows, Amount.objects.filter(stage=stage))

    def by_person(self, rows: QuerySet[AuditEntry], _name: str, person: User) -> QuerySet[AuditEntry]:
        """What one person did."""
        return rows.filter(actor_id=person.pk)

    def from_day(self, rows: QuerySet[AuditEntry], _name: str, day: date) -> QuerySet[AuditEntry]:
        """What was done on a day or after it."""
        return rows.filter(at__gte=start_of(day))

    def to_day(self, rows: QuerySet[AuditEntry], _name: str, day: date) -> QuerySet[AuditEntry]:
        """What was done on a day or before it."""
        return rows.filter(at__lt=start_of(day + timedelta(days=1)))


def _about(rows: QuerySet[AuditEntry], amounts: QuerySet[Amount]) -> QuerySet[AuditEntry]:
    keys = amounts.order_by().annotate(as_text=Cast("pk", CharField())).values("as_text")
    return rows.filter(subject_id__in=keys)
