"""Program lines as staff keep them: the line, where it stood in other years, and what it does."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from appropriations.forms.parts import SourcedForm, day_input
from appropriations.models import FIRST_FISCAL_YEAR, LAST_FISCAL_YEAR, Bundle, Line, LineEffect, LinePlacement
from appropriations.selectors.figures import holders
from common.choices import Tag


def _link() -> forms.URLField:
    return forms.URLField(max_length=300, required=False, assume_scheme="https", label="Address of it")


class LineForm(forms.ModelForm):
    """A program line. Its authorizations are chosen on a page of their own."""

    bundle = forms.ModelChoiceField(
        queryset=Bundle.objects.all(), label="Bill that carries it now", empty_label="Choose a bill"
    )
    former_names = forms.CharField(
        required=False,
        label="Former names",
        help_text="One on each row.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    tags = forms.MultipleChoiceField(
        choices=Tag.choices, required=False, label="Part of the problem", widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Line
        fields: ClassVar = [
            "name",
            "short_name",
            "department",
            "agency",
            "account",
            "treasury_symbol",
            "bundle",
            "within",
            "former_names",
            "tags",
            "what_it_does",
            "what_it_does_source",
            "note",
            "empty_reason",
        ]
        labels: ClassVar = {
            "name": "Program line",
            "short_name": "Short name",
            "treasury_symbol": "Treasury symbol",
            "within": "Inside another line",
            "what_it_does": "What it pays for",
            "what_it_does_source": "Source of that",
            "empty_reason": "Why no amount is known",
        }
        help_texts: ClassVar = {
            "name": "As the Act or the report names it.",
            "short_name": "As it stands in tables.",
            "treasury_symbol": "Where it is known, such as 015-0404.",
            "within": "The line whose money holds this line's: a total never adds both.",
            "empty_reason": "Shown in place of an empty row.",
        }
        widgets: ClassVar = {
            "what_it_does": forms.Textarea(attrs={"rows": 3}),
            "note": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        within: Any = self.fields["within"]
        within.queryset = Line.objects.exclude(pk=self.instance.pk).order_by("sort_key")
        within.empty_label = "No other line"
        self.initial["former_names"] = "\n".join(self.instance.former_names or [])

    def clean_former_names(self) -> list[str]:
        """The names, one a row; each short enough to be one."""
        names = [" ".join(row.split()) for row in self.cleaned_data["former_names"].splitlines()]
        found = list(dict.fromkeys(name for name in names if name))
        if any(len(name) > 200 for name in found):  # noqa: PLR2004 - as the database has it
            raise forms.ValidationError("A name has at most 200 characters. Put each on a row of its own.")
        return found

    def clean_within(self) -> Line | None:
        """Not a line that this one holds."""
        outer: Line | None = self.cleaned_data["within"]
        if outer is not None and self.instance.pk in holders([outer])[outer.slug]:
            raise forms.ValidationError("That line is inside this one.")
        return outer

    def clean(self) -> Any:
        """Ask for the source of what is said."""
        cleaned = super().clean()
        said = self.cleaned_data
        if said.get("what_it_does") and not said.get("what_it_does_source"):
            self.add_error("what_it_does_source", "Say where that is known from.")
        return cleaned


class PlacementForm(SourcedForm):
    """Where a line stood in a span of fiscal years, where that was not where it stands now."""

    class Meta:
        model = LinePlacement
        fields: ClassVar = [
            "first_fiscal_year",
            "last_fiscal_year",
            "bundle",
            "name_then",
            "agency",
            "account",
            "source",
            "source_url",
            "as_of",
        ]
        labels: ClassVar = {
            "first_fiscal_year": "From fiscal year",
            "last_fiscal_year": "To fiscal year",
            "bundle": "Bill that carried it",
            "name_then": "Its name then",
            "agency": "Agency then",
            "account": "Account then",
            "source": "Known from",
            "source_url": "Address of it",
            "as_of": "Read on",
        }
        help_texts: ClassVar = {
            "last_fiscal_year": "Empty when it stands there still.",
            "name_then": "Empty when it is the same.",
        }
        widgets: ClassVar = {"as_of": day_input()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source_url"] = _link()

    def clean(self) -> Any:
        """Years that make sense and meet no other span of the line."""
        cleaned = super().clean()
        first, last = self.cleaned_data.get("first_fiscal_year"), self.cleaned_data.get("last_fiscal_year")
        for name, year in (("first_fiscal_year", first), ("last_fiscal_year", last)):
            if year is not None and not FIRST_FISCAL_YEAR <= year <= LAST_FISCAL_YEAR:
                self.add_error(name, "Write a fiscal year such as 2027.")
        if first and last and last < first:
            self.add_error("last_fiscal_year", "It ends in the year it began, or later.")
        elif first:
            self._refuse_overlap(first, last or LAST_FISCAL_YEAR)
        return cleaned

    def _refuse_overlap(self, first: int, last: int) -> None:
        others = (
            LinePlacement.objects.standing().filter(line=self.instance.line_id).exclude(pk=self.instance.pk)
        )
        for other in others:
            if other.first_fiscal_year <= last and first <= (other.last_fiscal_year or LAST_FISCAL_YEAR):
                end = other.last_fiscal_year or "now"
                self.add_error(
                    "first_fiscal_year",
                    f"Another place covers FY {other.first_fiscal_year} to {end}. Change or withdraw that first.",
                )


class EffectForm(SourcedForm):
    """What a line does for people or for the economy, with its source."""

    class Meta:
        model = LineEffect
        fields: ClassVar = ["for_whom", "text", "source", "source_url", "as_of"]
        labels: ClassVar = {
            "for_whom": "For whom",
            "text": "What it does",
            "source": "Known from",
            "source_url": "Address of it",
            "as_of": "Read on",
        }
        widgets: ClassVar = {"as_of": day_input(), "text": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source_url"] = _link()
