"""From rows to plain figures, in one query for any number of lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import QuerySet

from appropriations.cells import Figure, Level
from appropriations.choices import SourceKind
from appropriations.models import Amount, Line
from common.sourcing import SourceMark
from legislation.models import Authorization

# Said in the source mark, because an advocate's page and an Act are not the same.
WHO_SAYS = {
    SourceKind.ADVOCATE: "An advocate's figure, not an official one.",
    SourceKind.PRESS: "Read in the press.",
}


def figure_of(amount: Amount) -> Figure:
    """Return one amount as a plain figure. Its parent must be loaded, or be none."""
    said = " ".join(text for text in (WHO_SAYS.get(SourceKind(amount.source_kind), ""), amount.note) if text)
    return Figure(
        key=amount.key,
        line=amount.line_id,
        fiscal_year=amount.fiscal_year,
        stage=amount.stage,
        kind=amount.kind,
        nature=amount.nature,
        dollars=amount.dollars,
        dollars_high=amount.dollars_high,
        is_about=amount.is_about,
        words=amount.words,
        rate_of=amount.rate_of_fiscal_year,
        parent=amount.parent.key if amount.parent else "",
        source=SourceMark(amount.document, amount.page, amount.url, amount.as_of, note=said),
        source_kind=amount.source_kind,
        is_preferred=amount.is_preferred,
        preferred_reason=amount.preferred_reason,
        note=amount.note,
        is_sample=amount.is_sample,
    )


def figures_by_line(
    lines: Iterable[str], years: Collection[int] | None = None
) -> dict[str, tuple[Figure, ...]]:
    """Return the figures of lines (slugs), all years or those named, oldest year first; one query.

    A line without a figure has no entry.
    """
    rows = Amount.objects.standing().filter(line__in=list(lines)).select_related("parent")
    if years is not None:
        rows = rows.filter(fiscal_year__in=years)
    found: dict[str, list[Figure]] = defaultdict(list)
    for amount in rows.order_by("fiscal_year", "id"):
        found[amount.line_id].append(figure_of(amount))
    return {slug: tuple(figures) for slug, figures in found.items()}


def parts_elsewhere(lines: Iterable[str]) -> dict[str, tuple[Figure, ...]]:
    """Return, by the key of an amount of these lines, its parts that other lines hold; one query."""
    slugs = list(lines)
    rows = (
        Amount.objects.standing()
        .filter(parent__line__in=slugs)
        .exclude(line__in=slugs)
        .select_related("parent")
    )
    found: dict[str, list[Figure]] = defaultdict(list)
    for amount in rows.order_by("fiscal_year", "id"):
        found[amount.parent.key if amount.parent else ""].append(figure_of(amount))
    return {key: tuple(figures) for key, figures in found.items()}


def level_of(authorization: Authorization) -> Level:
    """Return one authorization of appropriations as a plain level."""
    return Level(
        name=authorization.name,
        first_year=authorization.first_fiscal_year,
        last_year=authorization.last_fiscal_year,
        dollars=authorization.dollars,
        in_law=authorization.status == Authorization.Status.IN_LAW,
    )


def holders(lines: Collection[Line]) -> dict[str, tuple[str, ...]]:
    """Return, for each line, the lines whose money holds it, nearest first; one query."""
    outer = dict(Line.objects.filter(within__isnull=False).values_list("slug", "within_id"))
    return {line.slug: _chain(line.slug, outer) for line in lines}


def _chain(slug: str, outer: dict[str, str | None]) -> tuple[str, ...]:
    chain: list[str] = []
    here = outer.get(slug)
    while here and here not in chain:
        chain.append(here)
        here = outer.get(here)
    return tuple(chain)


def figures_for_file(lines: Iterable[str], years: Collection[int] | None) -> QuerySet[Amount]:
    """Return the standing amounts of lines (slugs), of all years or those named, with all that a file says of each."""
    rows: QuerySet[Amount] = Amount.objects.standing().filter(line__in=list(lines))
    if years is not None:
        rows = rows.filter(fiscal_year__in=years)
    return rows.select_related("line__bundle", "parent").order_by(
        "line__bundle__position", "line__sort_key", "fiscal_year", "stage", "-is_preferred", "id"
    )
