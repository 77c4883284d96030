"""Input on the pages of bills and families, one module by what is asked."""

from legislation.forms.entered import EnteredFactForm, WithdrawFactForm
from legislation.forms.families import (
    AuthorizationForm,
    DismissForm,
    FamilyBillForm,
    FamilyForm,
    FamilyLawForm,
    RemoveForm,
)
from legislation.forms.meetings import MeetingForm
from legislation.forms.texts import CompareForm, TrackForm
from legislation.forms.watches import WatchForm

__all__ = [
    "AuthorizationForm",
    "CompareForm",
    "DismissForm",
    "EnteredFactForm",
    "FamilyBillForm",
    "FamilyForm",
    "FamilyLawForm",
    "MeetingForm",
    "RemoveForm",
    "TrackForm",
    "WatchForm",
    "WithdrawFactForm",
]
