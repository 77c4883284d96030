"""People, roles, invitations and what each writes to the audit log."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from common.dates import today
from common.models import AuditEntry, Notice, Token
from members.choices import Naming, Role, SecretariatRole
from members.models import Affiliation, User
from members.selectors.people import people_inside, speakers_of
from members.services import invitations
from members.services.notices import notify, send_unsent
from members.services.organizations import NotTheirs, choose_naming
from members.services.roles import end_role, give_role, give_secretariat_role
from tests.factories.members import (
    AffiliationFactory,
    OrganizationFactory,
    UserFactory,
    former_member,
    representative,
    staff_member,
)
from tests.members.refusing_mail import REFUSED
from tests.pages import signed_in

pytestmark = pytest.mark.django_db


def test_an_address_is_one_persons_whatever_its_case():
    UserFactory(email="one@sample.example")
    with pytest.raises(IntegrityError), transaction.atomic():
        UserFactory(email="ONE@sample.example")


def test_a_role_counts_from_its_first_to_its_last_day():
    person, organization = UserFactory(), OrganizationFactory()
    with time_machine.travel("2026-03-02T15:00:00Z"):
        affiliation = give_role(
            user=person, organization=organization, role=Role.ALTERNATE, starts_on=today(), by=None
        )
        end_role(affiliation=affiliation, last_day=today() + timedelta(days=1), by=None)
    for moment, counts in (
        ("2026-03-01", False),
        ("2026-03-02", True),
        ("2026-03-03", True),
        ("2026-03-04", False),
    ):
        with time_machine.travel(f"{moment}T15:00:00Z"):
            assert User.objects.get(pk=person.pk).is_member is counts, moment


def test_roles_are_written_to_the_audit_log_by_id():
    staff, person, organization = (
        staff_member(SecretariatRole.ADMINISTRATOR),
        UserFactory(),
        OrganizationFactory(),
    )
    give_role(user=person, organization=organization, role=Role.STAFF, starts_on=today(), by=staff.pk)
    give_secretariat_role(user=person, role=SecretariatRole.POLICY, starts_on=today(), by=staff.pk)
    verbs = list(AuditEntry.objects.order_by("id").values_list("verb", "actor_id"))
    assert verbs == [("gave role", staff.pk), ("gave secretariat role", staff.pk)]
    assert person.email not in str(list(AuditEntry.objects.values()))


def test_people_inside_are_the_secretariat_and_active_members():
    staff, member = staff_member(), representative()
    former_member()
    UserFactory()
    assert set(people_inside()) == {staff, member}


def test_only_representatives_and_alternates_speak_for_an_organization():
    organization = OrganizationFactory()
    speaker = representative(organization)
    AffiliationFactory(organization=organization, role=Role.STAFF)
    assert list(speakers_of(organization)) == [speaker]


def test_an_invitation_makes_an_account_once():
    staff, organization = staff_member(), OrganizationFactory()
    secret = invitations.invite(
        email="New@Sample.example",
        name="New Person",
        organization=organization,
        role=Role.ALTERNATE,
        by=staff,
    )
    person = invitations.accept(secret=secret, name="New Person", password="a long enough password")
    assert person.email == "new@sample.example"
    assert person.check_password("a long enough password")
    assert [(one.organization, one.role) for one in person.current_affiliations] == [
        (organization, Role.ALTERNATE)
    ]
    assert person.emailaddress_set.get().verified
    with pytest.raises(invitations.InvitationError):
        invitations.accept(secret=secret, name="Another", password="a long enough password")


def test_an_invitation_expires():
    secret = invitations.invite(
        email="new@sample.example",
        name="New",
        organization=OrganizationFactory(),
        role=Role.STAFF,
        by=staff_member(),
    )
    with time_machine.travel(timezone.now() + timedelta(days=8)), pytest.raises(invitations.InvitationError):
        invitations.read_invitation(secret=secret)


def test_a_newer_invitation_ends_the_older():
    staff, organization = staff_member(), OrganizationFactory()
    offer = {
        "email": "new@sample.example",
        "name": "New",
        "organization": organization,
        "role": Role.STAFF,
        "by": staff,
    }
    first, second = invitations.invite(**offer), invitations.invite(**offer)
    with pytest.raises(invitations.InvitationError):
        invitations.read_invitation(secret=first)
    assert invitations.read_invitation(secret=second).organization == organization


def test_an_invitation_to_an_existing_address_needs_its_owner():
    person, organization = UserFactory(), OrganizationFactory()
    secret = invitations.invite(
        email=person.email, name="X", organization=organization, role=Role.STAFF, by=staff_member()
    )
    for someone in (None, UserFactory()):
        with pytest.raises(invitations.InvitationError):
            invitations.accept(secret=secret, name="X", password="a long enough password", user=someone)
    assert invitations.accept(secret=secret, name="X", password=None, user=person) == person
    assert Affiliation.objects.current().filter(user=person, organization=organization).exists()


def test_staff_invite_by_a_form_and_the_invited_come_in_by_the_link(client):
    organization = OrganizationFactory()
    browser = signed_in(staff_member())
    sent = browser.post(
        "/people/invitations/",
        {
            "email": "new@sample.example",
            "name": "New Person",
            "organization": organization.pk,
            "role": "alternate",
        },
    )
    assert sent.status_code == 302
    (letter,) = mail.outbox
    path = re.search(r"https?://[^/\s]+(/people/invitation/\S+)", letter.body)[1]
    page = client.get(path)
    assert page.status_code == 200
    assert organization.name in page.content.decode()
    weak = client.post(path, {"name": "New", "password": "short", "password_again": "short"})
    assert weak.status_code == 200
    like = {"password": "Newperson Newperson", "password_again": "Newperson Newperson"}
    assert (
        "too similar to the name"
        in client.post(path, {"name": "Newperson Newperson", **like}).content.decode()
    )
    assert not User.objects.filter(email="new@sample.example").exists()
    done = client.post(
        path,
        {"name": "New", "password": "a long enough password", "password_again": "a long enough password"},
    )
    assert done.status_code == 302
    assert client.get(path).status_code == 410
    assert client.login(email="new@sample.example", password="a long enough password")


def test_a_revoked_invitation_opens_nothing(client):
    secret = invitations.invite(
        email="n@sample.example",
        name="N",
        organization=OrganizationFactory(),
        role=Role.STAFF,
        by=staff_member(),
    )
    signed_in(staff_member()).post(f"/people/invitations/{Token.objects.get().pk}/revoke/")
    assert client.get(f"/people/invitation/{secret}/").status_code == 410


def test_an_organization_sets_itself_where_it_may_be_named():
    organization = OrganizationFactory()
    speaker = representative(organization)
    choose_naming(organization=organization, naming=Naming.CHOSEN_STATES, states=["OR", "ME"], by=speaker)
    organization.refresh_from_db()
    assert organization.naming_states == ["ME", "OR"]
    assert organization.may_be_named_to("ME")
    assert not organization.may_be_named_to("TX")
    assert AuditEntry.objects.get().acting_for == organization.pk


@pytest.mark.parametrize("who", [staff_member, representative, former_member])
def test_nobody_else_sets_it(who):
    with pytest.raises(NotTheirs):
        choose_naming(organization=OrganizationFactory(), naming=Naming.ALL, states=[], by=who())


def test_a_choice_by_state_names_states_that_exist():
    organization = OrganizationFactory()
    for states in ([], ["XX"]):
        with pytest.raises(ValueError, match=r"state"):
            choose_naming(
                organization=organization,
                naming=Naming.CHOSEN_STATES,
                states=states,
                by=representative(organization),
            )


def test_a_notice_goes_out_once_and_never_to_who_has_left():
    member, gone = representative(), former_member()
    for _ in range(2):
        notify(
            recipient_ids=[member.pk, gone.pk],
            kind="sample",
            title="Something awaits you",
            path="/x/",
            event_key="1",
        )
    assert Notice.objects.count() == 2
    assert send_unsent() == 1
    assert send_unsent() == 0
    assert [letter.to for letter in mail.outbox] == [[member.email]]
    assert Notice.objects.get(recipient_id=gone.pk).error


def test_an_address_the_mail_server_refuses_keeps_no_notice_from_the_others(settings):
    settings.EMAIL_BACKEND = "tests.members.refusing_mail.EmailBackend"
    gone, member = representative(), representative()
    User.objects.filter(pk=gone.pk).update(email=REFUSED)
    for person in (gone, member):
        notify(recipient_ids=[person.pk], kind="sample", title="SAMPLE", path="/x/", event_key="1")
    assert [send_unsent(), send_unsent()] == [1, 0]
    assert [letter.to for letter in mail.outbox] == [[member.email]]
    kept = Notice.objects.get(recipient_id=gone.pk).error
    assert "refused" in kept
    assert REFUSED not in kept
