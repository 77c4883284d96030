"""An organization's answer."""

from __future__ import annotations

from typing import Any

from django import forms

from decisions.choices import Answer
from members.models import Organization


class AnswerForm(forms.Form):
    """The answer of the organization one acts for."""

    answer = forms.ChoiceField(choices=Answer.choices, widget=forms.RadioSelect, label="Our answer")
    reason = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        label="Why, in a sentence or two",
        help_text="Needed for a block. Read inside the coalition only.",
    )


class OnBehalfForm(AnswerForm):
    """An answer that reached the secretariat another way."""

    organization = forms.ModelChoiceField(
        queryset=Organization.objects.none(), label="Organization", empty_label="Choose an organization"
    )
    received_how = forms.CharField(
        max_length=200, label="How it was received", help_text="By telephone, by email, at the meeting"
    )
    field_order = ["organization", "received_how", "answer", "reason"]

    def __init__(self, *args: Any, asked: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = asked  # type: ignore[attr-defined]
