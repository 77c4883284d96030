"""The sources of a sheet without an annex, compact: each figure's by its column, the rest by who says so. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from briefings.packet.facts import Fact, Source
from briefings.packet.parts import MoneyTable
from briefings.packet.wording import day, joined


def source_notes(facts: Iterable[Fact], money: MoneyTable | None) -> tuple[str, ...]:
    """Return a note for each column of the money table and for each other source; several of a kind share one.

    "govinfo BILLSTATUS, S. 2012 (119th) and S. 2647 (119th), as of Jun 1, 2026".
    """
    figures = set()
    notes = []
    if money:
        notes = [f"{column}: {words}" for column, words in _by_column(money, figures)]
    return (*notes, *_by_kind({fact.source for fact in facts} - figures))


def _by_column(money: MoneyTable, seen: set[Source]) -> Iterator[tuple[str, str]]:
    for number, column in enumerate(money.columns):
        rows: defaultdict[Source, list[str]] = defaultdict(list)
        for row in money.rows:
            fact = row.cells[number].fact
            if fact:
                rows[fact.source].append(row.name)
        seen |= set(rows)
        if len(rows) == 1:
            yield column, _said(next(iter(rows)))
        elif rows:
            yield column, "; ".join(f"{_said(source)} ({joined(names)})" for source, names in rows.items())


def _by_kind(sources: Iterable[Source]) -> Iterator[str]:
    kinds: defaultdict[tuple[str, date], list[str]] = defaultdict(list)
    for source in sorted(sources):
        kind, _, which = source.label.rpartition(", ")
        kinds[kind or which, source.as_of].append(which if kind else "")
    for (kind, as_of), which in sorted(kinds.items()):
        named = joined(one for one in which if one)
        yield f"{kind}, {named}, as of {day(as_of)}" if named else f"{kind}, as of {day(as_of)}"


def _said(source: Source) -> str:
    return f"{source.label}, as of {source.day}"
