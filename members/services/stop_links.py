"""The links in letters that stop alerts without signing in: sealed, so that they say nothing and cannot be made up.

They work as long as the site knows the key they were sealed under, for letters are found years later.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from common import audit, sealed
from common.models import Notice
from common.querysets import ALERT
from members.choices import Delivery
from members.models import NoticeChoice, Subscription, User

_WHAT = "stop alerts"


@dataclass(frozen=True)
class Stop:
    """Whose alerts a link stops: those of one subscription, or all of them."""

    user_id: int
    subscription_id: int | None = None


def stop_url(stop: Stop) -> str:
    """Return the address, with the site, that stops what `stop` names."""
    text = f"{_WHAT} {stop.user_id} {stop.subscription_id or 0}"
    secret = sealed.seal(text).removeprefix(sealed.MARK)
    return settings.SITE_URL + reverse("members:stop_alerts", args=[secret])


def read_stop(secret: str) -> Stop | None:
    """Return what a link stops; None for one that was not sealed here."""
    try:
        text = sealed.unseal(sealed.MARK + secret)
    except (sealed.CannotOpen, UnicodeError):
        return None
    what, _, numbers = text.rpartition(_WHAT + " ")
    user_id, _, subscription_id = numbers.partition(" ")
    if what or not (user_id.isdigit() and subscription_id.isdigit()):
        return None
    return Stop(int(user_id), int(subscription_id) or None)


@transaction.atomic
def follow_stop(*, stop: Stop) -> None:
    """Send no more e-mail for what a link names; again, or for what is gone, it changes nothing and says nothing."""
    user = User.objects.select_for_update(no_key=True).filter(pk=stop.user_id).first()
    if user is None or user.anonymized_at:
        return
    if stop.subscription_id is None:
        pause(user=user)
        return
    found = Subscription.objects.visible_to(user).filter(pk=stop.subscription_id).first()
    if found is not None and found.delivery != Delivery.NEVER:
        found.delivery = Delivery.NEVER
        found.save(update_fields=["delivery"])
        waiting(found).update(due_at=None)
        audit.record("stopped an alert by link", found, actor_id=user.pk)


@transaction.atomic
def pause(*, user: User) -> None:
    """Send no alert by e-mail until they are taken up again; what waits stays on the site only."""
    NoticeChoice.objects.update_or_create(user=user, kind=ALERT, defaults={"delivery": Delivery.NEVER})
    Notice.objects.unsent().alerts().filter(recipient_id=user.pk).update(due_at=None)
    audit.record("paused alerts", user, actor_id=user.pk)


@transaction.atomic
def resume(*, user: User) -> None:
    """Let alerts come by e-mail again as each is set; what came meanwhile is on the site and is not sent."""
    if NoticeChoice.objects.filter(user=user, kind=ALERT).delete()[0]:
        audit.record("took alerts up again", user, actor_id=user.pk)


def waiting(subscription: Subscription) -> QuerySet[Notice]:
    """Return the alerts still to be e-mailed for which one subscription is the only reason."""
    rows = Notice.objects.unsent().alerts().filter(recipient_id=subscription.user_id, attempts=0)
    return rows.filter(detail__subscriptions=[subscription.pk], due_at__gt=timezone.now())
