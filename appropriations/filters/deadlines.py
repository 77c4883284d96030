"""The filters of the calendar of the money."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q, QuerySet

from appropriations.choices import DeadlineKind
from appropriations.models import Bundle, Deadline
from appropriations.selectors.deadlines import known_years
from appropriations.selectors.shown import year_name
from common.dates import today
from legislation.choices import Chamber

ALL = "all"
STATES = (
    ("proposed", "To be confirmed"),
    ("past", "Past"),
    ("done", "Done"),
    ("off", "Canceled or left out"),
    (ALL, "All"),
)


class DeadlineFilter(django_filters.FilterSet):
    """Those to come and those that are over and not done, unless another state is asked for."""

    state = django_filters.ChoiceFilter(method="keep", label="Show", choices=STATES, empty_label="Open")
    year = django_filters.ChoiceFilter(field_name="fiscal_year", label="Fiscal year", empty_label="All years")
    kind = django_filters.ChoiceFilter(label="Kind", choices=DeadlineKind.choices, empty_label="Any kind")
    chamber = django_filters.ChoiceFilter(label="Chamber", choices=Chamber.choices, empty_label="Both")
    bundle = django_filters.ModelChoiceFilter(
        label="Bill", queryset=Bundle.objects.all(), empty_label="All bills"
    )
    whose = django_filters.ChoiceFilter(
        label="Whose",
        method="of_whom",
        empty_label="Everybody's",
        choices=(("mine", "Mine to file"), ("followed", "I am reminded of"), ("nobody", "Nobody's yet")),
    )

    class Meta:
        model = Deadline
        fields: list[str] = []

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.filters["year"].extra["choices"] = [(str(year), year_name(year)) for year in known_years()]

    @property
    def chosen_state(self) -> str:
        """The state asked for, empty for what is open."""
        return str(self.form.cleaned_data.get("state") or "") if self.form.is_valid() else ""

    @property
    def narrows(self) -> bool:
        """Whether something but the state is chosen."""
        return self.form.is_valid() and any(
            value for name, value in self.form.cleaned_data.items() if name != "state"
        )

    def filter_queryset(self, queryset: QuerySet[Deadline]) -> QuerySet[Deadline]:
        """Apply every filter, then the state, in the order that fits it."""
        found: Any = super().filter_queryset(queryset)
        state, now = self.chosen_state, today()
        if state == "proposed":
            return found.filter(is_proposed=True, is_off=False)  # type: ignore[no-any-return]
        if state == "past":
            return found.confirmed().filter(due_on__lt=now).order_by("-due_on", "-id")  # type: ignore[no-any-return]
        if state == "done":
            return found.filter(done_on__isnull=False).order_by("-done_on", "-id")  # type: ignore[no-any-return]
        if state == "off":
            return found.filter(is_off=True)  # type: ignore[no-any-return]
        if state == ALL:
            return found  # type: ignore[no-any-return]
        # A statute's day that is over waits for nobody.
        return found.open().filter(Q(due_on__gte=now) | Q(rule=""))  # type: ignore[no-any-return]

    def keep(self, queryset: QuerySet[Deadline], _name: str, _value: str) -> QuerySet[Deadline]:
        """Leave the rows as they are: `filter_queryset` reads the state itself."""
        return queryset

    def of_whom(self, queryset: QuerySet[Deadline], _name: str, whose: str) -> QuerySet[Deadline]:
        """Those the reader files or follows, or that nobody files."""
        if whose == "mine":
            return queryset.filter(filed_by=self.user)
        if whose == "followed":
            return queryset.filter(followers__user=self.user)
        return queryset.filter(filed_by__isnull=True, filed_by_words="", rule="")
