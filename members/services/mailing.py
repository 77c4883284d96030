"""Letters that tell of notices: neutral words, links behind the sign-in, and what a mail server says to them (P5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from smtplib import SMTPException, SMTPRecipientsRefused
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.urls import reverse

from common.models import Gathered, Notice
from common.querysets import ALERT
from members.notice_kinds import kind_of
from members.services.alert_letters import alert_letter

PERMANENT = 500
# The subject of each digest, and since when it tells.
DIGESTS = {
    Gathered.DAILY.value: ("Your day at the policy desk", "yesterday morning"),
    Gathered.WEEKLY.value: ("Your week at the policy desk", "last Monday"),
}


class Refused(Exception):  # noqa: N818 - it is an answer, not an error
    """The mail server will never take a letter to this address."""


class TryLater(Exception):  # noqa: N818 - it is an answer, not an error
    """The mail server did not take it this time."""


class Down(Exception):  # noqa: N818 - it is an answer, not an error
    """No connection to the mail server: nothing can be sent now."""


def letter_about(notices: Sequence[Notice], address: str) -> EmailMessage:
    """Return the letter that tells of one notice, or the digest of those that waited for it."""
    first = notices[0]
    if first.kind == ALERT:
        return alert_letter(notices, address)
    if first.gathered:
        subject, since = DIGESTS[first.gathered]
        return _letter(subject, _digest_body(notices, since), address, f"digest-{first.pk}")
    body = f"{first.title}\n\nRead it after signing in:\n{settings.SITE_URL}{first.path}\n"
    return _letter(first.title, body, address, f"notice-{first.pk}")


def _digest_body(notices: Sequence[Notice], since: str) -> str:
    """What came by, a paragraph each; several on one page are counted."""
    by_page: defaultdict[tuple[str, str], list[Notice]] = defaultdict(list)
    for one in notices:
        by_page[one.kind, one.path.partition("#")[0]].append(one)
    told = []
    for (kind, page), several in by_page.items():
        words = several[0].title if len(several) == 1 else f"{len(several)} {kind_of(kind).several}"
        path = several[0].path if len(several) == 1 else page
        told.append(f"{words}: read after signing in:\n{settings.SITE_URL}{path}\n")
    return f"What you have not read yet since {since}.\n\n" + "\n".join(told)


def _letter(subject: str, body: str, address: str, identity: str) -> EmailMessage:
    choices = settings.SITE_URL + reverse("members:notice_choices")
    return EmailMessage(
        subject,
        f"{body}\nHow you hear of things, and how to change it:\n{choices}\n",
        to=[address],
        headers={
            # The same at each attempt: a letter taken twice by mistake is shown once.
            "Message-ID": f"<{identity}@{settings.SITE_HOST}>",
            "List-Id": f"<notices.{settings.SITE_HOST}>",
            "List-Unsubscribe": f"<{choices}>",
            "Auto-Submitted": "auto-generated",
        },
    )


@contextmanager
def connected() -> Iterator[Any]:
    """One connection to the mail server for many letters. Raises Down when there is none."""
    connection = get_connection()
    open_again(connection)
    try:
        yield connection
    finally:
        connection.close()


def open_again(connection: Any) -> None:
    """Open a connection that is not open. Raises Down."""
    try:
        connection.open()
    except (OSError, SMTPException) as error:
        raise Down(type(error).__name__) from error


def deliver(letter: EmailMessage, connection: Any) -> None:
    """Hand a letter to the mail server. Raises Refused when it never takes it, TryLater when not now."""
    try:
        connection.send_messages([letter])
    except SMTPRecipientsRefused as error:
        # A greylisting server refuses with a code below 500 and takes it later.
        if all(code >= PERMANENT for code, _ in error.recipients.values()):
            raise Refused from error
        raise TryLater from error
    except (OSError, SMTPException) as error:
        # What state the connection is in is not known: the next letter gets a new one.
        connection.close()
        raise TryLater from error
