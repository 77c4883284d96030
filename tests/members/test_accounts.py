"""The secretariat's pages of people: list, roles, invitations, the audit log."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from common import audit
from common.dates import today
from common.models import AuditEntry, Token
from members.choices import Role, SecretariatRole
from members.models import User
from members.services import invitations
from members.services.rights import NotAllowed
from members.services.roles import end_secretariat_role
from tests.factories.members import (
    AffiliationFactory,
    OrganizationFactory,
    SecretariatTermFactory,
    UserFactory,
    former_member,
    representative,
    staff_member,
)
from tests.members.browsers import by_form, with_password
from tests.pages import queries_of, sheet_rows, signed_in

pytestmark = pytest.mark.django_db


def administrator() -> User:
    return staff_member(SecretariatRole.ADMINISTRATOR)


def names_on(answer):
    return [line.person.name for line in answer.context["lines"]]


def link_in(letter) -> str:
    return re.search(r"https?://[^/\s]+(/people/invitation/\S+)", letter.body)[1]


def test_people_are_found_by_name_state_and_organization():
    staff, member, gone = staff_member(), representative(), former_member()
    UserFactory(name="Élan Sample")
    browser = signed_in(staff)
    assert names_on(browser.get("/people/?search=elan")) == ["Élan Sample"]
    assert names_on(browser.get(f"/people/?search={member.email}")) == [member.name]
    assert set(names_on(browser.get("/people/?who=current"))) == {staff.name, member.name}
    assert set(names_on(browser.get("/people/?who=former"))) == {gone.name, "Élan Sample"}
    assert names_on(browser.get("/people/?who=secretariat")) == [staff.name]
    organization = member.affiliations.get().organization_id
    assert names_on(browser.get(f"/people/?organization={organization}")) == [member.name]
    assert "Nobody fits" in browser.get("/people/?search=zzz").content.decode()


@pytest.mark.parametrize("address", ["/people/", "/people/invitations/", "/people/audit/"])
def test_a_longer_list_takes_no_more_queries(address):
    staff = staff_member()

    def add(number):
        for _ in range(number):
            person = representative()
            AffiliationFactory(user=person)
            SecretariatTermFactory(user=person)
            organization = OrganizationFactory()
            invitations.invite(
                email=f"i{organization.pk}@sample.example",
                name="Invited",
                organization=organization,
                role=Role.STAFF,
                by=staff,
            )
            audit.record("did", person, actor_id=person.pk, user=person.pk, organization=organization.pk)

    browser = signed_in(staff)
    add(1)
    few = queries_of(browser, address)
    add(29)
    assert queries_of(browser, address) == few


def test_a_persons_page_takes_the_same_queries_however_many_roles():
    person = representative()
    browser = signed_in(administrator())
    few = queries_of(browser, f"/people/{person.pk}/")
    for _ in range(29):
        AffiliationFactory(user=person, ends_on=today() - timedelta(days=3))
    assert queries_of(browser, f"/people/{person.pk}/") == few


def test_staff_give_change_and_end_a_role_on_the_pages():
    person, organization = representative(), OrganizationFactory()
    browser = signed_in(staff_member())
    fields = {"organization": organization.pk, "role": "staff", "starts_on": str(today())}
    assert browser.post(f"/people/{person.pk}/roles/", fields).status_code == 302
    again = browser.post(f"/people/{person.pk}/roles/", fields)
    assert again.status_code == 400
    assert "change or end that role" in again.content.decode()
    role = person.affiliations.get(organization=organization)
    assert browser.post(f"/people/roles/{role.pk}/change/", {"role": "alternate"}).status_code == 302
    role = person.affiliations.running().get(organization=organization)
    assert role.role == Role.ALTERNATE
    early = browser.post(f"/people/roles/{role.pk}/end/", {"last_day": "2001-01-01"})
    assert early.status_code == 400
    assert "before the first" in early.content.decode()
    assert browser.post(f"/people/roles/{role.pk}/end/", {"last_day": str(today())}).status_code == 302
    assert not person.affiliations.running().filter(organization=organization).exists()
    assert len(browser.get(f"/people/{person.pk}/").context["roles"]) == 3


def test_policy_staff_see_no_form_for_the_secretariat_and_may_not_send_it():
    person = representative()
    browser = signed_in(staff_member())
    assert browser.get(f"/people/{person.pk}/").context["term_form"] is None
    sent = browser.post(f"/people/{person.pk}/secretariat/", {"role": "policy", "starts_on": str(today())})
    assert sent.status_code == 403
    assert (
        signed_in(administrator())
        .post(f"/people/{person.pk}/secretariat/", {"role": "policy", "starts_on": str(today())})
        .headers["Location"]
        == f"/people/{person.pk}/"
    )
    assert User.objects.get(pk=person.pk).is_secretariat


def test_an_administrator_who_ends_their_own_role_is_signed_out_and_the_last_one_is_told_why_not():
    me = with_password(administrator())
    term = me.secretariat_terms.get()
    browser = by_form(me)
    refused = browser.post(f"/people/secretariat/{term.pk}/end/", {"last_day": str(today())})
    assert refused.status_code == 400
    assert "Nobody else would be administrator" in refused.content.decode()
    administrator()
    assert (
        browser.post(f"/people/secretariat/{term.pk}/end/", {"last_day": str(today())}).headers["Location"]
        == "/account/login/"
    )
    assert browser.get("/people/me/").status_code == 302


def test_a_person_is_invited_to_a_further_organization_with_the_account_they_have():
    person, organization = with_password(representative()), OrganizationFactory()
    browser = signed_in(staff_member())
    browser.post(
        "/people/invitations/",
        {"email": person.email, "name": "X", "organization": organization.pk, "role": "alternate"},
    )
    path = link_in(mail.outbox[-1])
    stranger = signed_in(representative())
    page = stranger.get(path).content.decode()
    assert "you are signed in as" in page
    assert stranger.post(path).status_code == 200
    own = by_form(person)
    assert own.post(path).status_code == 302
    assert person.affiliations.running().count() == 2
    assert User.objects.get(pk=person.pk).name == person.name


def test_only_administrators_invite_to_the_secretariat():
    fields = {
        "secretariat-email": "new@sample.example",
        "secretariat-name": "New Person",
        "secretariat-role": "policy",
    }
    assert signed_in(staff_member()).post("/people/invitations/secretariat/", fields).status_code == 403
    with pytest.raises(NotAllowed):
        invitations.invite_to_secretariat(
            email="x@sample.example", name="X", role=SecretariatRole.POLICY, by=staff_member()
        )
    browser = signed_in(administrator())
    assert browser.post("/people/invitations/secretariat/", fields).status_code == 302
    assert "the secretariat as policy staff" in Client().get(link_in(mail.outbox[-1])).content.decode()
    password = "a long enough password"
    Client().post(link_in(mail.outbox[-1]), {"name": "New", "password": password, "password_again": password})
    assert User.objects.get(email="new@sample.example").is_secretariat


def test_an_invitation_of_somebody_who_has_left_the_secretariat_gives_no_role():
    inviter = administrator()
    administrator()
    secret = invitations.invite_to_secretariat(
        email="new@sample.example", name="New", role=SecretariatRole.ADMINISTRATOR, by=inviter
    )
    end_secretariat_role(term=inviter.secretariat_terms.get(), last_day=today(), by=None)
    with pytest.raises(invitations.InvitationError):
        invitations.accept(secret=secret, name="New", password="a long enough password")
    assert not User.objects.filter(email="new@sample.example").exists()


def test_an_invitation_sent_again_works_and_the_link_before_does_not():
    staff = staff_member()
    first = invitations.invite(
        email="new@sample.example", name="New", organization=OrganizationFactory(), role=Role.STAFF, by=staff
    )
    browser = signed_in(staff)
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        browser = signed_in(staff)
        listed = browser.get("/people/invitations/?state=expired")
        assert [row["state"] for row in listed.context["rows"]] == ["Expired"]
        browser.post(f"/people/invitations/{Token.objects.get().pk}/again/")
        path = link_in(mail.outbox[-1])
        assert Client().get(path).status_code == 200
        assert first not in path
        states = [row["state"] for row in browser.get("/people/invitations/").context["rows"]]
        assert states == ["Open", "Revoked"]
        used = invitations.all_invitations().last()
        again = browser.post(f"/people/invitations/{used.pk}/again/", follow=True)
        assert "used or revoked" in again.content.decode()


def test_the_audit_log_is_searched_by_person_organization_and_subject():
    person, organization = representative(), OrganizationFactory()
    audit.record("gave role", organization, actor_id=None, user=person.pk, organization=organization.pk)
    audit.record("did something", actor_id=person.pk, acting_for=organization.pk)
    audit.record("did another thing", UserFactory(), actor_id=None)
    browser = signed_in(staff_member())

    def verbs(**query):
        return [line.verb for line in browser.get("/people/audit/", query).context["lines"]]

    assert verbs(person=person.name) == ["did something", "gave role"]
    assert verbs(organization=organization.pk) == ["did something", "gave role"]
    assert verbs(kind="members.organization", number=organization.pk) == ["gave role"]
    (line,) = browser.get("/people/audit/", {"verb": "gave role"}).context["lines"]
    assert (line.subject, line.detail) == (
        f"organization {organization.name}",
        f"user {person.name}, organization {organization.name}",
    )


def test_the_audit_log_is_taken_as_a_file_of_numbers_and_that_is_logged():
    person, staff = representative(), staff_member()
    audit.record("did something", actor_id=person.pk)
    audit.record("did another thing", actor_id=person.pk)
    browser = signed_in(staff)
    assert browser.get("/people/audit/export.csv").status_code == 405
    answer = browser.post("/people/audit/export.csv?verb=did+something")
    header, *rows = sheet_rows(answer)
    assert header[1] == "Person"
    assert [(row[1], row[3]) for row in rows] == [(str(person.pk), "did something")]
    assert person.name not in str(rows)
    entry = AuditEntry.objects.get(verb="exported audit log")
    assert (entry.actor_id, entry.detail) == (staff.pk, {"rows": 1})


def test_the_admin_answers_no_question_about_what_it_does_not_show():
    UserFactory(password="SAMPLE long password")
    browser = signed_in(administrator())
    assert browser.get("/admin/members/user/?is_active=1").status_code == 200
    for asked in ("members/user/?password__startswith=pbkdf2", "common/token/?digest__startswith=0"):
        answer = browser.get(f"/admin/{asked}")
        assert answer.status_code == 400, asked
