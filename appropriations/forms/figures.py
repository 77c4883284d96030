"""Figures as staff enter and change them: what the cell says, how it stands to other amounts, and who says so."""

from __future__ import annotations

from dataclasses import fields as fields_of
from datetime import date
from typing import Any

from django import forms

from appropriations.cells.said import NewAmount, problems_of, same_family
from appropriations.choices import REQUESTS, CellKind, Nature, SourceKind, Stage
from appropriations.forms.parts import day_input
from appropriations.models import Amount, Line
from appropriations.selectors.figures import figure_of, holders
from common import money
from common.citations import fiscal_year as fy
from common.dates import today
from common.forms import GuardedWordsMixin
from legislation.forms.fields import DollarsField

_ANY = date(2000, 1, 1)


class FigureField(DollarsField):
    """Whole dollars as they are printed; a rescission is below zero, so any sign is taken here."""

    def clean(self, value: Any) -> Any:
        """Return the dollars, or None."""
        words = forms.CharField.clean(self, value)
        if not words:
            return None
        try:
            return money.parse(words)
        except money.NotMoney as error:
            raise forms.ValidationError(f"{error}. Write whole dollars, such as 105,625,000.") from error


class ReasonForm(forms.Form):
    """Why something is done; it stays in the history."""

    reason = forms.CharField(max_length=300, label="Why", widget=forms.Textarea(attrs={"rows": 2}))


