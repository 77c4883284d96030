"""What people enter about themselves and whom they invite, and the sign-in library's forms."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as sign_in
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from members.choices import Role
from members.models import Organization, User


class InviteForm(forms.Form):
    email = forms.EmailField(label="Email address")
    name = forms.CharField(label="Name", max_length=120)
    organization = forms.ModelChoiceField(
        queryset=Organization.objects.none(), label="Organization", empty_label="Choose an organization"
    )
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

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_password(self) -> str:
        # The name comes first among the fields, so a password too like it or the email is refused here.
        password = str(self.cleaned_data["password"])
        validate_password(password, User(email=self.email, name=self.cleaned_data.get("name", "")))
        return password

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "password" in cleaned and cleaned["password"] != cleaned.get("password_again"):
            raise ValidationError({"password_again": "The two passwords differ."})
        return cleaned


class _PlainFields(forms.Form):
    """The sign-in library's fields in the desk's manner: sentence case, the label said once, no link amid fields."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            label = str(field.label or "")
            field.label = label[:1] + label[1:].lower()
            field.widget.attrs.pop("placeholder", None)
            if name in {"password", "oldpassword"}:
                # The link to a new password stands below the form, where it is not the next stop of the Tab key.
                field.help_text = ""


class LoginForm(_PlainFields, sign_in.LoginForm):
    """Email address, password, and whether to stay signed in."""


class ChangePasswordForm(_PlainFields, sign_in.ChangePasswordForm):
    """The password so far and the new one, twice."""


class SetPasswordForm(_PlainFields, sign_in.SetPasswordForm):
    """A first password, twice."""


class ResetPasswordForm(_PlainFields, sign_in.ResetPasswordForm):
    """Where the link to a new password goes."""

    def send(self, request: HttpRequest) -> None:
        """Send the link, or to an address without an account the word that it has none."""
        self.save(request)


class ResetPasswordKeyForm(_PlainFields, sign_in.ResetPasswordKeyForm):
    """The new password, twice, by the link."""


class ReauthenticateForm(_PlainFields, sign_in.ReauthenticateForm):
    """The password once more before what is delicate."""
