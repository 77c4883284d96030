"""What must hold of figures beside the others that are there: their line, their whole, no second copy; in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import IntegrityError

from appropriations.cells.said import NewAmount, Problem, problems_of, same_family
from appropriations.choices import Nature, Stage
from appropriations.models import Amount, Line
from appropriations.selectors.figures import holders
from common.citations import fiscal_year as fy
from common.dates import today

# What two readings of one document share when one is only the other's copy.
_SAME = (
    "line_id",
    "fiscal_year",
    "stage",
    "nature",
    "kind",
    "dollars",
    "dollars_high",
    "words",
    "rate_of_fiscal_year",
    "document",
    "page",
    "parent_id",
)
# The database has the last word; what it refuses is said in the words of the form.
_CONSTRAINTS = {
    "amount_stage_known": "There is no such stage.",
    "amount_kind_known": "There is no such kind of cell.",
    "amount_nature_known": "There is no such nature of amount.",
    "amount_year_sane": "There is no such fiscal year.",
    "amount_dollars_as_its_kind": "The number does not fit the kind of cell.",
    "amount_words_are_there": "A cell of words needs its words.",
    "amount_rate_names_its_year": "Say at the rate of which fiscal year.",
    "amount_request_is_no_cut": "A request asks for new budget authority, so it is not below zero.",
    "amount_no_move_is_requested": "Moving money or taking it back is never a request of the coalition.",
    "amount_withdrawn_with_reason": "Say why the figure is withdrawn.",
    "amount_one_printed_per_cell": "Another figure is printed for this cell already.",
    "amount_inner_has_its_whole": "A part names the amount that holds it.",
}


class AmountError(Exception):
    """Figures cannot be written so; `problems` name line, year, stage and field, fit to be shown."""

    def __init__(self, problems: Sequence[Problem] | str) -> None:
        self.problems = (Problem("", problems),) if isinstance(problems, str) else tuple(problems)
        super().__init__(" ".join(str(one) for one in self.problems[:5]))


@dataclass(frozen=True)
class Known:
    """The lines a lot of figures names, the lines that hold each, and the amounts named as wholes, by key."""

    lines: dict[str, Line]
    outer: dict[str, tuple[str, ...]]
    wholes: dict[str, Amount]


def where(line: Line | None, slug: str, year: int, stage: str) -> str:
    """Return a cell in words: "ILAB, FY 2026, Enacted"."""
    name = (line.short_name or line.name) if line else slug
    return f"{name}, {fy(year)}, {Stage(stage).label if stage in Stage.values else stage}"


def look_up(said: Sequence[NewAmount]) -> Known:
    """Return what a lot of figures names, in three queries; its lines are held until the transaction ends."""
    slugs = {one.line for one in said}
    # One order for everybody, so that two lots never wait for each other.
    lines = list(Line.objects.select_for_update(of=("self",)).filter(slug__in=slugs).order_by("slug"))
    wholes = Amount.objects.standing().filter(key__in={one.parent for one in said if one.parent})
    return Known({line.slug: line for line in lines}, holders(lines), {whole.key: whole for whole in wholes})


def check(said: Sequence[NewAmount], known: Known) -> None:
    """Raise AmountError with every problem of every figure of a lot."""
    lot = {one.key: one for one in said if one.key}
    taken = set(Amount.objects.filter(key__in=lot).values_list("key", flat=True)) if lot else set()
    now = today()
    found = []
    for row, one in enumerate(said):
        problems = [*problems_of(one, now), *_beside_others(one, known, lot, taken)]
        if problems:
            place = where(known.lines.get(one.line), one.line, one.fiscal_year, one.stage)
            found += [replace(problem, row=row, where=place) for problem in problems]
    if found:
        raise AmountError(found)


def _beside_others(
    one: NewAmount, known: Known, lot: dict[str, NewAmount], taken: set[str]
) -> Iterator[Problem]:
    if one.line not in known.lines:
        yield Problem("line", f"There is no line “{one.line}”.")
    if one.key and (one.key in taken or lot[one.key] is not one):
        yield Problem("key", f"The key “{one.key}” names another figure already.")
    if one.parent:
        whole = known.wholes.get(one.parent) or lot.get(one.parent)
        yield from whole_problems(one, whole, known)


def whole_problems(one: NewAmount, whole: Amount | NewAmount | None, known: Known) -> Iterator[Problem]:
    """Yield what is wrong with the amount that is to hold a figure."""
    if whole is None:
        yield Problem("parent", "The amount it is part of is not there, or was withdrawn.")
        return
    line = whole.line_id if isinstance(whole, Amount) else whole.line
    if line != one.line and line not in known.outer.get(one.line, ()):
        yield Problem("parent", "The amount it is part of belongs to a line that does not hold this one.")
    if whole.fiscal_year != one.fiscal_year:
        yield Problem("parent", f"The amount it is part of is of {fy(whole.fiscal_year)}.")
    if not same_family(whole.stage, one.stage):
        yield Problem(
            "parent", f"The amount it is part of stands at another stage: {Stage(whole.stage).label}."
        )
    if line == one.line and one.nature == Nature.WHOLE:
        yield Problem("nature", "A part of another figure of its line is no whole: of which, up to, …")


def refuse_copies(new: Iterable[Amount], there: Iterable[Amount], names: dict[str, Line]) -> None:
    """Raise AmountError where a figure only repeats one that stands there, from the same place of the same document."""
    seen = {_copy_of(one) for one in there}
    found = []
    for row, one in enumerate(new):
        if _copy_of(one) in seen:
            place = where(names.get(one.line_id), one.line_id, one.fiscal_year, one.stage)
            found.append(Problem("document", "This document's figure is here already.", row, place))
        seen.add(_copy_of(one))
    if found:
        raise AmountError(found)


def _copy_of(one: Amount) -> tuple[Any, ...]:
    return tuple(getattr(one, name) for name in _SAME)


def in_words(error: IntegrityError, rows: Sequence[Amount], names: dict[str, Line]) -> AmountError:
    """Return what the database refused, naming the cell it is about where that can be told."""
    diagnosis = getattr(error.__cause__, "diag", None)
    detail = getattr(diagnosis, "message_detail", None) or ""
    message = _CONSTRAINTS.get(getattr(diagnosis, "constraint_name", None) or "", "")
    about = [one for one in rows if one.key in detail] or [
        one for one in rows if f"({one.line_id}, {one.fiscal_year}, {one.stage}, {one.nature})" in detail
    ]
    if not about:
        return AmountError(message or "The figures contradict what is there, and nothing was saved.")
    one = about[0]
    place = where(names.get(one.line_id), one.line_id, one.fiscal_year, one.stage)
    return AmountError([Problem("", message or "It contradicts what is there.", rows.index(one), place)])
