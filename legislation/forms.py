"""Input on the pages of bills."""

from __future__ import annotations

from django import forms


class TrackForm(forms.Form):
    """Why a bill is followed; may stay empty."""

    reason = forms.CharField(max_length=200, required=False, label="Why it is tracked")
