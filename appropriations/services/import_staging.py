"""Reading a table that was handed in: each of its cells with what importing it would do, kept to be looked through.

Nothing here touches a figure. Cells are written in portions, so that whoever waits sees how far it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from django.utils import timezone

from appropriations.cells.importing import FileSource, Standing, Verdict, in_words, read_found
from appropriations.cells.line_names import LineNames
from appropriations.cells.reading import Figure
from appropriations.cells.said import NewAmount
from appropriations.cells.unfolding import Found, unfold
from appropriations.choices import ImportState, StagedState
from appropriations.models import Amount, Line, StagedCell, TableImport
from appropriations.selectors.figures import figure_of, figures_by_line
from appropriations.selectors.imports import fixes_of, known_lines, layout_of, source_of
from common.dates import today
from common.sourcing import SourceMark
from common.tables import letter

_PORTION = 2000
_LONGEST = 400
# (done, total, what is being done)
Tell = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Meaning:
    """What a name in the file stands for: a line that is here, a new one (by its name in the file), or nothing."""

    line: str = ""
    is_new: bool = False
    is_skipped: bool = False


def stage(*, imported: TableImport, tell: Tell | None = None) -> int:
    """Read every cell of the table anew and keep what importing it would do; return how many say something.

    Whoever looks meanwhile finds it still being read. What was cleared before stays cleared where the words are the
    same.
    """
    TableImport.objects.filter(pk=imported.pk).update(state=ImportState.READING)
    cleared = _cleared(imported)
    imported.cells.all().delete()
    begun = timezone.now()
    found, meanings = _found(imported)
    cells = _judged(imported, found, meanings)
    done = 0
    while portion := list(islice(cells, _PORTION)):
        for cell in portion:
            cell.cleared_by_id = cleared.get((cell.label, tuple(cell.hits))) if cell.hits else None
        StagedCell.objects.bulk_create(portion)
        done += len(portion)
        if tell:
            tell(done, len(found), "Reading the cells")
    imported.state, imported.staged_at = ImportState.STAGED, begun
    imported.save(update_fields=["state", "staged_at"])
    return done


def _cleared(imported: TableImport) -> dict[tuple[str, tuple[str, ...]], int]:
    rows = imported.cells.filter(cleared_by__isnull=False).values_list("label", "hits", "cleared_by")
    return {(label, tuple(hits)): person for label, hits, person in rows}


def _found(imported: TableImport) -> tuple[list[Found], dict[tuple[str, str], Meaning]]:
    """Return the cells of the table with what their names mean; those of lines to be left out are not among them."""
    layout = layout_of(imported)
    if layout.problem:
        return [], {}
    names = LineNames(known_lines())
    meanings: dict[tuple[str, str], Meaning] = {}
    kept = []
    for one in unfold(imported.rows, layout, fixes_of(imported)):
        named = (one.account, one.name)
        if named not in meanings:
            meanings[named] = _meaning(one, names, imported.lines)
        if not meanings[named].is_skipped:
            kept.append(one)
    return kept, meanings


def _meaning(one: Found, names: LineNames, chosen: Mapping[str, Mapping[str, Any]]) -> Meaning:
    choice = chosen.get(one.label, {})
    if choice:
        return Meaning(choice.get("line", ""), "new" in choice, bool(choice.get("skip")))
    match = names.match(one.name, one.account)
    return Meaning(match.slug, is_skipped=match.is_sum)


def _judged(
    imported: TableImport, found: Sequence[Found], meanings: Mapping[tuple[str, str], Meaning]
) -> Iterator[StagedCell]:
    slugs = {meaning.line for meaning in meanings.values() if meaning.line}
    keys = {one.key for one in found if one.key}
    standing = Standing(
        _figures(slugs, keys | {str(one.given.get("parent", "")) for one in found}), today(), keys
    )
    pks = dict(Amount.objects.standing().filter(line__in=slugs).values_list("key", "pk"))
    known = set(Line.objects.filter(slug__in=slugs).values_list("slug", flat=True))
    source = source_of(imported)
    for one in found:
        meaning = meanings[one.account, one.name]
        slug = meaning.line if meaning.line in known else ""
        verdict = _judge(one, slug or (f"new: {one.label}" if meaning.is_new else ""), source, standing)
        if verdict is not None:
            yield _cell(imported, one, slug, verdict, pks.get(verdict.amount))


def _figures(slugs: set[str], named: set[str]) -> list[Figure]:
    """Return the figures that stand in the lines of a table, and those elsewhere that its rows name by key."""
    own = [one for figures in figures_by_line(slugs).values() for one in figures]
    others = Amount.objects.standing().filter(key__in=named).exclude(line__in=slugs).select_related("parent")
    return own + [figure_of(amount) for amount in others]


def _judge(one: Found, line: str, source: FileSource, standing: Standing) -> Verdict | None:
    """Return the verdict of a cell, or None for one that says nothing."""
    said, problem = read_found(one, line, source)
    if said is None:
        return Verdict(StagedState.UNREADABLE, why=problem) if problem else None
    if not line:
        return Verdict(StagedState.NO_LINE, said)
    return standing.judge(said, one.given, one.label, f"{letter(one.column)}{one.row + 1}")


def _cell(imported: TableImport, one: Found, slug: str, verdict: Verdict, amount: int | None) -> StagedCell:
    said = verdict.said
    return StagedCell(
        imported=imported,
        row=one.row + 1,
        column=letter(one.column),
        label=one.label[:420],
        line_id=slug or None,
        fiscal_year=one.fiscal_year,
        stage=one.stage,
        text=one.text,
        state=verdict.state,
        reads=_reads(said)[:_LONGEST] if said else "",
        was=verdict.was[:_LONGEST],
        why=verdict.why,
        said=_plain(said) if said else {},
        given=sorted(one.given),
        amount_id=amount,
        hits=list(verdict.hits),
    )


def _reads(said: NewAmount) -> str:
    return in_words(
        Figure(
            key=said.key,
            line=said.line,
            fiscal_year=said.fiscal_year,
            stage=said.stage,
            source=SourceMark(said.document),
            kind=said.kind,
            nature=said.nature,
            dollars=said.dollars,
            dollars_high=said.dollars_high,
            is_about=said.is_about,
            words=said.words,
            rate_of=said.rate_of_fiscal_year,
        )
    )


def _plain(said: NewAmount) -> dict[str, Any]:
    return {**vars(said), "as_of": said.as_of.isoformat()}


def from_plain(kept: Mapping[str, Any], **changed: Any) -> NewAmount:
    """Return a kept figure as it would be recorded."""
    return NewAmount(**{**kept, "as_of": date.fromisoformat(kept["as_of"]), **changed})
