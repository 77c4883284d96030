"""Input on the pages of bills."""

from __future__ import annotations

from typing import Any

from django import forms

from legislation.models import BillText
from legislation.selectors.texts_here import NoSuchTextError, find_text


class TrackForm(forms.Form):
    """Why a bill is followed; may stay empty."""

    reason = forms.CharField(max_length=200, required=False, label="Why it is tracked")


class CompareForm(forms.Form):
    """Two texts as a person names them: by bill and version, by bill alone, or by the key of an address."""

    a = forms.CharField(max_length=120, label="Older text")
    b = forms.CharField(max_length=120, label="Newer text")

    def __init__(self, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        for field in self.fields.values():
            field.widget.attrs |= {
                "list": "texts-here",
                "placeholder": "S. 2012 (119th)",
                "autocomplete": "off",
            }

    def clean_a(self) -> BillText:
        """The older text."""
        return self._text("a")

    def clean_b(self) -> BillText:
        """The newer text."""
        return self._text("b")

    def _text(self, name: str) -> BillText:
        try:
            return find_text(self.user, self.cleaned_data[name])
        except NoSuchTextError as error:
            raise forms.ValidationError(str(error)) from error
