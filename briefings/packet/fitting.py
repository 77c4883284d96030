"""Which of our asks fit one office, by the rule of what to ask. Pure.

An ask rests on a decision and names its audience; the rule says whether this office can still do what is asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from legislation.choices import WhatToAsk
from legislation.signing import THROUGH, BillNow
from legislation.what_to_ask import OfficeNow, what_to_ask

# Only for an ask of which nobody said what it seeks: the verb it opens with.
_OPENS_WITH_SIGNING = re.compile(r"^(?:please\s+)?(?:co-?sponsor|sign on(?:to)?)\b", re.IGNORECASE)


def is_to_sign(seeks: str, text: str) -> bool:
    """Whether an ask is to cosponsor: what staff chose (`seeks`), else the verb that its text opens with."""
    return seeks == WhatToAsk.COSPONSOR if seeks else bool(_OPENS_WITH_SIGNING.match(text.strip()))


def fits(bills: Sequence[tuple[OfficeNow, BillNow]], *, to_sign: bool) -> bool:
    """Whether an office can still do what is asked of it about some bills: about one of them is enough.

    Without a bill (a line, an agency) it always can. To sign fits where the rule has the office cosponsor: not where
    it is on the bill or withdrew, not in the other chamber, not once the list is known to be closed.
    """
    return not bills or any(_fits(office, bill, to_sign=to_sign) for office, bill in bills)


def _fits(office: OfficeNow, bill: BillNow, *, to_sign: bool) -> bool:
    if to_sign:
        return any(ask.kind == WhatToAsk.COSPONSOR for ask in what_to_ask(office, bill))
    return not bill.ended and bill.stage not in THROUGH
