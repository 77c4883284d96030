"""What is entered about people and organizations, one module by subject."""

from members.forms.accounts import (
    AcceptForm,
    ChangePasswordForm,
    InviteForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
)
from members.forms.organizations import NamingForm

__all__ = [
    "AcceptForm",
    "ChangePasswordForm",
    "InviteForm",
    "LoginForm",
    "NamingForm",
    "ReauthenticateForm",
    "ResetPasswordForm",
    "ResetPasswordKeyForm",
    "SetPasswordForm",
]
