"""What people say of a table they import: whose it is, what its columns and lines mean, a cell that was misread."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from appropriations.choices import FIRST_FISCAL_YEAR, LAST_FISCAL_YEAR, ColumnRole, SourceKind, Stage
from appropriations.forms.parts import SourcedForm, day_input
from appropriations.models import Bundle, Line, TableImport
from appropriations.selectors.imports import ShownName
from common.money import Unit
from common.uploads import LARGEST, MEGABYTE

SKIP, BY_ITSELF = "skip", ""
_LINE, _NEW = "line:", "new:"
_UNITS = [(one.value, f"in {one.value}") for one in Unit]
_OTHERS = [(value, label) for value, label in SourceKind.choices if value != SourceKind.COALITION]


class SourceForm(SourcedForm):
    """What holds for every figure of a file; a row of our template may say otherwise for itself."""

    not_yet = "A document cannot have been read on a day to come."

    source_kind = forms.ChoiceField(
        label="Its other figures",
        choices=_OTHERS,
        initial=SourceKind.ADVOCATE,
        help_text="A coalition's table that repeats an Act is still an advocate's figure.",
    )

    url = forms.URLField(label="Link to it", required=False, max_length=300, assume_scheme="https")

    class Meta:
        model = TableImport
        fields = ("document", "as_of", "unit", "request_kind", "source_kind", "page", "url", "note")
        labels = {
            "as_of": "As of",
            "request_kind": "Its requests",
            "unit": "Numbers are",
            "page": "Page or section",
        }
        help_texts = {
            "document": "Such as: ATEST, Labor-HHS page for FY 2016. Not needed where each row names its own.",
            "as_of": "The day on which this document was read.",
            "note": "Kept with each figure.",
            "request_kind": "Whose the requests in it are.",
        }
        widgets = {"as_of": day_input(), "note": forms.Textarea(attrs={"rows": 2})}


class UploadForm(SourceForm):
    """A file with what holds for all of it."""

    file = forms.FileField(
        label="Table",
        help_text=f"CSV or XLSX, at most {LARGEST // MEGABYTE} MB: our template, or one column a year and stage.",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )
    unit = forms.ChoiceField(
        label="Numbers are",
        required=False,
        choices=[("", "as the file says, else in millions"), *_UNITS],
    )
    sheet = forms.CharField(
        label="Sheet",
        required=False,
        max_length=100,
        help_text="Where it is not the first with anything in it.",
    )
    field_order = (
        "file",
        "document",
        "as_of",
        "unit",
        "request_kind",
        "source_kind",
        "sheet",
        "page",
        "url",
        "note",
    )

    class Meta(SourceForm.Meta):
        pass

    def clean_file(self) -> Any:
        """Not larger than what is read."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(f"The file is larger than {LARGEST // MEGABYTE} MB.")
        return file


class ColumnForm(forms.Form):
    """What one column holds."""

    index = forms.IntegerField(widget=forms.HiddenInput)
    role = forms.ChoiceField(
        label="Holds", choices=[one for one in ColumnRole.choices if one[0] != ColumnRole.REFUSED]
    )
    fiscal_year = forms.IntegerField(
        label="Fiscal year",
        required=False,
        min_value=FIRST_FISCAL_YEAR,
        max_value=LAST_FISCAL_YEAR,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    stage = forms.ChoiceField(label="Stage", required=False, choices=[("", "not said"), *Stage.choices])

    def clean(self) -> Any:
        """Amounts have a year and a stage; a column left empty for now stays to be said."""
        cleaned = super().clean()
        if self.cleaned_data.get("role") != ColumnRole.AMOUNT:
            self.cleaned_data |= {"fiscal_year": None, "stage": ""}
        return cleaned


ColumnFormSet = forms.formset_factory(ColumnForm, extra=0)


class NameForm(forms.Form):
    """What one name in the file means."""

    label = forms.CharField(max_length=420, widget=forms.HiddenInput)
    choice = forms.ChoiceField(label="Means", required=False)
    department = forms.CharField(
        label="Department of a new line",
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"list": "departments"}),
    )

    def __init__(
        self,
        *args: Any,
        lines: Iterable[Line],
        bundles: Iterable[Bundle],
        names: dict[str, ShownName],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        label = self.data.get(self.add_prefix("label")) if self.is_bound else self.initial.get("label")
        shown = names.get(str(label))
        every = {line.slug: _named(line) for line in lines}
        field: Any = self.fields["choice"]
        field.choices = [
            (BY_ITSELF, _by_itself(shown, every)),
            *(
                [
                    (
                        "Could be",
                        [(_LINE + slug, every[slug]) for slug in shown.match.suggestions if slug in every],
                    )
                ]
                if shown and shown.match.suggestions
                else []
            ),
            (SKIP, "Leave it out"),
            ("A new line of", [(_NEW + bundle.key, bundle.name) for bundle in bundles]),
            ("All lines", [(_LINE + slug, name) for slug, name in every.items()]),
        ]

    def clean(self) -> Any:
        """A new line has a department."""
        cleaned = super().clean()
        if self.cleaned_data.get("choice", "").startswith(_NEW) and not self.cleaned_data.get("department"):
            self.add_error("department", "Say of which department the new line is.")
        return cleaned

    @property
    def meaning(self) -> dict[str, Any]:
        """What was chosen, as the service takes it."""
        choice = self.cleaned_data["choice"]
        if choice.startswith(_LINE):
            return {"line": choice.removeprefix(_LINE)}
        if choice.startswith(_NEW):
            return {"new": choice.removeprefix(_NEW), "department": self.cleaned_data["department"]}
        return {"skip": True} if choice == SKIP else {}


def choice_of(meaning: dict[str, Any]) -> dict[str, str]:
    """Return the first values of a NameForm for what was chosen before."""
    if "new" in meaning:
        return {"choice": f"{_NEW}{meaning['new']}", "department": meaning.get("department", "")}
    if "line" in meaning:
        return {"choice": f"{_LINE}{meaning['line']}"}
    return {"choice": SKIP if meaning.get("skip") else BY_ITSELF}


def _named(line: Line) -> str:
    return f"{line.short_name or line.name} ({line.department})"


def _by_itself(shown: ShownName | None, every: dict[str, str]) -> str:
    if shown is None or not (shown.match.slug or shown.match.is_sum):
        return "Which line?"
    if shown.match.is_sum:
        return "A sum: left out"
    return every.get(shown.match.slug, shown.match.slug)


NameFormSet = forms.formset_factory(NameForm, extra=0)


class CellForm(forms.Form):
    """What a cell should have said."""

    text = forms.CharField(
        label="Read it as",
        max_length=400,
        required=False,
        strip=True,
        help_text="As it would stand in the table: 14.5, 10 to 12, about 31, $11.0 &amp; language, TBD, n/a. "
        "Empty leaves it out.",
    )


class ConfirmForm(forms.Form):
    """What is agreed to when a table is saved."""

    leave_out = forms.BooleanField(required=False)
    because = forms.CharField(
        required=False,
        max_length=300,
        label="Print the imported figure where another source differs, because",
        help_text="Without a reason it stands beside the one printed now.",
    )

    def __init__(self, *args: Any, left_out: int = 0, differing: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if left_out:
            self.fields[
                "leave_out"
            ].label = f"Leave out the {left_out:,} cell{'' if left_out == 1 else 's'} that cannot be saved."
        else:
            del self.fields["leave_out"]
        if not differing:
            del self.fields["because"]
