"""An organization's answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundWidget

from common.prose import ProseField
from decisions.choices import Answer
from decisions.forms.free_text import FreeTextForm
from members.models import Organization

# What each answer says, where it is chosen.
MEANINGS = {
    Answer.SUPPORT: "We agree.",
    Answer.RESERVATION: "We agree, and want a concern kept on the record.",
    Answer.STAND_ASIDE: "We do not join, and do not stand in the way.",
    Answer.BLOCK: "We cannot accept it. Give the reason.",
    Answer.ABSTAIN: "We have read it and take no side.",
    Answer.NOT_PARTICIPATING: "This is outside what we do.",
    Answer.RECUSE: "We have an interest of our own, such as a grant it concerns.",
}


class AnswerForm(FreeTextForm):
    """The answer of one organization."""

    answer = forms.ChoiceField(
        choices=Answer.choices,
        widget=forms.RadioSelect,
        label="Our answer",
        error_messages={"required": "Choose one of the answers."},
    )
    reason = ProseField(
        required=False,
        max_length=4000,
        rows=3,
        label="Why, in a sentence or two",
        help_text="Needed for a block, welcome with any other. Read inside the coalition only.",
    )
    seen_round = forms.IntegerField(required=False, widget=forms.HiddenInput())
    personal_fields: Sequence[str] = ("reason",)

    @property
    def ways(self) -> list[tuple[BoundWidget, str]]:
        """Each answer as it is chosen, with what it says."""
        radios = self["answer"].subwidgets
        return [(radio, MEANINGS[Answer(radio.data["value"])]) for radio in radios]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("answer") == Answer.BLOCK and not data.get("reason", "").strip():
            self.add_error("reason", "A block needs its reason.")
        return data


class ConfirmForm(forms.Form):
    """For which organization one speaks, as the page named it (another tab cannot exchange it), and the round seen."""

    organization = forms.IntegerField(required=False, widget=forms.HiddenInput())
    seen_round = forms.IntegerField(required=False, widget=forms.HiddenInput())


class OwnAnswerForm(AnswerForm, ConfirmForm):
    """The answer of the organization one acts for; `seen_version` is how many it had given when the page was made."""

    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput())

    def show_again(self, seen_round: int, seen_version: int) -> None:
        """Keep what was filled in, for a page that shows the text and the answer as they are now."""
        self.data = {**dict(self.data.items()), "seen_round": seen_round, "seen_version": seen_version}


class OnBehalfForm(AnswerForm):
    """An answer that reached the secretariat another way."""

    organization = forms.ModelChoiceField(
        queryset=Organization.objects.none(), label="Organization", empty_label="Choose an organization"
    )
    received_how = forms.CharField(
        max_length=200,
        label="How it was received",
        help_text="By telephone, by email, at the meeting; when, and from which office rather than whose name. "
        "Shown with the answer, and kept.",
    )
    personal_fields = ("reason", "received_how")
    field_order = ["organization", "received_how", "answer", "reason"]

    def __init__(self, *args: Any, asked: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = asked  # type: ignore[attr-defined]
        self.fields["answer"].label = "Its answer"
