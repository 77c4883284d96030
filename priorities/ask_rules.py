"""What an ask must be before it is kept. Pure: plain data in, problems out, each at its field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from priorities.choices import AskKind, Audience
from priorities.position_rules import Basis, Problem, basis_problems


@dataclass(frozen=True)
class SaidAsk:
    """An ask as it is to be kept; of its bill and committee what the rules need."""

    kind: str
    audience: str
    basis: Basis
    committee: str = ""
    committee_is_part: bool = False
    legislator: str = ""
    bill: str = ""
    bill_over: str = ""
    family: str = ""
    bill_in_family: bool = True
    line: str = ""
    fiscal_year: int | None = None
    deadline_on: date | None = None
    expires_on: date | None = None


def problems_of_ask(said: SaidAsk, today: date) -> tuple[Problem, ...]:
    """Return what does not go together in an ask; nothing where it can be kept."""
    return (*basis_problems(said.basis), *_of_audience(said), *_of_kind(said), *_of_days(said, today))


_GROUPS = (Audience.COMMITTEE, Audience.SUBCOMMITTEE)


def _of_audience(said: SaidAsk) -> Iterator[Problem]:
    if said.audience in _GROUPS:
        yield from _of_committee(said)
    elif said.committee:
        yield Problem("committee", "Only an ask of a committee or subcommittee names one: leave it empty.")
    if said.audience == Audience.OFFICE and not said.legislator:
        yield Problem("legislator", "Say which office it is for.")
    elif said.legislator and said.audience != Audience.OFFICE:
        yield Problem("legislator", "Only an ask of one office names it: leave it empty.")


def _of_committee(said: SaidAsk) -> Iterator[Problem]:
    if not said.committee:
        yield Problem("committee", "Say which one it is for.")
    elif said.audience == Audience.COMMITTEE and said.committee_is_part:
        yield Problem("committee", "This is a subcommittee: choose “Members of a subcommittee”.")
    elif said.audience == Audience.SUBCOMMITTEE and not said.committee_is_part:
        yield Problem("committee", "This is a full committee: choose “Members of a committee”.")


def _of_kind(said: SaidAsk) -> Iterator[Problem]:
    if said.kind == AskKind.LEGISLATION and not (said.bill or said.family):
        yield Problem("bill", "A request on legislation names its bill or its family.")
    if said.kind == AskKind.LEGISLATION and said.bill_over:
        yield Problem("bill", f"Of this bill nothing can be asked any more: {said.bill_over}.")
    if said.kind == AskKind.APPROPRIATIONS and not said.line:
        yield Problem("line", "A request on appropriations names its program line.")
    if said.kind == AskKind.APPROPRIATIONS and said.fiscal_year is None:
        yield Problem("fiscal_year", "A request on appropriations is for a fiscal year.")
    if said.kind == AskKind.LEGISLATION and said.line:
        yield Problem("line", "A line is asked for in a request on appropriations: leave it empty.")
    if said.bill and said.family and not said.bill_in_family:
        yield Problem("family", "The bill is not of this family.")


def _of_days(said: SaidAsk, today: date) -> Iterator[Problem]:
    if said.expires_on and said.expires_on < today:
        yield Problem("expires_on", "That day is over: to end an ask, withdraw it.")
    if said.deadline_on and said.expires_on and said.deadline_on > said.expires_on:
        yield Problem("deadline_on", "Its deadline is after the day it expires.")
