"""The cells of the grid as HTML.

Written here and not as templates because a grid has a thousand of them: including two templates for each takes
longer than everything else on the page together (tests/bench/bench_grid.py). Every text that is not ours passes
`escape` right where it is put in.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from django import template
from django.utils.safestring import SafeString

from appropriations.cells import Figure
from appropriations.cells.beside import Beside
from appropriations.grid_query import Compared
from appropriations.selectors.grid import Grid, GridRow
from appropriations.selectors.grid_cells import Column, GridCell
from appropriations.selectors.grid_totals import GridTotal
from common.sourcing import SourceMark

register = template.Library()

WORDS_SHOWN = 20
_SAMPLE = '<span class="badge sample">SAMPLE</span>'
_CLASS = {Compared.PRIOR: "change", Compared.ASK: "gap", Compared.AUTHORIZED: "level"}


class SourceBook:
    """The sources of a page's figures, each once: every mark that names it opens the same note."""

    def __init__(self) -> None:
        self._marks: dict[SourceMark, str] = {}

    def mark(self, source: SourceMark) -> str:
        """Return the mark of a source, which opens its note without a script."""
        known = self._marks.get(source)
        if known is None:
            known = self._marks[source] = (
                f'<button class="source" type="button" popovertarget="from-{len(self._marks) + 1}" '
                'title="Where this comes from"><span class="visually-hidden">Source</span>'
                '<span aria-hidden="true">†</span></button>'
            )
        return known

    def __iter__(self) -> Iterator[tuple[int, SourceMark]]:
        return iter(list(enumerate(self._marks, 1)))


@register.simple_tag
def source_book() -> SourceBook:
    """Return an empty book of sources for a page."""
    return SourceBook()


@register.filter
def with_columns(grid: Grid, totals: tuple[GridTotal, ...]) -> list[tuple[Column, GridTotal]]:
    """Return each column with its sum."""
    return list(zip(grid.columns, totals, strict=True))


@register.simple_tag
def grid_cells(row: GridRow, grid: Grid, book: SourceBook) -> SafeString:
    """Return the cells of a row as the table has them."""
    cells = zip(row.cells, grid.columns, strict=True)
    return SafeString("".join(_cell(cell, column, grid, book) for cell, column in cells))


def _cell(cell: GridCell, column: Column, grid: Grid, book: SourceBook) -> str:
    parts = [_main(cell, book)]
    parts += [
        _line("nature", f"{one.nature_words} {one.text()}", book.mark(one.source))
        for one in cell.cell.parts
        if one.is_number
    ]
    if cell.asked is not None:
        parts.append(_asked(cell, cell.asked, book))
    if not grid.in_columns:
        parts += [_said(one, grid.query.how) for one in cell.besides if one is not None]
    if cell.cell.rivals:
        parts.append(_rivals(cell, book))
    inner = f'<td class="n" data-at><span class="money">{"".join(parts)}</span></td>'
    return inner + "".join(_apart(cell, column, grid)) if grid.in_columns else inner


def _line(kind: str, text: str, after: str = "") -> str:
    return f'<span class="{kind}">{escape(text)}{after}</span>'


def _main(cell: GridCell, book: SourceBook) -> str:
    one = cell.cell.printed
    if one is None:
        return "" if cell.asked else none_known(cell.reason)
    shown = _line("figure" if one.is_number else "words", cell.text, book.mark(one.source))
    notes = "".join(_line("nature", note) for note in (cell.stage, one.nature_words, cell.printed) if note)
    sample = _SAMPLE if one.is_sample else ""
    return f"{shown}{sample}{_words_beside(one)}{notes}"


def _words_beside(one: Figure) -> str:
    """Return the words that stand beside a number where they are short; a quotation stands on the line's own page."""
    beside = one.is_number and 0 < len(one.words) <= WORDS_SHOWN
    return f'<span class="words">&amp; {escape(one.words)}</span>' if beside else ""


def none_known(reason: str) -> str:
    """Return a cell without a figure: a point, and the reason in words."""
    said = escape(reason)
    return (
        f'<span class="none" title="{said}"><span aria-hidden="true">·</span>'
        f'<span class="visually-hidden">{said}</span></span>'
    )


def _asked(cell: GridCell, asked: Figure, book: SourceBook) -> str:
    who = "others asked" if cell.asked_by_others else "asked"
    after = book.mark(asked.source) + (_SAMPLE if asked.is_sample else "")
    return _line("asked", f"{who} {cell.asked_text}", after)


def _said(one: Beside, how: str) -> str:
    text = one.text(how)
    return _line(_CLASS[one.kind], text) if text else ""


def _rivals(cell: GridCell, book: SourceBook) -> str:
    why = cell.cell.printed.preferred_reason if cell.cell.printed else ""
    lines = [_line("nature", one.text(), book.mark(one.source)) for one in cell.cell.rivals]
    lines += [_line("nature", why)] if why else []
    said = "sources differ" if cell.differs else "another source"
    return f'<details class="conflict"><summary>{said}</summary>{"".join(lines)}</details>'


def _apart(cell: GridCell, column: Column, grid: Grid) -> Iterator[str]:
    """Yield the comparisons as cells of their own, in the order of the column's headings."""
    for kind, one in zip(column.compared, cell.besides, strict=True):
        if kind == Compared.AUTHORIZED:
            yield _plain(one.level() if one else "", one.reason if one else "nothing authorized in law")
        yield _plain(one.short(grid.query.how) if one else "", one.reason if one else "")


def _plain(text: str, reason: str) -> str:
    said = escape(text) if text else none_known(reason or "nothing to compare")
    return f'<td class="n beside">{said}</td>'
