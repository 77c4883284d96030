"""Second factors: kept sealed, told of by mail, reset by an administrator, and required of the secretariat."""

from __future__ import annotations

from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from common import sealed
from common.models import AuditEntry
from members.choices import ResetReason, SecretariatRole
from members.models import User
from members.services.rights import NotAllowed
from members.services.second_factors import reset_second_factor
from tests.factories.members import PASSWORD, representative, staff_member
from tests.members.browsers import by_form, reauthenticated, with_password

pytestmark = pytest.mark.django_db


def administrator() -> User:
    return with_password(staff_member(SecretariatRole.ADMINISTRATOR))


def code_now(secret: str) -> str:
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counters[len(counters) // 2]))


def stored() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(data::text, ' ') FROM mfa_authenticator")
        return str(cursor.fetchone()[0])


@pytest.mark.django_db(transaction=True)
def test_a_member_sets_up_an_app_signs_in_with_it_and_its_secret_is_sealed(client):
    person = with_password(representative())
    browser = reauthenticated(person)
    page = browser.get("/account/2fa/totp/activate/")
    secret = page.context["form"].secret
    done = browser.post("/account/2fa/totp/activate/", {"code": code_now(secret)})
    assert done.status_code == 302
    assert {letter.subject for letter in mail.outbox} >= {"A second step was added"}
    assert secret not in stored()
    assert all(
        value.startswith(sealed.MARK)
        for row in Authenticator.objects.all()
        for key, value in row.data.items()
        if key in {"secret", "seed"}
    )
    begun = client.post("/account/login/", {"login": person.email, "password": PASSWORD})
    assert begun.headers["Location"].startswith("/account/2fa/authenticate/")
    recovery = RecoveryCodes(Authenticator.objects.get(user=person, type="recovery_codes"))
    client.post("/account/2fa/authenticate/", {"code": recovery.get_unused_codes()[0]})
    assert client.get("/member/").status_code == 200


def test_secrets_from_before_still_open_and_are_sealed_by_the_command():
    person = with_password(representative())
    secret = generate_totp_secret()
    Authenticator.objects.create(user=person, type="totp", data={"secret": secret})
    Authenticator.objects.create(user=person, type="recovery_codes", data={"seed": "ab" * 40, "used_mask": 3})
    codes = RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).get_unused_codes()
    out = StringIO()
    call_command("seal_second_factors", stdout=out)
    assert "2 second factors" in out.getvalue()
    assert secret not in stored()
    assert "ab" * 40 not in stored()
    assert RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).get_unused_codes() == codes
    assert TOTP(Authenticator.objects.get(type="totp")).validate_code(code_now(secret))


def test_after_a_change_of_secret_key_all_is_sealed_anew_and_the_old_key_can_go(settings):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "first", []
    secret = generate_totp_secret()
    TOTP.activate(representative(), secret)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "second", ["first"]
    call_command("seal_second_factors", stdout=StringIO())
    settings.SECRET_KEY_FALLBACKS = []
    assert sealed.unseal(Authenticator.objects.get().data["secret"]) == secret
    settings.SECRET_KEY = "third"
    with pytest.raises(CommandError, match="SECRET_KEY_FALLBACKS"):
        call_command("seal_second_factors", stdout=StringIO())


def test_taking_away_the_last_factor_leads_the_secretariat_back_to_adding_one(settings):
    settings.MFA_REQUIRED_FOR_SECRETARIAT = True
    person = with_password(staff_member())
    browser = reauthenticated(person)
    TOTP.activate(person, generate_totp_secret())
    RecoveryCodes.activate(person)
    assert browser.get("/people/").status_code == 200
    assert browser.post("/account/2fa/totp/deactivate/").status_code == 302
    assert not Authenticator.objects.filter(user=person).exists()
    assert browser.get("/people/").headers["Location"] == "/account/2fa/"
    assert {letter.subject for letter in mail.outbox} >= {"A second step was removed"}


def test_an_administrator_resets_a_lost_factor_and_the_person_is_told():
    person = with_password(representative())
    browser = by_form(person)
    TOTP.activate(person, generate_totp_secret())
    by = reauthenticated(administrator())
    address = f"/people/{person.pk}/second-step/"
    assert by.get(address).status_code == 200
    assert by.post(address, {}).status_code == 400
    assert by.post(address, {"reason": "lost"}).status_code == 302
    assert not Authenticator.objects.filter(user=person).exists()
    assert browser.get("/people/me/").status_code == 302, "signed out everywhere"
    assert mail.outbox[-1].to == [person.email]
    entry = AuditEntry.objects.get(verb="reset second factor")
    assert (entry.subject_id, entry.detail) == (str(person.pk), {"reason": "lost", "factors": 1})


def test_nobody_resets_their_own_factor_and_staff_nobodys():
    me = administrator()
    for person, by in ((me, me), (representative(), staff_member()), (me, representative())):
        with pytest.raises(NotAllowed):
            reset_second_factor(person=person, reason=ResetReason.LOST, by=by)


def test_a_reset_asks_for_the_password_first():
    person = representative()
    browser = by_form(administrator())
    session = browser.session
    session["account_authentication_methods"] = []
    session.save()
    answer = browser.post(f"/people/{person.pk}/second-step/", {"reason": "lost"})
    assert answer.headers["Location"].startswith("/account/reauthenticate/")


def test_members_are_offered_a_second_step_and_asked_no_more_once_they_have_one():
    person = with_password(representative())
    browser = by_form(person)
    assert "stolen password" in browser.get("/people/me/").content.decode()
    TOTP.activate(person, generate_totp_secret())
    assert "stolen password" not in browser.get("/people/me/").content.decode()


def test_a_changed_password_is_told_by_mail_and_a_mail_server_that_is_down_does_not_undo_it(settings):
    person = with_password(representative())
    browser = reauthenticated(person)
    new = "an entirely different sentence"
    fields = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    browser.post("/account/password/change/", fields)
    (letter,) = mail.outbox
    assert letter.subject == "Your password was changed"
    assert new not in letter.body
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    newer = "a third sentence, longer still"
    answer = browser.post(
        "/account/password/change/", {"oldpassword": new, "password1": newer, "password2": newer}
    )
    assert answer.status_code == 302
    person.refresh_from_db()
    assert person.check_password(newer)
