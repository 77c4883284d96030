"""Fields that forms of this app share: a bill as people cite it, a law's number, an amount of dollars."""

from __future__ import annotations

from typing import Any

from django import forms

from common import money
from common.citations import cite_in_full
from legislation.choices import LawNumber, UnknownLawNumber
from legislation.models import Bill
from legislation.selectors.find_bill import NoSuchBillError, find_bill


class BillField(forms.CharField):
    """One bill that is here, named as it is cited; clean data is the Bill, or None."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=60, **kwargs)
        self.user: Any = None
        self.widget.attrs |= {"placeholder": "H.R. 1144 (119th)", "autocomplete": "off"}

    def prepare_value(self, value: Any) -> Any:
        """Show a bill as it is cited."""
        if isinstance(value, Bill):
            return cite_in_full(value.pk)
        return value

    def clean(self, value: Any) -> Any:
        """The bill named; a message of what to do when there is none, or more than one."""
        if isinstance(value, Bill):
            return value
        words = super().clean(value)
        if not words:
            return None
        try:
            return find_bill(self.user, words)
        except NoSuchBillError as error:
            raise forms.ValidationError(str(error)) from error


class LawNumberField(forms.CharField):
    """A public law's number in any usual spelling; clean data is "117-347"."""

    def clean(self, value: Any) -> Any:
        """The number alone."""
        words = super().clean(value)
        try:
            return str(LawNumber.parse(words)) if words else ""
        except UnknownLawNumber as error:
            raise forms.ValidationError(str(error)) from error


class DollarsField(forms.CharField):
    """Whole dollars as they are printed ("$23,000,000"); clean data is a number, or None."""

    def prepare_value(self, value: Any) -> Any:
        """Show a number with its commas."""
        return f"{value:,}" if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        """The dollars; not below one."""
        words = super().clean(value)
        if not words:
            return None
        try:
            dollars = money.parse(words)
        except money.NotMoney as error:
            raise forms.ValidationError(str(error)) from error
        if not 0 < dollars < 10**15:
            raise forms.ValidationError("Write whole dollars, more than none: $23,000,000.")
        return dollars
