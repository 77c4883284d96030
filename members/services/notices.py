"""Writing notices with the change they tell of, and sending what is unsent."""

from __future__ import annotations

from collections.abc import Iterable
from smtplib import SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone

from common.access import is_inside
from common.models import Notice
from members.models import User


def notify(*, recipient_ids: Iterable[int], kind: str, title: str, path: str, event_key: str) -> None:
    """Write one notice per recipient in the caller's transaction; the same event is never written twice.

    `title` is neutral (P5): what is confidential waits behind the sign-in at `path`.
    """
    Notice.objects.bulk_create(
        [
            Notice(recipient_id=one, kind=kind, title=title, path=path, event_key=event_key)
            for one in recipient_ids
        ],
        ignore_conflicts=True,
    )


def send_unsent(*, limit: int = 200) -> int:
    """E-mail up to `limit` unsent notices and return how many went out.

    Each is locked while it is sent, so two workers never send one twice; a person who has left gets none.
    """
    sent = 0
    for notice_id in Notice.objects.unsent().values_list("pk", flat=True)[:limit]:
        with transaction.atomic():
            notice = Notice.objects.unsent().select_for_update(skip_locked=True).filter(pk=notice_id).first()
            if notice is None:
                continue
            sent += _send(notice)
    return sent


def _send(notice: Notice) -> int:
    user = User.objects.filter(pk=notice.recipient_id, is_active=True).first()
    if user is None or not is_inside(user):
        notice.error = "The recipient has left."
        notice.save(update_fields=["error"])
        return 0
    notice.error = _mail(user.email, notice)
    if notice.error:
        notice.save(update_fields=["error"])
        return 0
    notice.sent_at = timezone.now()
    notice.save(update_fields=["sent_at"])
    return 1


def _mail(address: str, notice: Notice) -> str:
    """E-mail a notice; return why it can never arrive, empty when it is on its way."""
    body = f"{notice.title}\n\nRead it after signing in: {settings.SITE_URL}{notice.path}\n"
    try:
        send_mail(notice.title, body, None, [address])
    except SMTPRecipientsRefused:
        # The others still get theirs; the server's words hold the address, so they are not kept.
        return "The mail server refused the address."
    return ""
