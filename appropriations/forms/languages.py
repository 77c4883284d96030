"""Report language that staff enter: what is sought, and what a report says."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from appropriations.choices import LanguageOutcome, ReportKind
from appropriations.forms.parts import SourcedForm, day_input
from appropriations.found_language import not_cleared, phrases_to_clear
from appropriations.models import LanguageFound, Line, ReportLanguage
from common.dates import today
from legislation.forms.fields import BillField


class LanguageForm(SourcedForm):
    """A passage sought. What it mentions and we never ask for is cleared phrase by phrase (P1, P2)."""

    line = forms.ModelChoiceField(queryset=Line.objects.order_by("sort_key"), label="Line")
    source_url = forms.URLField(max_length=300, required=False, assume_scheme="https", label="Address of it")
    cleared = forms.MultipleChoiceField(
        required=False,
        label="It mentions these words, it does not ask",
        help_text="Tick each phrase that is only mentioned; your name and the day are kept with it. If it is "
        "asked for, change the wording: the coalition asks for no offset, no transfer and no earmark.",
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = ReportLanguage
        fields: ClassVar = ["line", "fiscal_year", "title", "sought", "source", "source_url", "as_of"]
        labels: ClassVar = {
            "fiscal_year": "Fiscal year",
            "title": "What it is about",
            "sought": "The wording sought",
            "source": "Where the wording is from",
            "as_of": "As of",
        }
        help_texts: ClassVar = {
            "title": "In a few words, as a list names it.",
            "sought": "Leave it empty for language that was found without being sought.",
            "source": "Such as: FY 2027 requests to Congress.",
        }
        widgets: ClassVar = {"sought": forms.Textarea(attrs={"rows": 8}), "as_of": day_input()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["line", "fiscal_year", "title", "sought", "cleared", "source", "source_url"])
        self._offer_phrases()

    def _offer_phrases(self) -> None:
        """Show the boxes only where a wording at hand has something to clear."""
        values = (
            self.data if self.is_bound else {"sought": self.instance.sought or self.initial.get("sought")}
        )
        hits = phrases_to_clear([str(values.get(name) or "") for name in ("title", "sought")])
        if not any(hit.can_be_cleared for hit in hits.values()):
            del self.fields["cleared"]
            return
        field: Any = self.fields["cleared"]
        field.choices = [
            (key, f"“{hit.phrase}” {hit.reason}, in: “{hit.sentence}”")
            for key, hit in hits.items()
            if hit.can_be_cleared
        ]
        self.initial["cleared"] = [one["key"] for one in self.instance.clearances]

    def clean(self) -> Any:
        """A line has one passage of a title and year; nothing that we never ask for stands unseen."""
        cleaned = super().clean()
        said = self.cleaned_data
        texts = [said.get("title", ""), said.get("sought", "")]
        open_ones = not_cleared(texts, said.get("cleared", []))
        asked = [hit for hit in open_ones.values() if not hit.can_be_cleared]
        if asked:
            named = "; ".join(f"“{hit.phrase}” {hit.reason}" for hit in asked)
            self.add_error("sought", f"The coalition never asks for this, and nobody can clear it: {named}.")
        elif open_ones:
            named = ", ".join(f"“{hit.phrase}”" for hit in open_ones.values())
            self.add_error(
                "cleared" if "cleared" in self.fields else "sought",
                f"Say of {named} that it is only mentioned, or change the wording.",
            )
        same = ReportLanguage.objects.standing().filter(
            line=said.get("line"), fiscal_year=said.get("fiscal_year"), title=said.get("title", "")
        )
        if same.exclude(pk=self.instance.pk).exists():
            self.add_error("title", "This line has a passage of that name in that year already.")
        return cleaned


class FoundForm(SourcedForm):
    """What one report says of a passage: its words with the citation, or that it says nothing."""

    bill = BillField(label="The bill it goes with", required=False)
    url = forms.URLField(max_length=300, required=False, assume_scheme="https", label="Address of it")

    class Meta:
        model = LanguageFound
        fields: ClassVar = ["report", "outcome", "text", "document", "page", "url", "bill", "as_of", "note"]
        labels: ClassVar = {
            "report": "Which document",
            "outcome": "What it made of the passage",
            "text": "What it says",
            "document": "Cited as",
            "page": "Page",
            "as_of": "As of",
        }
        help_texts: ClassVar = {
            "text": "Word for word. Empty when the report says nothing of it.",
            "document": "Such as: H.Rept. 119-271.",
        }
        widgets: ClassVar = {"text": forms.Textarea(attrs={"rows": 8}), "as_of": day_input()}

    def __init__(self, *args: Any, user: Any, language: ReportLanguage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language = language
        self.instance.language = language
        bill: Any = self.fields["bill"]
        bill.user = user
        self.initial["bill"] = self.instance.bill
        self.order_fields(["report", "outcome", "text", "document", "page", "url"])
        if self.instance.pk:
            self.fields["report"].disabled = True

    def clean_report(self) -> str:
        """Once for each document."""
        report: str = self.cleaned_data["report"]
        others = self.language.found.standing().filter(report=report).exclude(pk=self.instance.pk)
        if others.exists():
            raise forms.ValidationError(
                f"What the {ReportKind(report).label} says is here already: edit that."
            )
        return report

    def clean(self) -> Any:
        """What was adopted has words."""
        cleaned = super().clean()
        outcome, text = self.cleaned_data.get("outcome"), self.cleaned_data.get("text", "")
        if outcome in (LanguageOutcome.ADOPTED, LanguageOutcome.IN_PART) and not text.strip():
            self.add_error("text", "Give the words: what was adopted stands in the report.")
        return cleaned


class CarryOverForm(forms.Form):
    """The year a passage is carried over to."""

    fiscal_year = forms.IntegerField(label="Fiscal year", min_value=1990, max_value=2100)

    def __init__(self, *args: Any, language: ReportLanguage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["fiscal_year"] = language.fiscal_year + 1
        self.language = language

    def clean_fiscal_year(self) -> int:
        """A later year, in which it is not sought yet."""
        year: int = self.cleaned_data["fiscal_year"]
        if year <= self.language.fiscal_year:
            raise forms.ValidationError(f"Choose a year after {self.language.fiscal_year}.")
        same = ReportLanguage.objects.standing().filter(
            line=self.language.line_id, fiscal_year=year, title=self.language.title
        )
        if same.exists():
            raise forms.ValidationError(f"It is sought in {year} already.")
        if year > today().year + 2:
            raise forms.ValidationError("No request is made that far ahead.")
        return year
