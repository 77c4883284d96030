"""Changing one's address: confirmed at the new one, told to the old one, undone from there."""

from __future__ import annotations

import re
import threading
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone

from common.models import AuditEntry, Token
from members.models import User
from members.services import addresses
from tests.factories.members import UserFactory, representative
from tests.members.browsers import by_form, reauthenticated, with_password
from tests.members.refusing_mail import REFUSED

pytestmark = pytest.mark.django_db
NEW = "new-address@sample.example"


def person_of(email: str = "old-address@sample.example") -> User:
    person = representative()
    User.objects.filter(pk=person.pk).update(email=email)
    person.refresh_from_db()
    return with_password(person)


def path_in(letter: mail.EmailMessage) -> str:
    return re.search(r"https?://[^/\s]+(/\S+)", letter.body)[1]


def secret_in(letter: mail.EmailMessage) -> str:
    return path_in(letter).split("/")[3]


def changed(person: User) -> str:
    """Change the address all the way; return the path that undoes it."""
    addresses.ask_for_change(user=person, email=NEW)
    addresses.confirm_change(secret=secret_in(mail.outbox[-1]))
    return path_in(mail.outbox[-1])


def test_a_change_asks_for_the_password_first():
    person = person_of()
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    for answer in (client.get("/account/email/"), client.post("/account/email/", {"email": NEW})):
        assert answer.headers["Location"].startswith("/account/reauthenticate/")
    assert mail.outbox == []


def test_the_whole_way_by_the_pages():
    person = person_of()
    browser = reauthenticated(person)
    browser.post("/account/email/", {"email": "New-Address@Sample.example"})
    (letter,) = mail.outbox
    assert letter.to == [NEW]
    assert NEW in browser.get("/account/email/").content.decode()
    stranger = Client()
    assert NEW in stranger.get(path_in(letter)).content.decode()
    person.refresh_from_db()
    assert person.email == "old-address@sample.example", "looking changes nothing"
    assert stranger.post(path_in(letter)).status_code == 302
    person.refresh_from_db()
    assert person.email == NEW
    assert list(EmailAddress.objects.filter(user=person).values_list("email", "verified", "primary")) == [
        (NEW, True, True)
    ]
    assert mail.outbox[1].to == ["old-address@sample.example"]
    assert by_form(person).get("/member/").status_code == 200
    assert stranger.post(path_in(letter)).status_code == 410, "a link works once"


def test_only_digests_of_links_are_kept_and_the_audit_log_holds_no_address():
    person = person_of()
    undo = changed(person)
    kept = str(list(Token.objects.values("digest", "purpose", "user_id")))
    assert undo.split("/")[3] not in kept
    logged = str(list(AuditEntry.objects.values()))
    assert NEW not in logged
    assert "old-address" not in logged
    assert set(AuditEntry.objects.values_list("verb", flat=True)) == {
        "asked to change e-mail address",
        "changed e-mail address",
    }


def test_a_link_to_the_new_address_lasts_a_day_and_the_way_back_two_weeks():
    person = person_of()
    addresses.ask_for_change(user=person, email=NEW)
    secret = secret_in(mail.outbox[-1])
    with (
        time_machine.travel(timezone.now() + timedelta(hours=25)),
        pytest.raises(addresses.AddressError, match="too old"),
    ):
        addresses.confirm_change(secret=secret)
    undo = changed(person)
    with time_machine.travel(timezone.now() + timedelta(days=13)):
        assert Client().get(undo).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=15)):
        assert Client().post(undo).status_code == 410
        assert addresses.forget_spent_addresses() == 1
    assert not Token.objects.filter(detail__has_key="email").exists()


def test_asking_again_or_canceling_stops_the_earlier_link():
    person = person_of()
    browser = reauthenticated(person)
    for address in (NEW, "another@sample.example"):
        browser.post("/account/email/", {"email": address})
    first, second = (path_in(letter) for letter in mail.outbox)
    assert Client().get(first).status_code == 410
    assert Client().get(second).status_code == 200
    browser.post("/people/me/address/cancel/")
    assert Client().post(second).status_code == 410


def test_nobody_learns_whether_an_address_has_an_account():
    person = person_of()
    UserFactory(email="taken@sample.example")
    browser = reauthenticated(person)
    free = browser.post("/account/email/", {"email": NEW}, follow=True)
    taken = browser.post("/account/email/", {"email": "Taken@sample.example"}, follow=True)
    said = [re.findall(r"Look in the mail[^<]*", page.content.decode()) for page in (free, taken)]
    assert said[0] == said[1] != []
    letter = mail.outbox[-1]
    assert letter.to == ["taken@sample.example"]
    assert "http" not in letter.body


def test_an_address_taken_meanwhile_is_refused_whatever_its_case():
    person = person_of()
    addresses.ask_for_change(user=person, email=NEW)
    UserFactory(email=NEW)
    with pytest.raises(addresses.AddressError, match="not free"):
        addresses.confirm_change(secret=secret_in(mail.outbox[-1]))
    person.refresh_from_db()
    assert person.email == "old-address@sample.example"


