"""One cell as a page shows it: figure or words, change, gap, rivals, parts, each with its source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from appropriations.cells import (
    Cell,
    Figure,
    Level,
    against_prior,
    ask_for,
    requested,
    share_of_authorized,
)
from appropriations.choices import REQUESTS, SourceKind, Stage
from common.citations import fiscal_year as fy
from common.money import Change, Unit, figure, gap
from common.sourcing import SourceMark

# What needs no word of its own in a grid of years.
_PLAIN_STAGES = {Stage.ENACTED, Stage.FULL_YEAR_CR}


@dataclass(frozen=True)
class ShownFigure:
    """A figure in millions or words, its nature, and who says so."""

    text: str
    is_number: bool
    source: SourceMark
    nature: str = ""
    words: str = ""
    stage: str = ""
    is_sample: bool = False
    reason: str = ""
    is_others: bool = False
    key: str = ""


@dataclass(frozen=True)
class ShownCell:
    """What stands in a cell; all empty with a `reason` where nothing is known."""

    main: ShownFigure | None = None
    change: str = ""
    not_compared: str = ""
    gap: str = ""
    authorized: str = ""
    asked: ShownFigure | None = None
    rivals: tuple[ShownFigure, ...] = ()
    differs: bool = False
    parts: tuple[ShownFigure, ...] = ()
    reason: str = ""


def shown(one: Figure, *, with_stage: bool = False) -> ShownFigure:
    """Return a figure as shown, its stage named unless it goes without saying."""
    name = str(Stage(one.stage).label)
    text = one.text()
    return ShownFigure(
        text=text,
        is_number=one.is_number,
        source=one.source,
        nature=one.nature_words,
        words=one.words if one.words != text else "",
        stage=name if with_stage else "",
        is_sample=one.is_sample,
        reason=one.preferred_reason,
        is_others=one.source_kind != SourceKind.COALITION,
        key=one.key,
    )


def show_cell(
    cell: Cell,
    figures: Sequence[Figure],
    *,
    year: int | None = None,
    name_stage: bool = False,
    reason: str = "",
    levels: Sequence[Level] = (),
) -> ShownCell:
    """Return a cell as shown beside all figures of its line.

    With `year`, the cell stands for that whole year: its stage is named and the year's request is put beside it;
    `name_stage` names the stage alone.
    `levels` are the authorizations of the line; the one in law for the year is set against the figure.
    """
    asked = requested(figures, year).printed if year is not None else None
    one = cell.printed
    if one is None:
        return ShownCell(asked=shown(asked) if asked else None, reason=reason or "no figure known")
    prior = None if one.stage in REQUESTS else against_prior(one, figures)
    change, not_compared = "", ""
    if prior is not None and prior.before is not None and one.dollars is not None:
        change = f"{Change(prior.before, one.dollars).text(Unit.MILLIONS)} on {prior.name}"
    elif prior is not None:
        not_compared = prior.reason
    ask = ask_for(one, figures)
    return ShownCell(
        main=shown(one, with_stage=(year is not None or name_stage) and one.stage not in _PLAIN_STAGES),
        change=change,
        not_compared=not_compared,
        gap=gap(one.dollars, ask) if ask is not None and one.dollars is not None else "",
        authorized=_against_authorized(one, levels),
        asked=shown(asked) if asked else None,
        rivals=tuple(shown(rival) for rival in cell.rivals),
        differs=cell.sources_differ,
        parts=tuple(shown(part) for part in cell.parts),
    )


def _against_authorized(one: Figure, levels: Sequence[Level]) -> str:
    share = share_of_authorized(one, levels) if one.stage in _PLAIN_STAGES else None
    if share is None:
        return ""
    given, level = share
    side = "below" if given < level else "above"
    said = "as authorized in law" if given == level else f"{figure(abs(given - level), Unit.MILLIONS)} {side}"
    return said if given == level else f"{said} the {figure(level, Unit.MILLIONS)} authorized in law"


def years_between(first: int, last: int) -> tuple[int, ...]:
    """Return the fiscal years from first to last, in order; both ends included."""
    return tuple(range(min(first, last), max(first, last) + 1))


def year_name(year: int) -> str:
    """Return "FY 2027"."""
    return fy(year)
