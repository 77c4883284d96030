"""What is said of a watch beside its search."""

from __future__ import annotations

from typing import Any

from django import forms

from legislation.selectors.watches import staff_today
from members.models import User


class WatchForm(forms.Form):
    """The name of a watch, whose it is, who looks after it, and whether what fits today counts as new."""

    name = forms.CharField(max_length=120, label="Name of the watch")
    own = forms.BooleanField(
        required=False,
        label="Only for me",
        help_text="Nobody else sees it, and nothing of it goes into triage.",
    )
    responsible = forms.ModelChoiceField(
        queryset=User.objects.none(), required=False, label="Responsible", empty_label="Nobody yet"
    )
    tell_existing = forms.BooleanField(
        required=False,
        label="Also put the bills that fit today into triage",
        help_text="Otherwise only what comes to fit from now on.",
    )

    def __init__(self, *args: Any, user: User, is_new: bool = True, own: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["responsible"].queryset = staff_today()  # type: ignore[attr-defined]
        # What is one's own goes nowhere but to oneself.
        for_oneself = own or not user.is_secretariat
        if not is_new or not user.is_secretariat:
            del self.fields["own"]
        if for_oneself:
            del self.fields["responsible"], self.fields["tell_existing"]
