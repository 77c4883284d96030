"""P5, open inside, closed outside, of requests: members read slates and deliberate; outside reads what was adopted."""

from __future__ import annotations

import dataclasses

import pytest
from django.test import Client

from appropriations.selectors.public_requests import PublicRequest, as_public, public_items
from appropriations.services.slates import note_on_slate
from common.models import Notice
from decisions.choices import Answer
from decisions.services.closing import close_proposal
from decisions.services.comments import post_comment
from decisions.services.decisions import switch_visibility
from tests.factories.decisions import an_answer, with_deadline_passed
from tests.factories.members import former_member, representative, staff_member
from tests.factories.slates import a_request, a_slate, adopted, an_amendment, put_forward
from tests.pages import signed_in

pytestmark = pytest.mark.django_db
PAGES = ("/requests/", "/requests/export.csv", "/requests/?search=canary")
INSIDE = (
    "canarynote",
    "canaryreason",
    "canarythread",
    "canaryminority",
    "canaryintroduction",
    "canaryamendment",
)


@pytest.fixture
def staff():
    return staff_member()


def outside(client=None):
    """Everything outside gets of requests."""
    found = ""
    for address in PAGES:
        answer = (client or Client()).get(address)
        assert answer.status_code == 200
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        found += body.decode()
    return found


@pytest.fixture
def slate(staff):
    """A slate that went all the way, with a word in each place that is inside only, and an amendment in draft."""
    made = a_slate(0, by=staff)
    a_request(made, by=staff, justification="SAMPLE openjustification", words="openwords")
    note_on_slate(slate=made, note="SAMPLE canarynote", by=staff)
    made = put_forward(made, by=staff, introduction="SAMPLE canaryintroduction")
    proposal = made.proposal
    for elector in proposal.electors.all():
        an_answer(proposal, elector.organization, Answer.RESERVATION, "SAMPLE canaryreason")
    speaker = representative(elector.organization)
    post_comment(target=made, text="SAMPLE canarythread", by=speaker, organization=elector.organization)
    with_deadline_passed(proposal)
    close_proposal(
        proposal=proposal, title="SAMPLE", text="SAMPLE", minority_view="SAMPLE canaryminority", by=staff
    )
    a_request(an_amendment(made, by=staff), by=staff, justification="SAMPLE canaryamendment")
    made.refresh_from_db()
    return made


def test_outside_reads_what_was_adopted_and_nothing_of_how(slate):
    for client in (None, signed_in(former_member())):
        found = outside(client)
        assert "openjustification" in found
        assert "openwords" in found
        assert slate.decision.number in found
        assert [word for word in (*INSIDE, slate.decision.tally) if word in found] == []


def test_a_member_reads_the_slate_its_note_its_proposal_and_its_thread(slate):
    member = signed_in(representative())
    page = member.get(slate.get_absolute_url()).content.decode()
    for word in ("openjustification", "canarynote", "canarythread", slate.proposal.get_absolute_url()):
        assert word in page
    assert "canaryreason" in member.get(slate.proposal.get_absolute_url()).content.decode()


def test_outside_sees_nothing_of_a_slate_before_it_is_adopted(staff):
    slate = a_slate(0, by=staff)
    a_request(slate, by=staff, justification="SAMPLE canarydraft")
    assert "canarydraft" not in outside()
    slate = put_forward(slate, by=staff)
    assert "canarydraft" not in outside()
    for address in (slate.get_absolute_url(), f"{slate.get_absolute_url()}slate.pdf", "/money/requests/"):
        assert Client().get(address).status_code == 302
        assert signed_in(former_member()).get(address).status_code == 403


def test_a_restricted_decision_hides_its_requests_at_once(staff):
    slate = a_slate(0, by=staff)
    a_request(slate, by=staff, justification="SAMPLE canaryhidden")
    slate = adopted(slate, by=staff)
    assert "canaryhidden" in outside()
    switch_visibility(decision=slate.decision, is_public=False, reason="SAMPLE", by=staff)
    assert "canaryhidden" not in outside()
    assert "FY" not in str(Client().get("/requests/").context["filter"].form.fields["year"].choices)


def test_the_public_record_has_no_place_for_what_is_inside():
    fields = {one.name for one in dataclasses.fields(PublicRequest)}
    assert not fields & {
        "note",
        "tally",
        "responses",
        "proposal",
        "created_by",
        "cleared_by",
        "restriction_reason",
    }
    assert list(as_public(public_items())) == []


def test_who_is_told_reads_neutral_words_and_a_link(slate):
    told = str(list(Notice.objects.values_list("title", "path")))
    assert "Requests were adopted" in told
    assert [word for word in ("open", *INSIDE) if word in told.replace("opened", "")] == []
