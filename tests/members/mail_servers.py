"""Mail servers that misbehave, as Django's mail backends; what they took is in django.core.mail.outbox."""

from __future__ import annotations

import time
from collections.abc import Sequence
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend as Kept

BUSY = "busy@sample.example"
DROPPED = "dropped@sample.example"


class Unreachable(Kept):
    def open(self) -> bool:
        raise ConnectionRefusedError


class Moody(Kept):
    """Takes nothing for BUSY this time, and hangs up at DROPPED."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        for letter in messages:
            if BUSY in letter.to:
                raise SMTPRecipientsRefused({BUSY: (451, b"greylisted, come back later")})
            if DROPPED in letter.to:
                raise SMTPServerDisconnected("Connection unexpectedly closed")
        return super().send_messages(messages)


class Slow(Kept):
    """Takes its time, so that several workers are in the middle of a letter at once."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        time.sleep(0.05)
        mail.outbox.extend(messages)
        return len(messages)
