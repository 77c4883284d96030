"""What is said of a view of the grid when it is kept."""

from __future__ import annotations

from typing import Any

from django import forms

from members.models import User


class SavedViewForm(forms.Form):
    """The name of a view, and whether all staff may open it."""

    name = forms.CharField(max_length=80, label="Name of the view")
    is_shared = forms.BooleanField(
        required=False, label="Share with all staff", help_text="They can open it; only you can change it."
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not user.is_secretariat:
            del self.fields["is_shared"]
