"""What one office can do for one bill, in sentences for paper. Pure.

The rule is legislation.what_to_ask: who calls a markup, who sets a vote, whose name can still be added. Here it is
said as what the office can do; what we ask of it stands in our requests, which rest on decisions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from legislation.choices import FactGroup, WhatToAsk
from legislation.signing import BillNow
from legislation.what_to_ask import Ask, OfficeNow, sits_where_it_waits, what_to_ask
from legislation.wording import join

# What moves a bill: said on the sheet. Who may sign and who writes its lines is said in the office's own pages too.
MOVES = frozenset({WhatToAsk.FLOOR, WhatToAsk.MARKUP, WhatToAsk.REPORT, WhatToAsk.OTHER_CHAMBER})


@dataclass(frozen=True)
class Able:
    """One sentence, without its period, and the group of the bill's facts it rests on; not `is_sure` as in the rule."""

    kind: WhatToAsk
    text: str
    group: str = FactGroup.ACTIONS
    is_sure: bool = True


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
    act = f"{ask.words[0].lower()}{ask.words[1:]}"
    text, group = "", FactGroup.ACTIONS
    if ask.kind == WhatToAsk.FLOOR:
        text = f"As {ask.capacity}, {who} can {act} on {bill.citation}. {ask.because}"
    elif ask.kind in {WhatToAsk.MARKUP, WhatToAsk.REPORT}:
        text = f"As {ask.capacity}, {who} can {act}"
    elif ask.kind == WhatToAsk.OTHER_CHAMBER:
        text = f"{ask.because}; {who} can {act}"
    elif ask.kind == WhatToAsk.COSPONSOR:
        text, group = _signing(who, ask, bill), FactGroup.COSPONSORS
    elif ask.kind == WhatToAsk.CLOSED:
        text = f"Names can no longer be added. {ask.because}"
    elif ask.kind == WhatToAsk.LINE:
        text = f"{who} sits on the appropriations subcommittee that writes {join(office.lines)}"
    elif ask.kind == WhatToAsk.THANK:
        did = "sponsoring" if office.on.is_sponsor else "cosponsoring"
        text, group = f"Thank you for {did} {bill.citation}", FactGroup.COSPONSORS
    if text:
        yield Able(WhatToAsk(ask.kind), text, group, ask.is_sure)


def _signing(who: str, ask: Ask, bill: BillNow) -> str:
    if ask.because:
        return f"{who} can cosponsor {bill.citation}. {ask.because}"
    return f"{who} can cosponsor {bill.citation}, unless already on it"


def _votes(who: str, office: OfficeNow, bill: BillNow) -> Iterator[Able]:
    names = sits_where_it_waits(office, bill)
    if bill.ended or not names:
        return
    has = "has" if len(names) == 1 else "have"
    text = f"{who} sits on {join(names)}, which {has} {bill.citation}, and votes there when it is taken up"
    yield Able(WhatToAsk.MARKUP, text, is_sure=bill.actions_known)
