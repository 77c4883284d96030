"""Signing in and out, the second step of the secretariat, and what is logged of it."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.usersessions.models import UserSession
from django.core import mail

from common.models import AuditEntry
from members.choices import SecretariatRole
from tests.factories.members import (
    PASSWORD,
    AffiliationFactory,
    OrganizationFactory,
    SecretariatTermFactory,
    UserFactory,
    representative,
    staff_member,
)
from tests.members.browsers import by_form, with_password
from tests.pages import signed_in

pytestmark = pytest.mark.django_db


def sign_in(client, person, password=PASSWORD):
    return client.post("/account/login/", {"login": person.email, "password": password})


def test_a_member_signs_in_and_comes_to_the_member_home(client):
    person = UserFactory(password=PASSWORD)
    AffiliationFactory(user=person)
    assert sign_in(client, person).headers["Location"] == "/home/"
    assert client.get("/home/").headers["Location"] == "/member/"
    assert list(AuditEntry.objects.values_list("verb", "actor_id")) == [("signed in", person.pk)]


def test_a_failed_sign_in_is_logged_without_what_was_typed(client):
    person = UserFactory(password=PASSWORD)
    sign_in(client, person, "not the password")
    client.post("/account/login/", {"login": "nobody@sample.example", "password": "x"})
    failed = AuditEntry.objects.filter(verb="failed to sign in")
    assert set(failed.values_list("subject_id", flat=True)) == {str(person.pk), ""}
    logged = str(list(failed.values()))
    assert person.email not in logged
    assert "not the password" not in logged
    assert "nobody@sample.example" not in logged


def test_signing_out_is_logged():
    person = representative()
    signed_in(person).post("/account/logout/")
    assert AuditEntry.objects.filter(verb="signed out", actor_id=person.pk).count() == 1


def test_nobody_signs_up_by_themselves(client):
    fields = {"email": "self@sample.example", "password1": PASSWORD, "password2": PASSWORD}
    client.post("/account/signup/", fields)
    assert not type(UserFactory()).objects.filter(email="self@sample.example").exists()


def test_sessions_are_listed_and_ended_one_by_one_or_all_others_at_once():
    person = with_password(representative())
    here, phone, laptop = by_form(person), by_form(person), by_form(person)
    listed = here.get("/account/sessions/").context["sessions"]
    assert len(listed) == 3
    keys = {one.session_key: one.pk for one in listed}
    here.post(f"/people/me/sessions/{keys[phone.session.session_key]}/end/")
    assert phone.get("/member/").status_code == 302
    assert laptop.get("/member/").status_code == 200
    here.post(f"/people/me/sessions/{keys[here.session.session_key]}/end/")
    assert here.get("/member/").status_code == 200, "this one is ended by signing out"
    here.post("/account/sessions/")
    assert laptop.get("/member/").status_code == 302
    assert here.get("/member/").status_code == 200


def test_the_browser_that_signed_in_last_is_listed_first():
    person = with_password(representative())
    by_form(person)
    text = by_form(person).get("/account/sessions/").content.decode()
    rows = text.partition("<tbody>")[2].split("<tr>")[1:]
    assert ["this browser" in row for row in rows] == [True, False]


def test_nobody_ends_the_session_of_somebody_else():
    person, other = with_password(representative()), with_password(representative())
    browser = by_form(person)
    by_form(other)
    theirs = UserSession.objects.get(user=other)
    assert browser.post(f"/people/me/sessions/{theirs.pk}/end/").status_code == 404
    assert UserSession.objects.filter(pk=theirs.pk).exists()


def guess(client, address, **headers):
    fields = {"login": address, "password": "wrong guess"}
    return client.post("/account/login/", fields, headers=headers)


def test_guessing_at_one_account_is_stopped_even_for_the_right_password(client):
    person = with_password(representative())
    for _ in range(5):
        guess(client, person.email)
    held = client.post("/account/login/", {"login": person.email, "password": PASSWORD})
    assert held.status_code == 200
    assert "Too many" in held.content.decode()
    other = with_password(representative())
    assert by_form(other).get("/member/").status_code == 200


def test_behind_a_proxy_each_visitor_has_their_own_limit_and_cannot_make_up_an_address(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(30):
        guess(client, f"n{number}@sample.example", x_forwarded_for=f"198.51.100.{number}, 203.0.113.7")
    stopped = guess(client, "more@sample.example", x_forwarded_for="198.51.100.99, 203.0.113.7")
    assert stopped.status_code == 429
    assert "Too many tries" in stopped.content.decode()
    assert guess(client, "more@sample.example", x_forwarded_for="203.0.113.8").status_code == 200


def test_asking_for_a_new_password_tells_nobody_whether_there_is_an_account(client):
    person = representative()
    said = [
        client.post("/account/password/reset/", {"email": address}, follow=True)
        for address in (person.email, "nobody@sample.example")
    ]
    words = [re.sub(r"[A-Za-z0-9]{64}", "", page.content.decode()) for page in said]
    assert words[0] == words[1]
    assert "If the address belongs to an account" in words[0]
    assert "/account/password/reset/key/" in mail.outbox[0].body
    assert "no account here" in mail.outbox[1].body


def test_a_link_to_a_new_password_leads_to_the_site_and_no_other(client, settings):
    person = representative()
    client.post("/account/password/reset/", {"email": person.email}, headers={"host": "localhost:666"})
    (letter,) = mail.outbox
    assert f"{settings.SITE_URL}/account/password/reset/key/" in letter.body
    assert "localhost:666/account" not in letter.body


def test_the_secretariat_is_led_to_its_second_step_and_nowhere_else(settings):
    settings.MFA_REQUIRED_FOR_SECRETARIAT = True
    browser = signed_in(staff_member(SecretariatRole.ADMINISTRATOR), second_step=False)
    for address in ("/home/", "/people/audit/", "/people/me/", "/member/", "/admin/", "/admin/members/user/"):
        assert browser.get(address).headers.get("Location") == "/account/2fa/", address
    assert browser.get("/account/2fa/").status_code == 200
    assert browser.post("/account/logout/").status_code == 302


def test_with_a_second_step_the_secretariat_goes_on(settings):
    settings.MFA_REQUIRED_FOR_SECRETARIAT = True
    person = staff_member()
    TOTP.activate(person, generate_totp_secret())
    assert signed_in(person).get("/people/audit/").status_code == 200


def test_with_a_second_step_the_password_alone_opens_nothing(client):
    person = UserFactory(password=PASSWORD)
    SecretariatTermFactory(user=person)
    TOTP.activate(person, generate_totp_secret())
    assert sign_in(client, person).headers["Location"].startswith("/account/2fa/authenticate/")
    assert client.get("/people/audit/").status_code == 302
    client.post("/account/2fa/authenticate/", {"code": "no code"})
    assert client.get("/people/audit/").status_code == 302
    assert AuditEntry.objects.get(verb="failed the second step").subject_id == str(person.pk)
    assert Authenticator.objects.filter(user=person).exists()


def test_members_may_do_without(settings):
    settings.MFA_REQUIRED_FOR_SECRETARIAT = True
    assert signed_in(representative()).get("/member/").status_code == 200


def test_a_demonstration_does_not_ask_for_it(settings):
    settings.MFA_REQUIRED_FOR_SECRETARIAT = False
    assert signed_in(staff_member(), second_step=False).get("/people/audit/").status_code == 200


def test_who_acts_for_several_organizations_chooses_among_their_own():
    person = UserFactory()
    first, second = OrganizationFactory(name="SAMPLE A"), OrganizationFactory(name="SAMPLE B")
    for organization in (first, second):
        AffiliationFactory(user=person, organization=organization)
    strange = OrganizationFactory(name="SAMPLE C")
    browser = signed_in(person)
    assert browser.get("/member/").context["organization"] == first
    browser.post("/people/act-for/", {"organization": second.pk})
    assert browser.get("/member/").context["organization"] == second
    browser.post("/people/act-for/", {"organization": strange.pk})
    assert browser.get("/member/").context["organization"] == second


@pytest.mark.parametrize(
    "elsewhere", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"]
)
def test_changing_the_organization_leads_to_no_other_site(elsewhere):
    person = representative()
    answer = signed_in(person).post(
        "/people/act-for/",
        {"organization": person.current_affiliations[0].organization_id, "next": elsewhere},
    )
    assert answer.headers["Location"] == "/member/"
