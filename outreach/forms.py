"""What staff enter of offices."""

from __future__ import annotations

from typing import Any

from django import forms

from common.dates import today
from common.states import STATES
from legislation.choices import Chamber
from legislation.models import Legislator
from outreach.choices import SEAT_STATES, OfficeState

_DAY = forms.DateInput(attrs={"type": "date"})
_LAST_CLASS = 3
_PARTIES = [("", "Not given"), *((one, one) for one in ("Democrat", "Independent", "Republican"))]


class SeatEntryForm(forms.Form):
    """Who leaves, who was elected, or that a seat is vacant, with who says so."""

    kind = forms.ChoiceField(choices=SEAT_STATES, label="What is known")
    chamber = forms.ChoiceField(choices=Chamber.choices, label="Chamber")
    state = forms.ChoiceField(choices=[("", "Choose a state"), *STATES.items()], label="State")
    district = forms.IntegerField(
        required=False, min_value=0, max_value=60, label="District", help_text="House only; 0 is at large."
    )
    senate_class = forms.IntegerField(
        required=False, min_value=1, max_value=_LAST_CLASS, label="Class", help_text="Senate only: 1, 2 or 3."
    )
    bioguide_id = forms.CharField(
        required=False,
        max_length=7,
        label="Bioguide id",
        help_text="Of the member it is about, as in the address of the office; one elected may have none yet.",
    )
    name = forms.CharField(
        required=False, max_length=120, label="Name", help_text="Of one elected who has no bioguide id yet."
    )
    party = forms.ChoiceField(required=False, choices=_PARTIES, label="Party")
    on = forms.DateField(
        required=False, label="Takes effect", help_text="Where the source says so.", widget=_DAY
    )
    source = forms.CharField(
        max_length=300, label="Source", help_text="Who says so: a statement, a state's canvass, the Clerk."
    )
    source_url = forms.URLField(
        required=False, max_length=300, label="Address of the source", assume_scheme="https"
    )
    as_of = forms.DateField(label="As of", help_text="The day the source said so.", widget=_DAY)

    def clean_as_of(self) -> Any:
        day = self.cleaned_data["as_of"]
        if day > today():
            raise forms.ValidationError("The source cannot be of a day to come.")
        return day

    def clean_bioguide_id(self) -> Legislator | None:
        key = self.cleaned_data["bioguide_id"].strip().upper()
        found = Legislator.objects.filter(pk=key).first() if key else None
        if key and found is None:
            raise forms.ValidationError(f"No legislator with the bioguide id {key} is known here.")
        return found

    def clean(self) -> dict[str, Any]:
        """A seat has a district or a class by its chamber, and every kind names whom it is about."""
        data = super().clean() or {}
        house = data.get("chamber") == Chamber.HOUSE
        needed, other = ("district", "senate_class") if house else ("senate_class", "district")
        if data.get("chamber") and data.get(needed) is None and needed not in self.errors:
            self.add_error(needed, "Which seat is it?")
        data[other] = None
        self._say_who(data)
        return data

    def _say_who(self, data: dict[str, Any]) -> None:
        known, name = data.get("bioguide_id"), (data.get("name") or "").strip()
        if "bioguide_id" in self.errors:
            return
        if data.get("kind") == OfficeState.DEPARTING and known is None:
            self.add_error("bioguide_id", "Who leaves?")
        if data.get("kind") == OfficeState.ELECTED and known is None and not name:
            self.add_error("name", "Who was elected?")

    @property
    def entry(self) -> dict[str, Any]:
        """The fields of the entry."""
        return {
            ("legislator" if name == "bioguide_id" else name): value
            for name, value in self.cleaned_data.items()
        }


class TakeBackForm(forms.Form):
    why = forms.CharField(
        max_length=200, label="Why", help_text="It stays readable with this reason, and counts no more."
    )
