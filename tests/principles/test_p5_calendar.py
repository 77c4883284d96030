"""P5 in the calendar and the private feeds: open inside, closed outside, neutral in whatever leaves the desk."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from common import calendar
from common.dates import today
from common.private_feeds import kind_named, kinds
from members.services.feeds import make_address
from tests.factories.decisions import an_open_proposal
from tests.factories.legislation import CommitteeMeetingFactory
from tests.factories.letters import a_letter_to_sign
from tests.factories.members import (
    AffiliationFactory,
    AllyFactory,
    UserFactory,
    former_member,
    representative,
)

pytestmark = pytest.mark.django_db
SPAN = (today() - timedelta(days=400), today() + timedelta(days=400))


@pytest.fixture(autouse=True)
def deliberation():
    an_open_proposal(question="canaryquestion", text="canarytext")
    a_letter_to_sign(title="canaryletter", text="canarybody")
    CommitteeMeetingFactory(day=today() + timedelta(days=3))


def test_those_inside_see_what_closes_and_what_it_is_about():
    headings = [one.heading for one in calendar.entries(representative(), *SPAN)]
    assert {"Closes: canaryquestion", "Closes: canaryletter"} <= set(headings)


@pytest.mark.parametrize(
    "outsider", [UserFactory, former_member, lambda: AffiliationFactory(organization=AllyFactory()).user]
)
def test_nobody_outside_gets_a_single_entry(outsider):
    assert calendar.entries(outsider(), *SPAN) == []


def test_what_every_kind_of_feed_hands_out_is_neutral_and_ends_with_its_reader():
    person = representative()
    addresses = [kind.path(make_address(user=person, kind=kind)) for kind in kinds()]
    assert addresses
    for address in addresses:
        answer = Client().get(address)
        assert answer.status_code == 200, address
        assert b"canary" not in answer.content
    person.affiliations.update(ends_on=today() - timedelta(days=1))
    assert {Client().get(address).status_code for address in addresses} == {410}


def test_what_leaves_the_desk_of_an_entry_names_nothing_said_inside():
    for entry in calendar.entries(representative(), *SPAN):
        assert "canary" not in f"{entry.title}{entry.note}{entry.who}{entry.place}{entry.links}"


def test_the_calendar_is_a_registered_kind():
    assert kind_named("calendar")
