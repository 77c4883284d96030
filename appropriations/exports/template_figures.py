"""Figures one by one as a file, in the columns of our template: corrected in a spreadsheet, they are imported again."""

from __future__ import annotations

from collections.abc import Iterable

from appropriations.cells.typed import Typed, write_typed
from appropriations.choices import CellKind
from appropriations.exports.imports import TEMPLATE
from appropriations.models import Amount
from common.money import Unit
from common.sheets import Figure, Sheet

# What stands beside the columns of the template: read by people, passed over by an import.
_BESIDE = ("Name", "Bill", "Printed", "Why printed", "Sample")
_NOTES = (
    "Whole dollars. A figure that is no plain number is written out: about 31,000,000; 11,000,000 & language; TBD.",
    "Printed: of several sources for one cell, the figure we print; the others stand beside it.",
    "The key names a figure: with it, a corrected row is a change of that figure; without one, a row is a new figure.",
    "For the organizations of the coalition.",
)


def figures_sheet(amounts: Iterable[Amount], notes: Iterable[str] = ()) -> Sheet:
    """Return figures in the order they come, each with its source; lines and their bills must be loaded."""
    return Sheet("figures", (*TEMPLATE, *_BESIDE), map(_cells, amounts), (*_NOTES, *notes))


def _cells(one: Amount) -> tuple[object, ...]:
    return (
        one.line_id,
        one.fiscal_year,
        one.get_stage_display(),
        _figure(one),
        one.get_nature_display(),
        one.parent.key if one.parent else "",
        one.document,
        one.page,
        one.url,
        one.as_of,
        one.get_source_kind_display(),
        one.note,
        one.key,
        one.line.short_name or one.line.name,
        one.line.bundle.short_name,
        one.is_preferred,
        one.preferred_reason,
        "SAMPLE" if one.is_sample else "",
    )


def _figure(one: Amount) -> Figure | str:
    if one.kind == CellKind.DOLLARS and one.dollars is not None and not one.is_about and not one.words:
        return Figure(one.dollars)
    typed = Typed(one.kind, one.dollars, one.dollars_high, one.is_about, one.words, one.rate_of_fiscal_year)
    return write_typed(typed, unit=Unit.DOLLARS)
