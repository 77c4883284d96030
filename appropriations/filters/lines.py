"""The filters of the grid."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet

from appropriations.cells import fiscal_year_of
from appropriations.models import Bundle, Line
from appropriations.selectors.grid import known_years
from appropriations.selectors.shown import year_name, years_between
from common.choices import Tag
from common.dates import today

YEARS_SHOWN = 6


class LineFilter(django_filters.FilterSet):
    """Which lines, which years, and whether columns are years or the stages of one year."""

    q = django_filters.CharFilter(
        label="Search", method="matching", widget=forms.TextInput(attrs={"type": "search"})
    )
    bundle = django_filters.ModelChoiceFilter(
        label="Bill", queryset=Bundle.objects.all(), empty_label="All bills"
    )
    department = django_filters.ChoiceFilter(label="Department", empty_label="All departments")
    tag = django_filters.ChoiceFilter(
        label="Tag", choices=Tag.choices, method="tagged", empty_label="All tags"
    )
    first = django_filters.ChoiceFilter(label="From", method="unchanged", empty_label=None)
    last = django_filters.ChoiceFilter(label="To", method="unchanged", empty_label=None)
    view = django_filters.ChoiceFilter(
        label="Columns",
        method="unchanged",
        empty_label=None,
        choices=(("years", "Fiscal years"), ("stages", "Stages of the last year")),
    )

    class Meta:
        model = Line
        fields: list[str] = []

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        self.known = known_years()
        self.usual_last = max(self.known, default=fiscal_year_of(today()))
        self.usual_first = max(min(self.known, default=self.usual_last), self.usual_last - YEARS_SHOWN + 1)
        usual = {"first": str(self.usual_first), "last": str(self.usual_last), "view": "years"}
        given = {name: value for name, value in (data.items() if data else ()) if value != ""}
        super().__init__({**usual, **given}, *args, **kwargs)
        departments = Line.objects.order_by("department").values_list("department", flat=True).distinct()
        self.filters["department"].extra["choices"] = [(name, name) for name in departments]
        years = [(str(year), year_name(year)) for year in reversed(self.known or (self.usual_last,))]
        self.filters["first"].extra["choices"] = years
        self.filters["last"].extra["choices"] = years

    def matching(self, lines: QuerySet[Line], _name: str, words: str) -> QuerySet[Line]:
        """Lines whose name, short or former name, agency or account hold every word."""
        found: QuerySet[Line] = lines.named_like(words)  # type: ignore[attr-defined]
        return found

    def tagged(self, lines: QuerySet[Line], _name: str, tag: str) -> QuerySet[Line]:
        """Lines that carry a tag of the whole problem."""
        return lines.filter(tags__contains=[tag])

    def unchanged(self, lines: QuerySet[Line], _name: str, _value: str) -> QuerySet[Line]:
        """Years and columns choose what is shown of a line, not which lines."""
        return lines

    @property
    def years(self) -> tuple[int, ...]:
        """The fiscal years asked for, in order; the usual ones where the question makes no sense."""
        first, last = self._year("first", self.usual_first), self._year("last", self.usual_last)
        return years_between(first, last)

    @property
    def by_stage(self) -> bool:
        """Whether the columns are the stages of the last year asked for."""
        return bool(self.form.is_valid() and self.form.cleaned_data.get("view") == "stages")

    def _year(self, name: str, usual: int) -> int:
        given = self.form.cleaned_data.get(name) if self.form.is_valid() else None
        return int(given) if given else usual
