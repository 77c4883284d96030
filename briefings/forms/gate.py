"""What is asked when a packet is handed over."""

from __future__ import annotations

from typing import Any

from django import forms

from briefings.choices import HandedHow
from common.dates import today
from members.models import User


class HandoverForm(forms.Form):
    """To whom, when, how, and by whom."""

    to_whom = forms.CharField(
        max_length=200,
        label="To whom",
        help_text="The office and, where it helps, the role: “Office of Sen. Collins, legislative director”.",
    )
    handed_on = forms.DateField(label="On", widget=forms.DateInput(attrs={"type": "date"}))
    how = forms.ChoiceField(label="How", choices=HandedHow.choices)
    by = forms.ModelChoiceField(
        label="Handed over by", queryset=User.objects.none(), empty_label=None, help_text="Who was there."
    )
    note = forms.CharField(
        label="Note", required=False, widget=forms.Textarea(attrs={"rows": 2}), help_text="Inside only."
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        initial = {"handed_on": today(), "by": user.pk, **kwargs.pop("initial", {})}
        super().__init__(*args, initial=initial, **kwargs)
        people = User.objects.filter(is_active=True).order_by("name", "pk")
        self.fields["by"].queryset = people  # type: ignore[attr-defined]
