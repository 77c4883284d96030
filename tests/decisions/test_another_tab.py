"""A form left open in one tab speaks for the organization it was shown for, whatever was chosen in another since."""

from __future__ import annotations

import re

import pytest

from common.dates import today
from decisions.models import Comment, Response, SharedItem
from members.models import Follow
from members.services.roles import end_role
from tests.factories.decisions import CommentFactory, an_open_proposal
from tests.factories.legislation import BillFactory
from tests.factories.members import AffiliationFactory, OrganizationFactory, representative
from tests.pages import signed_in

pytestmark = pytest.mark.django_db
BILL = "legislation.bill:119-hr-9001"
POST = {"title": "SAMPLE news", "text": "SAMPLE words", "level": "inside"}


@pytest.fixture
def person():
    """Someone who speaks for SAMPLE A and SAMPLE B."""
    found = representative(OrganizationFactory(name="SAMPLE A"))
    AffiliationFactory(user=found, organization=OrganizationFactory(name="SAMPLE B"))
    BillFactory(number=9001)
    return found


def a_thread():
    return CommentFactory(target=an_open_proposal()).get_absolute_url()


FORMS = [
    (lambda: f"/decisions/discussion/new/?about={BILL}", None, POST, Comment),
    (a_thread, None, POST, Comment),
    (lambda: "/decisions/shared/", None, POST, SharedItem),
    (lambda: "/bills/119-hr-9001/", "/member/follow/", {"target": BILL}, Follow),
]


def shown_for(browser, address):
    return re.search(r'name="shown_for" value="(\d+)"', browser.get(address).content.decode())[1]


@pytest.mark.parametrize(("address", "sent_to", "words", "kind"), FORMS)
def test_what_is_sent_is_said_for_the_organization_the_form_was_shown_for(
    person, address, sent_to, words, kind
):
    first, second = [one.organization for one in person.current_affiliations]
    browser, page = signed_in(person), address()
    sent = {**words, "shown_for": shown_for(browser, page)}
    browser.post("/people/act-for/", {"organization": second.pk})
    assert browser.post(sent_to or page, sent).status_code == 302
    assert kind.objects.last().organization == first
    assert browser.get("/member/").context["organization"] == second


@pytest.mark.parametrize(("address", "sent_to", "words", "kind"), FORMS)
def test_a_form_of_an_organization_one_left_or_never_acted_for_saves_nothing(
    person, address, sent_to, words, kind
):
    browser, page = signed_in(person), address()
    left = person.current_affiliations[0]
    before, open_form = kind.objects.count(), shown_for(browser, page)
    end_role(affiliation=left, last_day=today(), by=None)
    for named in (open_form, OrganizationFactory().pk, "none"):
        answer = browser.post(sent_to or page, {**words, "shown_for": named}, follow=True)
        assert "Nothing was saved" in answer.content.decode()
    assert kind.objects.count() == before


def test_a_confirmation_for_no_organization_confirms_nothing(person):
    proposal = an_open_proposal([one.organization for one in person.current_affiliations])
    sent = {"organization": "none", "seen_round": 1}
    assert signed_in(person).post(f"{proposal.get_absolute_url()}confirm/", sent).status_code == 404
    assert not Response.objects.exists()
