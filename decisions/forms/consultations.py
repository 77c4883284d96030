"""Whom we asked: a group, how and when, what was heard, what changed."""

from __future__ import annotations

from datetime import date

from django import forms

from common.dates import today
from decisions.forms.free_text import FreeTextForm


class ConsultationForm(FreeTextForm):
    group = forms.CharField(
        max_length=160,
        label="Which group",
        help_text="“Youth advisory circle of shelters in four states”. A group, never a person.",
    )
    held_on = forms.DateField(label="Held on", widget=forms.DateInput(attrs={"type": "date"}))
    how = forms.CharField(
        max_length=160, label="How", help_text="A meeting, a written round, a listening session on line."
    )
    heard = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        label="What was heard, in summary",
        help_text="What the group said as a group; never who said it, nor the story of anyone.",
    )
    what_changed = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        label="What changed because of it",
        help_text="If nothing, say so and why.",
    )
    personal_fields = ("group", "how", "heard", "what_changed")

    def clean_held_on(self) -> date:
        day: date = self.cleaned_data["held_on"]
        if day > today():
            raise forms.ValidationError("A consultation is recorded after it was held: this day lies ahead.")
        return day

    def said(self) -> dict[str, object]:
        """The clean data in the words of the services, without the box that confirms."""
        return {name: self.cleaned_data[name] for name in self.base_fields}
