"""A person's alerts: chosen for a thing, changed, given up; and written for whoever chose what something concerns.

Apps above say what happened by `tell`, in the transaction that wrote it; when it goes out is the business of
members.services.notices, as with every notice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from common import audit
from common.models import Notice
from common.naming import address_of
from common.querysets import ALERT
from members.choices import Delivery
from members.models import NoticeChoice, Subscription, User
from members.selectors.alerts import Target, find_alertable, subscribers_of
from members.services.notices import when
from members.services.stop_links import waiting

# What comes soonest counts where several alerts of a person match one event.
_SOONEST = (Delivery.AT_ONCE, Delivery.DAILY, Delivery.WEEKLY, Delivery.NEVER)
_TITLE = 200


@dataclass(frozen=True)
class Told:
    """One sentence of public facts, the day it happened, and the day it arrived where that was days later."""

    text: str
    on: date | None = None
    arrived_on: date | None = None


@dataclass(frozen=True)
class Alert:
    """What one person is told of one thing: `key` names the event, `reasons` the subscriptions, each in words."""

    key: str
    heading: str
    path: str
    lines: tuple[Told, ...]
    reasons: tuple[tuple[Subscription, str], ...]


@transaction.atomic
def subscribe(*, user: User, target: Model, delivery: Delivery = Delivery.DAILY) -> Subscription:
    """Give `user` alerts on a thing; choosing it twice changes nothing.

    Raises ValueError for what has no alerts or cannot be seen.
    """
    if find_alertable(address_of(target), user) is None:
        raise ValueError("There are no alerts on this.")
    kept, created = Subscription.objects.get_or_create(
        user=user,
        content_type=ContentType.objects.get_for_model(target),
        object_id=str(target.pk),
        defaults={"delivery": delivery},
    )
    if created:
        audit.record("chose an alert", kept, actor_id=user.pk)
    return kept


@transaction.atomic
def change_delivery(*, subscription: Subscription, delivery: Delivery) -> None:
    """Let the alerts of one subscription come another way; what waits for it alone follows."""
    subscription.delivery = delivery
    subscription.save(update_fields=["delivery"])
    paused = _paused([subscription.user_id])
    now = timezone.now()
    waiting(subscription).update(**when(Delivery.NEVER if paused else delivery, now, ALERT))


@transaction.atomic
def unsubscribe(*, subscription: Subscription) -> None:
    """Give up one subscription; what came of it stays on the site, what waits for it alone is not sent."""
    waiting(subscription).update(due_at=None)
    audit.record("gave up an alert", subscription, actor_id=subscription.user_id)
    subscription.delete()


def tell(*, key: str, heading: str, path: str, lines: Sequence[Told], targets: Mapping[Target, str]) -> int:
    """Write an alert for everyone who has one on any of `targets`; return for how many people.

    `key` names the event: whoever was told of it is never told again. `targets` says of each thing concerned why a
    person hears of it ("H.R. 1144", "the TVPRA family"); a watch is always "one of your watches", for its name may
    tell more than a letter should. Only public facts may be told (P5).
    """
    people: defaultdict[int, list[tuple[Subscription, str]]] = defaultdict(list)
    for target, found in subscribers_of(targets).items():
        for one in found:
            people[one.user_id].append((one, targets[target]))
    alerts = [Alert(key, heading, path, tuple(lines), tuple(reasons)) for reasons in people.values()]
    write_alerts(alerts=alerts, now=timezone.now())
    return len(alerts)


def write_alerts(*, alerts: Iterable[Alert], now: datetime) -> None:
    """Write the notices of alerts in the caller's transaction; a person is told of one `key` once."""
    wanted = [one for one in alerts if one.lines and one.reasons]
    if not wanted:
        return
    paused = _paused({one.reasons[0][0].user_id for one in wanted})
    Notice.objects.bulk_create([_notice(one, paused, now) for one in wanted], ignore_conflicts=True)


def _notice(alert: Alert, paused: set[int], now: datetime) -> Notice:
    user_id = alert.reasons[0][0].user_id
    chosen = {Delivery(one.delivery) for one, _ in alert.reasons}
    delivery = Delivery.NEVER if user_id in paused else min(chosen, key=_SOONEST.index)
    return Notice(
        recipient_id=user_id,
        kind=ALERT,
        title=_title(alert),
        path=alert.path,
        event_key=alert.key,
        created_at=now,
        detail={
            "heading": alert.heading,
            "lines": [_plain(line) for line in alert.lines],
            "why": [[one.pk, words] for one, words in alert.reasons],
            "subscriptions": [one.pk for one, _ in alert.reasons],
        },
        **when(delivery, now, ALERT),
    )


def _title(alert: Alert) -> str:
    """The first sentence, and how many more there are."""
    more = len(alert.lines) - 1
    tail = f" and {more} more" if more else ""
    first = alert.lines[0].text
    room = _TITLE - len(tail)
    return (first if len(first) <= room else f"{first[: room - 1]}…") + tail


def _plain(line: Told) -> dict[str, Any]:
    return {
        "text": line.text,
        "on": line.on.isoformat() if line.on else None,
        "arrived": line.arrived_on.isoformat() if line.arrived_on else None,
    }


def _paused(user_ids: Iterable[int]) -> set[int]:
    rows = NoticeChoice.objects.filter(user__in=user_ids, kind=ALERT, delivery=Delivery.NEVER)
    return set(rows.values_list("user_id", flat=True))
