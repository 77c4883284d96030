"""How the texts of a family's live vehicles differ, two by two: what was computed before is read from the cache."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.core.cache import cache

from common.word_diff import Kind
from legislation.comparing import RULES, Change, Comparison
from legislation.models import BillText
from legislation.selectors.comparison import comparison_of
from legislation.text_parts import TextPart
from legislation.version_codes import order_of

_KEPT_SECONDS = 30 * 24 * 3600
# More texts than this make too many pairs to read; the page then leads to the choice of two.
MOST_TEXTS = 8
# Sections named in the page; the comparison has all.
_NAMED = 6


@dataclass(frozen=True)
class Difference:
    """What one text has that the other has not, in sections and words."""

    old: BillText
    new: BillText
    same: int
    changed: int
    only_old: tuple[str, ...]
    only_new: tuple[str, ...]
    only_old_count: int
    only_new_count: int
    shared: int

    @property
    def query(self) -> str:
        """The address of their comparison, after the question mark."""
        return f"a={self.old.key}&b={self.new.key}"

    @property
    def is_same(self) -> bool:
        """Whether both say the same in every section."""
        return not (self.changed or self.only_old_count or self.only_new_count)


@dataclass(frozen=True)
class TextDifferences:
    """The pairs known, the pairs still to be compared, and the vehicles without a text here."""

    known: tuple[Difference, ...]
    waiting: tuple[tuple[BillText, BillText], ...]
    without_text: tuple[str, ...]
    too_many: bool

    @property
    def is_empty(self) -> bool:
        """Whether there are no two texts to compare."""
        return not (self.known or self.waiting or self.too_many)


def newest_texts(user: Any, bill_ids: Collection[str]) -> dict[str, BillText]:
    """Return the newest text here of each bill, without its words."""
    listed = BillText.objects.visible_to(user).listed().filter(measure__in=bill_ids)
    ordered = sorted(listed, key=lambda one: (order_of(one.code), one.code))
    return {one.measure: one for one in ordered}


def text_differences(user: Any, bill_ids: Sequence[str]) -> TextDifferences:
    """Return how the newest texts of these bills differ as far as that was computed; nothing is compared here."""
    texts = newest_texts(user, bill_ids)
    ordered = [texts[bill] for bill in bill_ids if bill in texts]
    too_many = len(ordered) > MOST_TEXTS
    pairs = [] if too_many else list(combinations(ordered, 2))
    kept = cache.get_many([_key(*pair) for pair in pairs])
    return TextDifferences(
        known=tuple(_read(pair, kept[_key(*pair)]) for pair in pairs if _key(*pair) in kept),
        waiting=tuple(pair for pair in pairs if _key(*pair) not in kept),
        without_text=tuple(bill for bill in bill_ids if bill not in texts),
        too_many=too_many,
    )


def keep_difference(old: BillText, new: BillText) -> None:
    """Compare two texts and keep what differs for `text_differences`; a long pair takes seconds."""
    cache.set(_key(old, new), _written(comparison_of(old, new)), _KEPT_SECONDS)


def _key(old: BillText, new: BillText) -> str:
    return f"differs:{RULES}:{old.digest}:{new.digest}"


def _written(found: Comparison) -> str:
    removed, added = _names(found, Change.REMOVED), _names(found, Change.ADDED)
    kept = found.words(Kind.SAME)
    total = kept + found.words(Kind.ADDED) + found.words(Kind.REMOVED)
    return json.dumps(
        {
            "same": found.count(Change.SAME),
            "changed": found.count(Change.CHANGED),
            "only_old": removed[:_NAMED],
            "only_new": added[:_NAMED],
            "only_old_count": len(removed),
            "only_new_count": len(added),
            "shared": round(100 * kept / total) if total else 100,
        }
    )


def _read(pair: tuple[BillText, BillText], kept: str) -> Difference:
    read: dict[str, Any] = json.loads(kept)
    read |= {name: tuple(read[name]) for name in ("only_old", "only_new")}
    return Difference(old=pair[0], new=pair[1], **read)


def _names(found: Comparison, change: Change) -> list[str]:
    """The sections of one text only, as they are called."""
    return [_name(row.unit.part) for row in found.rows if row.change is change and row.has_words]


def _name(part: TextPart) -> str:
    return part.name or f"{' '.join(part.text.split()[:6])} …"
