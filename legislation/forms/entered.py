"""What staff enter about a bill that the feed does not show yet."""

from __future__ import annotations

from typing import Any

from django import forms

from common.dates import today
from legislation.models import Bill, Committee, EnteredFact, Legislator


class EnteredFactForm(forms.Form):
    """A fact with its day and its source."""

    kind = forms.ChoiceField(choices=EnteredFact.Kind.choices, label="What is it?")
    on = forms.DateField(label="The day it happened", widget=forms.DateInput(attrs={"type": "date"}))
    text = forms.CharField(
        max_length=2000,
        required=False,
        label="What happened",
        help_text="In the words of the source, for an action or another fact: Ordered to be Reported by Voice Vote.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    committee = forms.ModelChoiceField(
        queryset=Committee.objects.none(), required=False, help_text="For an action of a committee."
    )
    legislator = forms.ModelChoiceField(
        queryset=Legislator.objects.none(), required=False, help_text="For a cosponsor or a withdrawal."
    )
    document = forms.CharField(
        max_length=300,
        required=False,
        label="Known from",
        help_text="This, an address, or both. Such as: Daily Digest of Nov 20, page D1120.",
    )
    url = forms.URLField(max_length=500, required=False, label="Address of it", assume_scheme="https")
    as_of = forms.DateField(
        label="As of",
        help_text="The day on which the source said so.",
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(self, bill: Bill, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["as_of"].initial = today
        committee: Any = self.fields["committee"]
        committee.queryset = Committee.objects.filter(is_current=True).full().order_by("chamber", "name")
        legislator: Any = self.fields["legislator"]
        legislator.queryset = Legislator.objects.filter(
            terms__chamber=bill.origin_chamber,
            terms__starts_on__lte=bill.congress.ends_on,
            terms__ends_on__gte=bill.congress.starts_on,
        ).distinct()

    def clean(self) -> Any:
        """Ask for a source of some kind."""
        cleaned = super().clean()
        if not self.errors and not (self.cleaned_data["document"] or self.cleaned_data["url"]):
            self.add_error("document", "Say where it is known from: a document, an address, or both.")
        return cleaned


class WithdrawFactForm(forms.Form):
    """Why a fact that was entered is taken back."""

    reason = forms.CharField(max_length=300, label="Why it is taken back")