def test_an_address_that_can_still_be_taken_back_is_not_free_for_others():
    changed(person_of())
    other = person_of("other@sample.example")
    addresses.ask_for_change(user=other, email="old-address@sample.example")
    assert "has an account there already" in mail.outbox[-1].body


def test_undoing_shuts_out_whoever_changed_it():
    person = person_of()
    own = TOTP.activate(person, generate_totp_secret()).instance
    Authenticator.objects.filter(pk=own.pk).update(created_at=timezone.now() - timedelta(days=9))
    addresses.ask_for_change(user=person, email=NEW)
    Authenticator.objects.create(user=person, type="webauthn", data={})
    addresses.confirm_change(secret=secret_in(mail.outbox[-1]))
    undo = path_in(mail.outbox[-1])
    person.refresh_from_db()
    Authenticator.objects.filter(pk=own.pk).delete()
    thief = by_form_without_second_step(person)
    addresses.ask_for_change(user=person, email="further@sample.example")
    further = path_in(mail.outbox[-1])
    owner = Client()
    assert "old-address@sample.example" in owner.get(undo).content.decode()
    assert thief.get("/people/me/").status_code == 200, "looking undoes nothing"
    done = owner.post(undo)
    assert done.status_code == 200
    person.refresh_from_db()
    assert person.email == "old-address@sample.example"
    assert not person.has_usable_password()
    assert EmailAddress.objects.get(user=person).email == person.email
    assert not Authenticator.objects.filter(user=person).exists()
    assert thief.get("/people/me/").status_code == 302
    assert owner.get(further).status_code == 410
    assert owner.post(undo).status_code == 410, "a link works once"
    letter = mail.outbox[-1]
    assert letter.to == [person.email]
    assert "/account/password/reset/key/" in letter.body
    assert AuditEntry.objects.filter(verb="undid change of e-mail address").count() == 1


def by_form_without_second_step(person: User) -> Client:
    Authenticator.objects.filter(user=person, type="webauthn").update(user=UserFactory())
    client = by_form(person)
    Authenticator.objects.filter(type="webauthn").update(user=person)
    return client


def test_the_way_back_works_in_the_browser_that_is_signed_in_too():
    person = person_of()
    undo = changed(person)
    person.refresh_from_db()
    browser = by_form(person)
    assert browser.post(undo).status_code == 200
    assert browser.get("/people/me/").status_code == 302


def test_without_the_letter_to_the_old_address_nothing_changes(settings):
    person = person_of()
    addresses.ask_for_change(user=person, email=NEW)
    path = path_in(mail.outbox[-1])
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert Client().post(path).status_code == 503
    person.refresh_from_db()
    assert person.email == "old-address@sample.example"


def test_an_old_mailbox_that_is_gone_keeps_nobody_from_changing(settings):
    settings.EMAIL_BACKEND = "tests.members.refusing_mail.EmailBackend"
    person = person_of(REFUSED)
    addresses.ask_for_change(user=person, email=NEW)
    addresses.confirm_change(secret=secret_in(mail.outbox[-1]))
    person.refresh_from_db()
    assert person.email == NEW


def test_ten_letters_an_hour_are_enough():
    browser = reauthenticated(person_of())
    for number in range(10):
        assert browser.post("/account/email/", {"email": f"n{number}@sample.example"}).status_code == 302
    limited = browser.post("/account/email/", {"email": "n11@sample.example"})
    assert limited.status_code == 429
    assert "Too many tries" in limited.content.decode()
    assert len(mail.outbox) == 10


@pytest.mark.django_db(transaction=True)
def test_two_people_confirming_the_same_address_at_one_moment_leave_it_with_one():
    first, second = person_of("a@sample.example"), person_of("b@sample.example")
    secrets = []
    for person in (first, second):
        addresses.ask_for_change(user=person, email=NEW)
        secrets.append(secret_in(mail.outbox[-1]))
    said, ready = [], threading.Barrier(2)

    def confirm(secret: str) -> None:
        ready.wait()
        try:
            addresses.confirm_change(secret=secret)
            said.append("changed")
        except addresses.AddressError:
            said.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=confirm, args=[secret]) for secret in secrets]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == ["changed", "refused"]
    assert User.objects.filter(email=NEW).count() == 1


def test_an_address_put_between_takes_nobody_the_way_back():
    person = person_of()
    first = changed(person)
    addresses.ask_for_change(user=person, email="third@sample.example")
    addresses.confirm_change(secret=secret_in(mail.outbox[-1]))
    second = path_in(mail.outbox[-1])
    # Whoever made both changes owns the address between them.
    assert Client().post(second).status_code == 200
    assert Client().post(first).status_code == 200
    person.refresh_from_db()
    assert person.email == "old-address@sample.example"
    assert Client().post(second).status_code == 410
