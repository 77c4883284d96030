"""What a slate lacks before it can be put to the organizations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from appropriations.asking.in_force import Turn, turn_of
from appropriations.asking.request import Request
from appropriations.choices import ItemKind


@dataclass(frozen=True)
class Gap:
    """One thing missing: of which line (a slug; empty for the whole), and whether nothing goes on without it."""

    line: str
    name: str
    what: str
    must: bool = False


def gaps_of(requests: Sequence[Request], before: Mapping[str, Request] | None = None) -> tuple[Gap, ...]:
    """Return what is missing, in the order of the requests; `before` are those in force that an amendment changes.

    A request without an amount or language must be mended; one without a justification is only told of.
    """
    if not requests:
        return (Gap("", "The slate", "it holds no line yet", must=True),)
    return tuple(gap for one in requests for gap in _of(one, before))


def _of(one: Request, before: Mapping[str, Request] | None) -> list[Gap]:
    if before is not None:
        turn = turn_of(one, before.get(one.line))
        if turn == Turn.SAME:
            return [_must(one, "it asks for the same as before: change it, or take it out")]
        if turn == Turn.DROPPED:
            if one.line not in before:
                return [_must(one, "it is not asked for now, so that it cannot be dropped")]
            return (
                [] if one.justification.strip() else [Gap(one.line, one.name, "no reason why it is dropped")]
            )
    found = []
    if one.kind != ItemKind.LANGUAGE and one.dollars is None and not one.words:
        found.append(_must(one, "no amount and no words: say what is asked for"))
    if one.kind != ItemKind.AMOUNT and not one.report_language.strip():
        found.append(_must(one, "no report language, though it is asked for"))
    if not one.justification.strip():
        found.append(Gap(one.line, one.name, "no justification"))
    return found


def _must(one: Request, what: str) -> Gap:
    return Gap(one.line, one.name, what, must=True)
