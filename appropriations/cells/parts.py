"""A whole and its parts, looked at together: what is to be looked at, never refused, as sources do conflict."""

from __future__ import annotations

from collections.abc import Iterable

from appropriations.cells.reading import Figure
from appropriations.choices import Nature
from common.money import Unit, figure


def parts_warnings(whole: Figure | None, parts: Iterable[Figure]) -> tuple[str, ...]:
    """Return what does not fit between a whole and its parts: one that is larger, or several that are together.

    Only parts of one stage are added to each other, and none that is a ceiling ("up to").
    """
    if whole is None or not whole.is_number or whole.dollars is None:
        return ()
    own = [one for one in parts if one.is_number and one.dollars is not None and one.parent == whole.key]
    size = figure(whole.dollars, Unit.MILLIONS)
    larger = [
        f"A part of {figure(one.dollars or 0, Unit.MILLIONS)} is larger than its whole of {size}: look at both."
        for one in own
        if (one.dollars or 0) > whole.dollars
    ]
    if larger:
        return tuple(larger)
    return tuple(
        f"The parts add up to {figure(total, Unit.MILLIONS)}, more than the whole of {size}: look at them."
        for total in _totals(own)
        if total > whole.dollars
    )


def _totals(parts: Iterable[Figure]) -> list[int]:
    sums: dict[str, int] = {}
    for one in parts:
        if one.nature != Nature.UP_TO and one.is_preferred:
            sums[one.stage] = sums.get(one.stage, 0) + (one.dollars or 0)
    return list(sums.values())