class WithdrawFigureForm(ReasonForm):
    """Why a figure is withdrawn, and which of several others is printed then."""

    print_instead = forms.ModelChoiceField(
        queryset=Amount.objects.none(),
        required=False,
        empty_label=None,
        label="Which one is printed then",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, others: list[Amount], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(others) > 1:
            field: Any = self.fields["print_instead"]
            field.required = True
            field.queryset = Amount.objects.filter(pk__in=[one.pk for one in others])
            field.label_from_instance = said_by
        else:
            del self.fields["print_instead"]


class FigureForm(GuardedWordsMixin, forms.Form):
    """One figure. With `amount` it is changed, which takes a reason; its line, year and stage stay."""

    fiscal_year = forms.IntegerField(label="Fiscal year", min_value=1990, max_value=2100)
    stage = forms.ChoiceField(choices=Stage.choices, label="Stage")
    kind = forms.ChoiceField(
        choices=CellKind.choices, label="What stands in the cell", initial=CellKind.DOLLARS
    )
    dollars = FigureField(
        max_length=30,
        required=False,
        label="Dollars",
        help_text="Whole dollars: 105,625,000. Of a range, the lower end.",
    )
    dollars_high = FigureField(max_length=30, required=False, label="Upper end of the range")
    is_about = forms.BooleanField(required=False, label="The source says about, or approximately")
    rate_of_fiscal_year = forms.IntegerField(
        required=False,
        label="At the rate of fiscal year",
        help_text="For “at the rate of another year”, such as the full-year continuing resolution of FY 2025: 2024.",
    )
    words = forms.CharField(
        max_length=300,
        required=False,
        label="In the source's words",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    nature = forms.ChoiceField(choices=Nature.choices, label="What the amount is", initial=Nature.WHOLE)
    parent = forms.ChoiceField(
        required=False,
        label="Part of",
        help_text="The amount that holds this one. A total never adds both.",
    )
    document = forms.CharField(max_length=300, label="Document")
    page = forms.CharField(max_length=80, required=False, label="Page or section")
    url = forms.URLField(max_length=300, required=False, label="Link to it", assume_scheme="https")
    source_kind = forms.ChoiceField(choices=SourceKind.choices, label="Who says so")
    as_of = forms.DateField(label="Read on", widget=day_input())
    note = forms.CharField(
        required=False, max_length=2000, label="Note", widget=forms.Textarea(attrs={"rows": 2})
    )
    because = forms.CharField(
        max_length=300,
        required=False,
        label="Print this one instead, because",
        help_text="Only where another source stands in the cell already. Without a reason this one stands beside it.",
    )
    reason = forms.CharField(
        max_length=300, label="Why it is changed", help_text="It stays in the history with what was."
    )

    def __init__(self, *args: Any, line: Line, amount: Amount | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.line, self.amount = line, amount
        self.initial.setdefault("as_of", today())
        if amount is None:
            del self.fields["reason"]
        else:
            for name in ("fiscal_year", "stage", "because"):
                del self.fields[name]
            shown = {one.name for one in fields_of(NewAmount)} & set(self.fields)
            self.initial.update({name: getattr(amount, name) for name in shown})
            self.initial["parent"] = amount.parent.key if amount.parent else ""
        parent: Any = self.fields["parent"]
        parent.choices = [("", "No other amount"), *self._wholes()]

    def clean(self) -> Any:
        """Look at the fields together, in the words of each."""
        if self._stage() in REQUESTS and self.cleaned_data.get("source_kind") == SourceKind.COALITION:
            self.guarded_fields = ("words", "note")
        cleaned = super().clean()
        if not {"kind", "as_of", "nature"} - set(self.cleaned_data):
            for problem in problems_of(self.said(), today()):
                self.refuse(problem.field, problem.message)
        return cleaned

    def refuse(self, field: str, message: str) -> None:
        """Show what is wrong at its field, or above the form; one thing at a time."""
        name = field if field in self.fields else None
        if name is None or name not in self.errors:
            self.add_error(name, message)

    def said(self) -> NewAmount:
        """Return the figure as it is typed."""
        given = {one.name: self.cleaned_data.get(one.name) for one in fields_of(NewAmount)}
        kept = {name: value for name, value in given.items() if value is not None}
        identity = {
            "line": self.line.slug,
            "fiscal_year": self._year() or 0,
            "stage": self._stage(),
        }
        missing: dict[str, Any] = {"document": "?", "source_kind": SourceKind.OFFICIAL, "as_of": _ANY}
        return NewAmount(**(missing | kept | identity))

    def changes(self) -> dict[str, Any]:
        """Return the fields of a change; what is left empty is emptied."""
        return {
            name: self.cleaned_data.get(name)
            for name in self.fields
            if name in {one.name for one in fields_of(NewAmount)}
        }

    def _stage(self) -> str:
        return self.amount.stage if self.amount else str(self.cleaned_data.get("stage") or "")

    def _year(self) -> int | None:
        return self.amount.fiscal_year if self.amount else self.cleaned_data.get("fiscal_year")

    def _wholes(self) -> list[tuple[str, str]]:
        """Return what may hold this one: amounts of this line and its holders, of its year and sort of stage."""
        slugs = [self.line.slug, *holders([self.line])[self.line.slug]]
        rows = Amount.objects.standing().filter(line__in=slugs).select_related("line", "parent")
        year = self.amount.fiscal_year if self.amount else self._typed("fiscal_year")
        if str(year or "").isdigit():
            rows = rows.filter(fiscal_year=int(str(year)))
        if self.amount:
            rows = rows.exclude(pk=self.amount.pk)
        stage = self.amount.stage if self.amount else self._typed("stage")
        found = [
            one
            for one in rows.order_by("-fiscal_year", "line", "stage")
            if not stage or same_family(one.stage, stage)
        ]
        return [(one.key, whole_in_words(one)) for one in found]

    def _typed(self, name: str) -> Any:
        return self.data.get(self.add_prefix(name)) if self.is_bound else self.initial.get(name)


def whole_in_words(one: Amount) -> str:
    """Return an amount as a choice: "FY 2026, Enacted: 105.625 million (Foreign assistance)"."""
    plain = figure_of(one)
    unit = " million" if plain.is_number else ""
    line = one.line.short_name or one.line.name
    return f"{fy(one.fiscal_year)}, {one.get_stage_display()}: {plain.text()}{unit} ({line})"


def said_by(one: Amount) -> str:
    """Return an amount with who says so: "101 million: Senate summary"."""
    plain = figure_of(one)
    return f"{plain.text()}{' million' if plain.is_number else ''}: {one.document}"
