"""What anyone may read of our positions and requests: those that rest on a public decision in force (P5).

Whatever the public page shows is made from these rows alone, which have no place for a tally, an answer, a proposal
or anything that is not public. A request of one office is between us and that office, and is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from common.citations import cite_in_full
from decisions.models import Decision
from legislation.choices import BillId
from legislation.models import FamilyBill
from legislation.wording import short_committee
from priorities.choices import AskKind, Audience, Stance, public_code
from priorities.models import Ask, Position
from priorities.selectors.printable import public_asks

_OF_WHOM = {
    Audience.ALL: "Every office",
    Audience.HOUSE: "House offices",
    Audience.SENATE: "Senate offices",
}


@dataclass(frozen=True)
class PublicRequest:
    """One request, of whom, why and by when; `about` names the line where it is about money."""

    text: str
    reason: str
    of_whom: str
    about: str
    deadline_on: date | None
    decision: str
    is_sample: bool


@dataclass(frozen=True)
class PublicBill:
    """A bill with our position on it, where we have a public one, and our requests about it."""

    bill_id: str
    code: str
    citation: str
    title: str
    congress_gov: str
    stance: str
    summary: str
    since: date | None
    decision: str
    requests: tuple[PublicRequest, ...]
    is_sample: bool


@dataclass(frozen=True)
class PublicGroup:
    """The bills of one family, or what stands alone, with the requests that name no bill."""

    name: str
    bills: tuple[PublicBill, ...] = ()
    requests: tuple[PublicRequest, ...] = ()


def public_groups(on: date) -> tuple[PublicGroup, ...]:
    """Return all public positions and requests of a day: family by family, then other bills, then money and the rest.

    Four queries, however many there are.
    """
    positions, asks = _positions(on), _asks(on)
    bills = _bills(positions, asks)
    families = _families(bills, asks)
    loose: defaultdict[str, list[Ask]] = defaultdict(list)
    for ask in asks:
        if not ask.bill_id:
            loose[families.get(ask.family_id or "", _MONEY if ask.line_id else _OTHER)].append(ask)
    grouped: defaultdict[str, list[PublicBill]] = defaultdict(list)
    for bill in bills:
        grouped[families.get(bill.bill_id, _OTHER_BILLS)].append(bill)
    named = sorted({*grouped, *loose} - set(_LAST))
    names = [*named, *(one for one in _LAST if one in grouped or one in loose)]
    return tuple(PublicGroup(one, tuple(grouped[one]), tuple(map(_request, loose[one]))) for one in names)


def public_bill(bill_id: str, on: date) -> PublicBill | None:
    """Return our public position on a bill and our public requests about it; None where outside knows of neither."""
    found = _bills(_positions(on).filter(bill=bill_id), _asks(on).filter(bill=bill_id))
    return found[0] if found else None


_OTHER_BILLS, _MONEY, _OTHER = "Other bills", "Appropriations", "Other requests"
_LAST = (_OTHER_BILLS, _MONEY, _OTHER)


def _in_force() -> QuerySet[Decision]:
    rows: QuerySet[Decision] = Decision.objects.public().in_force()
    return rows


def _positions(on: date) -> QuerySet[Position]:
    """Monitoring is no stance to tell anyone."""
    rows: QuerySet[Position] = Position.objects.public().in_force(on).filter(decision__in=_in_force())
    return rows.exclude(stance=Stance.MONITORING).select_related("bill", "decision")


def _asks(on: date) -> QuerySet[Ask]:
    rows = public_asks(on).filter(decision__in=_in_force())
    rows = rows.exclude(audience=Audience.OFFICE).exclude(kind=AskKind.AGENCY)
    return rows.select_related("decision", "bill", "family", "line", "committee__parent").order_by(
        "position", "id"
    )


def _bills(positions: Iterable[Position], asks: Iterable[Ask]) -> list[PublicBill]:
    stances = {one.bill_id: one for one in positions}
    about: defaultdict[str, list[Ask]] = defaultdict(list)
    for ask in asks:
        if ask.bill_id:
            about[ask.bill_id].append(ask)
    ids = sorted({*stances, *about}, key=BillId.parse)
    return [_bill(one, stances.get(one), about[one]) for one in ids]


def _bill(bill_id: str, position: Position | None, asks: Sequence[Ask]) -> PublicBill:
    bill = position.bill if position else asks[0].bill
    requests = tuple(map(_request, asks))
    decision = position.decision if position else None
    return PublicBill(
        bill_id=bill_id,
        code=public_code(bill_id),
        citation=cite_in_full(bill_id),
        title=bill.name if bill else "",
        congress_gov=BillId.parse(bill_id).congress_gov_url,
        stance=str(Stance(position.stance).label) if position else "",
        summary=position.summary if position else "",
        since=position.starts_on if position else None,
        decision=decision.number if decision else "",
        requests=requests,
        is_sample=any(one.is_sample for one in requests)
        or bool(position and (position.is_sample or (decision and decision.is_sample))),
    )


def _families(bills: Sequence[PublicBill], asks: Iterable[Ask]) -> Mapping[str, str]:
    """The name of the family of each bill, and of each family that a request names, by id."""
    ids = [bill.bill_id for bill in bills]
    parts = FamilyBill.objects.filter(bill__in=ids).select_related("family").order_by("family__position")
    names = {part.bill_id: part.family.name for part in reversed(parts)}
    return names | {ask.family.pk: ask.family.name for ask in asks if ask.family}


def _request(ask: Ask) -> PublicRequest:
    return PublicRequest(
        text=ask.text,
        reason=ask.reason,
        of_whom=_of_whom(ask),
        about=f"{ask.line.name}, {ask.line.department}" if ask.line else "",
        deadline_on=ask.deadline_on,
        decision=ask.decision.number,
        is_sample=ask.is_sample or ask.decision.is_sample,
    )


def _of_whom(ask: Ask) -> str:
    if ask.committee is None:
        return _OF_WHOM.get(Audience(ask.audience), Audience(ask.audience).label)
    above = ask.committee.parent
    name = ask.committee.name if above else short_committee(ask.committee.name)
    return f"Members of {name}" + (f" ({short_committee(above.name)})" if above else "")
