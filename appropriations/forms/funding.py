"""What became of money after enactment, as staff enter it."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from appropriations.choices import FundingKind
from appropriations.forms.parts import SourcedForm, day_input
from appropriations.models import FundingEvent, Line
from common.dates import today
from legislation.forms.fields import DollarsField

_STOPS = (FundingKind.WITHHOLDING, FundingKind.TERMINATION)


class FundingForm(SourcedForm):
    """An event with its days and source; what is due and has not happened has no day yet."""

    line = forms.ModelChoiceField(queryset=Line.objects.order_by("sort_key"), label="Line")
    dollars = DollarsField(
        max_length=30, required=False, label="Dollars", help_text="How much of the line, where known."
    )
    url = forms.URLField(max_length=300, required=False, assume_scheme="https", label="Address of it")

    class Meta:
        model = FundingEvent
        fields: ClassVar = [
            "line",
            "fiscal_year",
            "kind",
            "due_on",
            "happened_on",
            "day_words",
            "ended_on",
            "dollars",
            "words",
            "document",
            "page",
            "url",
            "source_kind",
            "as_of",
        ]
        labels: ClassVar = {
            "fiscal_year": "Fiscal year of the money",
            "kind": "What it is",
            "due_on": "Due on",
            "happened_on": "Happened on",
            "day_words": "The day in words",
            "ended_on": "Ended on",
            "words": "In the source's words",
            "document": "Known from",
            "source_kind": "Who says so",
            "as_of": "As of",
        }
        help_texts: ClassVar = {
            "due_on": "When it was or is due. What is due and has not come is shown as late from the next day on.",
            "happened_on": "Empty for what has not happened yet.",
            "day_words": "Where the source gives a month only, such as: in March 2025.",
            "ended_on": "When withheld money was released, or terminated grants were restored.",
        }
        widgets: ClassVar = {
            "due_on": day_input(),
            "happened_on": day_input(),
            "ended_on": day_input(),
            "as_of": day_input(),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(self.Meta.fields)

    def clean(self) -> Any:
        """Days that make sense together."""
        cleaned = super().clean()
        said = self.cleaned_data
        happened, due, ended = said.get("happened_on"), said.get("due_on"), said.get("ended_on")
        is_stop = said.get("kind") in _STOPS
        if is_stop and not happened and "happened_on" not in self.errors:
            self.add_error("happened_on", "Say on which day it began.")
        elif not happened and not due and "due_on" not in self.errors:
            self.add_error("due_on", "Give the day it is due, or the day it happened.")
        if happened and happened > today():
            self.add_error("happened_on", "That day has not come: say when it is due.")
        if ended and not is_stop:
            self.add_error("ended_on", "Only what was withheld or terminated ends: leave it empty.")
        elif ended and happened and ended < happened:
            self.add_error("ended_on", "It ends after it began.")
        if said.get("day_words") and not happened:
            self.add_error("day_words", "Words stand in place of the day it happened: give that too.")
        return cleaned
