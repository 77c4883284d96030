"""Forms of enrolled Acts: the file to read, and the figure that a candidate becomes."""

from __future__ import annotations

from typing import Any

from django import forms

from appropriations.cells.said import NewAmount
from appropriations.choices import (
    FIRST_FISCAL_YEAR,
    LAST_FISCAL_YEAR,
    Bound,
    CellKind,
    Nature,
    SourceKind,
    Stage,
)
from appropriations.models import ActCandidate, Amount, Line
from appropriations.selectors.acts import whole_of, wholes_for
from common import money
from common.citations import fiscal_year as fy
from common.dates import today
from common.uploads import LARGEST, MEGABYTE
from legislation.choices import BillId

# What an Act decides; requests and committee stages are no business of a law.
_STAGES = (
    Stage.ENACTED,
    Stage.SUPPLEMENTAL,
    Stage.RESCISSION,
    Stage.TRANSFER,
    Stage.CR,
    Stage.FULL_YEAR_CR,
)


class ActFileForm(forms.Form):
    """The file of one enrolled Act."""

    file = forms.FileField(
        label="Enrolled Act, XML",
        help_text=f"The bill XML of govinfo, such as BILLS-119hr7148enr.xml; at most {LARGEST // MEGABYTE} MB.",
        widget=forms.FileInput(attrs={"accept": ".xml,application/xml,text/xml"}),
    )

    def clean_file(self) -> Any:
        """An XML file of a size that can be read; what is in it the reader checks."""
        given = self.cleaned_data["file"]
        if not given.name.lower().endswith(".xml"):
            raise forms.ValidationError(f"“{given.name}” is no XML file. Choose the Act's bill XML.")
        if given.size > LARGEST:
            raise forms.ValidationError(f"“{given.name}” is larger than {LARGEST // MEGABYTE} MB.")
        return given


class RejectForm(forms.Form):
    """Why an amount is no figure of ours; a reason helps whoever reads the Act again."""

    reason = forms.CharField(max_length=300, required=False)


class _LineField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, line: Any) -> str:
        return f"{line.name} ({line.department})"


class _WholeField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, amount: Any) -> str:
        return (
            f"${money.figure(amount.dollars)} {amount.line.short_name or amount.line.name}, {amount.document}"
        )


class AcceptForm(forms.Form):
    """The figure that a candidate becomes. The dollars are the Act's, and no field of it."""

    line = _LineField(queryset=Line.objects.none(), empty_label="Choose the line")
    fiscal_year = forms.IntegerField(min_value=FIRST_FISCAL_YEAR, max_value=LAST_FISCAL_YEAR)
    stage = forms.ChoiceField(choices=[(each.value, each.label) for each in _STAGES])
    nature = forms.ChoiceField(choices=Nature.choices)
    part_of = _WholeField(
        queryset=Amount.objects.none(),
        required=False,
        label="Part of",
        empty_label="No figure of ours",
        help_text="The figure that holds this one, so that no total adds both.",
    )
    words = forms.CharField(max_length=300, required=False, help_text="What the Act says it is for.")
    page = forms.CharField(max_length=80, label="Where it stands")
    as_of = forms.DateField(
        label="Read on", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    note = forms.CharField(max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    because = forms.CharField(
        max_length=300,
        required=False,
        label="Print it instead of another, because",
        help_text="Only where another figure stands in this cell. Left empty, this one stands beside it.",
    )

    def __init__(self, data: Any, *, candidate: ActCandidate, user: Any) -> None:
        self.candidate = candidate
        super().__init__(data, initial=_initial(candidate))
        fields: dict[str, Any] = self.fields
        fields["line"].queryset = Line.objects.visible_to(user).order_by("department", "sort_key")
        fields["part_of"].queryset = wholes_for(user, candidate)

    def said(self) -> NewAmount:
        """What the Act said, as a figure to be recorded; only of a form that is valid."""
        given, reading = self.cleaned_data, self.candidate.reading
        return NewAmount(
            line=given["line"].pk,
            fiscal_year=given["fiscal_year"],
            stage=given["stage"],
            kind=CellKind.DOLLARS,
            nature=given["nature"],
            parent=given["part_of"].key if given["part_of"] else "",
            dollars=self.candidate.dollars,
            words=given["words"],
            document=reading.document,
            page=given["page"],
            url=BillId.parse(reading.bill_key).congress_gov_url,
            source_kind=SourceKind.LAW,
            as_of=given["as_of"],
            note=given["note"],
            because=given["because"],
        )


def _initial(candidate: ActCandidate) -> dict[str, Any]:
    whole = whole_of(candidate, candidate.line_id or "")
    notes = [candidate.note]
    if candidate.enclosing_dollars is not None and whole is None and not candidate.note:
        inside = f"${money.figure(candidate.enclosing_dollars)}"
        words = candidate.enclosing_words.rstrip(".")
        notes.append(f"In the Act it stands inside {inside}: {words}{'' if words.endswith('…') else '.'}")
    if candidate.available:
        notes.append(f"Available {candidate.available}.")
    return {
        "line": candidate.line_id,
        "fiscal_year": candidate.fiscal_year,
        "stage": candidate.stage,
        "nature": candidate.proposed,
        "part_of": whole.pk if whole else None,
        "words": _words(candidate),
        "page": candidate.page,
        "as_of": today(),
        "note": " ".join(filter(None, notes)),
    }


def _words(candidate: ActCandidate) -> str:
    """What the Act says it is for; a part keeps its bound there, as its nature has no room for both."""
    bound = Bound(candidate.bound)
    keeps = candidate.proposed == Nature.OF_WHICH and bound is not Bound.NONE
    return f"{bound.label.lower()}: {candidate.words}"[:300] if keeps else candidate.words


def title_of(candidate: ActCandidate) -> str:
    """Return what the page of acceptance is called: the dollars and the year."""
    year = f", {fy(candidate.fiscal_year)}" if candidate.fiscal_year else ""
    return f"${money.figure(candidate.dollars)}{year}"
