"""Writing notices with the change they tell of, and e-mailing them as each person chose."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from common.access import is_inside
from common.models import Gathered, Notice
from common.querysets import ALERT
from members import notice_kinds
from members.choices import Delivery
from members.models import NoticeChoice, User
from members.services import mailing

log = logging.getLogger(__name__)
LEFT = "The recipient has left."
# The server's own words hold the address, so they are not kept.
REFUSED = "The mail server refused the address."
GIVEN_UP = "The mail server did not take it, however often it was tried."


def notify(*, recipient_ids: Iterable[int], kind: str, title: str, path: str, event_key: str) -> None:
    """Write one notice per recipient in the caller's transaction; the same event is never written twice.

    `kind` is one of members.notice_kinds; whoever chose so hears of it weekly or finds it on the site only.
    `title` is neutral (P5): what is confidential waits behind the sign-in at `path`.
    """
    ids = list(recipient_ids)
    rule, now = notice_kinds.kind_of(kind), timezone.now()
    chosen: dict[int, str] = {}
    if rule.can_be_changed:
        rows = NoticeChoice.objects.filter(user__in=ids, kind=kind)
        chosen = dict(rows.values_list("user_id", "delivery"))
    Notice.objects.bulk_create(
        [
            Notice(
                recipient_id=one,
                kind=kind,
                title=title,
                path=path,
                event_key=event_key,
                created_at=now,
                **when(Delivery(chosen.get(one, rule.default)), now, kind),
            )
            for one in ids
        ],
        ignore_conflicts=True,
    )


def when(delivery: Delivery, now: datetime, kind: str) -> dict[str, Any]:
    """Return the columns that say when a notice of a kind written `now` goes out, and with which others."""
    return {
        "due_at": notice_kinds.due(delivery, now, kind),
        "gathered": notice_kinds.gathered(delivery, kind),
    }


@transaction.atomic
def choose_delivery(*, user: User, choices: dict[str, Delivery]) -> None:
    """Keep how `user` wants to hear of each kind; what waits to be e-mailed follows the new choice.

    Raises ValueError for a kind that does not exist or whose notices cannot be switched off.
    """
    now = timezone.now()
    for name, delivery in choices.items():
        rule = notice_kinds.kind_of(name)
        if not rule.can_be_changed:
            raise ValueError(f"Notices of the kind “{name}” always come by email.")
        if rule.chosen_one_by_one:
            raise ValueError(f"Notices of the kind “{name}” are chosen one by one.")
        NoticeChoice.objects.update_or_create(user=user, kind=name, defaults={"delivery": delivery})
        waiting = Notice.objects.unsent().filter(
            recipient_id=user.pk, kind=name, attempts=0, due_at__isnull=False
        )
        if delivery != Delivery.NEVER:
            waiting = waiting.exclude(gathered=notice_kinds.gathered(delivery, name))
        waiting.update(**when(delivery, now, name))


def mark_read(*, notice: Notice) -> None:
    """Note that its recipient opened a notice; the first time counts."""
    Notice.objects.unread().filter(pk=notice.pk).update(seen_at=timezone.now())


def mark_all_read(*, user: User) -> int:
    """Mark every notice of `user` that is no alert as read and return how many were not."""
    rows = Notice.objects.visible_to(user).of_the_work()
    return int(rows.unread().update(seen_at=timezone.now()))


def mark_alerts_read(*, user: User) -> int:
    """Mark every alert of `user` as read and return how many were not."""
    return int(Notice.objects.visible_to(user).alerts().unread().update(seen_at=timezone.now()))


def send_unsent(*, limit: int = 200) -> int:
    """E-mail what is due to up to `limit` people and return how many letters went out.

    Each letter is claimed before it is sent, so two workers never send one twice; what the mail server does not
    take for now is tried again later; a person who has left gets none.
    """
    due = Notice.objects.due(timezone.now()).order_by("recipient_id")
    recipients = list(due.values_list("recipient_id", flat=True).distinct()[:limit])
    if not recipients:
        return 0
    sent = 0
    try:
        with mailing.connected() as connection:
            for one in recipients:
                sent += _send_all_to(one, connection)
    except mailing.Down as down:
        log.warning("The mail server cannot be reached (%s); notices wait.", down)
    return sent


def _send_all_to(recipient_id: int, connection: Any) -> int:
    sent = 0
    while claimed := _claim(recipient_id):
        user, notices = claimed
        sent += _send(user, notices, connection)
    return sent


def _claim(recipient_id: int) -> tuple[User, list[Notice]] | None:
    """Take what the next letter to a person tells of and put it off as if it had failed; None when nothing is due.

    A worker that dies while sending thus loses nothing, and no other takes the same meanwhile.
    """
    now = timezone.now()
    with transaction.atomic():
        user = User.objects.select_for_update(skip_locked=True, no_key=True).filter(pk=recipient_id).first()
        if user is None and User.objects.filter(pk=recipient_id).exists():
            return None  # another worker has this person in hand
        due = Notice.objects.due(now).filter(recipient_id=recipient_id)
        if user is None or not (user.is_active and is_inside(user)):
            due.update(error=LEFT)
            return None
        # What was read on the site since needs no digest.
        due.exclude(gathered="").filter(seen_at__isnull=False).update(due_at=None)
        notices = _next_letter(list(due.order_by("created_at", "pk")), now)
        for one in notices:
            one.attempts += 1
            one.due_at = now + (notice_kinds.wait_after(one.attempts) or notice_kinds.LAST_WAIT)
        Notice.objects.bulk_update(notices, ["attempts", "due_at"])
    return (user, notices) if notices else None


def _next_letter(due: list[Notice], now: datetime) -> list[Notice]:
    """One notice that comes alone; when there is none, all that wait for one letter of the same sort."""
    alone = [one for one in due if not one.gathered]
    if alone or not due:
        return alone[:1]
    first = due[0]
    if first.attempts:
        # The letter that failed, as it was: with other contents it would be another letter.
        return [one for one in due if (one.attempts, one.due_at) == (first.attempts, first.due_at)]
    same = [one for one in due if not one.attempts and _shares_letter(one, first)]
    if first.gathered != Gathered.SOON:
        return same
    # Alerts that came since and would go out minutes later go with the rest: one letter for what arrived together.
    later = Notice.objects.unsent().alerts().filter(recipient_id=first.recipient_id, gathered=first.gathered)
    return [*same, *later.filter(due_at__gt=now, attempts=0, seen_at=None).order_by("created_at", "pk")]


def _shares_letter(one: Notice, other: Notice) -> bool:
    return one.gathered == other.gathered and (one.kind == ALERT) == (other.kind == ALERT)


def _send(user: User, notices: list[Notice], connection: Any) -> int:
    these = Notice.objects.filter(pk__in=[one.pk for one in notices])
    try:
        mailing.deliver(mailing.letter_about(notices, user.email), connection)
    except mailing.Refused:
        these.update(error=REFUSED)
        return 0
    except mailing.TryLater:
        spent = [one.pk for one in notices if notice_kinds.wait_after(one.attempts) is None]
        these.filter(pk__in=spent).update(error=GIVEN_UP)
        mailing.open_again(connection)
        return 0
    these.update(sent_at=timezone.now())
    return 1
