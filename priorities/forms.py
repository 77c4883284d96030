"""Forms of the plan."""

from __future__ import annotations

from django import forms


class WordingForm(forms.Form):
    """The adopted wording of a pillar, goal or priority."""

    official_text = forms.CharField(
        label="Adopted wording",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Paste it as adopted. The short title stays ours.",
    )
