"""What staff enter to move a proposal on: another deadline, its close, its end."""

from __future__ import annotations

from typing import Any

from django import forms

from common.deadlines import DeadlinesForm
from common.prose import ProseField
from decisions.forms.free_text import FreeTextForm
from decisions.outcomes import Status


class YesForm(forms.Form):
    """Nothing is asked but yes."""


class ReasonForm(FreeTextForm):
    """Why a proposal is withdrawn or left undecided."""

    reason = ProseField(
        max_length=1000,
        rows=3,
        label="Why",
        help_text="Kept with the proposal and read by every organization.",
    )
    personal_fields = ("reason",)


class DeadlineForm(ReasonForm, DeadlinesForm):
    """Other deadlines, and why."""

    field_order = ["soft_deadline_at", "deadline_at", "weekend_is_meant", "reason"]


class CloseForm(FreeTextForm):
    """The decision that a close records, which nothing changes afterwards."""

    title = forms.CharField(
        max_length=300,
        label="Title of the decision",
        help_text="As it stands in the register: what was decided rather than the question, such as “Support S. 2012”.",
    )
    text = ProseField(
        rows=10,
        label="Text of the decision",
        help_text="As it stands in the register. Never changed; a correction is a new record.",
    )
    minority_view = ProseField(
        required=False,
        rows=5,
        label="Minority view",
        help_text="Confidential, read inside only. Begun from the reasons given; say it as those who hold it would.",
    )
    is_restricted = forms.BooleanField(
        required=False, label="Restrict it: outside sees nothing of this decision"
    )
    restriction_reason = ProseField(
        required=False,
        max_length=500,
        rows=2,
        label="Why it is restricted",
        help_text="Needed for a restriction; the log keeps it.",
    )
    expected = forms.ChoiceField(
        choices=[(one.value, one.value) for one in (Status.ADOPTED, Status.NOT_ADOPTED)],
        widget=forms.HiddenInput(),
        required=False,
    )
    personal_fields = ("title", "text", "minority_view", "restriction_reason")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("is_restricted") and not data.get("restriction_reason", "").strip():
            self.add_error("restriction_reason", "Say why the decision is restricted.")
        return data
