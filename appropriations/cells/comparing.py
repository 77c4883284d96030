"""A figure against the year before, our request and what the law authorizes; prior enacted is derived, never stored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from appropriations.cells.reading import Figure, Shelf, own_request
from appropriations.choices import REQUESTS, Nature, Stage
from common.citations import fiscal_year


@dataclass(frozen=True)
class Basis:
    """A number with the year and stage it comes from, and how to name it beside another: "FY 2024"."""

    figure: Figure
    name: str
    contested: bool = False


def enacted_number(figures: Iterable[Figure], year: int) -> Basis | None:
    """Return what was in force in a year as a number: the Act's, or the rate a full-year CR points to.

    None where the year has no number. A rate that points to no known number gives None.
    """
    shelf = Shelf.of(figures)
    for stage in (Stage.ENACTED, Stage.FULL_YEAR_CR):
        cell = shelf.cell(year, stage)
        if cell.printed is not None and cell.printed.is_number:
            return Basis(cell.printed, fiscal_year(year), cell.sources_differ)
    full_year = shelf.cell(year, Stage.FULL_YEAR_CR).printed
    if full_year is None or full_year.rate_of is None or full_year.rate_of >= year:
        return None
    rate = enacted_number(shelf, full_year.rate_of)
    return (
        Basis(rate.figure, f"{fiscal_year(year)} (at the {fiscal_year(full_year.rate_of)} rate)")
        if rate
        else None
    )


@dataclass(frozen=True)
class Comparison:
    """A figure against a basis: dollars before, or the reason why the two cannot be compared."""

    before: int | None
    name: str
    reason: str = ""


def against_prior(current: Figure | None, figures: Iterable[Figure]) -> Comparison | None:
    """Return what to compare a year's figure with: prior enacted, always derived, never stored.

    None when there is no number to compare, or nothing known of the year before. Where the sources of either year
    differ, nothing is reckoned from one of them alone.
    """
    if current is None or not current.is_number:
        return None
    shelf = Shelf.of(figures)
    basis = enacted_number(shelf, current.fiscal_year - 1)
    if basis is None:
        return None
    if basis.contested or shelf.cell(current.fiscal_year, current.stage).sources_differ:
        return Comparison(None, basis.name, f"not compared with {basis.name}: sources differ")
    return _compare(current, basis)


def _compare(current: Figure, basis: Basis) -> Comparison:
    if current.nature != basis.figure.nature:
        reason = (
            f"not compared with {basis.name}: {Nature(current.nature).label.lower()} against "
            f"{Nature(basis.figure.nature).label.lower()}"
        )
        return Comparison(None, basis.name, reason)
    return Comparison(basis.figure.dollars, basis.name)


def ask_for(current: Figure | None, figures: Iterable[Figure]) -> int | None:
    """Return our own request to Congress for a figure's year in dollars, when both are comparable numbers."""
    if current is None or not current.is_number or current.stage in REQUESTS:
        return None
    asked = own_request(figures, current.fiscal_year).printed
    if asked is None or not asked.is_number:
        return None
    if current.nature == Nature.OF_WHICH:
        return None
    return asked.dollars


@dataclass(frozen=True)
class Level:
    """An authorization of appropriations in force as law: a yearly amount over fiscal years, or such sums."""

    name: str
    first_year: int
    last_year: int
    dollars: int | None
    in_law: bool


def authorized(levels: Iterable[Level], year: int) -> Level | None:
    """Return the one level in law that covers a year; None when none or several do (they are never added)."""
    covering = [one for one in levels if one.in_law and one.first_year <= year <= one.last_year]
    return covering[0] if len(covering) == 1 else None


def share_of_authorized(current: Figure | None, levels: Iterable[Level]) -> tuple[int, int] | None:
    """Return (dollars, authorized dollars) of a figure's year, when the law names one amount for it."""
    if current is None or not current.is_number or current.dollars is None:
        return None
    level = authorized(levels, current.fiscal_year)
    if level is None or not level.dollars or current.nature == Nature.OF_WHICH:
        return None
    return (current.dollars, level.dollars)


def against_ask(current: Figure | None, figures: Iterable[Figure]) -> Comparison | None:
    """Return our own request to Congress of a figure's year to compare it with; None when nothing was asked."""
    if current is None or not current.is_number or current.stage in REQUESTS:
        return None
    asked = own_request(figures, current.fiscal_year).printed
    if asked is None:
        return None
    dollars = ask_for(current, figures)
    if dollars is not None:
        return Comparison(dollars, "our request")
    why = "a part against the whole asked for" if asked.is_number else "words were asked for, no amount"
    return Comparison(None, "our request", f"not compared with our request: {why}")


def against_authorized(current: Figure | None, levels: Iterable[Level]) -> Comparison | None:
    """Return what the law authorizes for a figure's year to compare it with; None where it authorizes nothing.

    Proposed levels never count (P9: only what is in law is a level).
    """
    if current is None or not current.is_number:
        return None
    known = tuple(levels)
    share = share_of_authorized(current, known)
    if share is not None:
        return Comparison(share[1], "authorized in law")
    said = authorized_words(known, current.fiscal_year)
    if said is None:
        return None
    why = "a part against the whole authorized" if current.nature == Nature.OF_WHICH else said
    return Comparison(None, "authorized in law", f"not compared with what is authorized: {why}")


def authorized_words(levels: Iterable[Level], year: int) -> str | None:
    """Return what the law says for a year where that is no one amount; None where it says nothing, or one amount."""
    covering = [one for one in levels if one.in_law and one.first_year <= year <= one.last_year]
    if len(covering) > 1:
        return "several authorizations, which are never added"
    return "such sums as may be necessary" if covering and not covering[0].dollars else None
