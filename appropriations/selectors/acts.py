"""What enrolled Acts are compared with: the words of our lines, the figures we have; and the rows of their pages."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import Count, Q, QuerySet

from appropriations.choices import LISTED_BEARINGS, CandidateState, CellKind, Nature
from appropriations.enrolled import Compared, KnownFigure, LineWords, Phrase, Relation, Standing, compare
from appropriations.models import ActCandidate, ActReading, Amount, Line, LinePlacement

PHRASES = Path(__file__).resolve().parent.parent / "facts" / "act_phrases.json"
# A figure of ours for one cell that an Act can speak of: line, fiscal year, stage.
_Cell = tuple[str, int, str]


def words_of_lines() -> tuple[LineWords, ...]:
    """Return what every line is looked for by: its names, its account, and the words Acts are known to use."""
    phrases = _phrases()
    rows = Line.objects.order_by("slug").values_list(
        "slug", "name", "former_names", "account", "within_id", named=True
    )
    then: dict[str, list[str]] = defaultdict(list)
    placed = LinePlacement.objects.exclude(name_then="").order_by("line", "first_fiscal_year")
    for slug, name in placed.values_list("line_id", "name_then"):
        then[slug].append(name)
    return tuple(
        LineWords(
            row.slug,
            (row.name, *row.former_names, *then[row.slug]),
            row.account,
            phrases.get(row.slug, ()),
            row.within_id or "",
        )
        for row in rows
    )


@cache
def _phrases() -> dict[str, tuple[Phrase, ...]]:
    found: dict[str, list[Phrase]] = defaultdict(list)
    for row in json.loads(PHRASES.read_text(encoding="utf-8"))["phrases"]:
        found[row["line"]].append(Phrase(row["words"], row.get("heading", ""), row.get("part", False)))
    return {line: tuple(phrases) for line, phrases in found.items()}


@dataclass(frozen=True)
class CandidateRow:
    """One candidate as its page shows it: the sentence around the amount, and how it stands to our figures."""

    candidate: ActCandidate
    compared: Compared
    before: str
    amount: str
    after: str

    @property
    def is_figure(self) -> bool:
        """Whether it can be a figure at all: the amount of an account for many purposes is none for ours."""
        return is_figure(self.candidate)

    @property
    def is_stale(self) -> bool:
        """Whether its figure was withdrawn since."""
        made = self.candidate.amount
        return made is not None and made.withdrawn_at is not None


# How much of a sentence is seen around its amount; the whole is one click away.
_AHEAD, _BEHIND = 240, 420


def is_figure(candidate: ActCandidate) -> bool:
    """Return whether an amount can be accepted as a figure of a line."""
    names_only = candidate.relation == Relation.AMONG_OTHERS
    return candidate.bearing in LISTED_BEARINGS[:2] and not names_only


def candidate_rows(candidates: Iterable[ActCandidate]) -> list[CandidateRow]:
    """Return rows for a page of candidates; the number of queries does not grow with them."""
    listed = list(candidates)
    there = figures_of(listed)
    return [_row(each, compared(each, there)) for each in listed]


def figures_of(candidates: Sequence[ActCandidate]) -> dict[_Cell, list[KnownFigure]]:
    """Return our standing figures in dollars for the cells that the candidates would be figures of."""
    lines = {each.line_id for each in candidates if each.line_id}
    years = {each.fiscal_year for each in candidates if each.fiscal_year}
    figures = Amount.objects.standing().filter(
        line__in=lines, fiscal_year__in=years, kind=CellKind.DOLLARS, is_sample=False
    )
    found: dict[_Cell, list[KnownFigure]] = defaultdict(list)
    for one in figures.order_by("pk"):
        known = KnownFigure(one.pk, one.dollars or 0, one.nature, one.document)
        found[one.line_id, one.fiscal_year, one.stage].append(known)
    return found


def compared(candidate: ActCandidate, there: dict[_Cell, list[KnownFigure]]) -> Compared:
    """Return how a candidate stands to our figures; without a line or a year it is new."""
    if not candidate.line_id or not candidate.fiscal_year or not is_figure(candidate):
        return Compared(Standing.NEW)
    cell = (candidate.line_id, candidate.fiscal_year, candidate.stage)
    return compare(candidate.dollars, candidate.proposed, there.get(cell, ()))


def _row(candidate: ActCandidate, found: Compared) -> CandidateRow:
    sentence, start = candidate.sentence, candidate.start
    printed = sentence[start:].partition(" ")[0].rstrip(",;.:")
    ahead, behind = sentence[:start], sentence[start + len(printed) :]
    return CandidateRow(
        candidate,
        found,
        ahead if len(ahead) <= _AHEAD else f"…{ahead[-_AHEAD:].partition(' ')[2]}",
        printed,
        behind if len(behind) <= _BEHIND else f"{behind[:_BEHIND].rpartition(' ')[0]}…",
    )


def readings(user: Any) -> QuerySet[ActReading]:
    """Return the Acts that were read, the latest first, with how many candidates await a look."""
    listed = Q(candidates__bearing__in=LISTED_BEARINGS)
    rows: QuerySet[ActReading] = ActReading.objects.visible_to(user)
    return (
        rows.select_related("read_by")
        .annotate(
            listed=Count("candidates", filter=listed),
            open=Count("candidates", filter=listed & Q(candidates__state=CandidateState.OPEN)),
            accepted=Count("candidates", filter=Q(candidates__state=CandidateState.ACCEPTED)),
        )
        .order_by("-read_at", "pk")
    )


def candidates_of(user: Any, reading: ActReading) -> QuerySet[ActCandidate]:
    """Return the candidates of an Act by line, then as they stand in it; those of no line come last."""
    rows: QuerySet[ActCandidate] = ActCandidate.objects.visible_to(user).filter(reading=reading)
    return rows.select_related("line", "decided_by", "amount", "reading").order_by(
        "line__sort_key", "position"
    )


def whole_of(candidate: ActCandidate, line: str) -> Amount | None:
    """Return our figure that the candidate is a part of, where its dollars are those the Act encloses it in.

    That of the same line comes before that of a line that holds it. What Acts are known to call a part of a line's
    money is part of the figure we print for that line.
    """
    if candidate.fiscal_year is None:
        return None
    holder = Line.objects.filter(pk=line).values_list("within_id", flat=True).first()
    wholes = Amount.objects.standing().filter(
        fiscal_year=candidate.fiscal_year, stage=candidate.stage, kind=CellKind.DOLLARS, is_sample=False
    )
    enclosing = wholes.filter(
        dollars=candidate.enclosing_dollars, line__in=[slug for slug in (line, holder) if slug]
    )
    found: list[Amount] = sorted(enclosing, key=lambda one: (one.line_id != line, not one.is_preferred))
    if found:
        return found[0]
    if candidate.relation != Relation.PART:
        return None
    own = wholes.printed().filter(line=line, parent__isnull=True, dollars__gt=candidate.dollars)
    printed: Amount | None = own.exclude(nature=Nature.OF_WHICH).order_by("pk").first()
    return printed


def wholes_for(user: Any, candidate: ActCandidate) -> QuerySet[Amount]:
    """Return our figures in dollars that can hold the candidate: of its fiscal year, above it, not of a sample."""
    rows: QuerySet[Amount] = Amount.objects.visible_to(user).standing()
    if candidate.fiscal_year is None:
        return rows.none()
    return (
        rows.filter(
            fiscal_year=candidate.fiscal_year,
            stage=candidate.stage,
            kind=CellKind.DOLLARS,
            dollars__gte=candidate.dollars,
            is_sample=False,
        )
        .select_related("line")
        .order_by("line__sort_key", "pk")
    )
