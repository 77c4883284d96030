"""Of the figures of one cell exactly one is printed: which compete, which steps aside, which takes its place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from appropriations.models import Amount, Line
from appropriations.services.amount_checks import AmountError, where
from appropriations.services.amount_rows import Lot

# A cell: line, fiscal year, stage, nature.
Cell = tuple[str, int, str, str]
_ONLY_ONE_LEFT = "The only figure left for this cell"


def cell_of(amount: Amount) -> Cell:
    """Return the cell a figure stands in."""
    return (amount.line_id, amount.fiscal_year, amount.stage, amount.nature)


def locked(amounts: Iterable[Amount], *, standing: bool = False) -> list[Amount]:
    """Return figures as they are now, in the order given, held with their lines until the transaction ends.

    Raises AmountError for one that is gone or, when they must be `standing`, was withdrawn.
    """
    wanted = list(amounts)
    lines = Line.objects.filter(slug__in={one.line_id for one in wanted})
    # One order for everybody, so that two people never wait for each other.
    names = {line.slug: line for line in lines.select_for_update(of=("self",)).order_by("slug")}
    found = {
        row.pk: row
        for row in Amount.objects.filter(pk__in=[one.pk for one in wanted])
        .select_for_update(of=("self",))
        .select_related("parent")
        .order_by("pk")
    }
    for one in wanted:
        row = found.get(one.pk)
        if row is None or (standing and row.withdrawn_at is not None):
            place = where(names.get(one.line_id), one.line_id, one.fiscal_year, one.stage)
            raise AmountError(f"{place}: this figure was withdrawn.")
    return [found[one.pk] for one in wanted]


def standing_in(cells: Iterable[Cell]) -> defaultdict[Cell, list[Amount]]:
    """Return the standing figures of cells that compete to be printed, held until the transaction ends; one query."""
    wanted = set(cells)
    rows = (
        Amount.objects.standing()
        .filter(line__in={one[0] for one in wanted}, fiscal_year__in={one[1] for one in wanted})
        .filter(is_inner=False)
        .select_for_update(of=("self",))
        .select_related("parent")
        .order_by("pk")
    )
    found: defaultdict[Cell, list[Amount]] = defaultdict(list)
    for amount in rows:
        if cell_of(amount) in wanted:
            found[cell_of(amount)].append(amount)
    return found


def step_aside(lot: Lot, amount: Amount) -> None:
    """Stop printing a figure, saved or still to be; it stays beside the one that is printed now."""
    row = lot.take(amount) if not amount._state.adding else amount  # noqa: SLF001 - Django documents _state
    row.is_preferred, row.preferred_reason = False, ""


def settle(lot: Lot, cells: Iterable[Cell], instead: Amount | None = None) -> None:
    """Have one figure printed in each cell again after figures came or went.

    One that came yields to the one printed there; the last one left is printed; where several are left, `instead` says
    which. Raises AmountError where that choice is missing.
    """
    wanted = set(cells)
    found: defaultdict[Cell, dict[int, Amount]] = defaultdict(dict)
    there = [row for rows in standing_in(wanted).values() for row in rows]
    for row in [*(lot.touched.get(row.pk, row) for row in there), *lot.touched.values()]:
        if row.withdrawn_at is None and not row.is_inner and cell_of(row) in wanted:
            found[cell_of(row)][row.pk] = row
    for cell in sorted(found):
        _settle_one(lot, list(found[cell].values()), instead)


def _settle_one(lot: Lot, rows: list[Amount], instead: Amount | None) -> None:
    printed = [row for row in rows if row.is_preferred]
    if len(printed) > 1:
        # Those that were printed here before come first.
        stays = next((row for row in printed if row.pk not in lot.touched), printed[0])
        for row in printed:
            if row is not stays:
                step_aside(lot, row)
    elif rows and not printed:
        chosen = _chosen(rows, instead)
        row = lot.take(chosen)
        row.is_preferred = True
        row.preferred_reason = row.preferred_reason or (_ONLY_ONE_LEFT if len(rows) == 1 else "")


def _chosen(rows: list[Amount], instead: Amount | None) -> Amount:
    if len(rows) == 1:
        return rows[0]
    found = [row for row in rows if instead is not None and row.pk == instead.pk]
    if not found:
        one = rows[0]
        place = where(one.line, one.line_id, one.fiscal_year, one.stage)
        raise AmountError(f"{place}: {len(rows)} sources are left. Choose first which of them is printed.")
    return found[0]


def refuse_orphans(going: Sequence[Amount]) -> None:
    """Raise AmountError where figures that stay are parts of those that go."""
    gone = {row.pk for row in going}
    parts = Amount.objects.standing().filter(parent__in=gone).exclude(pk__in=gone).select_related("line")
    first = parts.order_by("pk").first()
    if first is not None:
        place = where(first.line, first.line_id, first.fiscal_year, first.stage)
        raise AmountError(
            f"A part of it stands ({place}): withdraw the part first, or give it another whole."
        )


def refuse_rings(rows: Iterable[Amount]) -> None:
    """Raise AmountError where an amount would be, through others, a part of itself."""
    ours = {row.pk: row for row in rows}
    for row in ours.values():
        whole, seen = row.parent, {row.pk}
        while whole is not None:
            if whole.pk in seen:
                raise AmountError("An amount is no part of itself, nor of its own parts.")
            seen.add(whole.pk)
            whole = ours.get(whole.pk, whole).parent
