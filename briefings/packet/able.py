"""What one office can do for one bill, in sentences for paper. Pure.

The rule is legislation.what_to_ask: who calls a markup, who sets a vote, whose name can still be added. Here it is
said as what the office can do; what we ask of it stands in our requests, which rest on decisions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from legislation.choices import FactGroup, WhatToAsk
from legislation.signing import BillNow
from legislation.what_to_ask import Ask, OfficeNow, sits_where_it_waits, what_to_ask
from legislation.wording import join

# What moves a bill: said on the sheet. Who may sign and who writes its lines is said in the office's own pages too.
MOVES = frozenset({WhatToAsk.FLOOR, WhatToAsk.MARKUP, WhatToAsk.REPORT, WhatToAsk.OTHER_CHAMBER})


@dataclass(frozen=True)
class Able:
    """One sentence, without its period, and the group of the bill's facts it rests on; not `is_sure` as in the rule.

    `leads` where it is the office's own to do or to ask for, not one vote among many.
    """

    kind: WhatToAsk
    text: str
    group: str = FactGroup.ACTIONS
    is_sure: bool = True
    leads: bool = True


def able(who: str, office: OfficeNow, bill: BillNow) -> tuple[Able, ...]:
    """Return what an office ("Sen. Grassley") can do for a bill, what moves it farthest first.

    A member of the committee that has it, who neither chairs nor leads it for the minority, has a vote there.
    """
    asks = what_to_ask(office, bill)
    said = [one for ask in asks for one in _said(who, ask, office, bill)]
    if not any(ask.kind in MOVES for ask in asks):
        said = [*_votes(who, office, bill), *said]
    return tuple(said)


def _said(who: str, ask: Ask, office: OfficeNow, bill: BillNow) -> Iterator[Able]:
    say = _SENTENCES.get(WhatToAsk(ask.kind))
    if say:
        group = FactGroup.COSPONSORS if ask.kind in _BY_THE_LIST else FactGroup.ACTIONS
        yield Able(WhatToAsk(ask.kind), say(who, ask, office, bill), group, ask.is_sure)


def _act(ask: Ask) -> str:
    return f"{ask.words[0].lower()}{ask.words[1:]}"


def _floor(who: str, ask: Ask, _: OfficeNow, bill: BillNow) -> str:
    return f"As {ask.capacity}, {who} can {_act(ask)} on {bill.citation}. {ask.because}"


def _committee(who: str, ask: Ask, _: OfficeNow, __: BillNow) -> str:
    return f"As {ask.capacity}, {who} can {_act(ask)}"


def _second_chamber(who: str, ask: Ask, _: OfficeNow, __: BillNow) -> str:
    return f"{ask.because}; {who} can {_act(ask)}"


def _sign(who: str, ask: Ask, _: OfficeNow, bill: BillNow) -> str:
    if ask.because:
        return f"{who} can cosponsor {bill.citation}. {ask.because}"
    return f"{who} can cosponsor {bill.citation}, unless already on it"


def _closed(_: str, ask: Ask, __: OfficeNow, ___: BillNow) -> str:
    return f"Names can no longer be added. {ask.because}"


def _line(who: str, _: Ask, office: OfficeNow, __: BillNow) -> str:
    return f"{who} sits on the appropriations subcommittee that writes {join(office.lines)}"


def _thank(_: str, __: Ask, office: OfficeNow, bill: BillNow) -> str:
    return f"Thank you for {'sponsoring' if office.on.is_sponsor else 'cosponsoring'} {bill.citation}"


_BY_THE_LIST = frozenset({WhatToAsk.COSPONSOR, WhatToAsk.THANK})
_SENTENCES: dict[WhatToAsk, Callable[[str, Ask, OfficeNow, BillNow], str]] = {
    WhatToAsk.FLOOR: _floor,
    WhatToAsk.MARKUP: _committee,
    WhatToAsk.REPORT: _committee,
    WhatToAsk.OTHER_CHAMBER: _second_chamber,
    WhatToAsk.COSPONSOR: _sign,
    WhatToAsk.CLOSED: _closed,
    WhatToAsk.LINE: _line,
    WhatToAsk.THANK: _thank,
}


def _votes(who: str, office: OfficeNow, bill: BillNow) -> Iterator[Able]:
    names = sits_where_it_waits(office, bill)
    if bill.ended or not names:
        return
    has = "has" if len(names) == 1 else "have"
    text = f"{who} sits on {join(names)}, which {has} {bill.citation}, and votes there when it is taken up"
    yield Able(WhatToAsk.MARKUP, text, is_sure=bill.actions_known, leads=False)
