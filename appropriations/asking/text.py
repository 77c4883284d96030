"""A slate as the text of a proposal and of a decision: Markdown, the same words for the same slate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from appropriations.asking.in_force import Turn, turn_of
from appropriations.asking.request import Request, amount_in_words

PRINCIPLE = (
    "Each request is for new budget authority or for report language for a program. None asks for an offset, for a "
    "transfer from another program, or names a recipient."
)


@dataclass(frozen=True)
class Said:
    """What the text says of the slate as a whole: "FY 2027", "Congress", and of an amendment what it amends."""

    year: str
    addressee: str
    amends: str = ""


def slate_text(said: Said, requests: Sequence[Request], before: Mapping[str, Request] | None = None) -> str:
    """Return the slate in Markdown, bill by bill; of an amendment, what it does to the requests `before` it."""
    parts = [_opening(said, requests), PRINCIPLE]
    for bundle in dict.fromkeys(one.bundle for one in requests):
        parts.append(f"# {bundle or 'Other lines'}")
        for one in requests:
            if one.bundle == bundle:
                parts += _of(one, (before or {}).get(one.line), amends=bool(said.amends))
    return "\n\n".join(parts)


def _opening(said: Said, requests: Sequence[Request]) -> str:
    if said.amends:
        lines = "one line" if len(requests) == 1 else f"{len(requests)} lines"
        return f"The coalition changes {lines} of {said.amends}. All other requests stand."
    return f"The coalition asks {said.addressee} for {said.year}:"


def _of(one: Request, before: Request | None, *, amends: bool) -> list[str]:
    agency = f", {one.agency}" if one.agency else ""
    parts = [f"**{one.name}**{agency}: {_asked(one, before) if amends else amount_in_words(one)}."]
    if one.justification.strip():
        parts.append(one.justification.strip())
    if one.report_language.strip() and not one.is_dropped:
        quoted = "\n".join(f"> {line}".rstrip() for line in one.report_language.strip().splitlines())
        parts += ["Report language sought:", quoted]
    return parts


def _asked(one: Request, before: Request | None) -> str:
    turn = turn_of(one, before)
    now = amount_in_words(one)
    if turn == Turn.DROPPED or before is None:
        return now if turn == Turn.DROPPED else f"added, {now}"
    was = amount_in_words(before)
    return f"{now}, in other words than before" if was == now else f"{now}, instead of {was}"
