"""Opening pages in tests: signed in, and with their queries counted."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def signed_in(person: Any) -> Client:
    """A browser of a person who has passed the sign-in."""
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client


def queries_of(client: Client, address: str) -> int:
    """How many queries a page takes, once what is made at a first visit has been made."""
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(address).status_code == 200
    return len(seen)
