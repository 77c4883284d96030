"""Telling people of events: once each, however many of a person's alerts an event matches, with the reasons (P5)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.urls import reverse

from common.citations import cite, cite_in_full
from common.dates import eastern
from legislation.models import Bill, BillEvent, Committee, Family, Legislator
from legislation.news import Event, EventKind, arrived_late, tell
from legislation.selectors.events import families_of
from legislation.wording import short_committee
from members.models import Subscription
from members.selectors.alerts import Target, subscribers_of
from members.services.alerts import Alert, Told, write_alerts

_HEADING = 160
Pair = tuple[Event, BillEvent]
Reasons = dict[Subscription, str]


def tell_events(*, events: Sequence[Pair], now: dt.datetime) -> None:
    """Write the alerts on stored events, one for each person and bill, in the transaction that stored them.

    An event that came with the first load of its list is told only to whoever chose it before it happened.
    """
    families = families_of({event.bill_id for event, _ in events})
    concerned = {row.pk: _targets(event, families.get(event.bill_id, ())) for event, row in events}
    found = subscribers_of({target for targets in concerned.values() for target in targets})
    if not found:
        return
    words = _words(found, families)
    matched: defaultdict[tuple[int, str], dict[int, Reasons]] = defaultdict(dict)
    for event, row in events:
        for target in concerned[row.pk]:
            for one in found.get(target, ()):
                if _is_for(one, row):
                    matched[one.user_id, event.bill_id].setdefault(row.pk, {})[one] = words[target]
    write_alerts(alerts=_alerts(matched, events, eastern(now).date()), now=now)


def _targets(event: Event, families: Iterable[Family]) -> set[Target]:
    """Everything an event concerns; what a subcommittee has, its full committee has."""
    keys = {Target(Bill, event.bill_id), *(Target(Family, one.pk) for one in families)}
    if event.legislator_id:
        keys.add(Target(Legislator, event.legislator_id))
    full = {f"{code[:4]}00" for code in event.committees}
    return keys | {Target(Committee, code) for code in full.union(event.committees)}


def _words(
    found: Mapping[Target, list[Subscription]], families: Mapping[str, list[Family]]
) -> dict[Target, str]:
    """Why a person hears of something, by what they have alerts on."""
    people = {one.key for one in found if one.model is Legislator}
    committees = {one.key for one in found if one.model is Committee}
    legislators = {one.pk: str(one) for one in Legislator.objects.filter(pk__in=people)} if people else {}
    named = (
        {one.pk: short_committee(one.name) for one in Committee.objects.filter(pk__in=committees)}
        if committees
        else {}
    )
    short = {one.pk: one.short_name for several in families.values() for one in several}
    words = {}
    for target in found:
        if target.model is Bill:
            words[target] = cite(target.key)
        elif target.model is Family:
            words[target] = f"the {short.get(target.key, '')} family"
        elif target.model is Legislator:
            words[target] = legislators.get(target.key, "a legislator")
        else:
            words[target] = f"the {named.get(target.key, '')} committee"
    return words


def _is_for(subscription: Subscription, row: BillEvent) -> bool:
    if not row.came_with_list or row.happened_on is None:
        return True
    return row.happened_on >= eastern(subscription.created_at).date()


def _alerts(
    matched: Mapping[tuple[int, str], dict[int, Reasons]], events: Sequence[Pair], today: dt.date
) -> list[Alert]:
    by_key = {row.pk: event for event, row in events}
    bills = Bill.objects.in_bulk({bill for _, bill in matched})
    # Most people are told the same: each set of events is put into words once.
    lines: dict[frozenset[int], tuple[Told, ...]] = {}
    alerts = []
    for (_, bill_id), reasons in matched.items():
        keys = frozenset(reasons)
        if keys not in lines:
            lines[keys] = _lines([by_key[key] for key in sorted(keys)], today)
        why = {one: words for found in reasons.values() for one, words in found.items()}
        alerts.append(
            Alert(
                key=f"bill-events {min(keys)}",
                heading=heading_of(bills[bill_id]),
                path=reverse("legislation:bill", args=[bill_id]),
                lines=lines[keys],
                reasons=tuple(sorted(why.items(), key=lambda pair: pair[0].pk)),
            )
        )
    return alerts


def _lines(events: Sequence[Event], today: dt.date) -> tuple[Told, ...]:
    undated = {one.told for one in events if one.on is None and one.kind is EventKind.REPORT}
    return tuple(
        Told(
            one.sentence,
            None if one.sentence in undated else one.on,
            today if arrived_late(one.on, today) else None,
        )
        for one in tell(events, today=today)
    )


def heading_of(bill: Bill) -> str:
    """Return how an alert is headed: "H.R. 1144 (119th) Title"."""
    heading = f"{cite_in_full(bill.pk)} {bill.name}"
    return heading if len(heading) <= _HEADING else f"{heading[: _HEADING - 1]}…"
