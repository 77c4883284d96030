"""What importing a cell would do: a new figure, a change of what the same document said before, or one source more.

A figure is told by its line, year, stage, nature, whole and document. The same document saying something else is a
change; another document is a second source, which stands beside the first and never writes over it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from appropriations.cells.reading import Figure
from appropriations.cells.said import NewAmount, problems_of
from appropriations.cells.typed import Typed, read_typed
from appropriations.cells.unfolding import Found
from appropriations.choices import MAY_BE_NEGATIVE, MOVES, REQUESTS, CellKind, Nature, SourceKind, StagedState
from common import guard
from common.money import Unit

_KEY = re.compile(r"[-\w]{1,120}", re.ASCII)
_READING = ("kind", "nature", "dollars", "dollars_high", "is_about", "words", "rate_of_fiscal_year")
_OF_SOURCE = ("document", "page", "url", "as_of", "source_kind", "note", "parent")


@dataclass(frozen=True)
class FileSource:
    """What was said once for the whole file; a row of a list may say otherwise for itself."""

    document: str
    as_of: date
    source_kind: str
    request_kind: str
    page: str = ""
    url: str = ""
    note: str = ""
    unit: Unit = Unit.MILLIONS


@dataclass(frozen=True)
class Verdict:
    """What would become of one cell; `amount` is the key of the figure it would change, `was` that figure in words."""

    state: StagedState
    said: NewAmount | None = None
    amount: str = ""
    was: str = ""
    why: str = ""
    hits: tuple[str, ...] = ()


def read_found(found: Found, line: str, source: FileSource) -> tuple[NewAmount | None, str]:
    """Return (figure, "") for a cell of a table, or (None, what is wrong with it); an empty one gives (None, "")."""
    if found.problem or found.fiscal_year is None:
        return None, found.problem or "The fiscal year is missing."
    typed = read_typed(found.text, unit=source.unit, may_be_negative=found.stage in MAY_BE_NEGATIVE)
    if typed.problem or typed.is_empty:
        return None, typed.problem
    nature = found.nature or typed.nature or Nature.WHOLE.value
    if found.nature and typed.nature and found.nature != typed.nature:
        return (
            None,
            f"The cell says “{Nature(typed.nature).label.lower()}”, its row “{Nature(found.nature).label.lower()}”.",
        )
    return _new_amount(found, line, source, typed, nature), ""


def _new_amount(found: Found, line: str, source: FileSource, typed: Typed, nature: str) -> NewAmount:
    said: Mapping[str, Any] = {
        "document": source.document,
        "page": source.page,
        "url": source.url,
        "as_of": source.as_of,
        "source_kind": source.request_kind if found.stage in REQUESTS else source.source_kind,
        "note": source.note,
        # Of its own document, the page and link of the file's do not hold.
        **({"page": "", "url": "", "note": ""} if "document" in found.given else {}),
        **found.given,
    }
    return NewAmount(
        line=line,
        fiscal_year=found.fiscal_year or 0,
        stage=found.stage,
        kind=typed.kind,
        nature=nature,
        dollars=typed.dollars,
        dollars_high=typed.dollars_high,
        is_about=typed.is_about,
        words=typed.words,
        rate_of_fiscal_year=typed.rate_of,
        key=found.key,
        **said,
    )


class Standing:
    """The figures that stand, and those a file has said so far, as a cell to be imported is held against them.

    `keys_in_file` are those its rows name: a part may stand before its whole.
    """

    def __init__(self, figures: Iterable[Figure], today: date, keys_in_file: Iterable[str] = ()) -> None:
        self._by_key: dict[str, Figure] = {}
        self._by_cell: defaultdict[tuple[str, int, str, str], list[Figure]] = defaultdict(list)
        self._said: dict[tuple[Any, ...], tuple[NewAmount, str]] = {}
        self._keys_in_file = set(keys_in_file)
        self._today = today
        for one in figures:
            self._by_key[one.key] = one
            self._by_cell[one.line, one.fiscal_year, one.stage, one.nature].append(one)

    def judge(self, said: NewAmount, given: Mapping[str, object], label: str, place: str) -> Verdict:
        """Return what importing a figure would do.

        `given` is what its row says of its source, `place` where it stands in the file, in words.
        """
        if reason := _never_asked(said):
            return Verdict(StagedState.REFUSED, said, why=reason)
        if problems := problems_of(said, self._today):
            return Verdict(StagedState.UNREADABLE, said, why=" ".join(one.message for one in problems))
        if twin := self._twin_in_file(said, place):
            return twin
        verdict = self._against_standing(said, given)
        return _with_hits(verdict, said, label)

    def _twin_in_file(self, said: NewAmount, place: str) -> Verdict | None:
        identity = _identity(said)
        earlier = self._said.setdefault(identity, (said, place))
        if earlier[1] == place:
            return None
        if _reading(earlier[0]) == _reading(said):
            return Verdict(StagedState.UNCHANGED, said, why=f"{earlier[1]} says the same.")
        return Verdict(
            StagedState.UNREADABLE,
            said,
            why=f"{earlier[1]} says something else for the same cell. Keep one of them.",
        )

    def _against_standing(self, said: NewAmount, given: Mapping[str, object]) -> Verdict:
        if said.key and not _KEY.fullmatch(said.key):
            return Verdict(
                StagedState.UNREADABLE,
                said,
                why="A key has letters, digits and hyphens only; leave it empty for a new figure.",
            )
        named = self._by_key.get(said.key) if said.key else None
        if named is not None:
            if (named.line, named.fiscal_year, named.stage) != (said.line, said.fiscal_year, said.stage):
                return Verdict(
                    StagedState.UNREADABLE,
                    said,
                    why=f"The key “{said.key}” is that of a figure of another cell.",
                )
            return _compare(said, named, _explicit(said, given))
        if said.parent and not self._knows(said.parent):
            return Verdict(
                StagedState.UNREADABLE,
                said,
                why=f"It is part of “{said.parent}”, which is neither here nor in this file.",
            )
        there = self._by_cell[said.line, said.fiscal_year, said.stage, said.nature]
        same_document = [one for one in there if _of_the_same(one, said)]
        if same_document:
            return _among(said, same_document, given)
        return _beside([one for one in there if one.parent == said.parent], said)

    def _knows(self, key: str) -> bool:
        return key in self._by_key or key in self._keys_in_file


def _never_asked(said: NewAmount) -> str:
    """P2: moving money or taking it back is something that happened, never something the coalition asks for."""
    if said.stage in MOVES and said.source_kind == SourceKind.COALITION:
        return "The coalition never asks to move money or take it back; say who did, or leave it out."
    return ""


def _with_hits(verdict: Verdict, said: NewAmount, label: str) -> Verdict:
    """P2: a request that mentions an offset, a transfer or an earmark waits for a person; one that asks is refused."""
    if said.stage not in REQUESTS or verdict.state in {StagedState.UNCHANGED, StagedState.UNREADABLE}:
        return verdict
    text = " / ".join(filter(None, (label, said.words, said.note)))
    found = [hit for hit in guard.check(text) if hit.rule == guard.GuardRule.NO_OFFSET]
    hits = tuple(f"“{hit.phrase}” {hit.reason}" for hit in found)
    if any(not hit.can_be_cleared for hit in found):
        return Verdict(
            StagedState.REFUSED, said, why=f"The coalition never asks for this: {'; '.join(hits)}."
        )
    return Verdict(verdict.state, verdict.said, verdict.amount, verdict.was, verdict.why, hits)


def _identity(said: NewAmount) -> tuple[Any, ...]:
    # Parts of one whole are told apart by their words.
    words = said.words if said.parent or said.nature == Nature.OF_WHICH else ""
    return (said.line, said.fiscal_year, said.stage, said.nature, said.parent, said.document, said.key, words)


def _of_the_same(one: Figure, said: NewAmount) -> bool:
    return one.source.document == said.document and one.parent == said.parent


def _among(said: NewAmount, there: Sequence[Figure], given: Mapping[str, object]) -> Verdict:
    """Return the verdict beside figures that the same document gave for the cell."""
    if any(_reading(said) == _reading_of(one) and _pages_agree(one, given) for one in there):
        return Verdict(StagedState.UNCHANGED, said)
    is_part = bool(said.parent) or said.nature == Nature.OF_WHICH
    named = [one for one in there if one.words == said.words] if is_part else list(there)
    if is_part and not named:
        return Verdict(StagedState.NEW, said)
    if len(named) == 1:
        return _compare(said, named[0], _explicit(said, given))
    return Verdict(
        StagedState.UNREADABLE,
        said,
        why="This document gave several figures for the cell; say which by its key.",
    )


def _pages_agree(one: Figure, given: Mapping[str, object]) -> bool:
    return "page" not in given or given["page"] == one.source.page


def _explicit(said: NewAmount, given: Mapping[str, object]) -> dict[str, object]:
    return {name: getattr(said, name) for name in _OF_SOURCE if name in given}


def _compare(said: NewAmount, one: Figure, explicit: Mapping[str, object]) -> Verdict:
    same_reading = _reading(said) == _reading_of(one)
    differing = [name for name, value in explicit.items() if _folded(value) != _folded(_source_of(one)[name])]
    if same_reading and not differing:
        return Verdict(StagedState.UNCHANGED, said, amount=one.key)
    why = "" if not same_reading else f"The same figure; its {_listed(differing)} would change."
    return Verdict(StagedState.CHANGED, said, amount=one.key, was=in_words(one), why=why)


def _beside(there: Sequence[Figure], said: NewAmount) -> Verdict:
    # What was not found contradicts nothing.
    there = [one for one in there if one.kind != CellKind.NOT_FOUND]
    if not there:
        return Verdict(StagedState.NEW, said)
    rivals = [one for one in there if _reading_of(one) != _reading(said)]
    shown = rivals or there
    was = "; ".join(f"{in_words(one)} ({one.source.document})" for one in shown[:2])
    return Verdict(StagedState.CONFLICT if rivals else StagedState.BESIDE, said, was=was[:300])


def _reading(said: NewAmount) -> tuple[Any, ...]:
    return _as_read(tuple(getattr(said, name) for name in _READING))


def _reading_of(one: Figure) -> tuple[Any, ...]:
    return _as_read(
        (one.kind, one.nature, one.dollars, one.dollars_high, one.is_about, one.words, one.rate_of)
    )


def _as_read(reading: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return a reading as two compare: spaces as one, and of a rate its year alone, however it is worded."""
    kind, *numbers, said, rate = reading
    return (kind, *numbers, "" if kind == CellKind.PRIOR_RATE else _folded(said), rate)


def _folded(value: object) -> object:
    return " ".join(value.split()) if isinstance(value, str) else value


def _source_of(one: Figure) -> dict[str, object]:
    return {
        "document": one.source.document,
        "page": one.source.page,
        "url": one.source.url,
        "as_of": one.source.as_of,
        "source_kind": one.source_kind,
        "note": one.note,
        "parent": one.parent,
    }


def _listed(names: Sequence[str]) -> str:
    return ", ".join(name.replace("_", " ") for name in names)


def in_words(one: Figure) -> str:
    """Return a figure in millions with its nature and words: "not less than 67", "11 & language"."""
    text = one.text()
    beside = f" & {one.words}" if one.words and one.words != text and one.kind != CellKind.PRIOR_RATE else ""
    nature = f"{one.nature_words} " if one.nature_words else ""
    return f"{nature}{text}{beside}"


def changes_of(said: NewAmount, given: Iterable[str]) -> dict[str, object]:
    """Return the fields that a change of an existing figure sets: its reading, and what its row says of the source.

    Without a word of the row's own, the day of the file's document is the figure's.
    """
    fields = [*_READING, *(name for name in _OF_SOURCE if name in given)]
    return {name: getattr(said, name) for name in dict.fromkeys([*fields, "as_of"])}
