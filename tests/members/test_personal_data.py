"""A person's copy of their data, and taking them out of the desk on request."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.usersessions.models import UserSession
from django.contrib.contenttypes.models import ContentType
from django.core import mail
from django.db import connection

from common import tokens
from common.dates import today
from common.models import AuditEntry, Notice, Token
from decisions.choices import Answer
from decisions.models import Comment, Response, SharedItem
from decisions.services.closing import withdraw_proposal
from decisions.services.responses import record_response
from members.choices import Role, SecretariatRole
from members.models import Organization, User
from members.services import addresses, invitations
from members.services.anonymizing import CannotAnonymize, anonymize
from members.services.exports import export_contacts
from members.services.notices import notify
from members.services.personal_data import export_personal_data
from members.services.rights import NotAllowed
from members.services.roles import end_role
from tests.factories.decisions import (
    ProposalFactory,
    SharedItemFactory,
    a_next_round,
    an_answer,
    an_open_proposal,
)
from tests.factories.members import (
    OrganizationFactory,
    former_member,
    representative,
    staff_member,
)
from tests.members.browsers import by_form, reauthenticated, with_password
from tests.pages import signed_in

pytestmark = pytest.mark.django_db
NAME, ADDRESS = "Canaria Samplebird", "canaria@sample.example"


def administrator() -> User:
    return with_password(staff_member(SecretariatRole.ADMINISTRATOR))


@pytest.fixture
def canary() -> User:
    """A person who came by invitation and did everything one can do."""
    organization = OrganizationFactory()
    secret = invitations.invite(
        email=ADDRESS, name=NAME, organization=organization, role=Role.REPRESENTATIVE, by=staff_member()
    )
    person = with_password(invitations.accept(secret=secret, name=NAME, password="a long enough password"))
    proposal = an_open_proposal([organization])
    record_response(
        proposal=proposal, organization=organization, answer=Answer.SUPPORT, reason="SAMPLE reason", by=person
    )
    thread = {"content_type": ContentType.objects.get_for_model(Organization), "object_id": organization.pk}
    Comment.objects.create(text="SAMPLE own words", author=person, organization=organization, **thread)
    mentioned = Comment.objects.create(text=f"Thanks, {NAME}!", author=representative(), **thread)
    mentioned.mentions.add(person)
    SharedItemFactory(organization=organization, posted_by=person, text="SAMPLE post")
    by_form(person)
    tokens.issue(purpose="sample feed", lasts=None, user_id=person.pk)
    notify(recipient_ids=[person.pk], kind="sample", title="SAMPLE title", path="/x/", event_key="1")
    TOTP.activate(person, generate_totp_secret())
    addresses.ask_for_change(user=person, email="canaria-new@sample.example")
    return person


def copy_in(answer) -> dict:
    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    return json.loads(answer.content)


def test_a_person_takes_a_copy_of_all_the_desk_keeps_of_them(canary):
    Authenticator.objects.filter(user=canary).delete()
    copied = copy_in(reauthenticated(canary).post("/people/me/data/"))
    assert copied["profile"][0]["email"] == ADDRESS
    assert [one["role"] for one in copied["roles"]] == ["representative"]
    assert [(one["answer"], one["reason"]) for one in copied["answers"]] == [("support", "SAMPLE reason")]
    assert [one["text"] for one in copied["comments"]] == ["SAMPLE own words"]
    assert [one["text"] for one in copied["posts"]] == ["SAMPLE post"]
    assert "signed in" in {one["what"] for one in copied["sign-ins and actions"]}
    assert copied["notices"][0]["title"] == "SAMPLE title"
    assert {one["purpose"] for one in copied["links"]} == {"invitation", "sample feed", "address change"}
    assert {"response", "comment", "shared item"} <= {one["kind"] for one in copied["marks on the record"]}
    assert "password" not in copied["profile"][0]
    assert "seed" not in json.dumps(copied)
    assert AuditEntry.objects.get(verb="exported personal data").actor_id == canary.pk


def test_former_members_can_still_take_theirs():
    person = with_password(former_member())
    assert copy_in(reauthenticated(person).post("/people/me/data/"))["profile"][0]["number"] == person.pk


def test_the_secretariat_takes_a_copy_on_request_and_that_is_logged():
    person, staff = representative(), with_password(staff_member())
    browser = reauthenticated(staff)
    assert browser.get(f"/people/{person.pk}/copy/").status_code == 200
    assert not AuditEntry.objects.filter(verb="exported personal data").exists()
    copy_in(browser.post(f"/people/{person.pk}/copy/"))
    entry = AuditEntry.objects.get(verb="exported personal data")
    assert (entry.actor_id, entry.subject_id) == (staff.pk, str(person.pk))


def test_nobody_takes_the_copy_of_somebody_else():
    with pytest.raises(NotAllowed):
        export_personal_data(person=representative(), by=representative())


def test_a_copy_asks_for_the_password_first():
    browser = signed_in(representative())
    assert browser.post("/people/me/data/").headers["Location"].startswith("/account/reauthenticate/")


def test_nobody_with_a_role_is_anonymized_and_only_by_an_administrator(canary):
    with pytest.raises(CannotAnonymize, match="still has a role"):
        anonymize(person=canary, by=administrator())
    end_role(affiliation=canary.affiliations.get(), last_day=today(), by=None)
    with pytest.raises(NotAllowed):
        anonymize(person=canary, by=staff_member())
    anonymize(person=canary, by=administrator())
    with pytest.raises(CannotAnonymize, match="already"):
        anonymize(person=canary, by=administrator())


def test_an_anonymized_person_is_nowhere_by_name_and_the_record_keeps_the_number(canary):
    assert list(cells_with(NAME, ADDRESS)), "the search finds what is there"
    end_role(affiliation=canary.affiliations.get(), last_day=today(), by=None)
    browser = reauthenticated(administrator())
    address = f"/people/{canary.pk}/anonymize/"
    assert browser.post(address, {}).status_code == 400
    assert browser.post(address, {"sure": "on"}).status_code == 302
    assert list(cells_with(NAME, ADDRESS, "canaria")) == []
    person = User.objects.get(pk=canary.pk)
    assert person.name == f"Former member {person.pk}"
    assert not person.has_usable_password()
    for kept in (
        Authenticator.objects.filter(user=person),
        UserSession.objects.filter(user=person),
        EmailAddress.objects.filter(user=person),
        Token.objects.filter(user_id=person.pk),
        Notice.objects.filter(recipient_id=person.pk),
    ):
        assert not kept.exists()
    assert Response.objects.get(answered_by=person).answer == Answer.SUPPORT
    assert SharedItem.objects.filter(posted_by=person).exists()
    assert AuditEntry.objects.filter(actor_id=person.pk, verb="signed in").exists()
    assert Comment.objects.filter(mentions=person).get().text == f"Thanks, Former member {person.pk}!"
    shown = browser.get(f"/people/{person.pk}/").content.decode()
    assert "Anonymized" in shown


def test_the_address_is_free_again_for_a_new_invitation(canary):
    end_role(affiliation=canary.affiliations.get(), last_day=today(), by=None)
    anonymize(person=canary, by=administrator())
    secret = invitations.invite(
        email=ADDRESS, name="New", organization=OrganizationFactory(), role=Role.STAFF, by=staff_member()
    )
    person = invitations.accept(secret=secret, name="New", password="a long enough password")
    assert person.pk != canary.pk
    assert mail.outbox


def cells_with(*words: str) -> Iterator[str]:
    """Every column of the database, whatever its type, in which one of the words stands."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema()"
        )
        for table, column in cursor.fetchall():
            for word in words:
                found = f'SELECT count(*) FROM "{table}" WHERE "{column}"::text ILIKE %s'  # noqa: S608 - our own tables
                cursor.execute(found, [f"%{word}%"])
                if cursor.fetchone()[0]:
                    yield f"{table}.{column}: {word}"


