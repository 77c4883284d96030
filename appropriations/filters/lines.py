"""The filters of the grid: which lines, and what is shown of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from appropriations.cells import fiscal_year_of
from appropriations.choices import Stage
from appropriations.grid_query import Against, Columns, GridQuery, Grouping, How, Only, Place
from appropriations.models import Bundle, Line
from appropriations.selectors.narrowing import known_years, lines_asked_for, lines_in_trouble
from appropriations.selectors.prices import price_index
from appropriations.selectors.shown import year_name, years_between
from common.choices import Tag
from common.dates import today

YEARS_SHOWN = 6
YEARS_BEFORE = 3
# The choices behind "What is shown".
MORE = ("group", "against", "how", "place", "authorized", "prices", "tag", "only", "stages")
# What a department's name is told apart by from an agency's within it.
_AGENCY = "agency:"


def _shows(label: str, choices: Any, **more: Any) -> django_filters.ChoiceFilter:
    """A choice of what is shown of a line, not of which lines."""
    return django_filters.ChoiceFilter(
        label=label, choices=choices, method="unchanged", empty_label=None, **more
    )


class LineFilter(django_filters.FilterSet):
    """Which lines, which years, what the columns are and what stands beside a figure."""

    q = django_filters.CharFilter(
        label="Search", method="matching", widget=forms.TextInput(attrs={"type": "search"})
    )
    bundle = django_filters.ModelChoiceFilter(
        label="Bill", queryset=Bundle.objects.all(), empty_label="All bills"
    )
    department = django_filters.ChoiceFilter(
        label="Department or agency", method="of_department", empty_label="All departments"
    )
    tag = django_filters.ChoiceFilter(
        label="Tag", choices=Tag.choices, method="tagged", empty_label="All tags"
    )
    first = _shows("From", ())
    last = _shows("To", ())
    view = _shows("Columns", Columns.choices)
    group = _shows("Grouped by", Grouping.choices)
    against = _shows("Compared with", Against.choices)
    how = _shows("Change in", How.choices)
    place = _shows("Comparisons", Place.choices)
    authorized = _shows("Authorized in law", (("no", "Not shown"), ("yes", "Level and gap")))
    prices = _shows("Prices", ())
    stages = django_filters.MultipleChoiceFilter(
        label="Stages",
        choices=Stage.choices,
        method="unchanged",
        widget=forms.CheckboxSelectMultiple,
        help_text="For columns of stages; none chosen shows every stage with a figure.",
    )
    only = django_filters.MultipleChoiceFilter(
        label="Only lines", choices=Only.choices, method="kept", widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Line
        fields: list[str] = []

    def __init__(self, data: Mapping[str, Any] | None = None, *args: Any, **kwargs: Any) -> None:
        self.known = known_years()
        self.usual_last = max(self.known, default=fiscal_year_of(today()))
        self.usual_first = max(min(self.known, default=self.usual_last), self.usual_last - YEARS_SHOWN + 1)
        self.given = _given(data)
        super().__init__(_with_usual(self.given, self._usual()), *args, **kwargs)
        # A year of which nothing is known yet can be asked for as well: there is where one types the first figure.
        last = max(self.usual_last, fiscal_year_of(today()) + 1)
        first = min((*self.known, self.usual_last)) - YEARS_BEFORE
        years = [(str(year), year_name(year)) for year in reversed(years_between(first, last))]
        priced = [(str(year), f"In {year} dollars") for year in price_index().base_years]
        for name, choices in (
            ("department", _bodies()),
            ("first", years),
            ("last", years),
            ("prices", [("as-printed", "As printed"), *priced]),
        ):
            self.filters[name].extra["choices"] = choices

    def _usual(self) -> dict[str, str]:
        return {
            "first": str(self.usual_first),
            "last": str(self.usual_last),
            "view": Columns.YEARS.value,
            "group": Grouping.BUNDLE.value,
            "against": Against.BOTH.value,
            "how": How.BOTH.value,
            "place": Place.CELL.value,
            "authorized": "no",
            "prices": "as-printed",
        }

    def matching(self, lines: QuerySet[Line], _name: str, words: str) -> QuerySet[Line]:
        """Lines whose name, short or former name, agency or account hold every word."""
        found: QuerySet[Line] = lines.named_like(words)  # type: ignore[attr-defined]
        return found

    def tagged(self, lines: QuerySet[Line], _name: str, tag: str) -> QuerySet[Line]:
        """Lines that carry a tag of the whole problem."""
        return lines.filter(tags__contains=[tag])

    def of_department(self, lines: QuerySet[Line], _name: str, body: str) -> QuerySet[Line]:
        """Lines of a department, or of an agency in it."""
        agency = body.removeprefix(_AGENCY)
        return lines.filter(department=body) if agency == body else lines.filter(agency=agency)

    def kept(self, lines: QuerySet[Line], _name: str, only: list[str]) -> QuerySet[Line]:
        """Lines with our request in the years shown, or with late money; what differs is seen cell by cell."""
        if Only.ASKED in only:
            lines = lines.filter(slug__in=lines_asked_for(self.years))
        if Only.LATE in only:
            lines = lines.filter(slug__in=lines_in_trouble(self.request.user))
        return lines

    def unchanged(self, lines: QuerySet[Line], _name: str, _value: str) -> QuerySet[Line]:
        """Years, columns and comparisons choose what is shown of a line, not which lines."""
        return lines

    @property
    def years(self) -> tuple[int, ...]:
        """The fiscal years asked for, in order; the usual ones where the question makes no sense."""
        first, last = self._chosen("first"), self._chosen("last")
        return years_between(int(first), int(last))

    @property
    def query(self) -> GridQuery:
        """What is shown; a choice that makes no sense is taken as the usual one."""
        stages, only = (self._cleaned().get(name) or [] for name in ("stages", "only"))
        prices = self._chosen("prices")
        return GridQuery(
            years=self.years,
            columns=self._chosen("view"),
            stages=tuple(stages),
            grouping=self._chosen("group"),
            against=self._chosen("against"),
            how=self._chosen("how"),
            place=self._chosen("place"),
            authorized=self._chosen("authorized") == "yes",
            base=int(prices) if prices.isdigit() else None,
            only_differing=Only.DIFFER in only,
        )

    @property
    def address(self) -> str:
        """What was asked for, as it stands in an address; nothing of what is usual."""
        usual = self._usual()
        asked = QueryDict(mutable=True)
        for name in self.filters:
            values = [value for value in self.given.getlist(name) if value and value != usual.get(name)]
            if values:
                asked.setlist(name, values)
        return asked.urlencode()

    @property
    def in_words(self) -> list[str]:
        """What was asked for, in words: the years, and every choice that is not the usual one."""
        first, last = min(self.years), max(self.years)
        said = [year_name(first) if first == last else f"{year_name(first)} to {year_name(last)}"]
        usual = self._usual()
        for name, field in self.form.fields.items():
            values = [value for value in self.given.getlist(name) if value and value != usual.get(name)]
            if values and name not in {"first", "last"}:
                names = _names(getattr(field, "choices", ()))
                said.append(f"{field.label}: {', '.join(names.get(value, value) for value in values)}")
        return said

    @property
    def has_more(self) -> bool:
        """Whether a choice behind "What is shown" is not the usual one."""
        usual = self._usual()
        return any(value and value != usual.get(name) for name in MORE for value in self.given.getlist(name))

    def _cleaned(self) -> dict[str, Any]:
        self.form.is_valid()
        cleaned: dict[str, Any] = self.form.cleaned_data
        return cleaned

    def _chosen(self, name: str) -> str:
        return str(self._cleaned().get(name) or self._usual()[name])


def _names(choices: Any) -> dict[str, str]:
    """Return what choices are called, those of groups too."""
    names: dict[str, str] = {}
    for value, label in choices:
        if isinstance(label, (list, tuple)):
            names |= _names(label)
        else:
            names[str(value)] = str(label)
    return names


def _given(data: Any) -> QueryDict:
    """Return what was asked as an address carries it, whatever kind of mapping it came in."""
    if isinstance(data, QueryDict):
        return data
    given = QueryDict(mutable=True)
    for name, value in (data or {}).items():
        given.setlist(name, value if isinstance(value, list) else [value])
    return given


def _with_usual(given: QueryDict, usual: dict[str, str]) -> QueryDict:
    whole = given.copy()
    for name, value in usual.items():
        if not whole.get(name):
            whole[name] = value
    return whole


def _bodies() -> list[Any]:
    """Departments, each with its agencies under it; one query."""
    pairs = Line.objects.order_by("department", "agency").values_list("department", "agency").distinct()
    agencies: dict[str, list[str]] = {}
    for department, agency in pairs:
        agencies.setdefault(department, []).extend([agency] if agency else [])
    return [
        (department, [(department, department), *((_AGENCY + one, one) for one in own if one != department)])
        for department, own in agencies.items()
    ]
