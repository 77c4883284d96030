"""How a cell of money is read: number or words, change against the year before, gap to a request; sums that hold.

Pure: plain figures in, readings out. Rules: an amount and its part are never added; amounts of different natures
are never compared (a whole against a part shows a false change); "full-year CR at the FY 2024 rate" is no
Act's figure; only an authorization in law counts for a gap.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from appropriations.choices import REQUESTS, CellKind, Nature, SourceKind, Stage
from common.citations import fiscal_year
from common.money import Unit, figure
from common.sourcing import SourceMark

# The furthest stage first: what a year stands at when nothing later is known. Requests never stand for a year.
STANDING = (
    Stage.ENACTED,
    Stage.FULL_YEAR_CR,
    Stage.CONFERENCE,
    Stage.SENATE_FLOOR,
    Stage.HOUSE_FLOOR,
    Stage.SENATE_COMMITTEE,
    Stage.HOUSE_COMMITTEE,
    Stage.SENATE_SUB,
    Stage.HOUSE_SUB,
    Stage.CHAIRS_DRAFT,
    Stage.CR,
    Stage.PRESIDENT,
)
# Which of several natures in one cell is the cell's own figure.
_NATURE_ORDER = (Nature.WHOLE, Nature.NOT_LESS_THAN, Nature.BY_SUBTRACTION, Nature.UP_TO, Nature.OF_WHICH)
_ADDABLE = {Nature.WHOLE, Nature.NOT_LESS_THAN, Nature.BY_SUBTRACTION}
_KIND_WORDS = {
    CellKind.TBD: "TBD",
    CellKind.NOT_SPECIFIED: "not specified",
    CellKind.NOT_APPLICABLE: "n/a",
    CellKind.NOT_FOUND: "not found",
}


OCTOBER = 10


def fiscal_year_of(day: date) -> int:
    """Return the federal fiscal year of a day: it begins on October 1 of the year before (31 U.S.C. 1102)."""
    return day.year + 1 if day.month >= OCTOBER else day.year


@dataclass(frozen=True)
class Figure:
    """What one document said: whole dollars or words for a line, a fiscal year and a stage."""

    key: str
    line: str
    fiscal_year: int
    stage: str
    source: SourceMark
    kind: str = CellKind.DOLLARS
    nature: str = Nature.WHOLE
    dollars: int | None = None
    dollars_high: int | None = None
    is_about: bool = False
    words: str = ""
    rate_of: int | None = None
    parent: str = ""
    source_kind: str = SourceKind.OFFICIAL
    is_preferred: bool = True
    preferred_reason: str = ""
    note: str = ""
    is_sample: bool = False

    @property
    def is_part(self) -> bool:
        """Whether this amount lies inside another known one."""
        return bool(self.parent)

    @property
    def is_number(self) -> bool:
        """Whether it is one exact or approximate number of dollars."""
        return self.kind == CellKind.DOLLARS and self.dollars is not None

    @property
    def nature_words(self) -> str:
        """Return "not less than", "of which", … or nothing for a whole."""
        return "" if self.nature == Nature.WHOLE else str(Nature(self.nature).label).lower()

    def text(self, unit: Unit = Unit.MILLIONS, places: int = 0) -> str:
        """Return the figure or the words as printed, the unit unsaid: "88", "about 31", "10 to 12", "TBD"."""
        about = "about " if self.is_about else ""
        if self.is_number and self.dollars is not None:
            return about + figure(self.dollars, unit, places=places)
        if self.kind == CellKind.RANGE and self.dollars is not None and self.dollars_high is not None:
            return f"{about}{figure(self.dollars, unit)} to {figure(self.dollars_high, unit)}"
        if self.kind == CellKind.PRIOR_RATE and self.rate_of:
            return f"full-year CR at the {fiscal_year(self.rate_of)} rate"
        return _KIND_WORDS.get(CellKind(self.kind), self.words)


@dataclass(frozen=True)
class Cell:
    """One line, fiscal year and stage: the figure we print, its rivals side by side, and its parts."""

    printed: Figure | None
    rivals: tuple[Figure, ...] = ()
    parts: tuple[Figure, ...] = ()

    @property
    def sources_differ(self) -> bool:
        """Whether another source gives the same cell another reading."""
        return self.printed is not None and any(_contradict(self.printed, rival) for rival in self.rivals)


def _contradict(one: Figure, other: Figure) -> bool:
    # A rate of another year names no number of its own, so a number beside it is a second source, no conflict.
    if CellKind.PRIOR_RATE in {one.kind, other.kind}:
        return False
    if one.is_number and other.is_number:
        return one.dollars != other.dollars
    return one.text() != other.text()


def read_cell(figures: Iterable[Figure]) -> Cell:
    """Return the reading of all figures of one line, year and stage.

    The preferred whole is printed; a part of a known whole, or any other nature, is listed beside it.
    """
    ordered = sorted(figures, key=_printing_order)
    own = [one for one in ordered if not one.is_part]
    printed = own[0] if own else (ordered[0] if ordered else None)
    if printed is None:
        return Cell(None)
    rest = [one for one in ordered if one is not printed]
    rivals = tuple(one for one in rest if one.nature == printed.nature and one.is_part == printed.is_part)
    parts = tuple(one for one in rest if one not in rivals)
    return Cell(printed, rivals, parts)


def _printing_order(one: Figure) -> tuple[bool, bool, int, str]:
    return (one.is_part, not one.is_preferred, _NATURE_ORDER.index(Nature(one.nature)), one.key)


@dataclass(frozen=True)
class Basis:
    """A number with the year and stage it comes from, and how to name it beside another: "FY 2024"."""

    figure: Figure
    name: str
    contested: bool = False


def standing(figures: Iterable[Figure], year: int) -> Cell:
    """Return the cell of the furthest stage known for a year, requests and what follows enactment left aside."""
    of_year = [one for one in figures if one.fiscal_year == year]
    for stage in STANDING:
        at_stage = [one for one in of_year if one.stage == stage]
        if at_stage:
            return read_cell(at_stage)
    return Cell(None)


def requested(figures: Iterable[Figure], year: int, stage: str = Stage.TO_CONGRESS) -> Cell:
    """Return the cell of a year's request, the coalition's own before another's."""
    asked = [one for one in figures if one.fiscal_year == year and one.stage == stage]
    own = [one for one in asked if one.source_kind == SourceKind.COALITION]
    return read_cell(own or asked)