def test_a_copy_tells_nobody_an_answer_that_is_hidden_until_the_close():
    organization = OrganizationFactory()
    proposal = an_open_proposal([organization], answers_hidden_until_close=True)
    answer = an_answer(proposal, organization, Answer.BLOCK, "SAMPLE hidden reason")
    copied = export_personal_data(person=answer.answered_by, by=staff_member())
    assert [one["answer"] for one in copied["answers"]] == ["hidden until the close"]
    assert "hidden reason" not in str(copied)
    withdraw_proposal(proposal=proposal, reason="SAMPLE", by=staff_member())
    copied = export_personal_data(person=answer.answered_by, by=staff_member())
    assert [one["reason"] for one in copied["answers"]] == ["SAMPLE hidden reason"]


def test_the_copy_of_who_has_left_holds_no_words_of_others_written_since():
    organization = OrganizationFactory()
    proposal = an_open_proposal([organization])
    person = an_answer(proposal, organization).answered_by
    a_next_round(proposal, question="Shall we canarylater?")
    ProposalFactory(created_by=person, question="Shall we canarylater too?")
    assert "canarylater" not in str(export_personal_data(person=person, by=person))


def test_an_invitation_to_an_address_given_up_since_is_forgotten_with_the_person():
    secret = invitations.invite(
        email="given-up@sample.example",
        name="Canaria Sample",
        organization=OrganizationFactory(),
        role=Role.STAFF,
        by=staff_member(),
    )
    person = invitations.accept(secret=secret, name="Canaria Sample", password=secret)
    addresses.ask_for_change(user=person, email="canaria-new@sample.example")
    addresses.confirm_change(secret=mail.outbox[-1].body.split("/people/address/")[1].split("/")[0])
    end_role(affiliation=person.affiliations.get(), last_day=today(), by=None)
    anonymize(person=User.objects.get(pk=person.pk), by=administrator())
    assert list(cells_with("given-up@", "Canaria Sample")) == []


def test_contacts_are_taken_by_the_secretariat_alone_whatever_page_asks():
    with pytest.raises(NotAllowed):
        export_contacts(by=representative())
