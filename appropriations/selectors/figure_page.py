"""One figure with all that is known of it: its cell, what it is part of and what is part of it, its history."""

from __future__ import annotations

from dataclasses import dataclass

from appropriations.cells import Figure, read_cell
from appropriations.cells.parts import parts_warnings
from appropriations.models import Amount
from appropriations.selectors.amount_changes import AmountChange, changes_in_words, entries_of_amounts
from appropriations.selectors.figures import figure_of
from appropriations.selectors.shown import ShownFigure, shown


@dataclass(frozen=True)
class FigurePage:
    """Everything the page of a figure shows; `others` compete with it to be printed."""

    amount: Amount
    shown: ShownFigure
    is_printed: bool
    differs: bool
    others: tuple[ShownFigure, ...]
    whole: ShownFigure | None
    parts: tuple[ShownFigure, ...]
    warnings: tuple[str, ...]
    history: tuple[AmountChange, ...]

    @property
    def can_be_chosen(self) -> bool:
        """Whether there is another one printed, so that this one could be instead."""
        return bool(self.others) and not self.is_printed and self.amount.withdrawn_at is None


def rivals_of(amount: Amount) -> list[Amount]:
    """Return the other standing figures of the same cell, which compete with this one to be printed; one query."""
    if amount.is_inner:
        return []
    rows = Amount.objects.standing().filter(
        line=amount.line_id,
        fiscal_year=amount.fiscal_year,
        stage=amount.stage,
        nature=amount.nature,
        is_inner=False,
    )
    return list(rows.exclude(pk=amount.pk).select_related("parent", "line").order_by("-is_preferred", "pk"))


def figure_page(amount: Amount) -> FigurePage:
    """Return the page of a figure; `line`, `parent` and `entered_by` of it are loaded."""
    own = figure_of(amount)
    rivals = [figure_of(one) for one in rivals_of(amount)]
    parts = [
        figure_of(one)
        for one in Amount.objects.standing().filter(parent=amount).select_related("parent").order_by("pk")
    ]
    whole = figure_of(_whole(amount)) if amount.parent_id else None
    return FigurePage(
        amount=amount,
        shown=shown(own),
        is_printed=amount.is_preferred and amount.withdrawn_at is None and not amount.is_inner,
        differs=_differ(own, rivals),
        others=tuple(shown(one) for one in rivals),
        whole=shown(whole, with_stage=True) if whole else None,
        parts=tuple(shown(one, with_stage=True) for one in parts),
        warnings=(*parts_warnings(own, parts), *parts_warnings(whole, [own])),
        history=changes_in_words(entries_of_amounts(Amount.objects.filter(pk=amount.pk))),
    )


def _differ(own: Figure, rivals: list[Figure]) -> bool:
    return read_cell([own, *rivals]).sources_differ


def _whole(amount: Amount) -> Amount:
    whole: Amount = Amount.objects.select_related("parent").get(pk=amount.parent_id)
    return whole
