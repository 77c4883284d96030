"""The mail loop when a mail server fails and when several workers send at once."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.utils import timezone

from common.models import Notice
from members.models import User
from members.services.notices import notify, send_unsent
from tests.factories.members import representative
from tests.members.mail_servers import BUSY, DROPPED

SERVERS = "tests.members.mail_servers."


def tell(*people, key="1", kind="proposal"):
    notify(recipient_ids=[one.pk for one in people], kind=kind, title="SAMPLE", path="/x/", event_key=key)


def person_at(address: str) -> User:
    person = representative()
    User.objects.filter(pk=person.pk).update(email=address)
    return person


def addresses():
    return sorted(letter.to[0] for letter in mail.outbox)


@pytest.mark.django_db
def test_a_mail_server_that_cannot_be_reached_costs_no_attempt(settings):
    person = representative()
    tell(person)
    settings.EMAIL_BACKEND = SERVERS + "Unreachable"
    assert send_unsent() == 0
    assert Notice.objects.get().attempts == 0
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send_unsent() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("address", [BUSY, DROPPED])
def test_what_is_not_taken_now_is_tried_again_later_and_sent_once(settings, address):
    troubled, other = person_at(address), representative()
    tell(troubled, other)
    settings.EMAIL_BACKEND = SERVERS + "Moody"
    start = timezone.now()
    assert [send_unsent(), send_unsent()] == [1, 0]
    assert addresses() == [other.email]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send_unsent() == 0
    with time_machine.travel(start + timedelta(minutes=6)):
        assert [send_unsent(), send_unsent()] == [1, 0]
    assert Counter(addresses()) == {address: 1, other.email: 1}


@pytest.mark.django_db
def test_it_is_given_up_in_the_end_and_the_record_says_so_without_the_address(settings):
    tell(person_at(BUSY))
    settings.EMAIL_BACKEND = SERVERS + "Moody"
    for _ in range(20):
        send_unsent()
        Notice.objects.unsent().update(due_at=timezone.now())
    notice = Notice.objects.get()
    assert notice.attempts == 7
    assert "however often it was tried" in notice.error
    assert BUSY not in notice.error


@pytest.mark.django_db
def test_each_attempt_carries_the_same_identity():
    person = representative()
    tell(person)
    send_unsent()
    Notice.objects.update(sent_at=None, due_at=timezone.now())
    send_unsent()
    first, second = (letter.extra_headers["Message-ID"] for letter in mail.outbox)
    assert first == second


@pytest.mark.django_db
def test_a_worker_that_died_while_sending_loses_nothing():
    tell(representative())
    # Taken by a worker that never came back: its time has been put off, nothing else.
    Notice.objects.update(attempts=1, due_at=timezone.now() + timedelta(minutes=5))
    assert send_unsent() == 0
    with time_machine.travel(timezone.now() + timedelta(minutes=5, seconds=1)):
        assert send_unsent() == 1


@pytest.mark.django_db(transaction=True)
def test_several_workers_at_once_send_each_letter_once(settings):
    settings.EMAIL_BACKEND = SERVERS + "Slow"
    people = [representative() for _ in range(6)]
    for key in range(3):
        tell(*people, key=str(key))
    for key in range(3, 6):
        tell(*people, key=str(key), kind="shared information")
    Notice.objects.filter(gathered="weekly").update(due_at=timezone.now())

    def work(_: int) -> int:
        try:
            return send_unsent()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as workers:
        sent = list(workers.map(work, range(4)))
    assert sum(sent) == len(mail.outbox) == 6 * 4
    identities = Counter(letter.extra_headers["Message-ID"] for letter in mail.outbox)
    assert set(identities.values()) == {1}
    assert not Notice.objects.filter(sent_at=None).exists()
