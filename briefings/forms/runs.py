"""What is asked for when packets are made for many offices."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from briefings.choices import PacketKind, SectionName
from briefings.composing.starting import start_from_template, templates_for
from briefings.models import SavedTemplate
from briefings.offers import OFFERS
from briefings.packet.order import Choices
from briefings.selectors.pages import bill_choices, office_choices
from briefings.selectors.runs import choose_offices
from common.dates import congress_day
from common.states import STATES
from legislation.models import Committee

# What has to be written or chosen one by one, as a template does.
WRITTEN = frozenset({SectionName.COVER, SectionName.MESSAGES})
BESIDE_A_TEMPLATE = ("sections", "bills", "for_information")
ALL, SOME, NAMED = "all", "some", "named"


class RunForm(forms.Form):
    """Which offices, what stands behind each sheet, draft or final."""

    title = forms.CharField(
        max_length=120,
        label="What it is for",
        help_text="Such as “Hill day, March 2027”; it names the archive.",
    )
    which = forms.ChoiceField(
        label="Offices",
        choices=[
            (ALL, "Every office in Congress"),
            (SOME, "Those that fit what I say below"),
            (NAMED, "Those I name below"),
        ],
        widget=forms.RadioSelect,
        initial=ALL,
    )
    chamber = forms.ChoiceField(
        required=False, choices=[("", "Both"), ("house", "House"), ("senate", "Senate")]
    )
    states = forms.MultipleChoiceField(
        required=False,
        choices=sorted(STATES.items(), key=lambda pair: pair[1]),
        help_text="None: every state.",
    )
    committee = forms.ModelChoiceField(
        required=False,
        queryset=Committee.objects.none(),
        empty_label="Any",
        help_text="Its members of today.",
    )
    meeting_on = forms.DateField(
        required=False,
        label="With a meeting on",
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="A day for which meetings are entered: the packets of one Hill day.",
    )
    offices = forms.MultipleChoiceField(required=False, label="Named offices")
    template = forms.ModelChoiceField(
        required=False,
        queryset=SavedTemplate.objects.none(),
        empty_label="None: what is ticked below",
        help_text="Its sections, bills, lines, messages and cover note, in each packet.",
    )
    sections = forms.MultipleChoiceField(
        label="Behind the sheet",
        required=False,
        choices=[(name, name.label) for name in OFFERS[PacketKind.OFFICE].sections if name not in WRITTEN],
        help_text="None chosen: one sheet, two sides. A cover note and messages come with a template.",
        widget=forms.CheckboxSelectMultiple,
    )
    bills = forms.MultipleChoiceField(
        label="Bills",
        required=False,
        help_text="None chosen: every live vehicle of the families, and the bills of the asks.",
        widget=forms.CheckboxSelectMultiple,
    )
    for_information = forms.BooleanField(required=False, label="For information only, without any request")
    final = forms.BooleanField(
        label="Final", required=False, help_text="Each has to pass the gate; what is refused stops no other."
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        templates = templates_for(user).filter(kind=PacketKind.OFFICE)
        self.fields["template"].queryset = templates  # type: ignore[attr-defined]
        self.on: date = congress_day()
        self.fields["committee"].queryset = Committee.objects.filter(  # type: ignore[attr-defined]
            parent__isnull=True, seats__isnull=False
        ).distinct()
        self.fields["offices"].choices = office_choices(self.on)  # type: ignore[attr-defined]
        bills = [(bill.id, bill.label) for bill in bill_choices(self.on)]
        self.fields["bills"].choices = bills  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Work out the offices: `bioguide_ids`, by name. An empty set is an error at the field that empties it."""
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        if cleaned["template"] and any(cleaned[name] for name in BESIDE_A_TEMPLATE):
            self.add_error(
                "template",
                "A template says all of what is behind the sheet: untick the rest, or choose none.",
            )
        cleaned["bioguide_ids"] = self._offices(cleaned)
        if not cleaned["bioguide_ids"]:
            field = "offices" if cleaned["which"] == NAMED else "which"
            self.add_error(field, "No office fits; choose at least one.")
        return cleaned

    def _offices(self, cleaned: dict[str, Any]) -> list[str]:
        if cleaned["which"] == NAMED:
            return list(cleaned["offices"])
        if cleaned["which"] == ALL:
            return choose_offices(self.on)
        committee = cleaned["committee"]
        return choose_offices(
            self.on,
            chamber=cleaned["chamber"],
            states=cleaned["states"],
            committee=committee.pk if committee else "",
            meeting_on=cleaned["meeting_on"],
        )

    @property
    def choices(self) -> Choices:
        """What was chosen for each packet, once the form is valid; of a template, what is still here."""
        cleaned = self.cleaned_data
        if cleaned["template"]:
            return start_from_template(cleaned["template"]).kept.choices
        return Choices(
            bills=tuple(cleaned["bills"]),
            sections=tuple(cleaned["sections"]),
            for_information=cleaned["for_information"],
        )
