"""What an organization or the secretariat enters about it."""

from __future__ import annotations

from django import forms

from common.states import STATES
from members.choices import Naming


class NamingForm(forms.Form):
    naming = forms.ChoiceField(
        label="May offices be told that we belong to the coalition?",
        choices=Naming.choices,
        widget=forms.RadioSelect,
    )
    states = forms.MultipleChoiceField(
        label="States", choices=list(STATES.items()), required=False, help_text="For the choice by state."
    )
