"""What the secretariat enters about people's roles, accounts and invitations, and a person about their address."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from common.dates import today
from members.choices import ResetReason, Role, SecretariatRole
from members.models import Organization


def day_field(label: str, help_text: str = "") -> forms.DateField:
    """Return a field for a day, with the browser's calendar."""
    return forms.DateField(
        label=label, help_text=help_text, widget=forms.DateInput(attrs={"type": "date"}), initial=today
    )


class GiveRoleForm(forms.Form):
    organization = forms.ModelChoiceField(
        queryset=Organization.objects.none(), label="Organization", empty_label="Choose an organization"
    )
    role = forms.ChoiceField(label="Role", choices=Role.choices)
    starts_on = day_field("First day")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = Organization.objects.active()  # type: ignore[attr-defined]


class ChangeRoleForm(forms.Form):
    role = forms.ChoiceField(label="Role from today", choices=Role.choices)


class LastDayForm(forms.Form):
    last_day = day_field("Last day", "Today or earlier ends it at once, also in browsers that are open.")

    def __init__(self, *args: Any, starts_on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.starts_on = starts_on

    def clean_last_day(self) -> date:
        day: date = self.cleaned_data["last_day"]
        if day < self.starts_on:
            raise forms.ValidationError("The last day lies before the first.")
        return day


class SecretariatRoleForm(forms.Form):
    role = forms.ChoiceField(label="Role in the secretariat", choices=SecretariatRole.choices)
    starts_on = day_field("First day")


class SecretariatInviteForm(forms.Form):
    email = forms.EmailField(label="Email address")
    name = forms.CharField(label="Name", max_length=120)
    role = forms.ChoiceField(label="Role in the secretariat", choices=SecretariatRole.choices)


class ResetReasonForm(forms.Form):
    reason = forms.ChoiceField(label="Why", choices=ResetReason.choices, widget=forms.RadioSelect)


class AnonymizeForm(forms.Form):
    sure = forms.BooleanField(
        label="This person asked for it, and took a copy of their data if they wanted one.",
        error_messages={"required": "Tick this first: it cannot be undone."},
    )


class AddressForm(forms.Form):
    email = forms.EmailField(
        label="New email address",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text="A link goes there; nothing changes until you open it.",
    )
