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
from members.forms.alerts import DeliveryForm
from members.forms.notices import NoticeChoicesForm
from members.forms.organizations import NamingForm

__all__ = [
    "AcceptForm",
    "ChangePasswordForm",
    "DeliveryForm",
    "InviteForm",
    "LoginForm",
    "NamingForm",
    "NoticeChoicesForm",
    "ReauthenticateForm",
    "ResetPasswordForm",
    "ResetPasswordKeyForm",
    "SetPasswordForm",
]
