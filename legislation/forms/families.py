"""A family and what belongs to it, as staff enter it; nothing without a source."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django import forms
from django.utils.text import slugify

from common.dates import today
from legislation.forms.fields import BillField, DollarsField, LawNumberField
from legislation.models import Authorization, Bill, Family, FamilyBill, FamilyLaw

# Addresses that lie beside those of the families.
RESERVED = {"new", "candidates"}
_DAY = {"type": "date"}
_FIRST_YEAR, _LAST_YEAR = 1975, 2100


class FamilyForm(forms.Form):
    """The words of a family; its address is chosen once, when it is added."""

    name = forms.CharField(max_length=160, label="Name", help_text="The Act or the effort, in full.")
    short_name = forms.CharField(max_length=20, label="Short name", help_text="As you say it: TVPRA.")
    slug = forms.SlugField(
        max_length=40,
        required=False,
        label="Address",
        help_text="Small letters, digits and hyphens; the short name when left empty.",
    )
    about = forms.CharField(
        required=False,
        label="About",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What it renews, in a sentence or two. Say that an authorization of appropriations ended, "
        "never that the Act lapsed.",
    )

    def __init__(self, *args: Any, family: Family | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.family = family
        if family is not None:
            del self.fields["slug"]
            self.initial |= {"name": family.name, "short_name": family.short_name, "about": family.about}

    def clean_short_name(self) -> str:
        """Not another family's."""
        said: str = self.cleaned_data["short_name"]
        others = Family.objects.exclude(pk=self.family.pk) if self.family else Family.objects.all()
        if others.filter(short_name__iexact=said).exists():
            raise forms.ValidationError(f"There is a family {said} already.")
        return said

    def clean_about(self) -> str:
        """Not that an Act lapsed."""
        said: str = self.cleaned_data["about"]
        if "lapse" in said.lower():
            raise forms.ValidationError(
                "Say that the authorization of appropriations ended with a fiscal year: the law itself did not lapse."
            )
        return said

    def clean(self) -> Any:
        """An address of its own."""
        cleaned = super().clean()
        if self.family is not None or self.errors:
            return cleaned
        slug = self.cleaned_data["slug"] or slugify(self.cleaned_data["short_name"])[:40]
        if not slug or slug in RESERVED:
            self.add_error("slug", "Choose another address.")
        elif Family.objects.filter(pk=slug).exists():
            self.add_error("slug", f"There is a family at “{slug}” already; it may be archived.")
        self.cleaned_data["slug"] = slug
        return cleaned


