"""The bills that carry lines, as staff enter them."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from appropriations.choices import BundleBillRole
from appropriations.forms.parts import SourcedForm, day_input
from appropriations.models import Bundle, BundleBill
from common.citations import cite_in_full
from legislation.forms.fields import BillField


class VehicleForm(SourcedForm):
    """A House or Senate bill, an Act or a continuing resolution; a new one may carry several regular bills at once."""

    bundles = forms.ModelMultipleChoiceField(
        queryset=Bundle.objects.all(),
        label="Which regular bills it carries",
        widget=forms.CheckboxSelectMultiple,
    )
    bill = BillField(
        label="Bill",
        required=False,
        help_text="As it is cited, where it is at hand here: then its steps show by themselves.",
    )
    source_url = forms.URLField(
        max_length=300, required=False, assume_scheme="https", label="Address of the source"
    )

    class Meta:
        model = BundleBill
        fields: ClassVar = [
            "fiscal_year",
            "role",
            "bill",
            "citation",
            "starts_on",
            "ends_on",
            "note",
            "source",
            "source_url",
            "as_of",
        ]
        labels: ClassVar = {
            "fiscal_year": "Fiscal year",
            "role": "What it is",
            "citation": "Cited as",
            "starts_on": "First day it covers",
            "ends_on": "Last day it covers",
            "as_of": "As of",
        }
        help_texts: ClassVar = {
            "citation": "Needed only where the bill is not at hand here.",
            "starts_on": "Of a continuing resolution.",
            "note": "Such as: division B; H.Rept. 119-271.",
            "source": "Where it says that this bill carries it.",
        }
        widgets: ClassVar = {"starts_on": day_input(), "ends_on": day_input(), "as_of": day_input()}

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bill: Any = self.fields["bill"]
        bill.user = user
        self.fields["citation"].required = False
        self.order_fields(["bundles", "fiscal_year", "role", "bill", *self.Meta.fields])
        if self.instance.pk:
            self.initial["bill"] = self.instance.bill
            del self.fields["bundles"]

    def clean(self) -> Any:
        """A bill or its citation; days for a continuing resolution only, in their order; nothing twice."""
        cleaned = super().clean()
        self._name()
        self._span()
        self._once()
        return cleaned

    def _name(self) -> None:
        bill, said = self.cleaned_data.get("bill"), self.cleaned_data.get("citation", "")
        if bill:
            # Where no-break spaces stand in a citation, a plain one is what people search for.
            self.cleaned_data["citation"] = said or cite_in_full(bill.pk).replace("\N{NO-BREAK SPACE}", " ")
        elif not said and "bill" not in self.errors:
            self.add_error("bill", "Name the bill, or say below how it is cited where it is not at hand.")

    def _span(self) -> None:
        said = self.cleaned_data
        first, last = said.get("starts_on"), said.get("ends_on")
        if said.get("role") != BundleBillRole.CR:
            for name, day in (("starts_on", first), ("ends_on", last)):
                if day:
                    self.add_error(
                        name, "Only a continuing resolution of a part of the year has days: leave it empty."
                    )
        elif last is None and "ends_on" not in self.errors:
            self.add_error("ends_on", "Say until which day the continuing resolution runs.")
        elif first and last and last < first:
            self.add_error("ends_on", "The last day comes after the first.")

    def _once(self) -> None:
        said = self.cleaned_data
        bundles = [self.instance.bundle] if self.instance.pk else said.get("bundles") or []
        same = BundleBill.objects.standing().filter(
            bundle__in=bundles,
            fiscal_year=said.get("fiscal_year"),
            citation=said.get("citation", ""),
            role=said.get("role", ""),
        )
        taken = same.exclude(pk=self.instance.pk).select_related("bundle").first()
        if taken:
            self.add_error(None, f"{taken.citation} is there already for {taken.bundle} in that year.")
