"""Two texts side by side as the page shows them, kept once computed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.core.cache import cache
from django.utils.text import capfirst

from common.word_diff import Kind, Piece
from legislation.comparing import RULES, Change, Comparison, Row, compare, from_kept, kept_form
from legislation.models import BillText
from legislation.text_diff import words_of
from legislation.text_parts import Unit, depth_of

_KEPT_SECONDS = 30 * 24 * 3600
# In a section that changed, unchanged words farther than this from a change are left out.
_AROUND = 30
_FOLD_FROM = 90
_WORDS = {
    Change.SAME: "Unchanged",
    Change.CHANGED: "Changed",
    Change.ADDED: "Added",
    Change.REMOVED: "Removed",
}


# The kind of what the page says in place of unchanged words it leaves out.
LEFT_OUT = "left_out"


@dataclass(frozen=True)
class ShownPiece:
    """Words of one kind: same, added, removed, or what is said in place of those left out."""

    kind: str
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph with what changed in it; `depth` is how far it is set in."""

    depth: int
    pieces: tuple[ShownPiece, ...]


@dataclass(frozen=True)
class Shown:
    """A section as the page shows it. `is_heading` has no words of its own; `folded` counts unchanged ones in a row."""

    anchor: str
    name: str
    change: Change
    word: str
    notes: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]
    is_heading: bool = False
    is_account: bool = False
    folded: int = 0

    @property
    def is_news(self) -> bool:
        """Whether it is worth a line in the list of changes."""
        return not self.folded and (self.change is not Change.SAME or bool(self.notes))


@dataclass(frozen=True)
class ComparisonPage:
    """What the page shows: a sentence, and the sections."""

    sentence: str
    rows: tuple[Shown, ...]
    is_same: bool

    @property
    def news(self) -> tuple[Shown, ...]:
        """The sections that changed in any way."""
        return tuple(row for row in self.rows if row.is_news)


def comparison_of(old: BillText, new: BillText) -> Comparison:
    """Return the comparison of two texts; the same two are compared once, and after that read from the cache."""
    key = f"comparison:{RULES}:{old.digest}:{new.digest}"
    kept = cache.get(key)
    if kept is not None:
        return from_kept(json.loads(kept), old.parts, new.parts)
    found = compare(old.parts, new.parts)
    cache.set(key, json.dumps(kept_form(found), ensure_ascii=False), _KEPT_SECONDS)
    return found


def comparison_page(old: BillText, new: BillText, *, whole: bool) -> ComparisonPage:
    """Return the page of two texts: what changed, or with `whole` all their words."""
    found = comparison_of(old, new)
    rows = [_shown(place, row, whole=whole) for place, row in enumerate(found.rows)]
    return ComparisonPage(
        sentence=_sentence(found),
        rows=tuple(rows if whole else _folded(rows)),
        is_same=not any(row.is_news for row in rows),
    )


def _sentence(found: Comparison) -> str:
    counted = [
        (found.count(change), _WORDS[change].lower())
        for change in (Change.CHANGED, Change.ADDED, Change.REMOVED)
    ]
    counted.append((found.moved, "moved"))
    told = [f"{number:,} {word}" for number, word in counted if number]
    same = found.count(Change.SAME)
    if not told:
        return f"The words are the same in all {same:,} sections."
    words = f"{found.words(Kind.ADDED):,} words added, {found.words(Kind.REMOVED):,} removed"
    return f"Sections: {', '.join(told)}, {same:,} unchanged. {words}."


def _shown(place: int, row: Row, *, whole: bool) -> Shown:
    in_part = row.change is Change.CHANGED and not whole
    pieces = _around_changes(row.pieces) if in_part else _as_they_are(row.pieces)
    part = row.unit.part
    return Shown(
        anchor=f"s{place}",
        name=capfirst(part.name) or _first_words(part.text),
        change=row.change,
        word=_WORDS[row.change],
        notes=tuple(_notes(row)),
        paragraphs=tuple(_paragraphs(pieces)) if whole or row.change is not Change.SAME else (),
        is_heading=not row.has_words,
        is_account=part.level == "account",
    )


def _notes(row: Row) -> Iterator[str]:
    if row.old is None or row.new is None:
        return
    if row.moved:
        yield f"moved; was {_where(row.old)}"
    elif row.renumbered:
        yield f"was {row.old.part.label or 'without number'}"
    if row.renamed:
        yield f"headed “{row.old.part.heading}” before" if row.old.part.heading else "had no heading before"


def _where(unit: Unit) -> str:
    name = unit.part.label or unit.part.heading or "without number"
    return ", ".join([name, *(f"in {one}" for one in reversed(unit.under) if one)])


def _first_words(text: str) -> str:
    words = text.split()
    return f"“{' '.join(words[:8])}{' …' if len(words) > 8 else ''}”" if words else "Without number"  # noqa: PLR2004


def _folded(rows: Sequence[Shown]) -> Iterator[Shown]:
    """Put unchanged sections that follow one another in one line; headings over them stay when they hold others."""
    waiting: list[Shown] = []
    for row in rows:
        if row.is_news or (row.is_heading and not row.is_account):
            yield from _one_line(waiting)
            waiting = []
            yield row
        elif not row.is_heading:
            waiting.append(row)
    yield from _one_line(waiting)


def _one_line(rows: Sequence[Shown]) -> Iterator[Shown]:
    if rows:
        name = rows[0].name if len(rows) == 1 else f"{rows[0].name} to {rows[-1].name}"
        yield Shown(rows[0].anchor, name, Change.SAME, _WORDS[Change.SAME], (), (), folded=len(rows))


def _as_they_are(pieces: Iterable[Piece]) -> Iterator[ShownPiece]:
    return (ShownPiece(piece.kind, piece.text) for piece in pieces)


def _around_changes(pieces: Sequence[Piece]) -> Iterator[ShownPiece]:
    """Leave out the middle of long unchanged stretches, saying how many words that was."""
    for place, piece in enumerate(pieces):
        words = piece.text.split(" ")
        if piece.kind is not Kind.SAME or len(words) < _FOLD_FROM:
            yield ShownPiece(piece.kind, piece.text)
            continue
        head = _AROUND if place else 0
        tail = len(words) - (_AROUND if place < len(pieces) - 1 else 0)
        yield ShownPiece(Kind.SAME, " ".join(words[:head]))
        yield ShownPiece(LEFT_OUT, f"[… {len(words_of(' '.join(words[head:tail]))):,} words unchanged …]")
        yield ShownPiece(Kind.SAME, " ".join(words[tail:]))


def _paragraphs(pieces: Iterable[ShownPiece]) -> Iterator[Paragraph]:
    """Break the pieces where the text breaks into paragraphs."""
    current: list[ShownPiece] = []
    for piece in pieces:
        first, *rest = piece.text.split("\n")
        if first:
            current.append(ShownPiece(piece.kind, first))
        for line in rest:
            if current:
                yield _paragraph(current)
            current = [ShownPiece(piece.kind, line)] if line else []
    if current:
        yield _paragraph(current)


def _paragraph(pieces: Sequence[ShownPiece]) -> Paragraph:
    return Paragraph(depth_of("".join(piece.text for piece in pieces).lstrip()), tuple(pieces))
