"""Pages of proposals, and what members share."""

from __future__ import annotations

import pytest
from django.contrib.contenttypes.models import ContentType

from common.dates import today
from decisions.choices import Answer, ProposalState
from decisions.models import Proposal, Response, SharedItem, Subject
from decisions.services.consultations import record_consultation
from members.choices import SecretariatRole
from tests.factories.decisions import ProposalFactory, SharedItemFactory, an_answer, an_open_proposal
from tests.factories.legislation import BillFactory
from tests.factories.members import OrganizationFactory, UserFactory, representative, staff_member
from tests.pages import queries_of, signed_in

pytestmark = pytest.mark.django_db


def test_the_question_comes_first_then_deadline_and_who_answered():
    organizations = [OrganizationFactory(name=f"SAMPLE {letter}") for letter in "ABC"]
    proposal = an_open_proposal(organizations, question="Shall we say yes?")
    an_answer(proposal, organizations[1])
    page = signed_in(representative(organizations[0])).get(proposal.get_absolute_url())
    text = page.content.decode()
    assert text.index("Shall we say yes?") < text.index("p.m. ET" if "p.m. ET" in text else "a.m. ET")
    assert [(voice.organization.name, voice.has_answered) for voice in page.context["voices"]] == [
        ("SAMPLE A", False),
        ("SAMPLE B", True),
        ("SAMPLE C", False),
    ]
    assert "1 of 3 answered" in text


def test_a_representative_answers_on_the_page_and_changes_it():
    organization = OrganizationFactory()
    proposal = an_open_proposal([organization])
    browser = signed_in(representative(organization))
    address = proposal.get_absolute_url()
    assert browser.post(address + "respond/", {"answer": "support"}).status_code == 302
    assert browser.post(address + "respond/", {"answer": "block", "reason": ""}).status_code == 422
    assert Response.objects.get().answer == Answer.SUPPORT
    browser.post(address + "respond/", {"answer": "block", "reason": "SAMPLE reason"})
    assert Response.objects.get().answer == Answer.BLOCK


def test_the_secretariat_records_on_behalf_and_it_is_shown_so():
    organization = OrganizationFactory()
    proposal = an_open_proposal([organization])
    browser = signed_in(staff_member())
    sent = {"organization": organization.pk, "answer": "support", "received_how": "by telephone"}
    assert browser.post(proposal.get_absolute_url() + "record/", sent).status_code == 302
    page = signed_in(representative()).get(proposal.get_absolute_url()).content.decode()
    assert "recorded by the secretariat: by telephone" in page


def test_others_get_no_form_and_cannot_answer():
    proposal = an_open_proposal([OrganizationFactory()])
    browser = signed_in(representative())
    assert browser.get(proposal.get_absolute_url()).context["form"] is None
    browser.post(proposal.get_absolute_url() + "respond/", {"answer": "support"})
    assert not Response.objects.exists()


def test_drafts_are_the_secretariats():
    draft = ProposalFactory()
    assert signed_in(staff_member()).get(draft.get_absolute_url()).status_code == 200
    assert signed_in(representative()).get(draft.get_absolute_url()).status_code == 404


def test_a_proposal_says_prominently_when_nobody_was_consulted():
    proposal = an_open_proposal()
    browser = signed_in(representative())
    assert "No consultation is recorded" in browser.get(proposal.get_absolute_url()).content.decode()
    record_consultation(
        target=proposal,
        group="SAMPLE circle",
        held_on=today(),
        how="in writing",
        what_changed="SAMPLE the opening",
        by=staff_member(),
    )
    page = browser.get(proposal.get_absolute_url()).content.decode()
    assert "No consultation is recorded" not in page
    assert "SAMPLE circle" in page


def test_what_a_proposal_concerns_is_named_and_told_when_gone():
    proposal, bill = ProposalFactory(), BillFactory(number=9001)
    kind = ContentType.objects.get_for_model(bill)
    for key in (bill.pk, "119-hr-1"):
        Subject.objects.create(proposal=proposal, content_type=kind, object_id=key)
    page = signed_in(staff_member()).get(proposal.get_absolute_url())
    assert {one.name for one in page.context["subjects"]} == {f"H.R. 9001 (119th) {bill.title}", "119-hr-1"}


def test_a_longer_list_of_proposals_takes_no_more_queries():
    organizations = OrganizationFactory.create_batch(2)
    browser = signed_in(representative(organizations[0]))
    an_open_proposal(organizations)
    few = queries_of(browser, "/decisions/proposals/")
    for _ in range(24):
        an_answer(an_open_proposal(organizations), organizations[0])
    assert queries_of(browser, "/decisions/proposals/") == few


def test_more_answers_take_no_more_queries_of_a_proposals_page():
    organizations = OrganizationFactory.create_batch(12)
    proposal = an_open_proposal(organizations)
    browser = signed_in(representative(organizations[0]))
    an_answer(proposal, organizations[1])
    few = queries_of(browser, proposal.get_absolute_url())
    for organization in organizations[2:]:
        an_answer(proposal, organization, Answer.BLOCK, "SAMPLE")
    assert queries_of(browser, proposal.get_absolute_url()) == few


def test_a_member_shares_what_bears_on_a_bill():
    bill = BillFactory(number=9001)
    browser = signed_in(representative())
    address = f"/decisions/shared/?about=legislation.bill:{bill.pk}"
    sent = browser.post(address, {"title": "SAMPLE news", "text": "SAMPLE text", "level": "inside"})
    assert sent.status_code == 302
    assert SharedItem.objects.get().target == bill
    assert "SAMPLE news" in browser.get(address).content.decode()


@pytest.mark.parametrize(
    "about",
    [
        "legislation.bill:119-hr-1",
        "sessions.session:x",
        "nonsense",
        "members.user:1",
        "members.user:x",
        "briefings.packet:x",
    ],
)
def test_a_subject_that_is_none_of_theirs_is_left_out(about):
    UserFactory()
    page = signed_in(representative()).get("/decisions/shared/", {"about": about})
    assert page.status_code == 200
    assert page.context["about"] is None


def test_a_longer_list_of_posts_takes_no_more_queries():
    browser = signed_in(representative())
    bill = BillFactory(number=9001)
    kind = ContentType.objects.get_for_model(bill)
    SharedItemFactory(content_type=kind, object_id=bill.pk)
    few = queries_of(browser, "/decisions/shared/")
    SharedItemFactory.create_batch(24, content_type=kind, object_id=bill.pk)
    assert queries_of(browser, "/decisions/shared/") == few


def test_an_administrator_sees_no_hidden_answer_before_the_close_either():
    organization = OrganizationFactory()
    proposal = an_open_proposal([organization], answers_hidden_until_close=True)
    answer = an_answer(proposal, organization, Answer.BLOCK, "SAMPLE canaryreason")
    browser = signed_in(staff_member(SecretariatRole.ADMINISTRATOR))
    addresses = ["/admin/decisions/response/", f"/admin/decisions/response/{answer.pk}/change/"]
    assert not [
        one for one in addresses if str(organization) in browser.get(one, follow=True).content.decode()
    ]
    Proposal.objects.filter(pk=proposal.pk).update(state=ProposalState.CLOSED, result="adopted")
    assert "canaryreason" in browser.get(addresses[1]).content.decode()
