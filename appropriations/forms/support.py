"""What staff enter about Member letters, who signed them, and the requests of offices."""

from __future__ import annotations

from typing import Any

from django import forms

from appropriations.choices import OfficeRequestKind
from appropriations.forms.deadlines import FiscalYearField, LinesField, OfficeField
from appropriations.forms.parts import day_input
from appropriations.models import Bundle, Line, MemberLetter, OfficeRequest
from appropriations.selectors.letters import signer_choices
from common.dates import today
from common.forms import GuardedWordsMixin
from legislation.choices import Chamber
from legislation.forms.fields import DollarsField
from members.models import User
from members.selectors.people import people_inside

LONGEST_LIST = 60_000


class SourcedForm(forms.Form):
    """Who says so, and as of when."""

    source = forms.CharField(max_length=300, help_text="Who says so, such as: press release of an office.")
    source_url = forms.URLField(
        label="Address of the source", required=False, max_length=300, assume_scheme="https"
    )
    as_of = forms.DateField(label="As of", widget=day_input(), help_text="The day the source was read.")

    def clean_as_of(self) -> Any:
        """No source was read on a day to come."""
        as_of = self.cleaned_data["as_of"]
        if as_of > today():
            raise forms.ValidationError("The source cannot have been read on a day to come.")
        return as_of


class MemberLetterForm(GuardedWordsMixin, SourcedForm):
    """A Member letter: for what, to whom, until when, and how far its signers are known."""

    guarded_fields = ("subject", "circulation_text")

    fiscal_year = FiscalYearField(label="Fiscal year")
    subject = forms.CharField(max_length=300, help_text="The subject line, as it circulates.")
    chamber = forms.ChoiceField(choices=[("", "Both, or not said"), *Chamber.choices], required=False)
    bundle = forms.ModelChoiceField(Bundle.objects.all(), label="Appropriations bill")
    lines = LinesField(label="Lines it asks for")
    circulation_text = forms.CharField(
        required=False,
        max_length=20_000,
        label="Text that circulates",
        help_text="Markdown: what offices are sent to ask them to sign.",
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    deadline_on = forms.DateField(label="Last day to sign", required=False, widget=day_input())
    delivered_on = forms.DateField(label="Delivered", required=False, widget=day_input())
    signer_count = forms.IntegerField(
        label="How many signed, by the source",
        required=False,
        min_value=1,
        max_value=600,
        help_text="Where a source counts them, whether or not it names them.",
    )
    signers_complete = forms.BooleanField(
        label="The list of signers here is whole",
        required=False,
        help_text="Only then is it said, here and in packets, that an office did not sign.",
    )
    note = forms.CharField(
        required=False,
        max_length=4000,
        help_text="For the coalition only.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order = (
        "fiscal_year",
        "subject",
        "chamber",
        "bundle",
        "lines",
        "circulation_text",
        "deadline_on",
        "delivered_on",
        "signer_count",
        "signers_complete",
        "source",
        "source_url",
        "as_of",
        "note",
    )

    def clean(self) -> Any:
        """A letter that was delivered takes no more names."""
        cleaned = super().clean()
        last, sent = self.cleaned_data.get("deadline_on"), self.cleaned_data.get("delivered_on")
        if last and sent and sent < last:
            self.add_error(
                "delivered_on", "It was delivered before its last day to sign: mend one of the two days."
            )
        if self.cleaned_data.get("signers_complete") and not (last or sent):
            self.add_error("signers_complete", "A list is whole once a letter is closed: say when that was.")
        return cleaned

    @staticmethod
    def initial_of(letter: MemberLetter) -> dict[str, Any]:
        """Return what the form shows of a letter."""
        names = [name for name in MemberLetterForm.base_fields if name != "lines"]
        return {name: getattr(letter, name) for name in names} | {"lines": list(letter.lines.all())}


class SignerForm(SourcedForm):
    """One signer of a letter, chosen from who could have signed it."""

    legislator = forms.ChoiceField(label="Who signed")
    is_lead = forms.BooleanField(label="Leads the letter", required=False)
    field_order = ("legislator", "is_lead", "source", "source_url", "as_of")

    def __init__(self, *args: Any, letter: MemberLetter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["legislator"].choices = [("", "Choose"), *signer_choices(letter)]  # type: ignore[attr-defined]


class PastedSignersForm(SourcedForm):
    """A list of names as a letter or press release prints it."""

    names = forms.CharField(
        max_length=LONGEST_LIST,
        help_text="One name a line, or separated by commas. Titles, parties and districts help and may stay.",
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    is_lead = forms.BooleanField(label="These lead the letter", required=False)
    field_order = ("names", "is_lead", "source", "source_url", "as_of")


class OfficeRequestForm(GuardedWordsMixin, SourcedForm):
    """A request for a line that an office was asked to submit to its subcommittee, and what became of it."""

    guarded_fields = ("words",)

    fiscal_year = FiscalYearField(label="Fiscal year")
    line = forms.ModelChoiceField(Line.objects.order_by("sort_key"), empty_label="Choose a line")
    legislator = OfficeField(label="Office")
    kind = forms.ChoiceField(choices=OfficeRequestKind.choices)
    asked_by = forms.ModelChoiceField(
        User.objects.none(), label="Asked by", required=False, empty_label="Nobody with an account"
    )
    asked_by_words = forms.CharField(
        label="Or in words", required=False, max_length=200, help_text="Such as a member organization."
    )
    asked_on = forms.DateField(required=False, widget=day_input())
    submitted_on = forms.DateField(
        required=False, widget=day_input(), help_text="Empty until the office has submitted it."
    )
    declined_on = forms.DateField(required=False, widget=day_input())
    dollars = DollarsField(required=False, label="Dollars", help_text="Whole dollars: $88,000,000.")
    words = forms.CharField(
        required=False, max_length=300, label="Or in words", help_text="Such as: language."
    )
    note = forms.CharField(
        required=False,
        max_length=4000,
        help_text="For the coalition only.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order = (
        "fiscal_year",
        "line",
        "legislator",
        "kind",
        "asked_by",
        "asked_by_words",
        "asked_on",
        "submitted_on",
        "declined_on",
        "dollars",
        "words",
        "source",
        "source_url",
        "as_of",
        "note",
    )

    def __init__(self, *args: Any, request_of: OfficeRequest | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people: Any = self.fields["asked_by"]
        people.queryset = people_inside().order_by("name")
        if request_of and request_of.asked_by_id:
            people.queryset = people.queryset | User.objects.filter(pk=request_of.asked_by_id)
        people.label_from_instance = lambda person: person.name
        office: Any = self.fields["legislator"]
        office.offer(request_of.legislator_id if request_of else None)

    def clean(self) -> Any:
        """An office has submitted a request or declined it, not both, and not before it was asked."""
        cleaned = super().clean()
        asked = self.cleaned_data.get("asked_on")
        submitted, declined = self.cleaned_data.get("submitted_on"), self.cleaned_data.get("declined_on")
        if submitted and declined:
            self.add_error("declined_on", "It was submitted: leave one of the two days empty.")
        for name, day in (("submitted_on", submitted), ("declined_on", declined)):
            if day and asked and day < asked:
                self.add_error(name, "This is before the office was asked.")
            if day and day > today():
                self.add_error(name, "This day is still to come.")
        return cleaned

    @staticmethod
    def initial_of(request_of: OfficeRequest) -> dict[str, Any]:
        """Return what the form shows of a request."""
        names = [name for name in OfficeRequestForm.base_fields if name != "legislator"]
        return {name: getattr(request_of, name) for name in names} | {"legislator": request_of.legislator_id}
