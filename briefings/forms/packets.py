"""What is asked for when a packet is made."""

from __future__ import annotations

from typing import Any

from django import forms

from briefings.choices import SectionName
from briefings.packet.order import WHOLE_BOOK, Choices
from briefings.selectors.pages import bill_choices, office_choices
from common.dates import congress_day


class PacketForm(forms.Form):
    """Whose packet, which bills, draft or final."""

    office = forms.ChoiceField(label="Office", help_text="Type the first letters of the last name.")
    bills = forms.MultipleChoiceField(
        label="Bills with a section of their own",
        required=False,
        help_text="None chosen: every live vehicle of the families, and the bills of the asks.",
        widget=forms.CheckboxSelectMultiple,
    )
    sections = forms.MultipleChoiceField(
        label="Behind the sheet",
        required=False,
        choices=[(name, SectionName(name).label) for name in WHOLE_BOOK],
        help_text="None chosen: one sheet, two sides, and nothing behind it.",
        widget=forms.CheckboxSelectMultiple,
    )
    final = forms.BooleanField(
        label="Final",
        required=False,
        help_text="It has to pass the gate: no stale fact, no sample row, every decision in force. "
        "A draft can always be made.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        on = congress_day()
        office, bills = self.fields["office"], self.fields["bills"]
        office.choices = [("", "Choose an office"), *office_choices(on)]  # type: ignore[attr-defined]
        bills.choices = [(bill.id, bill.label) for bill in bill_choices(on)]  # type: ignore[attr-defined]

    @property
    def choices(self) -> Choices:
        """What was chosen, once the form is valid."""
        cleaned = self.cleaned_data
        return Choices(bills=tuple(cleaned["bills"]), sections=tuple(cleaned["sections"]))
