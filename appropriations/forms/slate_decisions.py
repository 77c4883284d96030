"""How a slate goes to the organizations, in rounds; how staff enter that it was adopted without a proposal."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from appropriations.forms.slates import FreeText
from common.dates import today
from common.deadlines import DeadlinesForm
from common.prose import ProseField
from decisions.choices import Rule
from decisions.models import Decision

RULES = [
    (Rule.CONSENSUS.value, "Consensus: adopted unless an organization blocks"),
    (Rule.SILENCE.value, "Consensus with silence as consent"),
    (Rule.TWO_THIRDS.value, "Two-thirds"),
    (Rule.MAJORITY.value, "Majority"),
]


class ProposeForm(FreeText, DeadlinesForm):
    """How a slate goes to the organizations; its text is written from it."""

    introduction = ProseField(
        rows=4,
        required=False,
        max_length=4000,
        label="Introduction",
        help_text="Markdown, put before the requests. The requests themselves are written from the slate.",
    )
    rule = forms.ChoiceField(
        choices=RULES, initial=Rule.CONSENSUS, widget=forms.RadioSelect, label="How it is decided"
    )
    quorum = forms.IntegerField(
        required=False,
        min_value=1,
        label="Quorum",
        help_text="Organizations that must answer for the outcome to count; empty for none.",
    )
    answers_hidden_until_close = forms.BooleanField(
        required=False, label="Hide the answers until the close (who has answered stays visible)"
    )
    gaps_are_known = forms.BooleanField(
        required=False, label="Put it to them although something is missing", widget=forms.HiddenInput()
    )
    field_order = ["introduction", "soft_deadline_at", "deadline_at", "weekend_is_meant", "rule"]
    personal_fields = ("introduction",)

    def __init__(self, *args: Any, lacks: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lacks = lacks
        if lacks:
            self.fields["gaps_are_known"].widget = forms.CheckboxInput()

    def clean(self) -> dict[str, Any]:
        """Ask once before something goes out that lacks a justification."""
        data: dict[str, Any] = super().clean() or {}
        if self.lacks and not data.get("gaps_are_known"):
            self.add_error("gaps_are_known", "A justification is missing. Write it first, or confirm here.")
        return data


class RoundForm(FreeText, DeadlinesForm):
    """The next round of a slate's proposal."""

    what_changed = ProseField(
        rows=3,
        max_length=1000,
        label="What changed, in a sentence",
        help_text="Every organization reads it first.",
    )
    introduction = ProseField(
        rows=4, required=False, max_length=4000, label="Introduction", help_text="Put before the requests."
    )
    field_order = ["what_changed", "introduction", "soft_deadline_at", "deadline_at", "weekend_is_meant"]
    personal_fields = ("what_changed", "introduction")


class MeetingForm(FreeText):
    """A meeting's decision on the whole slate."""

    decided_on = forms.DateField(
        label="Decided on", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    how_adopted = forms.CharField(
        max_length=300,
        label="How and by whom it was adopted",
        help_text="“By consensus of the nine organizations present at the meeting of Mar 26, 2026”. Kept inside.",
    )
    title = forms.CharField(max_length=300, label="Title")
    text = ProseField(
        rows=16, label="Text as decided", help_text="Markdown, written from the slate. Never changed."
    )
    is_restricted = forms.BooleanField(
        required=False, label="Restrict it: outside sees nothing of it, nor of these requests"
    )
    restriction_reason = ProseField(
        rows=2, required=False, max_length=500, label="Why it is restricted", help_text="Kept inside."
    )
    personal_fields = ("how_adopted", "title", "text", "restriction_reason")

    def clean_decided_on(self) -> date:
        """A day that does not lie ahead."""
        day: date = self.cleaned_data["decided_on"]
        if day > today():
            raise forms.ValidationError("A decision is recorded once it was made: this day lies ahead.")
        return day

    def clean(self) -> dict[str, Any]:
        """A restriction says why."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("is_restricted") and not data.get("restriction_reason", "").strip():
            self.add_error("restriction_reason", "Say why it is restricted.")
        return data

    def said(self) -> dict[str, Any]:
        """The clean data in the words of the services."""
        data = {name: self.cleaned_data[name] for name in ("decided_on", "how_adopted", "title", "text")}
        restricted = self.cleaned_data["is_restricted"]
        return {
            **data,
            "is_public": not restricted,
            "restriction_reason": self.cleaned_data["restriction_reason"] if restricted else "",
        }


class KnownDecisionForm(forms.Form):
    """A decision that stands in the register already."""

    decision = forms.ModelChoiceField(
        queryset=Decision.objects.none(), label="Decision", empty_label="Choose a decision in force"
    )
    same_requests = forms.BooleanField(
        label="I compared them: that decision adopted these requests",
        error_messages={"required": "Compare the slate with the decision first: it is locked by it."},
    )

    def __init__(self, *args: Any, decisions: QuerySet[Decision], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"].queryset = decisions  # type: ignore[attr-defined]
        self.fields["decision"].label_from_instance = (  # type: ignore[attr-defined]
            lambda decision: f"{decision.number}: {decision.title}"
        )
