"""Pages on which the secretariat moves a proposal on and ends it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from common.deadlines import usual_deadlines
from decisions.choices import Answer, ProposalState, Result
from decisions.models import DeadlineChange, Decision, Proposal, Response
from decisions.services.attachments import attach
from tests.factories.decisions import an_answer, an_open_proposal
from tests.factories.members import OrganizationFactory, representative, staff_member
from tests.pages import signed_in
from tests.uploads import PDF, a_file

pytestmark = pytest.mark.django_db
LATER = "2099-06-05T17:00"
STEPS = ["record", "deadline", "rounds/new", "close", "withdraw", "undecided"]


def settled(answer: Answer = Answer.SUPPORT, reason: str = "", **fields: object):
    """A proposal that everyone answered."""
    organizations = OrganizationFactory.create_batch(2)
    proposal = an_open_proposal(organizations, **fields)
    an_answer(proposal, organizations[0])
    an_answer(proposal, organizations[1], answer, reason)
    return proposal


def closing(**more: object) -> dict[str, object]:
    return {"title": "SAMPLE title", "text": "SAMPLE decided", "expected": "adopted", **more}


def test_the_deadline_is_moved_with_a_reason():
    proposal, browser = an_open_proposal(), signed_in(staff_member())
    address = proposal.get_absolute_url() + "deadline/"
    assert "reason" in browser.post(address, {"deadline_at": LATER}).context["form"].errors
    assert browser.post(address, {"deadline_at": LATER, "reason": "SAMPLE recess"}).status_code == 302
    assert DeadlineChange.objects.get().reason == "SAMPLE recess"
    assert "SAMPLE recess" in browser.get(proposal.get_absolute_url() + "history/").content.decode()


def test_a_new_round_begins_from_the_present_text_and_shows_the_change_first():
    staff = staff_member()
    proposal = an_open_proposal(text="SAMPLE old words")
    browser, address = signed_in(staff), proposal.get_absolute_url() + "rounds/new/"
    form = browser.get(address).context["form"]
    assert form.initial["text"] == "SAMPLE old words"
    sent = {
        "question": proposal.question,
        "commits_us_to": proposal.commits_us_to,
        "text": "SAMPLE new words",
        "what_changed": "SAMPLE one word",
        "deadline_at": LATER,
        "seen_round": 1,
    }
    preview = browser.post(address, {**sent, "preview": "1"}).content.decode()
    assert "<del>" in preview
    assert "<ins>" in preview
    proposal.refresh_from_db()
    assert proposal.round == 1
    assert browser.post(address, {**sent, "added": [a_file()]}).status_code == 302
    proposal.refresh_from_db()
    assert (proposal.round, proposal.text) == (2, "SAMPLE new words")
    assert [one.name for one in proposal.attachments.in_round(2)] == ["SAMPLE brief.pdf"]
    # Who had the first round before them does not overwrite the second.
    page = browser.post(address, {**sent, "text": "SAMPLE third"})
    assert page.status_code == 422
    assert "Round 2 has begun meanwhile" in page.content.decode()


def test_a_file_leaves_with_a_round_and_stays_on_the_record_of_the_one_before():
    staff, proposal = staff_member(), an_open_proposal()
    browser, address = signed_in(staff), proposal.get_absolute_url() + "rounds/new/"
    sent = {
        "question": proposal.question,
        "text": proposal.text,
        "commits_us_to": proposal.commits_us_to,
        "what_changed": "SAMPLE files",
        "deadline_at": LATER,
    }
    browser.post(address, {**sent, "seen_round": 1, "added": [a_file("a.pdf"), a_file("b.pdf", PDF + b"b")]})
    first = proposal.attachments.get(name="a.pdf")
    assert browser.post(address, {**sent, "seen_round": 2, "drop": [first.pk]}).status_code == 302
    page = browser.get(proposal.get_absolute_url() + "rounds/3/")
    assert [one.name for one in page.context["change"].went] == ["a.pdf"]
    assert browser.get(f"{proposal.get_absolute_url()}files/{first.pk}/").status_code == 200


def test_a_refused_file_begins_no_round():
    proposal = an_open_proposal()
    sent = {
        "question": proposal.question,
        "text": "SAMPLE new",
        "what_changed": "SAMPLE",
        "deadline_at": LATER,
        "seen_round": 1,
        "added": [a_file("x.pdf", b"<html>")],
    }
    page = signed_in(staff_member()).post(proposal.get_absolute_url() + "rounds/new/", sent)
    assert page.status_code == 422
    assert "x.pdf" in page.content.decode()
    proposal.refresh_from_db()
    assert proposal.round == 1


def test_a_close_is_prefilled_and_records_the_decision():
    proposal = settled(Answer.STAND_ASIDE, "SAMPLE outside our work", text="SAMPLE words")
    browser, address = signed_in(staff_member()), proposal.get_absolute_url() + "close/"
    page = browser.get(address)
    form = page.context["form"]
    assert (form.initial["title"], form.initial["text"]) == (proposal.question, "SAMPLE words")
    assert "SAMPLE outside our work" in form.initial["minority_view"]
    assert "2 of 2 answered, 1 stand aside, no block: adopted" in page.content.decode()
    done = browser.post(address, closing(minority_view="SAMPLE view"))
    decision = Decision.objects.get()
    assert done.url == decision.get_absolute_url()
    assert (decision.minority_view, decision.is_public, decision.outcome) == ("SAMPLE view", True, "adopted")
    shown = signed_in(representative()).get(proposal.get_absolute_url()).content.decode()
    assert f"Decision {decision.number}" in shown
    assert "Outcome" in shown


def test_a_restricted_decision_needs_its_reason():
    proposal, browser = settled(), signed_in(staff_member())
    address = proposal.get_absolute_url() + "close/"
    page = browser.post(address, closing(is_restricted="on"))
    assert page.status_code == 422
    assert "restriction_reason" in page.context["form"].errors
    browser.post(address, closing(is_restricted="on", restriction_reason="SAMPLE not yet"))
    assert not Decision.objects.get().is_public


def test_an_outcome_that_changed_meanwhile_is_not_closed_as_something_else():
    proposal = settled()
    page = signed_in(staff_member()).post(
        proposal.get_absolute_url() + "close/", closing(expected="not adopted")
    )
    assert page.status_code == 422
    assert "changed meanwhile" in page.content.decode()
    assert not Decision.objects.exists()


def test_hidden_answers_are_not_prefilled_into_the_minority_view():
    proposal = settled(Answer.STAND_ASIDE, "SAMPLE canaryreason", answers_hidden_until_close=True)
    page = signed_in(staff_member()).get(proposal.get_absolute_url() + "close/")
    assert "canaryreason" not in page.content.decode()


def test_a_proposal_that_is_still_open_offers_no_close():
    proposal, browser = an_open_proposal(), signed_in(staff_member())
    assert "Close and record" not in browser.get(proposal.get_absolute_url()).content.decode()
    page = browser.get(proposal.get_absolute_url() + "close/").content.decode()
    assert "It closes after the deadline" in page
    assert "Title of the decision" not in page
    assert browser.post(proposal.get_absolute_url() + "close/", closing()).status_code == 422
    assert not Decision.objects.exists()


def test_a_block_shows_its_reason_and_the_paths_that_are_left():
    proposal, browser = settled(Answer.BLOCK, "SAMPLE It harms us."), signed_in(staff_member())
    text = browser.get(proposal.get_absolute_url()).content.decode()
    assert "Blocked: how to go on" in text
    assert "SAMPLE It harms us." in text
    assert [path in text for path in ("rounds/new/", "undecided/", "withdraw/", "/close/")] == [True] * 3 + [
        False
    ]
    member = signed_in(representative()).get(proposal.get_absolute_url()).content.decode()
    assert "how to go on" not in member


@pytest.mark.parametrize(
    ("step", "state", "result"),
    [("withdraw", ProposalState.WITHDRAWN, ""), ("undecided", ProposalState.CLOSED, Result.UNDECIDED)],
)
def test_a_blocked_proposal_ends_without_a_decision_for_a_reason(step, state, result):
    proposal, browser = settled(Answer.BLOCK, "SAMPLE"), signed_in(staff_member())
    address = f"{proposal.get_absolute_url()}{step}/"
    assert browser.post(address, {"reason": " "}).status_code == 422
    assert browser.post(address, {"reason": "SAMPLE why it ended"}).status_code == 302
    proposal.refresh_from_db()
    assert (proposal.state, proposal.result) == (state, result)
    assert (
        "SAMPLE why it ended" in signed_in(representative()).get(proposal.get_absolute_url()).content.decode()
    )
    assert not Decision.objects.exists()


def test_an_answer_received_another_way_is_recorded_once_with_how():
    organization, outside = OrganizationFactory(), OrganizationFactory()
    proposal, browser = an_open_proposal([organization]), signed_in(staff_member())
    address = proposal.get_absolute_url() + "record/"
    sent = {"organization": organization.pk, "answer": "support", "seen_round": 1}
    assert "received_how" in browser.post(address, sent).context["form"].errors
    stranger = browser.post(address, {**sent, "organization": outside.pk, "received_how": "by letter"})
    assert "organization" in stranger.context["form"].errors
    assert browser.post(address, {**sent, "received_how": "by letter"}).status_code == 302
    assert Response.objects.get().received_how == "by letter"


def test_after_the_deadline_no_answer_is_recorded():
    proposal, browser = an_open_proposal(), signed_in(staff_member())
    passed = timezone.now() - timedelta(minutes=1)
    Proposal.objects.filter(pk=proposal.pk).update(deadline_at=passed)
    assert browser.get(proposal.get_absolute_url() + "record/").status_code == 302
    assert "The deadline passed" in browser.get(proposal.get_absolute_url()).content.decode()


@pytest.mark.parametrize("step", STEPS)
def test_every_step_is_the_secretariats_alone(step):
    proposal = settled()
    answer = signed_in(representative()).post(f"{proposal.get_absolute_url()}{step}/", closing(reason="x"))
    assert answer.status_code == 403
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.OPEN


@pytest.mark.parametrize("step", STEPS)
def test_what_has_ended_takes_no_step(step):
    proposal, browser = settled(), signed_in(staff_member())
    browser.post(proposal.get_absolute_url() + "close/", closing())
    assert browser.post(f"{proposal.get_absolute_url()}{step}/", closing(reason="x")).status_code == 302
    assert Decision.objects.count() == 1


def test_files_and_deadlines_of_a_draft_are_not_those_of_an_open_proposal():
    staff, proposal = staff_member(), an_open_proposal(deadline_at=timezone.now() + timedelta(days=3))
    kept = attach(proposal=proposal, upload=a_file(), by=staff, from_round=2)
    page = signed_in(representative()).get(proposal.get_absolute_url()).content.decode()
    assert kept.name not in page


def test_a_new_round_does_not_take_time_away_unasked():
    later = timezone.now().replace(microsecond=0) + timedelta(days=40)
    proposal = an_open_proposal(deadline_at=later)
    form = signed_in(staff_member()).get(f"{proposal.get_absolute_url()}rounds/new/").context["form"]
    assert form["deadline_at"].initial == later
    assert form["soft_deadline_at"].initial == usual_deadlines()["soft_deadline_at"]


def test_the_wrong_fields_of_a_long_form_are_named_at_its_top():
    proposal = an_open_proposal()
    page = signed_in(staff_member()).post(f"{proposal.get_absolute_url()}rounds/new/", {"text": "SAMPLE"})
    text = page.content.decode()
    assert "Nothing is saved yet" in text
    assert '<a href="#id_what_changed">What changed, in a sentence</a>' in text
