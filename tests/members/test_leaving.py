"""Leaving ends access at once: the very next request is refused, and the record keeps who acted."""

from __future__ import annotations

import threading
from contextlib import suppress
from datetime import timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection

from common import tokens
from common.dates import today
from common.models import AuditEntry, Notice
from members.choices import Role, SecretariatRole
from members.models import Affiliation, SecretariatTerm, User
from members.services.accounts import close_account, reopen_account
from members.services.invitations import InvitationError, accept, invite
from members.services.leaving import end_lapsed_access
from members.services.notices import notify
from members.services.rights import NotAllowed
from members.services.roles import (
    RoleError,
    change_role,
    end_role,
    end_secretariat_role,
    give_role,
    give_secretariat_role,
)
from tests.factories.members import (
    AffiliationFactory,
    OrganizationFactory,
    UserFactory,
    representative,
    staff_member,
)
from tests.members.browsers import by_form, with_password
from tests.pages import signed_in

pytestmark = pytest.mark.django_db


def administrator() -> User:
    return staff_member(SecretariatRole.ADMINISTRATOR)


def test_the_next_request_after_the_last_role_ended_is_refused():
    person = with_password(representative())
    phone, laptop = by_form(person), by_form(person)
    assert [one.get("/member/").status_code for one in (phone, laptop)] == [200, 200]
    end_role(affiliation=person.affiliations.get(), last_day=today(), by=administrator().pk)
    for browser in (phone, laptop):
        assert browser.get("/member/").headers["Location"].startswith("/account/login/?next=")
        assert browser.get("/people/me/").headers["Location"].startswith("/account/login/?next=")
    assert not Session.objects.exists()
    assert not UserSession.objects.exists()


def test_signing_in_again_opens_only_ones_own_page():
    person = with_password(representative())
    end_role(affiliation=person.affiliations.get(), last_day=today(), by=None)
    browser = by_form(person)
    assert browser.get("/people/me/").status_code == 200
    assert browser.get("/member/").status_code == 403


def test_private_links_and_unsent_notices_end_with_it():
    person = representative()
    secret, _ = tokens.issue(purpose="sample feed", lasts=None, user_id=person.pk)
    notify(recipient_ids=[person.pk], kind="sample", title="SAMPLE", path="/x/", event_key="1")
    end_role(affiliation=person.affiliations.get(), last_day=today(), by=None)
    assert tokens.find(secret, purpose="sample feed") is None
    assert not Notice.objects.unsent().exists()
    entry = AuditEntry.objects.get(verb="ended access")
    assert (entry.subject_id, entry.detail["private_links"], entry.detail["notices"]) == (
        str(person.pk),
        1,
        1,
    )


def test_whoever_acts_for_another_organization_too_stays_in_for_that_one():
    person = with_password(representative())
    other = AffiliationFactory(user=person, organization=OrganizationFactory(name="SAMPLE Other"))
    browser = by_form(person)
    end_role(affiliation=person.affiliations.exclude(pk=other.pk).get(), last_day=today(), by=None)
    assert browser.get("/member/").context["organization"] == other.organization


def test_a_last_day_to_come_lets_them_in_until_midnight_in_washington():
    person = with_password(representative())
    with time_machine.travel("2026-03-02T15:00:00Z", tick=False):
        end_role(affiliation=person.affiliations.get(), last_day=today(), by=None)
    other = with_password(representative())
    with time_machine.travel("2026-03-02T15:00:00Z", tick=False):
        end_role(affiliation=other.affiliations.get(), last_day=today() + timedelta(days=1), by=None)
        browser = by_form(other)
    with time_machine.travel("2026-03-04T04:30:00Z", tick=False):  # 11:30 p.m. on the last day
        assert browser.get("/member/").status_code == 200
        assert end_lapsed_access() == 0
    with time_machine.travel("2026-03-04T05:30:00Z", tick=False):  # half past midnight
        assert browser.get("/member/").status_code == 403
        assert end_lapsed_access() == 1
        assert browser.get("/people/me/").status_code == 302
        by_form(other)
        assert end_lapsed_access() == 0, "a former member who signs in again is left in peace"
    assert not User.objects.get(pk=person.pk).is_member


def test_the_record_keeps_the_role_and_its_days():
    person = representative()
    affiliation = person.affiliations.get()
    end_role(affiliation=affiliation, last_day=today(), by=administrator().pk)
    kept = Affiliation.objects.get(pk=affiliation.pk)
    assert (kept.user, kept.ends_on, kept.ended_at is not None) == (person, today(), True)
    assert not Affiliation.objects.current().filter(pk=kept.pk).exists()


def test_a_changed_role_holds_at_once_and_the_one_before_stays_on_the_record():
    person = with_password(representative())
    browser = by_form(person)
    change_role(affiliation=person.affiliations.get(), role=Role.STAFF, by=administrator().pk)
    assert browser.get("/member/").context["acting_for"].role == Role.STAFF
    assert list(person.affiliations.order_by("pk").values_list("role", "ends_on")) == [
        (Role.REPRESENTATIVE, today()),
        (Role.STAFF, None),
    ]


def test_a_role_that_is_held_is_not_given_twice_and_one_that_is_over_not_ended_again():
    person = representative()
    affiliation = person.affiliations.get()
    with pytest.raises(RoleError, match="change or end that role"):
        give_role(
            user=person, organization=affiliation.organization, role=Role.STAFF, starts_on=today(), by=None
        )
    with pytest.raises(RoleError, match="before the first"):
        end_role(affiliation=affiliation, last_day=affiliation.starts_on - timedelta(days=1), by=None)
    end_role(affiliation=affiliation, last_day=today(), by=None)
    with pytest.raises(RoleError, match="over already"):
        end_role(affiliation=affiliation, last_day=today(), by=None)