class _RowForm(forms.ModelForm):
    """A row of a family: `user` may see the bills it names."""

    def __init__(self, *args: Any, user: Any, family: Family, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.family = family
        self.instance.family = family
        for field in self.fields.values():
            if isinstance(field, BillField):
                field.user = user
        for name, field in self.fields.items():
            if isinstance(field, BillField) and self.instance.pk:
                self.initial[name] = getattr(self.instance, name)

    def clean_as_of(self) -> Any:
        """Not a day to come."""
        day = self.cleaned_data["as_of"]
        if day > today():
            raise forms.ValidationError("A fact cannot be as of a day to come.")
        return day


class FamilyBillForm(_RowForm):
    """A bill with its part in the family; which bill is fixed once it is in."""

    bill = BillField(label="Bill")
    companion = BillField(
        label="Companion", required=False, help_text="The same bill in the other chamber of this Congress."
    )

    class Meta:
        model = FamilyBill
        fields: ClassVar = ["bill", "part", "companion", "note", "source"]
        labels: ClassVar = {"note": "What differs, or what became of it", "source": "Source"}
        help_texts: ClassVar = {"source": "Where it says that this bill is of the family."}
        widgets: ClassVar = {"note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["bill"].disabled = True

    def clean_bill(self) -> Bill:
        """Not in the family already."""
        if self.instance.pk:
            return self.instance.bill
        bill: Bill = self.cleaned_data["bill"]
        if FamilyBill.objects.filter(family=self.family, bill=bill).exists():
            raise forms.ValidationError(f"{bill.citation} is in the family already.")
        return bill

    def clean(self) -> Any:
        """A companion is of the same Congress and the other chamber."""
        cleaned = super().clean()
        bill, companion = self.cleaned_data.get("bill"), self.cleaned_data.get("companion")
        if bill and companion and not _can_be_companions(bill, companion):
            self.add_error("companion", "A companion is a bill of the other chamber in the same Congress.")
        return cleaned


class FamilyLawForm(_RowForm):
    """A law of the family, with its day or what is known of it."""

    law_number = LawNumberField(
        max_length=30, label="Public law", widget=forms.TextInput(attrs={"placeholder": "117-347"})
    )
    bill = BillField(label="The bill it was", required=False)

    class Meta:
        model = FamilyLaw
        fields: ClassVar = [
            "law_number",
            "title",
            "enacted_on",
            "date_note",
            "carried_in",
            "bill",
            "source",
            "as_of",
        ]
        labels: ClassVar = {
            "enacted_on": "Enacted on",
            "date_note": "What is known of the day",
            "carried_in": "Carried in",
            "as_of": "As of",
        }
        help_texts: ClassVar = {
            "date_note": "When the day itself is not known.",
            "carried_in": "The law or bill that carried the provisions, when it is another.",
        }
        widgets: ClassVar = {
            "enacted_on": forms.DateInput(attrs=_DAY, format="%Y-%m-%d"),
            "as_of": forms.DateInput(attrs=_DAY, format="%Y-%m-%d"),
        }

    def clean_law_number(self) -> str:
        """Once in a family."""
        number: str = self.cleaned_data["law_number"]
        same = FamilyLaw.objects.filter(family=self.family, law_number=number).exclude(pk=self.instance.pk)
        if same.exists():
            raise forms.ValidationError(f"P.L. {number} is in the family already.")
        return number

    def clean(self) -> Any:
        """A day or what is known of it; the bill's own law number, where it has one."""
        cleaned = super().clean()
        if not self.cleaned_data.get("enacted_on") and not self.cleaned_data.get("date_note"):
            self.add_error("enacted_on", "Give the day, or say below what is known of it.")
        bill, number = self.cleaned_data.get("bill"), self.cleaned_data.get("law_number")
        if bill and number and bill.law_number and bill.law_number != number:
            self.add_error("bill", f"{bill.citation} became P.L. {bill.law_number}.")
        return cleaned


class AuthorizationForm(_RowForm):
    """An authorization of appropriations: in law or proposed by a bill, never both."""

    dollars = DollarsField(
        max_length=30, required=False, label="Dollars a year", help_text="Empty when it says such sums."
    )
    bill = BillField(label="The bill that proposes it", required=False)
    source_url = forms.URLField(
        max_length=300, required=False, assume_scheme="https", label="Address of the source"
    )

    class Meta:
        model = Authorization
        fields: ClassVar = [
            "name",
            "status",
            "law",
            "bill",
            "bill_version",
            "usc_section",
            "first_fiscal_year",
            "last_fiscal_year",
            "dollars",
            "such_sums",
            "words",
            "source",
            "source_url",
            "as_of",
        ]
        labels: ClassVar = {
            "name": "What it is for",
            "status": "In law, or proposed",
            "law": "The law, when in law",
            "bill_version": "Which version proposes it",
            "usc_section": "U.S.C. section",
            "first_fiscal_year": "First fiscal year",
            "last_fiscal_year": "Last fiscal year",
            "such_sums": "“such sums as may be necessary”",
            "words": "Its own words",
            "as_of": "As of",
        }
        help_texts: ClassVar = {
            "bill_version": "As introduced, as reported.",
            "usc_section": "22 U.S.C. 7110(a)",
        }
        widgets: ClassVar = {"as_of": forms.DateInput(attrs=_DAY, format="%Y-%m-%d")}

    def clean(self) -> Any:
        """Law or bill, years in their order, an amount or such sums."""
        cleaned = super().clean()
        self._law_or_bill()
        self._years()
        dollars, such_sums = self.cleaned_data.get("dollars"), self.cleaned_data.get("such_sums")
        if "dollars" not in self.errors and bool(dollars) == bool(such_sums):
            self.add_error("dollars", "Give the dollars a year, or say that it is such sums: one of the two.")
        if not self.instance.pk:
            self.instance.key = f"staff-{uuid.uuid4().hex[:12]}"
        return cleaned

    def _law_or_bill(self) -> None:
        said = self.cleaned_data
        if said.get("status") == Authorization.Status.IN_LAW:
            if not said.get("law"):
                self.add_error("law", "Name the law: what is in law stands in one.")
            if said.get("bill"):
                self.add_error("bill", "What is in law is proposed by no bill: leave it empty.")
        elif said.get("status") == Authorization.Status.PROPOSED:
            if not said.get("bill") and "bill" not in self.errors:
                self.add_error("bill", "Name the bill: what is proposed stands in one.")
            if not said.get("bill_version"):
                self.add_error("bill_version", "Say which version: texts change on the way.")
            if said.get("law"):
                self.add_error("law", "What is only proposed is in no law: leave it empty.")

    def _years(self) -> None:
        first, last = self.cleaned_data.get("first_fiscal_year"), self.cleaned_data.get("last_fiscal_year")
        for name, year in (("first_fiscal_year", first), ("last_fiscal_year", last)):
            if year is not None and not _FIRST_YEAR <= year <= _LAST_YEAR:
                self.add_error(name, "Write a fiscal year such as 2027.")
        if first and last and last < first:
            self.add_error("last_fiscal_year", "The last year comes after the first.")


class RemoveForm(forms.Form):
    """Why something is taken out of a family."""

    why = forms.CharField(max_length=300, label="Why it is removed", widget=forms.Textarea(attrs={"rows": 2}))


class DismissForm(forms.Form):
    """Why a candidate does not belong."""

    why = forms.CharField(
        max_length=300,
        label="Why it does not belong",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="It comes back only when another reason appears.",
    )


def _can_be_companions(bill: Bill, other: Bill) -> bool:
    return bill.congress_id == other.congress_id and bill.origin_chamber != other.origin_chamber
