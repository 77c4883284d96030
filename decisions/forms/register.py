"""What the secretariat enters in the register: a decision made at a meeting, a correction, who may read a record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from common.dates import today
from decisions.choices import PrintEdition
from decisions.forms.free_text import FreeTextForm
from decisions.models import Decision

DAY = {"type": "date"}
WORDS = ("title", "text", "minority_view", "restriction_reason")


class DecisionWordsForm(FreeTextForm):
    """The words of a decision, which nothing changes once they are entered."""

    decided_on = forms.DateField(label="Decided on", initial=today, widget=forms.DateInput(attrs=DAY))
    title = forms.CharField(max_length=300, label="Title")
    text = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 10}),
        label="Text as decided",
        help_text="Markdown. Never changed once it is entered; a correction is a new record.",
    )
    outcome = forms.ChoiceField(
        choices=Decision.Outcome.choices,
        initial=Decision.Outcome.ADOPTED,
        widget=forms.RadioSelect,
        help_text="Only what was adopted stands on the public record.",
    )
    minority_view = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        label="Minority view",
        help_text="Confidential: read inside only.",
    )
    is_restricted = forms.BooleanField(required=False, label="Restrict it: outside sees nothing of it")
    restriction_reason = forms.CharField(
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        label="Why it is restricted",
        help_text="Needed for a restriction; kept inside.",
    )
    personal_fields: Sequence[str] = WORDS

    def clean_decided_on(self) -> date:
        day: date = self.cleaned_data["decided_on"]
        if day > today():
            raise forms.ValidationError("A decision is recorded once it was made: this day lies ahead.")
        return day

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("is_restricted") and not data.get("restriction_reason", "").strip():
            self.add_error("restriction_reason", "Say why it is restricted.")
        return data

    def said(self) -> dict[str, Any]:
        """The clean data in the words of the services."""
        data = {name: self.cleaned_data[name] for name in ("decided_on", "title", "text", "minority_view")}
        is_public = not self.cleaned_data["is_restricted"]
        return {
            **data,
            "outcome": Decision.Outcome(self.cleaned_data["outcome"]),
            "is_public": is_public,
            "restriction_reason": "" if is_public else self.cleaned_data["restriction_reason"],
        }


class MeetingDecisionForm(DecisionWordsForm):
    """A decision made at a meeting, without a proposal."""

    how_adopted = forms.CharField(
        max_length=300,
        label="How and by whom it was decided",
        help_text="“By consensus of the nine organizations present at the meeting of Mar 26, 2026”. Kept inside.",
    )
    personal_fields = (*WORDS, "how_adopted")
    field_order = ["decided_on", "title", "text", "outcome", "how_adopted"]


class CorrectionForm(DecisionWordsForm):
    """A correction: a new record that points back."""

    reason = forms.CharField(
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        label="Why the earlier record is corrected",
        help_text="Kept inside. Outside reads that the one corrects the other.",
    )
    personal_fields = (*WORDS, "reason")
    field_order = ["reason", "decided_on", "title", "text", "outcome"]


class RestrictForm(FreeTextForm):
    personal_fields = ("reason",)
    reason = forms.CharField(
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        label="Why it is restricted",
        help_text="Read inside only, and kept for good.",
    )


class MakePublicForm(FreeTextForm):
    personal_fields = ("reason",)
    reason = forms.CharField(
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        label="Why it may be public now",
        help_text="Read inside only, and kept for good.",
    )


class MinutesForm(forms.Form):
    """Which decisions to print, and for whom."""

    since = forms.DateField(label="From", widget=forms.DateInput(attrs=DAY))
    until = forms.DateField(label="To", widget=forms.DateInput(attrs=DAY))
    edition = forms.ChoiceField(choices=PrintEdition.choices, widget=forms.RadioSelect, label="Edition")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("since") and data.get("until") and data["until"] < data["since"]:
            self.add_error("until", "The last day lies before the first.")
        return data