@pytest.mark.parametrize("who", [representative, staff_member])
def test_secretariat_roles_are_given_and_ended_by_administrators_only(who):
    by = who().pk
    term = administrator().secretariat_terms.get()
    with pytest.raises(NotAllowed):
        give_secretariat_role(user=UserFactory(), role=SecretariatRole.POLICY, starts_on=today(), by=by)
    with pytest.raises(NotAllowed):
        end_secretariat_role(term=term, last_day=today(), by=by)


def test_members_give_no_roles():
    person = representative()
    with pytest.raises(NotAllowed):
        give_role(
            user=UserFactory(),
            organization=OrganizationFactory(),
            role=Role.STAFF,
            starts_on=today(),
            by=person.pk,
        )
    with pytest.raises(NotAllowed):
        end_role(affiliation=person.affiliations.get(), last_day=today(), by=person.pk)


def test_the_last_administrator_stays_one():
    only = administrator()
    with pytest.raises(RoleError, match="Nobody else would be administrator"):
        end_secretariat_role(term=only.secretariat_terms.get(), last_day=today(), by=only.pk)
    second = administrator()
    end_secretariat_role(term=only.secretariat_terms.get(), last_day=today(), by=only.pk)
    with pytest.raises(RoleError, match="Nobody else would be administrator"):
        end_secretariat_role(
            term=second.secretariat_terms.get(), last_day=today() + timedelta(days=30), by=second.pk
        )


def test_an_administrator_whose_account_is_closed_counts_for_nobody():
    only, closed = administrator(), administrator()
    User.objects.filter(pk=closed.pk).update(is_active=False)
    with pytest.raises(RoleError):
        end_secretariat_role(term=only.secretariat_terms.get(), last_day=today(), by=only.pk)


def test_a_closed_account_opens_nothing_not_even_ones_own_page():
    person = with_password(representative())
    browser = by_form(person)
    close_account(person=person, by=administrator())
    assert browser.get("/people/me/").status_code == 302
    again = browser.post(
        "/account/login/", {"login": person.email, "password": "correct horse battery staple"}
    )
    assert again.headers["Location"] == "/account/inactive/"
    assert not person.affiliations.running().exists()
    with pytest.raises(RoleError, match="closed"):
        give_role(
            user=person, organization=OrganizationFactory(), role=Role.STAFF, starts_on=today(), by=None
        )
    reopen_account(person=person, by=administrator())
    assert by_form(person).get("/people/me/").status_code == 200


def test_nobody_but_another_administrator_closes_an_account():
    me = administrator()
    for person, by in ((me, me), (representative(), staff_member())):
        with pytest.raises(NotAllowed):
            close_account(person=person, by=by)
    assert SecretariatTerm.objects.current().filter(user=me).exists()


def test_a_form_of_an_organization_one_has_left_saves_nothing():
    person = representative(OrganizationFactory(name="SAMPLE A"))
    left = AffiliationFactory(user=person, organization=OrganizationFactory(name="SAMPLE B"))
    browser = signed_in(person)
    browser.post("/people/act-for/", {"organization": left.organization_id})
    assert browser.get("/member/").context["organization"] == left.organization
    end_role(affiliation=left, last_day=today(), by=None)
    sent = browser.post("/people/organizations/sample/naming/", {"naming": "all"}, follow=True)
    assert "Nothing was saved" in sent.content.decode()
    assert browser.get("/member/").context["organization"].name == "SAMPLE A"
    assert "acting_for" not in browser.session


def test_the_choice_of_organization_belongs_to_one_browser():
    person = with_password(representative(OrganizationFactory(name="SAMPLE A")))
    second = AffiliationFactory(user=person, organization=OrganizationFactory(name="SAMPLE B"))
    phone, laptop = by_form(person), by_form(person)
    phone.post("/people/act-for/", {"organization": second.organization_id})
    assert phone.get("/member/").context["organization"].name == "SAMPLE B"
    assert laptop.get("/member/").context["organization"].name == "SAMPLE A"
    assert "Switch" in laptop.get("/people/me/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_two_administrators_ending_each_others_role_at_one_moment_leave_one():
    first, second = administrator(), administrator()
    ready = threading.Barrier(2)

    def end(whose: User, by: User) -> None:
        ready.wait()
        with suppress(RoleError, NotAllowed):
            end_secretariat_role(term=whose.secretariat_terms.get(), last_day=today(), by=by.pk)
        connection.close()

    threads = [threading.Thread(target=end, args=pair) for pair in ((first, second), (second, first))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert SecretariatTerm.objects.current().filter(role=SecretariatRole.ADMINISTRATOR).count() == 1


def test_nobody_of_the_secretariat_makes_themselves_an_organizations_voice():
    staff, organization = staff_member(), OrganizationFactory()
    with pytest.raises(RoleError, match="themselves"):
        give_role(
            user=staff, organization=organization, role=Role.REPRESENTATIVE, starts_on=today(), by=staff.pk
        )
    secret = invite(
        email=staff.email, name=staff.name, organization=organization, role=Role.REPRESENTATIVE, by=staff
    )
    with pytest.raises(InvitationError, match="themselves"):
        accept(secret=secret, name="", password=None, user=staff)
    page = signed_in(staff).post(
        f"/people/{staff.pk}/roles/",
        {"organization": organization.pk, "role": "representative", "starts_on": str(today())},
    )
    assert page.status_code == 400
    assert not staff.affiliations.exists()
    give_role(user=staff, organization=organization, role=Role.STAFF, starts_on=today(), by=staff_member().pk)
