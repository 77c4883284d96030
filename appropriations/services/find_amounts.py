"""Reads an enrolled Act for amounts, and keeps its candidates for staff to judge. No figure is ever written here.

Source of the rules: the Acts' own words, as docs/find-amounts.md tells them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from appropriations.choices import LISTED_BEARINGS, CandidateState, Nature
from appropriations.enrolled import Act, Candidate, LineWords, Standing, find
from appropriations.models import ActCandidate, ActReading
from appropriations.selectors.acts import compared, figures_of, words_of_lines
from appropriations.sources import acts
from appropriations.sources.acts import UnreadableAct
from common import audit
from common.uploads import clean_name
from legislation.models import Bill

__all__ = ["Found", "UnreadableAct", "find_amounts", "keep_reading"]

_WORDS = 300


@dataclass(frozen=True)
class Found:
    """An Act and its candidates: all of them, or those of one line."""

    act: Act
    candidates: tuple[Candidate, ...]

    @property
    def listed(self) -> tuple[Candidate, ...]:
        """Those that bear on the field."""
        return tuple(each for each in self.candidates if each.bearing in LISTED_BEARINGS)


def find_amounts(*, data: bytes, name: str, line: str = "", lines: Sequence[LineWords] = ()) -> Found:
    """Read one Act (its file's bytes and name) and return its candidates; dollars are whole.

    With `line`, a slug, only those that name it. `lines` are what lines are looked for by; all of ours when not given.
    Raises UnreadableAct, naming the file.
    """
    act = acts.read(data, name)
    found = find(act, lines or words_of_lines())
    if line:
        found = tuple(each for each in found if any(one.slug == line for one in each.lines))
    return Found(act, found)


@transaction.atomic
def keep_reading(*, data: bytes, name: str, by: Any) -> ActReading:
    """Keep an Act's candidates for staff to judge; return the Act's row.

    An amount that is a figure of ours already is marked as known. The same file read again keeps what people decided:
    candidates are told by their place and words; the others are read anew. `by` is None for a command.
    Raises UnreadableAct.
    """
    found = find_amounts(data=data, name=name)
    reading = _reading(found.act, hashlib.sha256(data).hexdigest(), clean_name(name), by)
    reading.candidates.filter(state__in=[CandidateState.OPEN, CandidateState.KNOWN]).delete()
    decided = set(reading.candidates.values_list("key", flat=True))
    rows = [
        _row(reading, position, each)
        for position, each in enumerate(found.candidates)
        if each.key not in decided
    ]
    _mark_known(rows, set(reading.candidates.exclude(amount=None).values_list("amount_id", flat=True)))
    ActCandidate.objects.bulk_create(rows)
    audit.record(
        "read an Act for amounts",
        reading,
        actor_id=by.pk if by else None,
        file=reading.file_name,
        candidates=len(found.candidates),
        kept_decisions=len(decided),
    )
    return reading


def _reading(act: Act, digest: str, file_name: str, by: Any) -> ActReading:
    reading, _ = ActReading.objects.update_or_create(
        digest=digest,
        defaults={
            "file_name": file_name,
            "title": act.title[:_WORDS],
            "document": act.document[:_WORDS],
            "bill_key": str(act.bill),
            "bill": Bill.objects.filter(pk=str(act.bill)).first(),
            "fiscal_year": act.fiscal_year,
            "read_by": by,
            "read_at": timezone.now(),
        },
    )
    return reading


def _row(reading: ActReading, position: int, one: Candidate) -> ActCandidate:
    match = one.line
    return ActCandidate(
        reading=reading,
        key=one.key,
        position=position,
        line_id=match.slug if match else None,
        relation=match.relation if match else "",
        bearing=one.bearing,
        reasons=[reason[:120] for reason in one.reasons],
        fiscal_year=one.fiscal_year,
        stage=one.stage,
        dollars=one.dollars,
        nature=one.nature,
        proposed=one.proposed,
        bound=one.bound,
        enclosing_dollars=one.enclosing.dollars if one.enclosing else None,
        enclosing_words=one.enclosing.words[:_WORDS] if one.enclosing else "",
        available=one.available,
        is_available_by_account=one.is_available_by_account,
        where=one.where[:400],
        page=one.page,
        words=one.words[:_WORDS],
        sentence=one.sentence,
        start=one.start,
        note=one.note[:_WORDS],
    )


def _mark_known(rows: list[ActCandidate], taken: set[int]) -> None:
    """Mark what is a figure of ours: that is no judgment, and it is looked up again at each reading.

    Two amounts of the same dollars in one Act are two: a figure is known by one of them only.
    """
    there = figures_of(rows)
    for row in rows:
        outcome = compared(row, there)
        free = [each.pk for each in outcome.figures if each.pk not in taken]
        if outcome.standing is Standing.KNOWN and free:
            row.state, row.decided_at, row.amount_id = CandidateState.KNOWN, timezone.now(), free[0]
            taken.add(free[0])


def said_of(one: Candidate) -> dict[str, object]:
    """Return a candidate as plain values, for a file or a program."""
    return {
        "dollars": one.dollars,
        "nature": str(one.nature),
        "bound": one.bound.label if one.bound else "",
        "stage": str(one.stage),
        "fiscal_year": one.fiscal_year,
        "bearing": str(one.bearing),
        "reasons": list(one.reasons),
        "lines": [{"line": each.slug, "relation": str(each.relation), "by": each.by} for each in one.lines],
        "inside": {"dollars": one.enclosing.dollars, "words": one.enclosing.words} if one.enclosing else None,
        "available": one.available,
        "available_by_account": one.is_available_by_account,
        "where": one.where,
        "headings": list(one.headings),
        "words": one.words,
        "sentence": one.sentence,
        "note": one.note,
        "by_subtraction": one.nature == Nature.BY_SUBTRACTION,
    }
