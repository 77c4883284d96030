"""What a private feed carries."""

from __future__ import annotations

from typing import Any

from django import forms

from common.private_feeds import FeedKind


class CarriesForm(forms.Form):
    """A box for each thing that a kind of feed may carry."""

    carries = forms.MultipleChoiceField(
        label="What it carries", widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, kind: FeedKind, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"{kind.name}-%s", **kwargs)
        self.fields["carries"].choices = kind.choices  # type: ignore[attr-defined]
