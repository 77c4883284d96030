"""What is typed into the grid: one row, or a pasted column, and the one document that says so."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from django import forms

from appropriations.cells.entering import (
    EditCell,
    Entered,
    Move,
    enter,
    fill_down,
    needs_document,
    needs_reason,
    only_clean,
)
from appropriations.choices import REQUESTS, SourceKind
from appropriations.services.enter_cells import Said
from common.dates import today

_LONGEST_CELL = 340
# A column of a spreadsheet; more is a table, which the import takes.
MOST_PASTED = 400


class SourceForm(forms.Form):
    """The document, asked once for all that is typed at once."""

    document = forms.CharField(
        max_length=300,
        required=False,
        label="Document",
        help_text="What says so. The same document corrects.",
    )
    page = forms.CharField(max_length=80, required=False, label="Page or section")
    url = forms.URLField(max_length=300, required=False, label="Link", assume_scheme="https")
    as_of = forms.DateField(label="Read on", widget=forms.DateInput(attrs={"type": "date"}), initial=today)
    source_kind = forms.ChoiceField(
        label="Who says so", choices=SourceKind.choices, initial=SourceKind.OFFICIAL
    )
    reason = forms.CharField(
        max_length=300, required=False, label="Why it changes", help_text="Stays in the history."
    )
    entries: tuple[Entered, ...] = ()

    def clean_as_of(self) -> Any:
        """A document is not read in the future."""
        day = self.cleaned_data["as_of"]
        if day > today():
            raise forms.ValidationError("The day on which the document was read cannot be in the future.")
        return day

    @property
    def said(self) -> Said:
        """The source as the service takes it."""
        names = ("document", "as_of", "source_kind", "page", "url", "reason")
        return Said(**{name: self.cleaned_data[name] for name in names})

    def ask_for_source(self) -> None:
        """Ask for the document and the reason where what was typed needs them."""
        saved = only_clean(self.entries)
        if needs_document(saved) and not self.cleaned_data.get("document", "").strip():
            self.add_error("document", "Name the document that says so.")
        if needs_reason(saved) and not self.cleaned_data.get("reason", "").strip():
            self.add_error("reason", "Say why what stands there changes: the reason stays in the history.")
        asks = any(one.cell.stage in REQUESTS for one in saved)
        if asks and self.cleaned_data.get("source_kind") == SourceKind.COALITION:
            self.add_error("source_kind", "Our own requests are adopted as a slate. Choose who else says so.")


class RowForm(SourceForm):
    """A row of the grid: a field for each cell, as people type, named by fiscal year and stage."""

    def __init__(
        self, data: Any = None, *, cells: Sequence[EditCell], form_id: str = "", **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.cells = tuple(cells)
        # In the grid the cells stand outside the form, in the table's own cells, and name it.
        owner = {"form": form_id} if form_id else {}
        for cell in self.cells:
            attrs = {"data-money-cell": cell.key, "autocomplete": "off", "aria-label": cell.name, **owner}
            self.fields[cell.key] = forms.CharField(
                label=cell.name,
                required=False,
                max_length=_LONGEST_CELL,
                initial=cell.text,
                disabled=bool(cell.why_locked),
                help_text=cell.why_locked,
                widget=forms.TextInput(attrs=attrs),
            )
            # What stood there when the form was opened: somebody may have changed it since.
            self.fields[f"was.{cell.key}"] = forms.CharField(
                required=False, initial=cell.text, widget=forms.HiddenInput
            )

    def clean(self) -> dict[str, Any]:
        """Read every cell; a cell that cannot be read, or that changed meanwhile, says so at its field."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        document = cleaned.get("document", "")
        self.entries = tuple(enter(cell, cleaned.get(cell.key, ""), document) for cell in self.cells)
        for one in self.entries:
            if one.move == Move.UNREADABLE:
                self.add_error(one.cell.key, one.problem)
            elif one.move != Move.SAME and cleaned.get(f"was.{one.cell.key}", "") != one.cell.text:
                said = one.cell.text or "nothing"
                self.add_error(one.cell.key, f"Changed meanwhile by somebody else: it says {said} now.")
        self.ask_for_source()
        return cleaned

    @property
    def cell_fields(self) -> list[Any]:
        """The fields of the cells, in the order of the columns."""
        return [self[cell.key] for cell in self.cells]

    @property
    def was_fields(self) -> list[Any]:
        """The hidden fields of what stood in the cells."""
        return [self[f"was.{cell.key}"] for cell in self.cells]

    @property
    def source_fields(self) -> list[Any]:
        """The fields of the document that are asked at once; page and link stand behind them."""
        return [self[name] for name in SourceForm.base_fields if name not in {"page", "url"}]

    @property
    def documents(self) -> list[str]:
        """The documents of the figures that stand in the row, to choose from."""
        return list(dict.fromkeys(cell.printed.source.document for cell in self.cells if cell.printed))


class PasteForm(SourceForm):
    """A column pasted from a spreadsheet, from a line of the grid downward."""

    column = forms.ChoiceField(label="Column")
    line = forms.ChoiceField(
        label="From this line down", help_text="In the order in which the grid shows them."
    )
    text = forms.CharField(
        label="The pasted column",
        widget=forms.Textarea(attrs={"rows": 12}),
        strip=False,
        help_text="One cell a row, in millions or with words. An empty row leaves its cell as it is.",
    )
    field_order = ("column", "line", "text")

    def __init__(
        self,
        data: Any = None,
        *,
        columns: Sequence[tuple[str, str]],
        lines: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.fields["column"].choices = columns  # type: ignore[attr-defined]
        self.fields["line"].choices = lines  # type: ignore[attr-defined]
        self.beyond = 0

    def clean_text(self) -> list[str]:
        """Return the pasted cells; a spreadsheet puts quotes around a cell of several rows."""
        pasted = io.StringIO(self.cleaned_data["text"].strip("\r\n"), newline="")
        rows = list(csv.reader(pasted, delimiter="\t"))
        if not any(cell.strip() for row in rows for cell in row):
            raise forms.ValidationError(self.fields["text"].error_messages["required"])
        if any(len([cell for cell in row if cell.strip()]) > 1 for row in rows):
            raise forms.ValidationError("Paste one column. For a table with several, use the import.")
        if len(rows) > MOST_PASTED:
            raise forms.ValidationError(f"At most {MOST_PASTED} cells at once. For more, use the import.")
        return [next((cell.strip() for cell in row if cell.strip()), "") for row in rows]

    def read(self, cells: Sequence[EditCell], *, to_save: bool) -> None:
        """Read the pasted cells into those of the column, from the chosen line down; to be saved, all must be said."""
        self.entries, self.beyond = fill_down(cells, self.cleaned_data["text"], self.cleaned_data["document"])
        if to_save:
            self.ask_for_source()
