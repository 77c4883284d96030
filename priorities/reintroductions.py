"""Whether a bill is an earlier one again: by its titles, its sponsor and what Congress's own systems relate. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from legislation.kin_names import Link, Named
from legislation.kinship import Kin, Why

# One of these alone is enough; a link of any other kind, or a title that is like it, is not.
_ENOUGH = {Why.IDENTICAL, Why.SAME_TITLE, Why.SAME_PURPOSE, Why.SIMILAR_TEXT, Why.SAME_SPONSOR}
_NAMED = 3


def earlier_ones(bill: Named, known: Sequence[Named], links: Iterable[Link] = ()) -> list[dict[str, str]]:
    """Return which of the `known` bills `bill` seems to be again, newest Congress first: id and evidence of each.

    Only bills of the same or an earlier Congress can be; the reasons are those of legislation.kinship that say most.
    """
    earlier = [one for one in known if one.bill != bill.bill and _congress(one) <= _congress(bill)]
    found: dict[str, str] = {}
    for reason in Kin(earlier, links).reasons(bill):
        if reason.why in _ENOUGH:
            found.setdefault(reason.with_bill, reason.evidence)
    newest = sorted(found, key=lambda key: (-int(key.partition("-")[0]), key))
    return [{"bill": key, "why": found[key]} for key in newest[:_NAMED]]


def _congress(one: Named) -> int:
    return int(one.bill.partition("-")[0])
