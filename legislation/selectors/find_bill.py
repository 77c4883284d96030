"""Finding the one bill a person names."""

from __future__ import annotations

import re
from typing import Any

from common.citations import cite, ordinal
from legislation.choices import BillId, UnknownBillId
from legislation.models import Bill

_WITH_CONGRESS = re.compile(r"^(?P<bill>.+?)\s*\((?P<congress>\d{1,3})(?:st|nd|rd|th)?\)")
# A bill cited without its Congress is parsed with this one, and then looked for in each.
_ANY = 1


class NoSuchBillError(Exception):
    """No bill here is named so, or more than one is; the message says what to do."""


def find_bill(user: Any, words: str) -> Bill:
    """Return the bill a person names: "119-hr-1144", "H.R. 1144 (119th)", or "S. 47" when only one is here.

    Raises NoSuchBillError.
    """
    said = " ".join(words.split())
    visible = Bill.objects.visible_to(user)
    bill_id = _named(said)
    if bill_id.congress != _ANY:
        found: Bill | None = visible.filter(pk=str(bill_id)).first()
        if found is None:
            raise NoSuchBillError(
                f"{cite(str(bill_id))} of the {ordinal(bill_id.congress)} Congress is not here yet. Pull or import it."
            )
        return found
    of_any = list(visible.filter(bill_type=bill_id.type, number=bill_id.number).order_by("-congress")[:5])
    if not of_any:
        raise NoSuchBillError(f"{cite(str(bill_id))} is not here in any Congress.")
    if len(of_any) > 1:
        congresses = ", ".join(ordinal(one.congress_id) for one in of_any)
        raise NoSuchBillError(
            f"{cite(str(bill_id))} is here of several Congresses ({congresses}): add which, as in "
            f"{cite(str(bill_id))} ({ordinal(of_any[0].congress_id)})."
        )
    only: Bill = of_any[0]
    return only


def _named(said: str) -> BillId:
    labeled = _WITH_CONGRESS.match(said)
    try:
        if labeled:
            return BillId.parse(labeled["bill"], congress=int(labeled["congress"]))
        return BillId.parse(said, congress=_ANY)
    except UnknownBillId as error:
        raise NoSuchBillError("Name a bill as it is cited: H.R. 1144 (119th), or 119-hr-1144.") from error
