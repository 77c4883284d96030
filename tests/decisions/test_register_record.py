"""The record inside: how and by whom a position was adopted, a year later; and what the secretariat enters."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from common.dates import today
from decisions.choices import Answer, Rule
from decisions.models import Decision, VisibilitySwitch
from decisions.selectors.record import record_of
from decisions.services.closing import close_proposal
from decisions.services.consultations import record_consultation
from decisions.services.decisions import (
    DecisionRefused,
    correct_decision,
    record_meeting_decision,
    switch_visibility,
)
from decisions.services.responses import record_response
from tests.decisions.decided import a_decided_proposal
from tests.factories.decisions import DecisionFactory, an_open_proposal
from tests.factories.members import OrganizationFactory, former_member, representative, staff_member
from tests.pages import signed_in

pytestmark = pytest.mark.django_db
SENT = {
    "decided_on": "2026-03-26",
    "title": "SAMPLE title",
    "text": "SAMPLE text",
    "outcome": "adopted",
    "how_adopted": "By consensus of the nine present",
}


def page_of(decision: Decision, person: object | None = None) -> str:
    return signed_in(person or representative()).get(decision.get_absolute_url()).content.decode()


def test_the_record_shows_question_answers_reasons_minority_view_and_who_acted():
    staff = staff_member()
    page = page_of(a_decided_proposal(by=staff))
    for said in (
        "canaryquestion",
        "canaryreason stands aside",
        "Stand aside",
        "canaryminority",
        "2 of 2 answered",
    ):
        assert said in page, said
    assert str(staff) in page


def test_every_answer_an_organization_gave_is_kept_on_the_record():
    organization = OrganizationFactory()
    proposal = an_open_proposal([organization])
    person = representative(organization)
    for answer in (Answer.ABSTAIN, Answer.SUPPORT):
        record_response(proposal=proposal, organization=organization, answer=answer, reason="", by=person)
    decision = close_proposal(proposal=proposal, title="SAMPLE", text="SAMPLE", by=staff_member())
    [voted] = record_of(decision, person).voted
    assert [one.answer for one in voted.versions] == [Answer.ABSTAIN, Answer.SUPPORT]
    assert "Every answer it gave" in page_of(decision)


def test_organizations_stand_in_alphabetical_order():
    organizations = [OrganizationFactory(name=name) for name in ("SAMPLE Beta", "The SAMPLE Alpha")]
    decision = a_decided_proposal(organizations=organizations)
    voted = record_of(decision, representative()).voted
    assert [one.organization.name for one in voted] == ["The SAMPLE Alpha", "SAMPLE Beta"]


def test_an_organization_that_did_not_answer_is_named_too():
    silent = OrganizationFactory(name="SAMPLE Silent")
    proposal = an_open_proposal([silent, OrganizationFactory()], rule=Rule.SILENCE)
    with time_machine.travel(proposal.deadline_at + timedelta(minutes=1), tick=False):
        decision = close_proposal(proposal=proposal, title="SAMPLE", text="SAMPLE", by=staff_member())
        voted = record_of(decision, representative()).voted
        page = page_of(decision)
    assert (voted[-1].organization, voted[-1].response) == (silent, None)
    assert "No answer" in page


def test_what_happened_stands_in_order_of_time():
    staff = staff_member()
    decision = a_decided_proposal(by=staff)
    record_consultation(
        target=decision.proposal, group="SAMPLE circle", held_on=today() - timedelta(days=3), how="in writing",
        what_changed="One sentence", by=staff,
    )  # fmt: skip
    switch_visibility(decision=decision, is_public=False, reason="SAMPLE not yet", by=staff)
    switch_visibility(decision=decision, is_public=True, reason="", by=staff)
    events = record_of(decision, staff).events
    assert [event.what for event in events] == [
        "Consulted: SAMPLE circle, in writing",
        "Put to the organizations",
        "Closed: adopted",
        f"Entered in the register as decision {decision.number}",
        "Restricted to those inside",
        "Made public",
    ]
    assert [event.who for event in events[-3:]] == [staff, staff, staff]
    assert events[-2].words == "SAMPLE not yet"


def test_a_longer_history_takes_no_more_queries():
    few, many = a_decided_proposal(), a_decided_proposal([(Answer.SUPPORT, "SAMPLE")] * 12)
    person = representative()
    counts = []
    for decision in (few, few, many):
        with CaptureQueriesContext(connection) as seen:
            record_of(Decision.objects.select_related("corrects", "corrected_by").get(pk=decision.pk), person)
        counts.append(len(seen))
    assert counts[1] == counts[2]


def test_nobody_outside_reads_the_record():
    decision = a_decided_proposal()
    assert signed_in(former_member()).get(decision.get_absolute_url()).status_code == 403
    record = record_of(decision, former_member())
    assert (record.proposal, record.voted, record.consultations) == (None, (), ())
    assert not VisibilitySwitch.objects.visible_to(former_member()).exists()


def test_the_secretariat_records_a_decision_made_at_a_meeting():
    browser = signed_in(staff_member())
    answer = browser.post("/decisions/record/", SENT, follow=True)
    decision = Decision.objects.get()
    assert (decision.number, decision.tally, decision.proposal) == ("2026-01", SENT["how_adopted"], None)
    assert "Entered as decision 2026-01" in answer.content.decode()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"decided_on": "2199-01-01"}, "lies ahead"),
        ({"title": " "}, "required"),
        ({"text": ""}, "required"),
        ({"how_adopted": ""}, "required"),
        ({"is_restricted": "on"}, "Say why it is restricted"),
        ({"decided_on": "26 March"}, "valid date"),
        ({"text": "Thanks to Maria Lopez."}, "Maria Lopez"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_typed_is_lost(changed, said):
    answer = signed_in(staff_member()).post("/decisions/record/", {**SENT, **changed})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert "By consensus of the nine present" in page or "how_adopted" in changed
    assert not Decision.objects.exists()


def test_only_the_secretariat_keeps_the_register():
    decision, person = DecisionFactory(number="2026-01"), representative()
    browser = signed_in(person)
    for address in ("/decisions/record/", "/decisions/2026-01/correct/", "/decisions/2026-01/visibility/"):
        assert browser.post(address, SENT).status_code == 403
    said = {"decided_on": today(), "title": "x", "text": "x"}
    with pytest.raises(DecisionRefused):
        record_meeting_decision(how_adopted="x", by=person, **said)
    with pytest.raises(DecisionRefused):
        correct_decision(decision=decision, reason="x", by=person, **said)
    with pytest.raises(DecisionRefused):
        switch_visibility(decision=decision, is_public=False, reason="x", by=person)


def test_a_correction_is_entered_by_form_and_shown_both_ways():
    earlier = DecisionFactory(number="2026-01", text="SAMPLE wrong")
    browser = signed_in(staff_member())
    form = browser.get("/decisions/2026-01/correct/").content.decode()
    assert "SAMPLE wrong" in form
    sent = {
        **SENT,
        "decided_on": str(today()),
        "reason": "SAMPLE a bill number was wrong",
        "text": "SAMPLE right",
    }
    assert browser.post("/decisions/2026-01/correct/", sent).status_code == 302
    later = Decision.objects.get(corrects=earlier)
    assert (later.text, later.correction_reason) == ("SAMPLE right", "SAMPLE a bill number was wrong")
    assert "No longer in force" in page_of(earlier)
    assert "SAMPLE a bill number was wrong" in page_of(earlier)
    assert "This corrects" in page_of(later)
    assert list(Decision.objects.in_force()) == [later]


def test_a_decision_is_corrected_once_and_then_its_correction():
    earlier, staff = DecisionFactory(number="2026-01"), staff_member()
    said = {"decided_on": today(), "title": "SAMPLE", "text": "SAMPLE", "reason": "SAMPLE", "by": staff}
    later = correct_decision(decision=earlier, **said)
    with pytest.raises(DecisionRefused, match=later.number):
        correct_decision(decision=earlier, **said)
    answer = signed_in(staff).get("/decisions/2026-01/correct/")
    assert answer.headers["Location"] == later.get_absolute_url()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"reason": " "}, "why the earlier"),
        ({"decided_on": today() + timedelta(days=1)}, "lies ahead"),
        ({"decided_on": "before"}, "before what it corrects"),
        ({"is_public": False}, "needs its reason"),
        ({"text": " "}, "title and its text"),
    ],
)
def test_the_service_refuses_a_half_correction(changed, said):
    earlier = DecisionFactory()
    if changed.get("decided_on") == "before":
        changed = {"decided_on": earlier.decided_on - timedelta(days=1)}
    sent = {"decided_on": today(), "title": "x", "text": "x", "reason": "x", **changed}
    with pytest.raises(DecisionRefused, match=said):
        correct_decision(decision=earlier, by=staff_member(), **sent)


def test_a_restriction_is_made_by_form_with_its_reason_and_taken_back():
    decision = DecisionFactory(number="2026-01")
    browser = signed_in(staff_member())
    address = "/decisions/2026-01/visibility/"
    assert browser.post(address, {"make": "restricted", "reason": ""}).status_code == 422
    assert browser.post(address, {"make": "restricted", "reason": "SAMPLE not yet"}).status_code == 302
    decision.refresh_from_db()
    assert (decision.is_public, decision.restriction_reason) == (False, "SAMPLE not yet")
    assert "Make decision 2026-01 public" in browser.get(address).content.decode()
    browser.post(address, {"make": "public", "reason": ""})
    decision.refresh_from_db()
    assert decision.is_public
    assert "SAMPLE not yet" in page_of(decision)


def test_a_second_click_on_restrict_does_not_make_it_public():
    decision = DecisionFactory(number="2026-01")
    browser = signed_in(staff_member())
    for expected in (302, 422):
        sent = {"make": "restricted", "reason": "SAMPLE"}
        assert browser.post("/decisions/2026-01/visibility/", sent).status_code == expected
    decision.refresh_from_db()
    assert not decision.is_public
    assert decision.switches.count() == 1


def test_a_decision_restricted_from_the_first_keeps_that_in_its_history():
    staff = staff_member()
    decision = record_meeting_decision(
        how_adopted="x", by=staff, decided_on=today(), title="x", text="x", is_public=False,
        restriction_reason="SAMPLE from the first",
    )  # fmt: skip
    switch_visibility(decision=decision, is_public=True, reason="SAMPLE may go out", by=staff)
    kept = [(one.is_public, one.reason) for one in decision.switches.all()]
    assert kept == [(False, "SAMPLE from the first"), (True, "SAMPLE may go out")]


def test_the_page_says_what_outside_sees():
    said = {
        "the text, the date": DecisionFactory(),
        "it is restricted": DecisionFactory(is_public=False, restriction_reason="SAMPLE"),
        "only what was adopted": DecisionFactory(outcome=Decision.Outcome.NOT_ADOPTED),
    }
    for words, decision in said.items():
        assert words in page_of(decision)
