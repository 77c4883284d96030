"""The sources of a sheet without an annex, compact: each figure's by its document, the rest by who says so. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from briefings.packet.facts import Fact, Source
from briefings.packet.parts import MoneyTable
from briefings.packet.wording import day, joined

_PART = ", "


def source_notes(facts: Iterable[Fact], money: MoneyTable | None) -> tuple[str, ...]:
    """Return a note for each document that figures come from, and for each other source; several of a kind share one.

    Each has the day it is as of: "govinfo BILLSTATUS, S. 2012 (119th) and S. 2647 (119th) (Jun 1, 2026)". A document
    of figures names the columns it tells, and the lines, counted from the top, where it tells only some of a column;
    the manifest has the places in it.
    """
    figures = {fact.source for _, _, fact in _figures(money)}
    return (*_by_document(money), *_by_kind({fact.source for fact in facts} - figures))


def _figures(money: MoneyTable | None) -> Iterator[tuple[str, int, Fact]]:
    """Yield (column, line, fact) for each figure of a table, column by column."""
    if money is None:
        return
    for number, column in enumerate(money.columns):
        for line, row in enumerate(money.rows, start=1):
            fact = row.cells[number].fact
            if fact:
                yield column, line, fact


def _by_document(money: MoneyTable | None) -> Iterator[str]:
    told: defaultdict[tuple[str, date], defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    lines: defaultdict[str, int] = defaultdict(int)
    for column, line, fact in _figures(money):
        lines[column] += 1
        source = fact.source
        told[source.document or source.label, source.as_of][column].append(line)
    for (document, as_of), columns in told.items():
        said = [
            column if len(some) == lines[column] else f"{column} {_lines(some)}"
            for column, some in columns.items()
        ]
        yield f"{joined(said)}: {document} ({day(as_of)})"


def _lines(numbers: Sequence[int]) -> str:
    """Return "line 2", or "lines 1 and 3"."""
    return f"line{'' if len(numbers) == 1 else 's'} {joined(map(str, numbers))}"


def _by_kind(sources: Iterable[Source]) -> Iterator[str]:
    kinds: defaultdict[tuple[str, date], list[str]] = defaultdict(list)
    for source in sorted(sources):
        kind, _, which = source.label.rpartition(_PART)
        kinds[kind or which, source.as_of].append(which if kind else "")
    for (kind, as_of), parts in sorted(kinds.items()):
        named = joined(one for one in parts if one)
        yield f"{kind}, {named} ({day(as_of)})" if named else f"{kind} ({day(as_of)})"
