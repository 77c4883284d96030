"""What staff enter about a committee meeting."""

from __future__ import annotations

from typing import Any

from django import forms

from legislation.choices import BillId, UnknownBillId
from legislation.meeting_words import MeetingKind, MeetingStatus
from legislation.models import Committee, Congress
from legislation.selectors.meetings import committee_name


class MeetingForm(forms.Form):
    """A committee meeting that staff know of before the feed does."""

    committee = forms.ModelChoiceField(queryset=Committee.objects.none())
    kind = forms.ChoiceField(
        choices=[(one.value, one.label) for one in MeetingKind if one != MeetingKind.MEETING]
    )
    status = forms.ChoiceField(choices=MeetingStatus.choices, initial=MeetingStatus.SCHEDULED)
    day = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))
    at = forms.TimeField(
        label="Time, US Eastern",
        required=False,
        help_text="Leave it empty when no time is known.",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    room = forms.CharField(max_length=60, required=False)
    building = forms.CharField(max_length=120, required=False)
    title = forms.CharField(max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    bills = forms.CharField(
        max_length=500,
        required=False,
        help_text="Separated by commas: H.R. 1144, S. 2012. With a Congress where it is another one: 118-s-920.",
    )
    known_from = forms.CharField(
        max_length=300,
        label="Known from",
        help_text="Such as: markup notice of the committee, by email on Nov 24.",
    )
    link = forms.URLField(max_length=500, required=False, label="Link to it", assume_scheme="https")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["committee"]
        field.queryset = (
            Committee.objects.filter(is_current=True)
            .select_related("parent")
            .order_by("chamber", "parent__name", "name")
        )
        field.label_from_instance = committee_name

    def clean(self) -> Any:
        """Read the bills as citations of the Congress that sits on the day."""
        cleaned = super().clean()
        day = self.cleaned_data.get("day")
        congress = Congress.objects.all().current(day) if day else None
        if day and congress is None:
            self.add_error("day", "No Congress is known that sits on this day.")
        elif congress:
            self.cleaned_data["bills"] = self._bills(congress.number)
        return cleaned

    def _bills(self, congress: int) -> list[str]:
        found = []
        for words in filter(None, map(str.strip, self.cleaned_data.get("bills", "").split(","))):
            try:
                found.append(str(BillId.parse(words, congress=congress)))
            except UnknownBillId:
                self.add_error("bills", f"“{words}” is no bill; write it like H.R. 1144.")
        return found
