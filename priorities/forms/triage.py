"""Forms of the plan and the triage."""

from __future__ import annotations

from typing import Any

from django import forms

from common.choices import Tag
from common.forms import PersonalWordsMixin
from legislation.selectors.watches import staff_today
from members.models import User
from priorities.choices import Risk
from priorities.models import TriageItem


class WordingForm(forms.Form):
    """The adopted wording of a pillar, goal or priority."""

    official_text = forms.CharField(
        label="Adopted wording",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Paste it as adopted. The short title stays ours.",
    )


class ActForm(forms.Form):
    """What to do with which bills of the triage; the form only checks that both are said."""

    ACTS = ("track", "dismiss", "elevate", "put_back")

    act = forms.ChoiceField(choices=[(one, one) for one in ACTS])
    items = forms.ModelMultipleChoiceField(
        queryset=TriageItem.objects.select_related("bill"),
        error_messages={"required": "Choose at least one bill first."},
    )
    reason = forms.CharField(max_length=500, required=False)

    @property
    def first_error(self) -> str:
        """What is wrong, in one sentence."""
        return next((str(found[0]) for found in self.errors.values()), "")


class TriageNotesForm(PersonalWordsMixin, forms.Form):
    """What staff say of a bill in triage."""

    NAMES = ("risk", "risk_note", "note", "owner", "tags", "due_on")
    personal_fields = ("risk_note", "note")

    risk = forms.ChoiceField(
        required=False, choices=[("", "Not said"), *Risk.choices], label="Risk or opportunity"
    )
    risk_note = forms.CharField(
        required=False,
        max_length=1000,
        label="In words",
        help_text="What it could do to survivors, workers or the programs; needed with a risk or opportunity.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    note = forms.CharField(required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))
    owner = forms.ModelChoiceField(required=False, queryset=User.objects.none(), empty_label="Nobody yet")
    tags = forms.MultipleChoiceField(
        required=False, choices=Tag.choices, widget=forms.CheckboxSelectMultiple, label="The whole problem"
    )
    due_on = forms.DateField(required=False, label="Due", widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = staff_today()  # type: ignore[attr-defined]
