"""How an amount bears on the field, by its own words, its headings, and what it is a part of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from appropriations.choices import Bearing
from appropriations.enrolled.enclosing import Reading, Spot
from appropriations.enrolled.field_words import NOTHING, Said, said_in
from appropriations.enrolled.lines import Clause, LineMatch, LineWords, Relation, match, match_part
from appropriations.enrolled.shape import Act, Passage

OURS = frozenset({Bearing.OURS, Bearing.PART})
# An account that names this many laws or sections before its amount is for all of them.
_SEVERAL = 3
_NAMED = re.compile(r"\bAct\b|\bsections? \d|\btitle [IVX]+\b|\bpart [A-Z]\b")
_BY_NAME = ("names one of our lines",)


@dataclass(frozen=True, slots=True)
class Judged:
    """What the words of one amount say; no bearing: nothing of the field, nor anything like it."""

    bearing: Bearing | None
    reasons: tuple[str, ...] = ()
    lines: tuple[LineMatch, ...] = ()


class Judge:
    """Judges the amounts of one Act, each once."""

    def __init__(self, act: Act, lines: tuple[LineWords, ...], reading: Reading) -> None:
        self.act, self.lines, self.reading = act, lines, reading
        self._judged: dict[Spot, Judged] = {}

    def of(self, spot: Spot) -> Judged:
        """Return what the words of one amount say."""
        if spot not in self._judged:
            self._judged[spot] = Judged(None)  # what would come round to itself is part of nothing
            self._judged[spot] = self._judge(spot)
        return self._judged[spot]

    def _judge(self, spot: Spot) -> Judged:
        passage, amount = self.act.passages[spot[0]], self.reading.amount(spot)
        before, after, above = said_in(amount.before), said_in(amount.after), _above(passage)
        reasons = _once(after.ours, before.ours, above.ours)
        clause = Clause.of(
            amount.before,
            amount.after,
            passage.place.all_headings,
            lists_others=len(_NAMED.findall(amount.before)) >= _SEVERAL,
            is_ours=bool(reasons),
        )
        lines = match(clause, self.lines)
        if passage.amends_law:
            return Judged(Bearing.AMENDS_LAW if reasons else None, reasons, lines)
        part = self._as_part(spot, clause)
        is_named = any(each.relation is not Relation.AMONG_OTHERS for each in lines)
        if after.ours or (before.ours and not clause.lists_others) or is_named:
            return Judged(Bearing.OURS, reasons or _BY_NAME, lines or (part.lines if part else ()))
        if part:
            return part
        if reasons or lines:
            bearing = Bearing.OURS if above.ours else Bearing.AMONG_OTHERS
            return Judged(bearing, reasons or _BY_NAME, lines)
        not_ours = _once(after.not_ours, before.not_ours, above.not_ours)
        return Judged(Bearing.NOT_OURS, not_ours) if not_ours else Judged(None)

    def _as_part(self, spot: Spot, clause: Clause) -> Judged | None:
        """Judge an amount by the one it is a part of, where that one is ours."""
        around = self.reading.enclosing(spot)
        whole = self.of(around) if around else None
        if whole is None or whole.bearing not in OURS:
            return None
        own = [each for each in whole.lines if each.relation is not Relation.AMONG_OTHERS]
        lines = tuple(match_part(clause, each, self.lines) for each in own)
        return Judged(Bearing.PART, ("part of an amount for the field",), lines)


def _above(passage: Passage) -> Said:
    """What the nearest headings say; those further up name whole departments."""
    place = passage.place
    near = place.section_names if place.section else place.headings[-1:]
    said = said_in(" / ".join(near)) if near else NOTHING
    return Said(tuple(f"under a heading on {each}" for each in said.ours), said.not_ours)


def _once(*reasons: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reason for group in reasons for reason in group))
