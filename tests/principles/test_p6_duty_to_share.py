"""P6, the duty to share: what a member posts reaches every other organization, and nobody outside."""

from __future__ import annotations

import pytest
from django.test import Client

from common.models import Notice
from decisions.choices import SharingLevel
from decisions.models import SharedItem
from decisions.selectors.shared import shared_about
from decisions.services.sharing import SharingRefused, share_information
from members.choices import Role
from tests.factories.appropriations import LineFactory
from tests.factories.legislation import BillFactory
from tests.factories.members import (
    AffiliationFactory,
    AllyFactory,
    OrganizationFactory,
    former_member,
    representative,
    staff_member,
)
from tests.factories.priorities import PriorityFactory
from tests.pages import signed_in

pytestmark = pytest.mark.django_db


def share(person, **more):
    organization = person.current_affiliations[0].organization
    return share_information(
        organization=organization,
        by=person,
        **{"title": "SAMPLE news", "text": "SAMPLE An office asked.", **more},
    )


def test_a_post_on_a_bill_reaches_every_other_organization_once():
    bill, author = BillFactory(number=9001), representative()
    others, staff = [representative() for _ in range(3)], staff_member()
    former_member()
    AffiliationFactory(organization=AllyFactory())
    item = share(author, subject=bill)
    told = set(Notice.objects.values_list("recipient_id", flat=True))
    assert told == {person.pk for person in (*others, staff)}
    for person in (*others, staff):
        assert list(shared_about(bill, person)) == [item]
        assert "SAMPLE news" in signed_in(person).get("/decisions/shared/").content.decode()


def test_what_is_told_by_letter_says_nothing_of_it():
    representative()
    share(representative(), title="SAMPLE canary", text="SAMPLE canary")
    assert "canary" not in str(list(Notice.objects.values()))


def test_anyone_who_acts_for_a_member_may_share_and_nobody_else():
    share(AffiliationFactory(role=Role.STAFF).user)
    for person in (staff_member(), former_member(), representative()):
        with pytest.raises(SharingRefused):
            share_information(organization=OrganizationFactory(), by=person, title="x", text="y")
    assert SharedItem.objects.count() == 1


def test_inside_stays_inside_and_public_is_the_authors_word():
    inside = share(representative())
    public = share(representative(), level=SharingLevel.PUBLIC)
    outsider = former_member()
    assert list(SharedItem.objects.visible_to(outsider)) == [public]
    assert set(SharedItem.objects.visible_to(representative())) == {inside, public}


def test_the_member_home_shows_what_was_shared():
    share(representative())
    assert "SAMPLE news" in signed_in(representative()).get("/member/").content.decode()


@pytest.mark.parametrize("empty", ["title", "text"])
def test_an_empty_post_is_refused(empty):
    with pytest.raises(SharingRefused):
        share(representative(), **{empty: "  "})


@pytest.mark.parametrize("make", [BillFactory, LineFactory, PriorityFactory])
def test_the_page_of_what_it_bears_on_shows_it_to_every_member_and_asks_for_more(make):
    subject = make()
    share(representative(), subject=subject)
    page = signed_in(representative()).get(subject.get_absolute_url()).content.decode()
    assert "SAMPLE news" in page
    assert "Share what you know" in page


def test_what_is_fit_for_outside_is_published_nowhere_by_itself():
    share(representative(), title="SAMPLE canary", level=SharingLevel.PUBLIC)
    for address in ("/", "/register/", "/register/feed/", "/decisions/shared/"):
        assert "canary" not in Client().get(address, follow=True).content.decode()
    assert "may be used in packets" in signed_in(representative()).get("/decisions/shared/").content.decode()
