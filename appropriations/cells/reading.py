"""Figures and the cells they stand in: which one is printed, which stand beside it, where a year stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from appropriations.choices import CellKind, Nature, SourceKind, Stage
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
_KIND_WORDS = {
    CellKind.TBD: "TBD",
    CellKind.NOT_SPECIFIED: "not specified",
    CellKind.NOT_APPLICABLE: "n/a",
    CellKind.NOT_FOUND: "not found",
}
# What sets a rate of another year; elsewhere the rate alone is said.
_RATE_NAMES = {Stage.FULL_YEAR_CR: "full-year CR at the", Stage.CR: "CR at the"}

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
            named = _RATE_NAMES.get(Stage(self.stage), "at the")
            return f"{named} {fiscal_year(self.rate_of)} rate"
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
    # A rate of another year names no number of its own, so a number beside it is a second source, no conflict;
    # and what was not found contradicts nothing.
    if {CellKind.PRIOR_RATE, CellKind.NOT_FOUND} & {one.kind, other.kind}:
        return False
    if one.is_number and other.is_number:
        return one.dollars != other.dollars
    return one.text() != other.text()


def read_cell(figures: Iterable[Figure]) -> Cell:
    """Return the reading of all figures of one line, year and stage.

    The preferred whole is printed; a part of a known whole, or any other nature, is listed beside it.
    """
    found = tuple(figures)
    if len(found) == 1:
        return Cell(found[0])
    ordered = sorted(found, key=_printing_order)
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


class Shelf:
    """The figures of one line laid out by fiscal year and stage, so that a grid of many cells reads each one once."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        self._figures = tuple(figures)
        self._at: dict[tuple[int, str], list[Figure]] = {}
        self._read: dict[tuple[int, str], Cell] = {}
        for one in self._figures:
            self._at.setdefault((one.fiscal_year, one.stage), []).append(one)

    @classmethod
    def of(cls, figures: Iterable[Figure]) -> Shelf:
        """Return the figures laid out; a shelf as it is."""
        return figures if isinstance(figures, Shelf) else cls(figures)

    def __iter__(self) -> Iterator[Figure]:
        return iter(self._figures)

    @property
    def years(self) -> tuple[int, ...]:
        """The fiscal years with a figure, in order."""
        return tuple(sorted({year for year, _ in self._at}))

    def stages(self, year: int) -> tuple[str, ...]:
        """Return the stages with a figure in a year, in the order of the year."""
        return tuple(stage.value for stage in Stage if (year, stage.value) in self._at)

    def cell(self, year: int, stage: str) -> Cell:
        """Return the reading of one year and stage."""
        place = (year, str(stage))
        if place not in self._read:
            self._read[place] = read_cell(self._at.get(place, ()))
        return self._read[place]

    def standing(self, year: int) -> Cell:
        """Return the cell of the furthest stage known for a year, requests and what follows enactment left aside."""
        stage = next((stage for stage in STANDING if (year, stage.value) in self._at), None)
        return Cell(None) if stage is None else self.cell(year, stage)

    def requested(self, year: int, stage: str = Stage.TO_CONGRESS) -> Cell:
        """Return the cell of a year's request, the coalition's own before another's."""
        asked = self._at.get((year, str(stage)), [])
        own = [one for one in asked if one.source_kind == SourceKind.COALITION]
        return read_cell(own) if own and len(own) < len(asked) else self.cell(year, stage)


def standing(figures: Iterable[Figure], year: int) -> Cell:
    """Return the cell of the furthest stage known for a year, requests and what follows enactment left aside."""
    return Shelf.of(figures).standing(year)


def requested(figures: Iterable[Figure], year: int, stage: str = Stage.TO_CONGRESS) -> Cell:
    """Return the cell of a year's request, the coalition's own before another's."""
    return Shelf.of(figures).requested(year, stage)


def own_request(figures: Iterable[Figure], year: int, stage: str = Stage.TO_CONGRESS) -> Cell:
    """Return the cell of the coalition's own request of a year; nothing where only others asked."""
    cell = requested(figures, year, stage)
    own = cell.printed is not None and cell.printed.source_kind == SourceKind.COALITION
    return cell if own else Cell(None)
