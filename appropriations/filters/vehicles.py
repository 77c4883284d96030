"""The filter of the bills that carry lines: one fiscal year at a time."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet

from appropriations.cells import fiscal_year_of
from appropriations.models import Bundle, BundleBill
from appropriations.selectors.shown import year_name
from common.dates import today


class VehicleFilter(django_filters.FilterSet):
    """Which fiscal year, by default the newest with a bill; and which of the regular bills."""

    year = django_filters.ChoiceFilter(label="Fiscal year", field_name="fiscal_year", empty_label=None)
    bundle = django_filters.ModelChoiceFilter(
        label="Bill", queryset=Bundle.objects.all(), method="unchanged", empty_label="All bills"
    )

    class Meta:
        model = BundleBill
        fields: list[str] = []

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        known = BundleBill.objects.order_by().values_list("fiscal_year", flat=True).distinct()
        running = fiscal_year_of(today())
        self.known = sorted({*known, running}, reverse=True)
        given = {name: value for name, value in (data.items() if data else ()) if value != ""}
        super().__init__({"year": str(self.known[0]), **given}, *args, **kwargs)
        self.filters["year"].extra["choices"] = [(str(year), year_name(year)) for year in self.known]

    def unchanged(self, rows: QuerySet[BundleBill], _name: str, _bundle: Bundle) -> QuerySet[BundleBill]:
        """The regular bill chooses which rows the page has; one without a bill says so."""
        return rows

    @property
    def fiscal_year(self) -> int:
        """The fiscal year asked for; the newest where the question makes no sense."""
        given = self.form.cleaned_data.get("year") if self.form.is_valid() else None
        return int(given or self.known[0])

    @property
    def bundles(self) -> list[Bundle]:
        """The regular bills asked for, in their order."""
        one = self.form.cleaned_data.get("bundle") if self.form.is_valid() else None
        return [one] if one else list(Bundle.objects.all())
