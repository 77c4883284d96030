"""An organization's answer, and what it shares."""

from __future__ import annotations

from typing import Any

from django import forms

from decisions.choices import Answer, SharingLevel
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


class ShareForm(forms.Form):
    title = forms.CharField(max_length=160, label="In one line")
    text = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 5}),
        label="What you know",
        help_text="Never the name or story of a survivor.",
    )
    level = forms.ChoiceField(
        choices=SharingLevel.choices,
        initial=SharingLevel.INSIDE,
        label="Who may read it",
        widget=forms.RadioSelect,
    )
