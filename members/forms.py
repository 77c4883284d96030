"""What people enter about themselves, their organization and whom they invite."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from common.states import STATES
from members.choices import Naming, Role
from members.models import Organization


class InviteForm(forms.Form):
    email = forms.EmailField(label="E-mail address")
    name = forms.CharField(label="Name", max_length=120)
    organization = forms.ModelChoiceField(queryset=Organization.objects.none(), label="Organization")
    role = forms.ChoiceField(label="Role", choices=Role.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = Organization.objects.active()  # type: ignore[attr-defined]


class AcceptForm(forms.Form):
    name = forms.CharField(label="Your name", max_length=120)
    password = forms.CharField(
        label="Password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="At least 12 characters.",
    )
    password_again = forms.CharField(
        label="Password again",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        validate_password(password)
        return password

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "password" in cleaned and cleaned["password"] != cleaned.get("password_again"):
            raise ValidationError({"password_again": "The two passwords differ."})
        return cleaned


class NamingForm(forms.Form):
    naming = forms.ChoiceField(
        label="May offices be told that we belong to the coalition?",
        choices=Naming.choices,
        widget=forms.RadioSelect,
    )
    states = forms.MultipleChoiceField(
        label="States", choices=list(STATES.items()), required=False, help_text="for the choice by state"
    )
