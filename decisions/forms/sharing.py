"""What a member shares with the others."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms

from common.forms import PersonalWordsMixin
from decisions.choices import SharingLevel
from decisions.selectors.discussion import names_to_mention


class ShareForm(PersonalWordsMixin, forms.Form):
    personal_fields = ("title", "text")

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

    def known_names(self) -> Iterable[str]:
        """People and organizations of the coalition may be named."""
        return [name for name, _ in names_to_mention()]