def own_request(figures: Iterable[Figure], year: int, stage: str = Stage.TO_CONGRESS) -> Cell:
    """Return the cell of the coalition's own request of a year; nothing where only others asked."""
    cell = requested(figures, year, stage)
    own = cell.printed is not None and cell.printed.source_kind == SourceKind.COALITION
    return cell if own else Cell(None)


def enacted_number(figures: Sequence[Figure], year: int) -> Basis | None:
    """Return what was in force in a year as a number: the Act's, or the rate a full-year CR points to.

    None where the year has no number. A rate that points to no known number gives None.
    """
    for stage in (Stage.ENACTED, Stage.FULL_YEAR_CR):
        cell = _cell_at(figures, year, stage)
        if cell.printed is not None and cell.printed.is_number:
            return Basis(cell.printed, fiscal_year(year), cell.sources_differ)
    full_year = _cell_at(figures, year, Stage.FULL_YEAR_CR).printed
    if full_year is None or full_year.rate_of is None or full_year.rate_of >= year:
        return None
    rate = enacted_number(figures, full_year.rate_of)
    return (
        Basis(rate.figure, f"{fiscal_year(year)} (at the {fiscal_year(full_year.rate_of)} rate)")
        if rate
        else None
    )


def _cell_at(figures: Iterable[Figure], year: int, stage: str) -> Cell:
    return read_cell(one for one in figures if one.fiscal_year == year and one.stage == stage)


@dataclass(frozen=True)
class Comparison:
    """A figure against a basis: dollars before, or the reason why the two cannot be compared."""

    before: int | None
    name: str
    reason: str = ""


def against_prior(current: Figure | None, figures: Sequence[Figure]) -> Comparison | None:
    """Return what to compare a year's figure with: prior enacted, always derived, never stored.

    None when there is no number to compare, or nothing known of the year before. Where the sources of either year
    differ, nothing is reckoned from one of them alone.
    """
    if current is None or not current.is_number:
        return None
    basis = enacted_number(figures, current.fiscal_year - 1)
    if basis is None:
        return None
    if basis.contested or _cell_at(figures, current.fiscal_year, current.stage).sources_differ:
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


@dataclass(frozen=True)
class Entry:
    """One line's figure offered to a sum, with the lines whose money holds it (nearest first)."""

    name: str
    line: str
    figure: Figure | None
    within: tuple[str, ...] = ()


@dataclass(frozen=True)
class Total:
    """A sum in whole dollars, how many figures it adds, and what it leaves out and why."""

    dollars: int
    counted: int
    left_out: tuple[tuple[str, str], ...]
    is_about: bool = False
    has_floor: bool = False

    @property
    def sentence(self) -> str:
        """Return what the total holds and leaves out, in one sentence a reason."""
        parts = [f"Adds {self.counted} figure{'' if self.counted == 1 else 's'}"]
        parts[0] += ", some of them floors (not less than)" if self.has_floor else ""
        parts[0] += ", some approximate" if self.is_about else ""
        for reason in dict.fromkeys(reason for _, reason in self.left_out):
            names = [name for name, why in self.left_out if why == reason]
            parts.append(f"{', '.join(names)}: {reason}")
        return f"{parts[0]}." + (f" Left out: {'; '.join(parts[1:])}." if parts[1:] else "")


def add_up(entries: Collection[Entry]) -> Total:
    """Return the sum of the entries' numbers, never adding a part to its whole, and say what it leaves out."""
    numbers = {entry.line: entry.figure for entry in entries if _why_not_a_number(entry.figure) == ""}
    keys = {one.key for one in numbers.values() if one is not None}
    added: list[Figure] = []
    left: list[tuple[str, str]] = []
    for entry in entries:
        reason = _why_not_a_number(entry.figure) or _why_not_again(entry, set(numbers), keys)
        if reason:
            left.append((entry.name, reason))
        elif entry.figure is not None:
            added.append(entry.figure)
    return Total(
        dollars=sum(one.dollars or 0 for one in added),
        counted=len(added),
        left_out=tuple(left),
        is_about=any(one.is_about for one in added),
        has_floor=any(one.nature == Nature.NOT_LESS_THAN for one in added),
    )


def _why_not_a_number(one: Figure | None) -> str:
    if one is None:
        return "nothing known"
    if one.kind == CellKind.PRIOR_RATE:
        return "at the rate of another year, not an Act's figure"
    if one.kind == CellKind.RANGE:
        return "a range"
    if not one.is_number:
        return "words, no number"
    if one.nature not in _ADDABLE and not one.is_part:
        return "a part or a ceiling whose whole is not known"
    return ""


def _why_not_again(entry: Entry, lines: set[str], keys: set[str]) -> str:
    if any(outer in lines for outer in entry.within):
        return "already inside another line here"
    if entry.figure is not None and entry.figure.parent:
        return "part of an amount already here" if entry.figure.parent in keys else "a part of another amount"
    return ""
