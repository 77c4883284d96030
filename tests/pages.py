"""Opening pages in tests: signed in, and with their queries counted."""

from __future__ import annotations

import csv
import html
import io
import re
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.mfa.utils import is_mfa_enabled
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from common.citations import NBSP

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def signed_in(person: Any, *, second_step: bool = True) -> Client:
    """A browser of a person who has passed the sign-in; the secretariat has its second step unless told."""
    if second_step and person.is_secretariat and not is_mfa_enabled(person):
        TOTP.activate(person, generate_totp_secret())
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client


def sheet_rows(response: Any) -> list[list[str]]:
    """The rows of a list handed out as CSV, its heading first."""
    assert response.status_code == 200
    return list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))


def queries_of(client: Client, address: str) -> int:
    """How many queries a page takes, once what is made at a first visit has been made."""
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def words_of(response: Any) -> str:
    """What a page says, without its tags, every gap one plain space."""
    assert response.status_code == 200
    plain = strip_tags(response.content.decode()).replace(NBSP, " ")
    return re.sub(r"\s+", " ", html.unescape(plain))
