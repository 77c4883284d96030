"""What a member shares with the others."""

from __future__ import annotations

from django import forms

from decisions.choices import SharingLevel


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
        label="How far it may go",
        widget=forms.RadioSelect,
        help_text="Read by all inside either way. What is fit for outside may be used in packets and letters; "
        "nothing is published by itself.",
    )
