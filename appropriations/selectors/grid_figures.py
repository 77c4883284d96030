"""The figures a grid shows, read as plain rows: building model instances would take most of its time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Q, QuerySet

from appropriations.cells import Figure, Level, Shelf
from appropriations.cells.reading import STANDING
from appropriations.choices import SourceKind, Stage
from appropriations.grid_query import Columns, GridQuery
from appropriations.models import Amount, Line
from appropriations.selectors.figures import WHO_SAYS, level_of
from common.sourcing import SourceMark
from legislation.models import Authorization

# What a year's change is reckoned from, whatever the columns are.
IN_FORCE = (Stage.ENACTED, Stage.FULL_YEAR_CR)
ON_THE_WAY = tuple(stage for stage in STANDING if stage not in IN_FORCE)
_FIELDS = (
    "key",
    "line_id",
    "fiscal_year",
    "stage",
    "kind",
    "nature",
    "dollars",
    "dollars_high",
    "is_about",
    "words",
    "rate_of_fiscal_year",
    "parent__key",
    "source_kind",
    "is_preferred",
    "preferred_reason",
    "note",
    "is_sample",
    "document",
    "page",
    "url",
    "as_of",
)
_SOURCE = 17


def shelves(
    slugs: Collection[str], query: GridQuery, places: Collection[tuple[int, str]] = ()
) -> dict[str, Shelf]:
    """Return, by line, the figures that the grid of these lines shows or reckons with; two queries at most.

    `places` are the columns where those are stages: fiscal year and stage. Where a column is a year, that is what was
    in force, and every stage on the way only where nothing was.
    """
    own = Amount.objects.standing().filter(line__in=slugs)
    asked = Q(fiscal_year__in=query.years, stage=Stage.TO_CONGRESS)
    always = Q(stage__in=IN_FORCE, fiscal_year__lte=query.last_year) | asked
    marks: dict[tuple[Any, ...], SourceMark] = {}
    found: defaultdict[str, list[Figure]] = defaultdict(list)
    if query.columns == Columns.YEARS:
        _read(own.filter(always), found, marks)
        _read(own.filter(_on_the_way(slugs, query.years, found)), found, marks)
    else:
        years, stages = {year for year, _ in places}, {stage for _, stage in places}
        _read(own.filter(always | Q(fiscal_year__in=years, stage__in=stages)), found, marks)
    return {slug: Shelf(figures) for slug, figures in found.items()}


def known_places(slugs: Collection[str], query: GridQuery) -> set[tuple[int, str]]:
    """Return the fiscal years and stages with a figure of these lines, among those asked for; one query."""
    years = query.years if query.columns == Columns.BOTH else (query.last_year,)
    own = Amount.objects.standing().filter(line__in=slugs, fiscal_year__in=years, stage__in=query.shows_stage)
    return set(own.order_by().values_list("fiscal_year", "stage").distinct())


def _on_the_way(slugs: Collection[str], years: Collection[int], found: Mapping[str, list[Figure]]) -> Q:
    """Return which further rows tell where a year stands that has nothing in force, near enough: a few too many."""
    known = {
        (slug, one.fiscal_year) for slug in slugs for one in found.get(slug, ()) if one.stage in IN_FORCE
    }
    lacking = [(slug, year) for slug in slugs for year in years if (slug, year) not in known]
    lines, open_years = {slug for slug, _ in lacking}, {year for _, year in lacking}
    return Q(line__in=lines, fiscal_year__in=open_years, stage__in=ON_THE_WAY)


def _read(
    rows: QuerySet[Amount], found: dict[str, list[Figure]], marks: dict[tuple[Any, ...], SourceMark]
) -> None:
    for row in rows.order_by("fiscal_year", "id").values_list(*_FIELDS):
        found[row[1]].append(_figure(row, marks))


def _figure(row: tuple[Any, ...], marks: dict[tuple[Any, ...], SourceMark]) -> Figure:
    (key, line, year, stage, kind, nature, dollars, high, about, words, rate, parent) = row[:12]
    (source_kind, preferred, reason, note, sample) = row[12:_SOURCE]
    # One document says most figures of a year: its mark is made once.
    place = (*row[_SOURCE:], source_kind, note)
    mark = marks.get(place)
    if mark is None:
        document, page, url, as_of = row[_SOURCE:]
        said = " ".join(text for text in (WHO_SAYS.get(SourceKind(source_kind), ""), note) if text)
        mark = marks[place] = SourceMark(document, page, url, as_of, note=said)
    return Figure(
        key,
        line,
        year,
        stage,
        mark,
        kind,
        nature,
        dollars,
        high,
        about,
        words,
        rate,
        parent or "",
        source_kind,
        preferred,
        reason,
        note,
        sample,
    )


def levels_by_line(slugs: Collection[str]) -> dict[str, tuple[Level, ...]]:
    """Return, by line, the authorizations in law it draws on; one query."""
    links = Line.authorizations.through.objects.filter(
        line__in=slugs, authorization__status=Authorization.Status.IN_LAW
    ).select_related("authorization")
    found: defaultdict[str, list[Level]] = defaultdict(list)
    for link in links.order_by("id"):
        found[link.line_id].append(level_of(link.authorization))
    return {slug: tuple(levels) for slug, levels in found.items()}
