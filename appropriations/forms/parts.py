"""What the forms of kept rows share: days, the source, a fiscal year that makes sense."""

from __future__ import annotations

from typing import Any

from django import forms

from appropriations.models import FIRST_FISCAL_YEAR, LAST_FISCAL_YEAR
from common.dates import today

DAY = {"type": "date"}


def day_input() -> forms.DateInput:
    """Return a control for a day, which browsers fill in as they do."""
    return forms.DateInput(attrs=DAY, format="%Y-%m-%d")


class SourcedForm(forms.ModelForm):
    """A row with its source: as of a day that has come, in a fiscal year that makes sense."""

    not_yet = "A fact cannot be as of a day to come."

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.initial.get("as_of"):
            self.initial["as_of"] = today()

    def clean_as_of(self) -> Any:
        """Not a day to come."""
        day = self.cleaned_data["as_of"]
        if day > today():
            raise forms.ValidationError(self.not_yet)
        return day

    def clean_fiscal_year(self) -> int:
        """A year with an appropriations bill that anybody remembers, or plans for."""
        year: int = self.cleaned_data["fiscal_year"]
        if not FIRST_FISCAL_YEAR <= year <= LAST_FISCAL_YEAR:
            raise forms.ValidationError("Write a fiscal year such as 2027.")
        return year


class WithdrawForm(forms.Form):
    """Why something is taken back."""

    reason = forms.CharField(
        max_length=300, label="Why it is withdrawn", widget=forms.Textarea(attrs={"rows": 2})
    )
