"""Where one office stands on one bill, in words. Pure.

The rule is legislation.signing.stand (P9): what an office did is said whenever it is known; that it has not done
something only of a live bill of its own chamber whose list of cosponsors is complete and fresh. Of a complete list
that is old it is not known since the list's day; the gate lets no such list into a final packet.
"""

from __future__ import annotations

from briefings.packet.wording import day
from legislation.choices import Stand
from legislation.signing import OnBill, stand


def relation(one: OnBill, chamber: str, companion: OnBill | None = None) -> str:
    """Return "Sponsor", "Cosponsor since Jun 12, 2025", or "Not yet a cosponsor (complete list)".

    `chamber` is the office's own. Of a bill of the other chamber, on which the office cannot sign, it names the
    companion in the office's chamber and where the office stands on that.
    """
    stands = stand(one, chamber)
    if stands == Stand.OTHER_CHAMBER:
        return _across(one, chamber, companion)
    if stands == Stand.NOT_KNOWN:
        return _not_known(one)
    return _WORDS.get(stands) or _done(one, stands)


def is_dated(words: str) -> bool:
    """Whether a relation names the day of its list itself."""
    return _NOT_SINCE in words.lower()


_NOT_SINCE = "not known since"
_WORDS = {
    Stand.SPONSOR: "Sponsor",
    Stand.NOT_LIVE: "No longer live",
    Stand.NOT_YET: "Not yet a cosponsor (complete list)",
}


def _not_known(one: OnBill) -> str:
    if not one.list_is_complete:
        return "Not known: the list of cosponsors at hand is incomplete"
    return f"Not known since {day(one.list_as_of)}" if one.list_as_of else "Not known: the list is old"


def _done(one: OnBill, stands: Stand) -> str:
    if stands == Stand.WITHDREW and one.withdrawn_on:
        return f"Withdrew as a cosponsor, {day(one.withdrawn_on)}"
    if one.is_original:
        return (
            f"Original cosponsor, {day(one.cosponsored_on)}" if one.cosponsored_on else "Original cosponsor"
        )
    return f"Cosponsor since {day(one.cosponsored_on)}" if one.cosponsored_on else "Cosponsor"


def _across(one: OnBill, chamber: str, companion: OnBill | None) -> str:
    kind = f"{one.chamber.label} bill"
    if companion is None or companion.chamber != chamber:
        return f"{kind}, in the other chamber"
    said = relation(companion, chamber)
    return f"{kind}; {companion.chamber.label} companion {companion.citation}: {said[0].lower()}{said[1:]}"
