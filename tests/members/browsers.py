"""Browsers that signed in by the form, as people do: their sessions are the ones the sign-in library knows."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.test import Client

from members.models import User
from tests.factories.members import PASSWORD


def with_password(person: User) -> User:
    """Give a person the password of the tests and a confirmed address, as an invitation does."""
    EmailAddress.objects.get_or_create(user=person, email=person.email, verified=True, primary=True)
    person.set_password(PASSWORD)
    person.save()
    return person


def by_form(person: User, password: str = PASSWORD) -> Client:
    """A browser whose owner signed in with address and password."""
    client = Client()
    answer = client.post("/account/login/", {"login": person.email, "password": password})
    assert answer.status_code == 302, answer.content.decode()
    return client


def reauthenticated(person: User, password: str = PASSWORD) -> Client:
    """A browser whose owner gave the password once more just now, for what is delicate."""
    client = by_form(person, password)
    assert client.post("/account/reauthenticate/", {"password": password}).status_code == 302
    return client
