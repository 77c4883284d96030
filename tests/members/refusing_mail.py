"""A mail server that knows one address no longer, as Django's mail backend."""

from __future__ import annotations

from collections.abc import Sequence
from smtplib import SMTPRecipientsRefused

from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend as Kept

REFUSED = "gone@sample.example"


class EmailBackend(Kept):
    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        if any(REFUSED in letter.to for letter in messages):
            raise SMTPRecipientsRefused({REFUSED: (550, b"no such user")})
        return super().send_messages(messages)
